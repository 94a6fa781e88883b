/** What an answer leaves in the change plan: a bottleneck or a figure of a survey as evidence, a comparison as the effect of a measure. */
import type { Effect, Evidence, IndicatorKind, ListedWave, WaveResults } from '../../programme/index.ts';
import type { BottleneckFound } from '../contract/analytics-answers.ts';
import type { ComparedMeasure, FullComparisonJson } from '../contract/comparisons.ts';
import type { JsonValue } from '../contract/values.ts';

type GroupName = keyof WaveResults['groups'];

export interface Frozen {
  readonly asOf: string;
  readonly frozenAt: string;
  readonly question: JsonValue;
}

export function bottleneckEvidence(
  found: BottleneckFound,
  name: string,
  source: Evidence['source'],
  { asOf, frozenAt, question }: Frozen,
): Evidence {
  const { saved } = found;
  const figure = (of: Partial<Omit<Evidence['figures'][number], 'value'>> & { name: string; value: number | null }) =>
    of.value === null ? [] : [{ unit: 'ms' as const, low: null, high: null, n: found.n, ...of, value: of.value }];
  return {
    kind: 'bottleneck',
    source,
    subject: found.element,
    name,
    cause: found.cause,
    asOf,
    frozenAt,
    question,
    n: saved.n,
    figures: [
      ...figure({ name: 'saved', value: saved.meanMs, low: saved.lowMs, high: saved.highMs, n: saved.n }),
      ...figure({ name: 'savedShare', value: saved.share, unit: 'share', n: saved.n }),
      ...figure({ name: 'lostMedian', value: found.medianMs }),
      ...figure({ name: 'lostP90', value: found.p90Ms }),
      ...figure({ name: 'openNow', value: found.open, unit: 'count', n: found.open }),
    ],
  };
}

interface AskedFigure {
  readonly measure: string;
  readonly dimension?: string | undefined;
  readonly group?: { readonly by: GroupName; readonly value: string; readonly name?: string | undefined } | undefined;
}

/** Undefined when the wave has no such figure, or too few answers for it. A gap comes with what was expected and what was met. */
export function surveyEvidence(
  results: WaveResults & { readonly wave: ListedWave },
  asked: AskedFigure,
  { asOf, frozenAt }: Pick<Frozen, 'asOf' | 'frozenAt'>,
): Evidence | undefined {
  const { wave } = results;
  const { measure, dimension, group } = asked;
  const figures = Object.entries(figuresOf(results, asked)).flatMap(([name, { value, low, high, n }]) =>
    value === null ? [] : [{ name, unit: name === 'csat' ? ('share' as const) : ('points' as const), value, low, high, n }],
  );
  if (figures[0] === undefined) return undefined;
  return {
    kind: 'survey',
    source: { kind: 'wave', id: String(wave.wave), name: wave.body.title.lt },
    subject: [measure, dimension, group?.by, group?.value].filter((part) => part !== undefined).join(':'),
    name: group === undefined ? (dimension ?? measure) : (group.name ?? group.value),
    cause: null,
    asOf,
    frozenAt,
    question: { wave: wave.wave, instrument: wave.body.instrument, version: wave.body.instrumentVersion },
    n: figures[0].n,
    figures,
  };
}

/** What was asked for first. */
function figuresOf({ measures, gaps, groups }: WaveResults, { measure, dimension, group }: AskedFigure) {
  if (measure === 'gap') {
    const whole = gaps.find((one) => one.dimension === dimension);
    const found =
      group === undefined ? whole : whole?.services.find((one) => group.by === 'service' && one.service === group.value);
    return found ? { gap: found.gap, expectation: found.expectation, perception: found.perception } : {};
  }
  if (group === undefined) {
    const found = measures.find((one) => one.name === measure && one.dimension === dimension);
    return found ? { [measure]: found } : {};
  }
  const row = groups[group.by].find(({ value }) => value === group.value);
  return row !== undefined && (measure === 'csat' || measure === 'effort') && dimension === undefined
    ? { [measure]: row[measure] }
    : {};
}

export function effectOf(view: FullComparisonJson, kind: IndicatorKind, { asOf, frozenAt, question }: Frozen): Effect {
  const side = ({ n, kmMedianMs, version }: FullComparisonJson['before']) => ({ n, medianMs: kmMedianMs, version });
  const of = kind === 'p90Cycle' ? p90Of(view) : measureOf(view, kind);
  return {
    verdict: view.verdict,
    indicator: of,
    before: side(view.before),
    after: side(view.after),
    difference: view.difference,
    reasons: view.reasons.map(({ text }) => text),
    asOf,
    keptAt: frozenAt,
    question,
  };
}

function measureOf({ headline }: FullComparisonJson, kind: Exclude<IndicatorKind, 'p90Cycle'>): Effect['indicator'] {
  const { leadTime, quality, cost, satisfaction } = headline;
  const measure: ComparedMeasure | null | undefined = {
    medianCycle: leadTime?.gross,
    onTime: quality?.onTime,
    // Shares of cases with rework are told as first time right.
    rework: quality?.firstTimeRight,
    complaints: null,
    cost,
    satisfaction,
  }[kind];
  if (!measure) return null;
  const { before, after, difference, change } = measure;
  const turned = kind === 'rework';
  return {
    before: turned ? 1 - before.value : before.value,
    after: turned ? 1 - after.value : after.value,
    difference: turned ? -difference.estimate : difference.estimate,
    low: turned ? negative(difference.high) : difference.low,
    high: turned ? negative(difference.low) : difference.high,
    change,
  };
}

function p90Of({ quantiles, before, after }: FullComparisonJson): Effect['indicator'] {
  const found = quantiles.find(({ share }) => share === 0.9);
  if (!found || found.before.valueMs === null || found.after.valueMs === null || found.difference.estimateMs === null)
    return null;
  const { estimateMs, lowMs, highMs } = found.difference;
  const isKnown = lowMs !== null && highMs !== null && Math.min(before.n, after.n) >= FEWEST;
  return {
    before: found.before.valueMs,
    after: found.after.valueMs,
    difference: estimateMs,
    low: lowMs,
    high: highMs,
    change: !isKnown ? 'not enough data' : lowMs <= 0 && highMs >= 0 ? 'not proven' : highMs < 0 ? 'better' : 'worse',
  };
}

/** As for every measure of a comparison. */
const FEWEST = 20;

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}
