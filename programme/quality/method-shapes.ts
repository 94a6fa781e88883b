/** How the quality of a service is scored. Pure: the contract of the API and the store check with these shapes. */
import { z } from 'zod';

/**
 * What a score is made of. `onTime`, `firstTimeRight` (nothing was done again), `complaints` (a complaint came), `satisfaction` (answers of
 * 4 and 5 of 5: steps between answers are of unknown size, so they are counted and not averaged; a standard counts them so too) are
 * shares; `cost` is the mean cost of a case as a part of what it was in the same time before: euros of different services say nothing of each other.
 */
export const QUALITY_COMPONENTS = ['onTime', 'firstTimeRight', 'complaints', 'satisfaction', 'cost'] as const;
export type QualityComponent = (typeof QUALITY_COMPONENTS)[number];
export const COMPONENT_FACTS = {
  onTime: { better: 'more', most: 1 },
  firstTimeRight: { better: 'more', most: 1 },
  complaints: { better: 'less', most: 1 },
  satisfaction: { better: 'more', most: 1 },
  cost: { better: 'less', most: 10 },
} as const satisfies Record<QualityComponent, { readonly better: 'less' | 'more'; readonly most: number }>;

/** From `worst` (0 points and beyond) to `best` (100). A weight of 0: told, not counted. */
const component = (kind: QualityComponent) => {
  const { better, most } = COMPONENT_FACTS[kind];
  const value = z.number().min(0).max(most);
  return z
    .strictObject({ weight: z.number().min(0).max(100), worst: value, best: value })
    .refine(({ worst, best }) => (better === 'more' ? best > worst : best < worst), {
      message: better === 'more' ? 'the best is more than the worst' : 'the best is less than the worst',
      path: ['best'],
    });
};

export const qualityMethod = z.strictObject({
  components: z
    .strictObject({
      onTime: component('onTime'),
      firstTimeRight: component('firstTimeRight'),
      complaints: component('complaints'),
      satisfaction: component('satisfaction'),
      cost: component('cost'),
    })
    .refine((all) => Object.values(all).some(({ weight }) => weight > 0), 'nothing has a weight'),
  /** The last so many whole months. */
  months: z.number().int().min(1).max(36),
  /** Fewer cases or answers than these make no points. */
  leastCases: z.number().int().min(5).max(10_000),
  leastAnswers: z.number().int().min(5).max(10_000),
  /** Which part of all weight must be known for a score. */
  leastWeight: z.number().min(0.1).max(1),
  /** Euros for an hour of people's work, where the log tells no costs. */
  costPerHour: z.number().positive().max(10_000),
  /** From so many points on; below `fair` it is weak. */
  bands: z
    .strictObject({ good: z.number().min(1).max(100), fair: z.number().min(1).max(100) })
    .refine(({ good, fair }) => good > fair, { message: 'good begins above fair', path: ['good'] }),
});
export type QualityMethod = z.output<typeof qualityMethod>;

/** Until a tenant has declared its own. From 30 on the mean of a sample is taken as about normal, which the interval rests on. */
export const DECLARED_DEFAULT: QualityMethod = {
  components: {
    onTime: { weight: 35, worst: 0.7, best: 1 },
    firstTimeRight: { weight: 25, worst: 0.6, best: 1 },
    complaints: { weight: 10, worst: 0.05, best: 0 },
    satisfaction: { weight: 20, worst: 0.4, best: 0.9 },
    cost: { weight: 10, worst: 1.2, best: 0.8 },
  },
  months: 12,
  leastCases: 30,
  leastAnswers: 30,
  leastWeight: 1,
  costPerHour: 18,
  bands: { good: 80, fair: 60 },
};

export type QualityBand = 'good' | 'fair' | 'weak';

export function bandOf(points: number, { bands: { good, fair } }: Pick<QualityMethod, 'bands'>): QualityBand {
  return points >= good ? 'good' : points >= fair ? 'fair' : 'weak';
}

/** 0 to 100: linear between the goalposts, clipped beyond them. */
export function pointsOf(value: number, { worst, best }: { readonly worst: number; readonly best: number }): number {
  return 100 * Math.min(1, Math.max(0, (value - worst) / (best - worst)));
}
