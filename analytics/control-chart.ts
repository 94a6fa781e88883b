/**
 * Control charts: is a week out of the ordinary, or as the weeks are? Individuals (XmR) for figures like a median, with sigma from the mean
 * moving range (Shewhart 1931; Wheeler and Chambers 1992: mean ± 2.66 · mean moving range), and shares (p) with limits by each week's n,
 * widened where weeks differ more than chance lets them (Laney's p′, 2002). Limits are recomputed at a change that is told (a new version)
 * or found.
 */

/**
 * Why a point is out of the ordinary. `beyondLimits`: outside 3 sigma (Western Electric and Nelson rule 1). `sameSide`: among 8 in a row on
 * one side of the centre (Western Electric rule 4). `trend`: among 6 in a row that rise, or fall (Nelson rule 3).
 */
export const SIGNALS = ['beyondLimits', 'sameSide', 'trend'] as const;
export type Signal = (typeof SIGNALS)[number];

export interface ChartValue {
  /** When the week (or day, or month) begins. */
  readonly fromAt: number;
  /** Of how many cases. */
  readonly n: number;
  /** null where nothing is known or too few cases may be shown; the point is left out of all figures. */
  readonly value: number | null;
  /** Not over yet: shown, and neither judged nor counted. */
  readonly isPartial?: boolean;
}

export interface ControlPoint extends ChartValue {
  /** The phase the point belongs to, from 0. */
  readonly phase: number;
  /** In the unit of the values; null for a phase with fewer than FEWEST_POINTS. */
  readonly lowLimit: number | null;
  readonly highLimit: number | null;
  readonly signals: readonly Signal[];
}

export interface Phase {
  readonly fromAt: number;
  /** Why the limits were recomputed here. */
  readonly reason: 'first' | 'told' | 'found';
  /** Points that count. */
  readonly n: number;
  /** Mean of the values (individuals) or of all cases (shares); null without any. */
  readonly centre: number | null;
  /** Of a point: individuals; of a share it depends on n, and this is how much wider than chance the weeks scatter (1: not wider). */
  readonly sigma: number | null;
}

export interface ControlChart {
  readonly kind: 'individuals' | 'shares';
  readonly points: readonly ControlPoint[];
  readonly phases: readonly Phase[];
}

export interface ChartOptions {
  /** Instants from which on limits are computed anew. */
  readonly changesAt?: readonly number[];
  /** Looks for changes that nobody told, too. */
  readonly findChanges?: boolean;
}

/** Fewer points give no limits. */
export const FEWEST_POINTS = 8;
/** What the mean moving range of neighbours is of sigma (d2 for two). */
const RANGE_PER_SIGMA = 1.128;
const SIDE_RUN = 8;
const TREND_RUN = 6;
/** By how many first points of a phase a change is judged. */
const BASELINE = 12;

/** Of figures in any unit, in order of time. */
export function individualsChart(values: readonly ChartValue[], options: ChartOptions = {}): ControlChart {
  return chart('individuals', values, options);
}

/** Of shares of 0 to 1, each of n cases. */
export function sharesChart(values: readonly ChartValue[], options: ChartOptions = {}): ControlChart {
  return chart('shares', values, options);
}

interface Place extends ChartValue {
  readonly index: number;
  readonly value: number;
}
interface Limits {
  readonly centre: number;
  readonly sigma: number;
  readonly sigmaOf: (n: number) => number;
}

function chart(kind: ControlChart['kind'], values: readonly ChartValue[], options: ChartOptions): ControlChart {
  const limitsOf = kind === 'individuals' ? individualLimits : shareLimits;
  const counted = values.flatMap((one, index): readonly Place[] =>
    one.value === null || one.isPartial === true ? [] : [{ ...one, index, value: one.value }],
  );
  const begins = phaseBegins(counted, options, limitsOf);
  const phases: Phase[] = [];
  const phaseOf = new Int32Array(values.length);
  const signals = values.map((): Signal[] => []);
  const limits: (Limits | undefined)[] = [];
  for (const [phase, { place, reason }] of begins.entries()) {
    const own = counted.slice(place, begins[phase + 1]?.place);
    const found = own.length === 0 ? undefined : limitsOf(own);
    phases.push({
      fromAt: own[0]?.fromAt ?? values[0]?.fromAt ?? NaN,
      reason,
      n: own.length,
      centre: found?.centre ?? null,
      sigma: found && own.length >= FEWEST_POINTS ? found.sigma : null,
    });
    limits.push(own.length >= FEWEST_POINTS ? found : undefined);
    if (phase > 0) phaseOf.fill(phase, own[0]?.index);
    if (found && own.length >= FEWEST_POINTS) markSignals(own, found, signals);
  }
  const points = values.map((one, index): ControlPoint => {
    const found = limits[phaseOf[index]!];
    const reach = found && one.n > 0 ? 3 * found.sigmaOf(one.n) : NaN;
    const bound = (at: number): number | null =>
      Number.isNaN(at) ? null : kind === 'shares' ? Math.min(1, Math.max(0, at)) : at;
    const centre = found?.centre ?? NaN;
    return {
      ...one,
      phase: phaseOf[index]!,
      lowLimit: bound(centre - reach),
      highLimit: bound(centre + reach),
      signals: signals[index]!,
    };
  });
  return { kind, points, phases };
}

function individualLimits(places: readonly Place[]): Limits {
  const centre = mean(places.map(({ value }) => value));
  const sigma = meanRange(places.map(({ value }) => value)) / RANGE_PER_SIGMA;
  return { centre, sigma, sigmaOf: () => sigma };
}

function shareLimits(places: readonly Place[]): Limits {
  const cases = places.reduce((sum, { n }) => sum + n, 0);
  const centre = places.reduce((sum, { n, value }) => sum + n * value, 0) / cases;
  const byChance = (n: number): number => Math.sqrt((centre * (1 - centre)) / n);
  // A centre of 0 or 1 leaves nothing to scatter.
  const scatter =
    byChance(1) === 0 ? 1 : meanRange(places.map(({ n, value }) => (value - centre) / byChance(n))) / RANGE_PER_SIGMA;
  const sigma = Math.max(1, scatter);
  return { centre, sigma, sigmaOf: (n) => sigma * byChance(n) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanRange(values: readonly number[]): number {
  return values.length < 2 ? 0 : mean(values.slice(1).map((value, index) => Math.abs(value - values[index]!)));
}

/**
 * Where phases begin, as places among the points that count. A change is found where 8 points in a row lie on one side of the centre of the
 * first 12 of the phase, and their mean is further from it than 3 standard errors of the difference of two such means.
 */
function phaseBegins(
  counted: readonly Place[],
  { changesAt = [], findChanges = false }: ChartOptions,
  limitsOf: (places: readonly Place[]) => Limits,
): readonly { readonly place: number; readonly reason: Phase['reason'] }[] {
  const told = [...new Set(changesAt.map((at) => counted.findIndex(({ fromAt }) => fromAt >= at)))]
    .filter((place) => place > 0)
    .sort((a, b) => a - b);
  const begins: { place: number; reason: Phase['reason'] }[] = [];
  for (const [index, place] of [0, ...told].entries()) {
    begins.push({ place, reason: index === 0 ? 'first' : 'told' });
    const end = told[index] ?? counted.length;
    for (let from = place; findChanges;) {
      from = foundChange(counted.slice(from, end), limitsOf) + from;
      if (from >= end) break;
      begins.push({ place: from, reason: 'found' });
    }
  }
  return begins;
}

/** Where a change begins among the points of one phase; Infinity when there is none. */
function foundChange(points: readonly Place[], limitsOf: (places: readonly Place[]) => Limits): number {
  if (points.length < BASELINE + SIDE_RUN) return Infinity;
  const { centre, sigmaOf } = limitsOf(points.slice(0, BASELINE));
  for (let from = BASELINE; from + SIDE_RUN <= points.length; from++) {
    const run = points.slice(from, from + SIDE_RUN);
    const side = Math.sign(run[0]!.value - centre);
    if (side === 0 || run.some(({ value }) => Math.sign(value - centre) !== side)) continue;
    const sigma = mean(run.map(({ n }) => sigmaOf(n)));
    const distance = Math.abs(mean(run.map(({ value }) => value)) - centre);
    if (distance > 3 * sigma * Math.sqrt(1 / SIDE_RUN + 1 / BASELINE)) return from;
  }
  return Infinity;
}

function markSignals(points: readonly Place[], { centre, sigmaOf }: Limits, signals: readonly Signal[][]): void {
  const mark = (from: number, to: number, signal: Signal): void => {
    for (const { index } of points.slice(from, to)) if (!signals[index]!.includes(signal)) signals[index]!.push(signal);
  };
  const side = points.map(({ value }) => Math.sign(value - centre));
  const way = points.map(({ value }, index) => (index === 0 ? 0 : Math.sign(value - points[index - 1]!.value)));
  let sameSide = 0;
  let sameWay = 0;
  for (const [index, { value, n }] of points.entries()) {
    if (Math.abs(value - centre) > 3 * sigmaOf(n)) mark(index, index + 1, 'beyondLimits');
    sameSide = side[index] === 0 ? 0 : side[index] === side[index - 1] ? sameSide + 1 : 1;
    if (sameSide >= SIDE_RUN) mark(index + 1 - SIDE_RUN, index + 1, 'sameSide');
    sameWay = way[index] === 0 ? 0 : way[index] === way[index - 1] ? sameWay + 1 : 1;
    // Six points in a row are five steps.
    if (sameWay >= TREND_RUN - 1) mark(index + 1 - TREND_RUN, index + 1, 'trend');
  }
}
