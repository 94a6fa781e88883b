/** Two waves of one instrument: what changed, as far as it is proved. Another instrument is refused, since its answers mean another thing. */
import { studentReach } from '../../analytics/index.ts';
import { effectiveSize } from './sample-size.ts';
import { type Estimate, estimate, LEVEL, type MeasureName, meanOf, standardError, valuesOf, wilson } from './estimates.ts';
import type { Instrument } from './survey-shapes.ts';
import type { KeptAnswer } from './wave-results.ts';

/** Below this many answers on a side nothing is judged, as in comparisons of cases. */
export const FEWEST = 20;
export const WAVE_CHANGES = ['better', 'worse', 'changed', 'not proven', 'not enough data'] as const;
export type WaveChange = (typeof WAVE_CHANGES)[number];

export interface ComparedWave {
  readonly instrument: Instrument;
  readonly answers: readonly KeptAnswer[];
  readonly population: number | undefined;
}

export interface WaveDifference {
  readonly name: MeasureName;
  readonly dimension?: string;
  readonly before: Estimate;
  readonly after: Estimate;
  /** After minus before. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** `neither`: people may expect more or less, that is no gain. */
  readonly better: 'more' | 'less' | 'neither';
  readonly change: WaveChange;
}

/** Questions that are not the same in both: by id. */
export function changedQuestions(before: Instrument, after: Instrument): readonly string[] {
  const textOf = (one: Instrument, id: string) =>
    JSON.stringify(
      one.questions.find((question) => question.id === id),
      ORDER,
    );
  const ids = new Set([...before.questions, ...after.questions].map(({ id }) => id));
  const changed = [...ids].filter((id) => textOf(before, id) !== textOf(after, id));
  const isWeighedAnew = JSON.stringify(before.weights, ORDER) !== JSON.stringify(after.weights, ORDER);
  return isWeighedAnew ? [...changed, 'weights'] : changed;
}

/** Members of shapes in one order, whatever order a store gives them back in. */
function ORDER(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** Both asked the same: see `changedQuestions`. Shares by Newcombe's method 10, means by Welch; fewer people to ask narrow the interval. */
export function compareWaves(before: ComparedWave, after: ComparedWave): readonly WaveDifference[] {
  const sides = [before, after].map(({ instrument, answers }) =>
    valuesOf(
      instrument,
      answers.map((one) => one.answers),
    ),
  );
  return (sides[0] ?? []).map(({ values: first, ...name }, index): WaveDifference => {
    const second = sides[1]?.[index]?.values ?? [];
    const [old, next] = [estimate(name.name, first, before.population), estimate(name.name, second, after.population)];
    const better = name.name === 'effort' ? 'less' : name.name === 'expectation' ? 'neither' : 'more';
    const known = { ...name, before: old, after: next, better } as const;
    if (old.value === null || next.value === null)
      return { ...known, difference: null, low: null, high: null, change: 'not enough data' };
    const bounds =
      name.name === 'csat'
        ? newcombe(
            old.value,
            effectiveSize(first.length, before.population),
            next.value,
            effectiveSize(second.length, after.population),
          )
        : welch(first, before.population, second, after.population);
    const isEnough = Math.min(first.length, second.length) >= FEWEST;
    return {
      ...known,
      difference: next.value - old.value,
      ...bounds,
      change: isEnough ? changeOf(bounds, better) : 'not enough data',
    };
  });
}

function changeOf({ low, high }: { readonly low: number; readonly high: number }, better: WaveDifference['better']): WaveChange {
  if (low <= 0 && high >= 0) return 'not proven';
  if (better === 'neither') return 'changed';
  return low > 0 === (better === 'more') ? 'better' : 'worse';
}

function newcombe(before: number, n: number, after: number, m: number) {
  const [old, next] = [wilson(before, n), wilson(after, m)];
  return {
    low: after - before - Math.hypot(after - next.low, old.high - before),
    high: after - before + Math.hypot(next.high - after, before - old.low),
  };
}

function welch(first: readonly number[], before: number | undefined, second: readonly number[], after: number | undefined) {
  const errors = [standardError(first, before), standardError(second, after)] as const;
  const [a, b] = [errors[0] ** 2, errors[1] ** 2];
  const freedom = a + b === 0 ? Infinity : (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1));
  const reach = studentReach(LEVEL, freedom) * Math.sqrt(a + b);
  const difference = meanOf(second) - meanOf(first);
  return { low: difference - reach, high: difference + reach };
}
