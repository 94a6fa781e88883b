/** What the answers of a wave say: each figure with its n and interval, groups held back that would tell of single people. */
import { heldBack, normalQuantile, SMALLEST_GROUP, studentReach } from '../../analytics/index.ts';
import { effectiveSize } from './sample-size.ts';
import { type AnswerContext, type Answers, DIMENSIONS, HIGHEST, type Instrument, type Question } from './survey-shapes.ts';

export const LEVEL = 0.95;
const WEAKEST = 5;

export interface KeptAnswer extends AnswerContext {
  readonly answers: Answers;
  readonly source: 'paper' | 'link';
  /** Monday of the week in which it was given. */
  readonly week: string;
}

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

export interface WaveResults {
  readonly n: number;
  readonly paper: number;
  readonly measures: readonly SurveyMeasure[];
  readonly groups: Readonly<Record<GroupName, readonly GroupResult[]>>;
  /** The five services with the fewest satisfied, the weakest first. */
  readonly weakest: readonly GroupResult[];
  /** Own words by question, in no order that tells when; none below 5 answers. */
  readonly texts: readonly { readonly question: string; readonly texts: readonly string[] }[];
}

export const GROUPS = ['service', 'institution', 'unit', 'version', 'channel', 'step'] as const;
export type GroupName = (typeof GROUPS)[number];

export interface GroupResult {
  /** null: not told. Of a version `process:version`, of a step `process:element`. */
  readonly value: string | null;
  /** null: held back, as are its figures. */
  readonly n: number | null;
  readonly csat: Estimate;
  readonly effort: Estimate;
  /** All of its interval of satisfaction lies below what all answered. */
  readonly isLow: boolean;
}

export function valuesOf({ questions, weights = {} }: Instrument, given: readonly Answers[]): readonly Values[] {
  const numbersOf = ({ id }: Question): readonly number[] =>
    given.flatMap((one) => (typeof one[id] === 'number' ? [one[id]] : []));
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

/** @param institutionOf a unit */
export function waveResults(
  instrument: Instrument,
  kept: readonly KeptAnswer[],
  population: number | undefined,
  institutionOf: (unit: string) => string | undefined = () => undefined,
): WaveResults {
  const of = (those: readonly KeptAnswer[], size: number | undefined): readonly SurveyMeasure[] =>
    valuesOf(
      instrument,
      those.map(({ answers }) => answers),
    ).map(({ values, ...name }) => ({ ...name, ...estimate(name.name, values, size) }));
  const measureOf = (those: readonly KeptAnswer[], name: MeasureName): Estimate => {
    const { n, value, low, high } = of(those, undefined).find((one) => one.name === name) ?? NOTHING;
    return { n, value, low, high };
  };
  const groupsBy = (name: GroupName): readonly GroupResult[] => {
    const groups = new Map<string | null, KeptAnswer[]>();
    for (const one of kept) {
      const value = name === 'institution' ? ((one.unit && institutionOf(one.unit)) ?? null) : groupOf(one, name);
      groups.set(value, [...(groups.get(value) ?? []), one]);
    }
    // By name where they are as many: answers come in no order, and which group is held back must not change from look to look.
    const rows = [...groups].sort(([one, a], [other, b]) => b.length - a.length || (String(one) < String(other) ? -1 : 1));
    const held = heldBack(rows.map(([, those]) => those.length));
    return rows.map(([value, those], index): GroupResult =>
      held[index] ? { value, n: null, csat: HIDDEN, effort: HIDDEN, isLow: false } : shownGroup(value, those),
    );
  };
  const overall = measureOf(kept, 'csat').value ?? -Infinity;
  function shownGroup(value: string | null, those: readonly KeptAnswer[]): GroupResult {
    const csat = measureOf(those, 'csat');
    const isLow = csat.high !== null && csat.high < overall;
    return { value, n: those.length, csat, effort: measureOf(those, 'effort'), isLow };
  }
  const service = groupsBy('service');
  const isShown = kept.length >= SMALLEST_GROUP;
  return {
    n: kept.length,
    paper: kept.filter(({ source }) => source === 'paper').length,
    measures: of(kept, population),
    groups: {
      service,
      institution: groupsBy('institution'),
      unit: groupsBy('unit'),
      version: groupsBy('version'),
      channel: groupsBy('channel'),
      step: groupsBy('step'),
    },
    weakest: service
      .filter(({ value, csat }) => value !== null && csat.value !== null)
      .sort((a, b) => (a.csat.value ?? 0) - (b.csat.value ?? 0))
      .slice(0, WEAKEST),
    texts: instrument.questions
      .filter(({ kind }) => kind === 'text')
      .map(({ id }) => ({
        question: id,
        texts: isShown
          ? kept
              .flatMap(({ answers }) => (typeof answers[id] === 'string' && answers[id] !== '' ? [answers[id]] : []))
              .sort((a, b) => a.localeCompare(b, 'lt'))
          : [],
      })),
  };
}

function groupOf(
  { service, unit, processId, version, channel, step }: KeptAnswer,
  name: Exclude<GroupName, 'institution'>,
): string | null {
  const ofProcess = (value: string | number | undefined) =>
    processId === undefined || value === undefined ? null : `${processId}:${String(value)}`;
  switch (name) {
    case 'service':
      return service ?? null;
    case 'unit':
      return unit ?? null;
    case 'channel':
      return channel ?? null;
    case 'version':
      return ofProcess(version);
    case 'step':
      return ofProcess(step);
    default:
      return name satisfies never;
  }
}

const NOTHING: Estimate = { n: 0, value: null, low: null, high: null };
/** Its n would tell as much as its value. */
const HIDDEN: Estimate = NOTHING;

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
