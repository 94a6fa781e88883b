/** A comparison for people: the verdict in words, then the figures, then why, then what could be seen. */
import { type ChangePart, durationText, type FullComparison, type Measure } from '../analytics/index.ts';

export function comparisonText(found: FullComparison): string {
  return [
    `Verdict: ${found.verdict}`,
    ...found.reasons.map((reason) => `  ${reason}`),
    '',
    `before: ${side(found.before)}`,
    `after:  ${side(found.after)}`,
    ...found.quantiles.map(
      ({ share, before, after, difference }) =>
        `${share === 0.5 ? 'median' : `${percent(share)} within`}: ${time(before.valueMs)} → ${time(after.valueMs)}, difference ${interval(difference)}`,
    ),
    ...superiorityLines(found),
    ...headlineLines(found),
    ...mixLines(found),
    ...controlLines(found),
    ...whyLines(found),
    ...partLines(found),
    '',
    ...found.tests.map(
      ({ name, statistic, p, pByWeeks }) =>
        `${name}: ${number(statistic)}, p = ${number(p)}${pByWeeks === null ? '' : ` (${number(pByWeeks)} with weeks alike)`}`,
    ),
    ...(found.detectable ? ['', found.detectable.text] : []),
  ].join('\n');
}

function time(ms: number | null): string {
  return ms === null ? 'not known' : durationText(ms);
}

function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(share: number): string {
  return `${number(share * 100)} %`;
}

function interval({ estimateMs, lowMs, highMs, level }: FullComparison['difference']): string {
  return `${time(estimateMs)} (${percent(level)}: ${time(lowMs)} to ${time(highMs)})`;
}

function side({ n, open, withdrawn, medianMs, kmMedianMs }: FullComparison['before']): string {
  const left = withdrawn > 0 ? `, ${String(withdrawn)} withdrawn` : '';
  return `n = ${String(n)}, ${String(open)} open${left}, median ${time(medianMs)} of the finished, ${time(kmMedianMs)} with the open ones`;
}

function superiorityLines({ superiority, survival: { restrictedMean } }: FullComparison): readonly string[] {
  const lines: string[] = [];
  if (superiority)
    lines.push(
      `a case after is faster than one before with probability ${percent(superiority.probability)} (${percent(superiority.level)}: ${percent(superiority.low)} to ${percent(superiority.high)})`,
    );
  if (restrictedMean)
    lines.push(
      `mean within ${time(restrictedMean.untilMs)}: ${time(restrictedMean.beforeMs)} → ${time(restrictedMean.afterMs)}, difference ${interval(restrictedMean.difference)}`,
    );
  return lines;
}

const WORDS: Readonly<Record<Measure['unit'], (value: number) => string>> = {
  ms: durationText,
  days: (value) => `${number(value)} working days`,
  share: percent,
  count: number,
  money: number,
  points: number,
};

function headlineLines({ headline, unmeasured }: FullComparison): readonly string[] {
  const { leadTime, quality, cost, touchTime, satisfaction } = headline;
  const named: readonly (readonly [string, Measure | null | undefined])[] = [
    ['lead time, gross', leadTime?.gross],
    ['lead time, net', leadTime?.net],
    ['lead time, legal', leadTime?.legal],
    ['repeated steps a case', quality?.rework],
    ['right the first time', quality?.firstTimeRight],
    ['in time', quality?.onTime],
    ['cost of a case', cost],
    ['working time on a case', touchTime],
    ['satisfaction', satisfaction],
  ];
  return [
    '',
    'The five measures:',
    ...named.flatMap(([name, measure]) => (measure ? [`  ${name}: ${measureText(measure)}`] : [])),
    ...unmeasured.map(({ text }) => `  ${text}`),
  ];
}

function measureText({ unit, before, after, difference: { estimate, low, high, level }, change }: Measure): string {
  const words = WORDS[unit];
  const apart = unit === 'share' ? (value: number): string => `${number(value * 100)} percentage points` : words;
  const bound = (value: number | null): string => (value === null ? 'not known' : words(value));
  return `${words(before.value)} → ${words(after.value)}, difference ${apart(estimate)} (${percent(level)}: ${bound(low)} to ${bound(high)}): ${change}`;
}

function mixLines({ caseMix }: FullComparison): readonly string[] {
  if (!caseMix) return [];
  const { beforeMedianMs, afterMedianMs, difference, level } = caseMix.standardised;
  return [
    '',
    `Like cases, by ${caseMix.by.join(', ')}:`,
    ...caseMix.strata.map(
      ({ values, before, after }) =>
        `  ${values.map((value) => value ?? '–').join(', ')}: ${time(before.medianMs)} (${percent(before.share)} of n = ${String(before.n)}) → ${time(after.medianMs)} (${percent(after.share)} of n = ${String(after.n)})`,
    ),
    `  in one mix: ${time(beforeMedianMs)} → ${time(afterMedianMs)}, difference ${interval({ ...difference, level })}`,
  ];
}

function controlLines({ control }: FullComparison): readonly string[] {
  if (!control) return [];
  return [
    '',
    `Not touched by the change, ${control.attribute} = ${control.value}:`,
    `  before: ${side(control.before)}`,
    `  after:  ${side(control.after)}`,
    `  difference of the differences: ${interval(control.differenceInDifferences)}`,
  ];
}

const PARTS: Readonly<Record<ChangePart, string>> = {
  mix: 'other cases',
  processing: 'work',
  batching: 'waiting for a batch',
  contention: 'waiting in the queue',
  prioritisation: 'waiting while later work went first',
  unavailability: 'waiting for people off duty',
  extraneous: 'waiting for others',
  suspension: 'suspended',
  unseparated: 'work and waiting, not told apart',
  gap: 'nothing was open',
};

function whyLines({ decomposition }: FullComparison): readonly string[] {
  if (!decomposition) return [];
  const { beforeMeanMs, afterMeanMs, differenceMs, parts, level } = decomposition;
  return [
    '',
    `Why: the mean went from ${time(beforeMeanMs)} to ${time(afterMeanMs)}, ${time(differenceMs)}, of which`,
    ...parts.map(({ part, estimateMs, lowMs, highMs }) => `  ${PARTS[part]}: ${interval({ estimateMs, lowMs, highMs, level })}`),
  ];
}

function partLines({ parts }: FullComparison): readonly string[] {
  const changed = parts.filter(({ standing }) => standing !== 'not proven').slice(0, 10);
  if (parts.length === 0) return [];
  return [
    '',
    `Of ${String(parts.length)} activities and groups tested, ${String(parts.filter(({ standing }) => standing !== 'not proven').length)} changed beyond chance:`,
    ...changed.map(
      ({ name, beforeMedianMs, afterMedianMs, standing, q }) =>
        `  ${name}: ${time(beforeMedianMs)} → ${time(afterMedianMs)}, ${standing} (q = ${number(q)})`,
    ),
  ];
}
