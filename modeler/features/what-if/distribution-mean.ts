/** Means of the distributions of a scenario, and the same shape about another mean. */
import type { DistributionJson } from './scenario-json.ts';

/** undefined for a kind that the page does not know. */
export function meanOf(distribution: DistributionJson): number | undefined {
  const number = (name: string): number => Number(distribution[name] ?? NaN);
  switch (distribution.kind) {
    case 'fixed':
      return number('value');
    case 'exponential':
    case 'normal':
    case 'lognormal':
    case 'gamma':
      return number('mean');
    case 'uniform':
      return (number('min') + number('max')) / 2;
    case 'triangular':
      return (number('min') + number('mode') + number('max')) / 3;
    case 'empirical':
      return empiricalMean(listOf(distribution['values']), listOf(distribution['weights']));
    case 'bounded':
      // Of what is moved; its bounds cut off little.
      return (meanOf(distribution['of'] as DistributionJson) ?? NaN) + (Number(distribution['plus']) || 0);
    default:
      return undefined;
  }
}

const LENGTHS = ['value', 'mean', 'sd', 'min', 'mode', 'max', 'plus'] as const;

/** Every length of it times a factor: the shape stays. */
export function scaled(distribution: DistributionJson, factor: number): DistributionJson {
  const lengths = LENGTHS.flatMap((name) =>
    typeof distribution[name] === 'number' ? [[name, rounded(distribution[name] * factor)] as const] : [],
  );
  return {
    ...distribution,
    ...Object.fromEntries(lengths),
    ...('values' in distribution && { values: listOf(distribution['values']).map((value) => rounded(value * factor)) }),
    ...('of' in distribution && { of: scaled(distribution['of'] as DistributionJson, factor) }),
  };
}

/** About another mean; one that has no length yet becomes that length. */
export function aboutMean(distribution: DistributionJson, mean: number): DistributionJson {
  const before = meanOf(distribution);
  return before === undefined || !(before > 0) ? { kind: 'fixed', value: mean } : scaled(distribution, mean / before);
}

function empiricalMean(values: readonly number[], weights: readonly number[]): number {
  const weightOf = (index: number): number => weights[index] ?? 1;
  const all = values.reduce((sum, _, index) => sum + weightOf(index), 0);
  return values.reduce((sum, value, index) => sum + value * weightOf(index), 0) / all;
}

function listOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
