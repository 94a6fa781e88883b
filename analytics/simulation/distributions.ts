/**
 * Distributions of durations, delays and amounts, given by figures a person can name (mean and standard deviation, least and most),
 * so that the moments are exact by construction. The unit is the caller's. Nothing is cut off: whoever needs no negative values
 * chooses a distribution that has none (a normal one has some).
 */
import { z } from 'zod';
import { random } from './random.ts';
import type { Random } from './random.ts';

const figure = z.number();
const positive = figure.positive();

const kinds = [
  z.strictObject({ kind: z.literal('fixed'), value: figure }),
  z.strictObject({ kind: z.literal('exponential'), mean: positive }),
  z.strictObject({ kind: z.literal('uniform'), min: figure, max: figure }),
  z.strictObject({ kind: z.literal('normal'), mean: figure, sd: positive }),
  z.strictObject({ kind: z.literal('lognormal'), mean: positive, sd: positive }),
  z.strictObject({ kind: z.literal('gamma'), mean: positive, sd: positive }),
  z.strictObject({ kind: z.literal('triangular'), min: figure, mode: figure, max: figure }),
  z.strictObject({ kind: z.literal('empirical'), values: z.array(figure).min(1), weights: z.array(figure.min(0)).optional() }),
] as const;
const freeSchema = z.discriminatedUnion('kind', kinds).superRefine(refuseFaults);

export const distributionSchema = z
  .discriminatedUnion('kind', [
    ...kinds,
    /** Moved by `plus`, and drawn again while it is outside its bounds, at most 100 times; then it is the mean, or the nearest bound. */
    z.strictObject({
      kind: z.literal('bounded'),
      of: freeSchema,
      plus: figure.default(0),
      min: figure.exactOptional(),
      max: figure.exactOptional(),
    }),
  ])
  .superRefine(refuseFaults);

export type Distribution = z.infer<typeof distributionSchema>;

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function refuseFaults(distribution: Distribution, context: z.RefinementCtx): void {
  const fault = distributionFault(distribution);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
}

function distributionFault(distribution: Distribution): string | undefined {
  switch (distribution.kind) {
    case 'uniform':
      return distribution.min > distribution.max ? 'The least is greater than the most.' : undefined;
    case 'triangular':
      return distribution.min > distribution.mode || distribution.mode > distribution.max
        ? 'The least, the likeliest and the most are not in this order.'
        : undefined;
    case 'empirical':
      if (distribution.weights === undefined) return undefined;
      if (distribution.weights.length !== distribution.values.length) return 'There are not as many weights as values.';
      return distribution.weights.every((weight) => weight === 0) ? 'No weight is above zero.' : undefined;
    case 'bounded':
      return (distribution.min ?? -Infinity) > (distribution.max ?? Infinity) ? 'The least is greater than the most.' : undefined;
    case 'fixed':
    case 'exponential':
    case 'normal':
    case 'lognormal':
    case 'gamma':
      return undefined;
    default:
      return distribution satisfies never;
  }
}

/** One value. */
export function draw(distribution: Distribution, random: Random): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.value;
    case 'exponential':
      return -distribution.mean * Math.log1p(-random.next());
    case 'uniform':
      return distribution.min + (distribution.max - distribution.min) * random.next();
    case 'normal':
      return distribution.mean + distribution.sd * standardNormal(random);
    case 'lognormal': {
      const variance = Math.log1p((distribution.sd / distribution.mean) ** 2);
      return distribution.mean * Math.exp(Math.sqrt(variance) * standardNormal(random) - variance / 2);
    }
    case 'gamma': {
      const shape = (distribution.mean / distribution.sd) ** 2;
      return (standardGamma(shape, random) * distribution.mean) / shape;
    }
    case 'triangular':
      return drawTriangular(distribution, random.next());
    case 'empirical':
      return distribution.values[weightedIndex(weightsOf(distribution), random)]!;
    case 'bounded':
      return drawBounded(distribution, random);
    default:
      return distribution satisfies never;
  }
}

/** The exact mean and variance; of a bounded distribution from 100,000 draws of a seed of its own. */
export function moments(distribution: Distribution): Moments {
  switch (distribution.kind) {
    case 'fixed':
      return { mean: distribution.value, variance: 0 };
    case 'exponential':
      return { mean: distribution.mean, variance: distribution.mean ** 2 };
    case 'uniform':
      return { mean: (distribution.min + distribution.max) / 2, variance: (distribution.max - distribution.min) ** 2 / 12 };
    case 'normal':
    case 'lognormal':
    case 'gamma':
      return { mean: distribution.mean, variance: distribution.sd ** 2 };
    case 'triangular': {
      const { min, mode, max } = distribution;
      const variance = (min ** 2 + mode ** 2 + max ** 2 - min * mode - min * max - mode * max) / 18;
      return { mean: (min + mode + max) / 3, variance };
    }
    case 'empirical': {
      const weights = weightsOf(distribution);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const mean = distribution.values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / total;
      const square = distribution.values.reduce((sum, value, index) => sum + (value - mean) ** 2 * weights[index]!, 0);
      return { mean, variance: square / total };
    }
    case 'bounded':
      return boundedMoments(distribution);
    default:
      return distribution satisfies never;
  }
}

/** An index drawn with a chance in proportion to its weight; weights are not negative and not all zero. */
export function weightedIndex(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  let last = 0;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    if (left < weight) return index;
    left -= weight;
    last = index;
  }
  return last;
}

type Bounded = Extract<Distribution, { kind: 'bounded' }>;

const MOST_DRAWS = 100;

function drawBounded({ of, plus, min = -Infinity, max = Infinity }: Bounded, random: Random): number {
  for (let round = 0; round < MOST_DRAWS; round++) {
    const value = plus + draw(of, random);
    if (value >= min && value <= max) return value;
  }
  return Math.min(max, Math.max(min, plus + moments(of).mean));
}

function boundedMoments(distribution: Bounded): Moments {
  const chance = random('moments');
  const [draws, sums] = [100_000, { mean: 0, square: 0 }];
  for (let index = 1; index <= draws; index++) {
    const delta = draw(distribution, chance) - sums.mean;
    sums.mean += delta / index;
    sums.square += delta * (delta * (1 - 1 / index));
  }
  return { mean: sums.mean, variance: sums.square / draws };
}

function weightsOf(distribution: Extract<Distribution, { kind: 'empirical' }>): readonly number[] {
  return distribution.weights ?? distribution.values.map(() => 1);
}

function drawTriangular({ min, mode, max }: { min: number; mode: number; max: number }, share: number): number {
  const width = max - min;
  if (width === 0) return min;
  return share * width < mode - min
    ? min + Math.sqrt(share * width * (mode - min))
    : max - Math.sqrt((1 - share) * width * (max - mode));
}

/** Box and Muller's, one of the pair: a stream that is split by name must not depend on what was drawn before. */
function standardNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log1p(-random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** Marsaglia and Tsang (2000); for a shape below 1 through shape + 1. */
function standardGamma(shape: number, random: Random): number {
  if (shape < 1) return standardGamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = standardNormal(random);
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log1p(-random.next()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The same in another unit: every value times `factor`, which is above zero. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  if (distribution.kind !== 'bounded') return scaledFree(distribution, factor);
  const { of, plus, min, max } = distribution;
  return {
    kind: 'bounded',
    of: scaledFree(of, factor),
    plus: plus * factor,
    ...(min === undefined ? {} : { min: min * factor }),
    ...(max === undefined ? {} : { max: max * factor }),
  };
}

type Free = Exclude<Distribution, { kind: 'bounded' }>;

function scaledFree(distribution: Free, factor: number): Free {
  switch (distribution.kind) {
    case 'fixed':
      return { ...distribution, value: distribution.value * factor };
    case 'exponential':
      return { ...distribution, mean: distribution.mean * factor };
    case 'uniform':
      return { ...distribution, min: distribution.min * factor, max: distribution.max * factor };
    case 'normal':
    case 'lognormal':
    case 'gamma':
      return { ...distribution, mean: distribution.mean * factor, sd: distribution.sd * factor };
    case 'triangular': {
      const { min, mode, max } = distribution;
      return { ...distribution, min: min * factor, mode: mode * factor, max: max * factor };
    }
    case 'empirical':
      return { ...distribution, values: distribution.values.map((value) => value * factor) };
    default:
      return distribution satisfies never;
  }
}
