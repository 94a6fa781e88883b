/** What the answers of a wave say: each figure with its n and interval, groups held back that would tell of single people. */
import { heldBack, SMALLEST_GROUP } from '../../analytics/index.ts';
import { type DimensionGap, dimensionGaps } from './dimension-gaps.ts';
import { type Estimate, estimate, type MeasureName, NOTHING, type SurveyMeasure, valuesOf } from './estimates.ts';
import type { AnswerContext, Answers, Instrument } from './survey-shapes.ts';

const WEAKEST = 5;

export interface KeptAnswer extends AnswerContext {
  readonly answers: Answers;
  readonly source: 'paper' | 'link';
  /** Monday of the week in which it was given. */
  readonly week: string;
}

export interface WaveResults {
  readonly n: number;
  readonly paper: number;
  readonly measures: readonly SurveyMeasure[];
  readonly groups: Readonly<Record<GroupName, readonly GroupResult[]>>;
  /** The five services with the fewest satisfied, the weakest first. */
  readonly weakest: readonly GroupResult[];
  /** Expected and met, by dimension that is asked. */
  readonly gaps: readonly DimensionGap[];
  /** Own words by question, in no order that tells when; none below 5 answers. */
  readonly texts: readonly { readonly question: string; readonly texts: readonly string[] }[];
}

export const GROUPS = ['service', 'institution', 'unit', 'version', 'channel', 'applicantKind', 'step'] as const;
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
  const measureOf = (measures: readonly SurveyMeasure[], name: MeasureName): Estimate => {
    const { n, value, low, high } = measures.find((one) => one.name === name) ?? NOTHING;
    return { n, value, low, high };
  };
  const groupsBy = (name: GroupName): readonly GroupResult[] => {
    const groups = new Map<string | null, KeptAnswer[]>();
    for (const one of kept) {
      const value = name === 'institution' ? ((one.unit && institutionOf(one.unit)) ?? null) : groupOf(one, name);
      const those = groups.get(value);
      if (those) those.push(one);
      else groups.set(value, [one]);
    }
    // By name where they are as many: answers come in no order, and which group is held back must not change from look to look.
    const rows = [...groups].sort(([one, a], [other, b]) => b.length - a.length || (String(one) < String(other) ? -1 : 1));
    const held = heldBack(rows.map(([, those]) => those.length));
    return rows.map(([value, those], index): GroupResult =>
      held[index] ? { value, n: null, csat: HIDDEN, effort: HIDDEN, isLow: false } : shownGroup(value, those),
    );
  };
  const overall = measureOf(of(kept, undefined), 'csat').value ?? -Infinity;
  function shownGroup(value: string | null, those: readonly KeptAnswer[]): GroupResult {
    const measures = of(those, undefined);
    const csat = measureOf(measures, 'csat');
    const isLow = csat.high !== null && csat.high < overall;
    return { value, n: those.length, csat, effort: measureOf(measures, 'effort'), isLow };
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
      applicantKind: groupsBy('applicantKind'),
      step: groupsBy('step'),
    },
    weakest: service
      .filter(({ value, csat }) => value !== null && csat.value !== null)
      .sort((a, b) => (a.csat.value ?? 0) - (b.csat.value ?? 0))
      .slice(0, WEAKEST),
    gaps: dimensionGaps(instrument, kept, population, new Set(service.flatMap(({ value, n }) => (n === null ? [value] : [])))),
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

/** Figures of some of the answers: beside the groups of all of them, theirs would tell who is left out. */
export function withoutGroups(results: WaveResults): WaveResults {
  const none: readonly GroupResult[] = [];
  return {
    ...results,
    groups: { service: none, institution: none, unit: none, version: none, channel: none, applicantKind: none, step: none },
    weakest: none,
    gaps: results.gaps.map((gap) => ({ ...gap, services: [] })),
    texts: [],
  };
}

function groupOf(
  { service, unit, processId, version, channel, applicantKind, step }: KeptAnswer,
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
    case 'applicantKind':
      return applicantKind ?? null;
    case 'version':
      return ofProcess(version);
    case 'step':
      return ofProcess(step);
    default:
      return name satisfies never;
  }
}

/** Its n would tell as much as its value. */
const HIDDEN: Estimate = NOTHING;
