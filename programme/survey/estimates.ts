/** Figures of answers: one number a person, each mean or share with its n and interval. */
import { normalQuantile, SMALLEST_GROUP, studentReach } from '../../analytics/index.ts';
import { effectiveSize } from './sample-size.ts';
import { type Answers, DIMENSIONS, HIGHEST, type Instrument, type Question } from './survey-shapes.ts';

export const LEVEL = 0.95;

/** null: fewer than 5 have answered, or none. */
export interface Estimate {
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * `csat`: share of 4 and 5; `satisfaction`, `effort`: means; `expectation`, `perception`, `gap` (perception − expectation of the same
 * person): means of a dimension; `index`: weighted mean of the perceptions, 0-100.
 */
export type MeasureName = 'csat' | 'satisfaction' | 'effort' | 'expectation' | 'perception' | 'gap' | 'index';

export interface SurveyMeasure extends Estimate {
  readonly name: MeasureName;
  readonly dimension?: (typeof DIMENSIONS)[number];
}

/** One number a person; shares are of 0 and 1. */
export interface Values {
  readonly name: MeasureName;
  readonly dimension?: (typeof DIMENSIONS)[number];
  readonly values: readonly number[];
}

export function valuesOf({ questions, weights = {} }: Instrument, given: readonly Answers[]): readonly Values[] {
  const numbersOf = ({ id }: Question): readonly number[] =>
    given.map((one) => one[id]).filter((value) => typeof value === 'number');
  const found: Values[] = [];
  for (const one of questions) {
    if (one.kind === 'satisfaction') {
      const values = numbersOf(one);
      found.push({ name: 'csat', values: values.map((value) => (value >= 4 ? 1 : 0)) }, { name: 'satisfaction', values });
    }
    if (one.kind === 'effort') found.push({ name: 'effort', values: numbersOf(one) });
  }
  const asked = DIMENSIONS.flatMap((dimension) => {
    const [expectation, perception] = (['expectation', 'perception'] as const).map((kind) =>
      questions.find((one) => one.kind === kind && one.dimension === dimension),
    );
    return expectation && perception ? [{ dimension, expectation, perception }] : [];
  });
  for (const { dimension, expectation, perception } of asked) {
    const gaps = given.flatMap((one) => {
      const [wanted, met] = [one[expectation.id], one[perception.id]];
      return typeof wanted === 'number' && typeof met === 'number' ? [met - wanted] : [];
    });
    found.push({ name: 'expectation', dimension, values: numbersOf(expectation) });
    found.push({ name: 'perception', dimension, values: numbersOf(perception) }, { name: 'gap', dimension, values: gaps });
  }
  if (asked.length > 0) {
    const values = given.flatMap((one) => {
      let [sum, all] = [0, 0];
      for (const { dimension, perception } of asked) {
        const value = one[perception.id];
        // Only of those who answered for every dimension: else the mix of dimensions would be each person's own.
        if (typeof value !== 'number') return [];
        const weight = weights[dimension] ?? 1;
        sum += weight * ((value - 1) / (HIGHEST.perception - 1));
        all += weight;
      }
      return [(100 * sum) / all];
    });
    found.push({ name: 'index', values });
  }
  return found;
}

export const NOTHING: Estimate = { n: 0, value: null, low: null, high: null };
/** Shares by Wilson, means by Student, each narrowed by the correction for finite populations. Below 5 nothing is told. */
export function estimate(name: MeasureName, values: readonly number[], population: number | undefined): Estimate {
  const n = values.length;
  if (n < SMALLEST_GROUP) return NOTHING;
  const value = meanOf(values);
  if (name === 'csat') return { n, value, ...wilson(value, effectiveSize(n, population)) };
  const reach = studentReach(LEVEL, n - 1) * standardError(values, population);
  const [least, most] = RANGE[name];
  return { n, value, low: Math.max(least, value - reach), high: Math.min(most, value + reach) };
}

const RANGE: Readonly<Record<Exclude<MeasureName, 'csat'>, readonly [number, number]>> = {
  satisfaction: [1, 5],
  effort: [1, 7],
  expectation: [1, 7],
  perception: [1, 7],
  gap: [-6, 6],
  index: [0, 100],
};

export function wilson(share: number, size: number): { readonly low: number; readonly high: number } {
  if (size === Infinity) return { low: share, high: share };
  const z = normalQuantile((1 + LEVEL) / 2);
  const centre = (share + (z * z) / (2 * size)) / (1 + (z * z) / size);
  const reach = (z / (1 + (z * z) / size)) * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

export function standardError(values: readonly number[], population: number | undefined): number {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / effectiveSize(values.length, population));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
