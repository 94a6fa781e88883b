/**
 * Durations of cases some of which are still open. Kaplan-Meier (1958) for completions with open cases censored; where cases were
 * withdrawn, which ends them for another reason, Aalen-Johansen's cumulative incidence (1978) of completion among those never withdrawn.
 * Without withdrawn cases the two are the same; without open ones both are the plain distribution of the completed.
 */

/** How an observation ended. */
export const OBSERVED_COMPLETED = 0;
export const OBSERVED_WITHDRAWN = 1;
export const OBSERVED_OPEN = 2;

export interface Observations {
  /** Ascending; at one time ends come before open ones, since who was seen until t outlived an end at t. */
  readonly durationMs: Float64Array;
  readonly ended: Uint8Array;
  /** Where each observation stood among those given. */
  readonly source: Int32Array;
  /** What each observation has in common with others (the week in which it began), as a number from 0. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly completed: number;
  readonly withdrawn: number;
  readonly open: number;
}

/** Sorts observations; durations must not be NaN. Clusters may be any numbers; without them each observation stands alone. */
export function observations(durationsMs: Float64Array, ended: Uint8Array, clusterOf?: ArrayLike<number>): Observations {
  const order = Array.from(durationsMs.keys()).sort((a, b) => durationsMs[a]! - durationsMs[b]! || ended[a]! - ended[b]!);
  return sortedObservations(Int32Array.from(order), durationsMs, ended, clusterOf);
}

/** The same of observations whose order is known; not all need be in it. */
export function sortedObservations(
  order: Int32Array,
  durationsMs: Float64Array,
  ended: Uint8Array,
  clusterOf?: ArrayLike<number>,
): Observations {
  const counts = [0, 0, 0];
  for (const index of order) counts[ended[index]!]!++;
  const [completed = 0, withdrawn = 0, open = 0] = counts;
  const known = new Map<number, number>();
  const cluster = order.map((index) => {
    const name = clusterOf?.[index] ?? index;
    let number = known.get(name);
    if (number === undefined) known.set(name, (number = known.size));
    return number;
  });
  return {
    durationMs: Float64Array.from(order, (index) => durationsMs[index]!),
    ended: Uint8Array.from(order, (index) => ended[index]!),
    source: order,
    cluster,
    clusters: known.size,
    completed,
    withdrawn,
    open,
  };
}

/**
 * Makes parts of observations without sorting them again; each part is what `observations` makes of it, and good until the next is made,
 * since all lie in the same memory.
 */
export function partsOf(seen: Observations): (isIn: (place: number) => boolean) => Observations {
  const size = seen.durationMs.length;
  const durationMs = new Float64Array(size);
  const ended = new Uint8Array(size);
  const [source, cluster, known] = [new Int32Array(size), new Int32Array(size), new Int32Array(seen.clusters)];
  return (isIn) => {
    known.fill(-1);
    const counts = new Int32Array(3);
    let [n, clusters] = [0, 0];
    for (let place = 0; place < size; place++) {
      if (!isIn(place)) continue;
      const own = seen.cluster[place]!;
      if (known[own]! < 0) known[own] = clusters++;
      durationMs[n] = seen.durationMs[place]!;
      ended[n] = seen.ended[place]!;
      source[n] = seen.source[place]!;
      cluster[n] = known[own]!;
      counts[ended[n]!]!++;
      n++;
    }
    return {
      durationMs: durationMs.subarray(0, n),
      ended: ended.subarray(0, n),
      source: source.subarray(0, n),
      cluster: cluster.subarray(0, n),
      clusters,
      completed: counts[OBSERVED_COMPLETED]!,
      withdrawn: counts[OBSERVED_WITHDRAWN]!,
      open: counts[OBSERVED_OPEN]!,
    };
  };
}

export interface SurvivalPoint {
  readonly atMs: number;
  /** Share of cases not completed until then, of those that will not be withdrawn. */
  readonly survival: number;
  readonly atRisk: number;
  readonly completed: number;
}

/** The curve at each different duration of a completed case. */
export function survivalCurve(seen: Observations): readonly SurvivalPoint[] {
  const neverWithdrawn = 1 - incidence(seen, OBSERVED_WITHDRAWN);
  const points: SurvivalPoint[] = [];
  let atRisk = seen.durationMs.length;
  let alive = 1;
  let incidenceOfCompletion = 0;
  for (let index = 0; index < seen.durationMs.length;) {
    const atMs = seen.durationMs[index]!;
    const atRiskHere = atRisk;
    let completed = 0;
    for (; index < seen.durationMs.length && seen.durationMs[index] === atMs; index++) {
      const how = seen.ended[index]!;
      if (how === OBSERVED_COMPLETED) {
        completed++;
        incidenceOfCompletion += alive / atRisk;
      }
      if (how !== OBSERVED_OPEN) alive *= 1 - 1 / atRisk;
      atRisk--;
    }
    if (completed > 0)
      points.push({ atMs, survival: Math.max(0, 1 - incidenceOfCompletion / neverWithdrawn), atRisk: atRiskHere, completed });
  }
  return points;
}

/** Probability to end in one way before the last observation. */
function incidence(seen: Observations, how: number): number {
  if (how === OBSERVED_WITHDRAWN && seen.withdrawn === 0) return 0;
  let alive = 1;
  let sum = 0;
  let atRisk = seen.durationMs.length;
  for (let index = 0; index < seen.durationMs.length; index++) {
    if (seen.ended[index] === how) sum += alive / atRisk;
    if (seen.ended[index] !== OBSERVED_OPEN) alive *= 1 - 1 / atRisk;
    atRisk--;
  }
  return sum;
}

/**
 * The duration within which a share of the cases is completed: the least one at which the curve has come down to 1 − share.
 * @returns Infinity when it has not come down so far: too many cases are open
 */
export function survivalQuantile(seen: Observations, share: number): number {
  return curveQuantile(seen, share);
}

/** How often each observation counts: in a resample, or to make two cohorts alike. */
export type Weights = Int32Array | Float64Array;

/** A hair's breadth, since 0.5 out of a hundred products is 0.49999999999. */
const ROUNDING = 1e-12;

/** As `survivalQuantile` with each observation counted `weights[i]` times, `size` in all. One pass. */
export function curveQuantile(
  seen: Observations,
  share: number,
  weights?: Weights,
  size: number = seen.durationMs.length,
): number {
  const neverWithdrawn = seen.withdrawn === 0 ? 1 : 1 - weightedWithdrawal(seen, weights, size);
  const target = share * neverWithdrawn - ROUNDING;
  let alive = 1;
  let incidenceOfCompletion = 0;
  let atRisk = size;
  for (let index = 0; index < seen.durationMs.length; index++) {
    const weight = weights ? weights[index]! : 1;
    if (weight === 0) continue;
    const how = seen.ended[index]!;
    if (how === OBSERVED_COMPLETED) {
      incidenceOfCompletion += (alive * weight) / atRisk;
      if (incidenceOfCompletion >= target) return seen.durationMs[index]!;
    }
    if (how !== OBSERVED_OPEN) alive *= 1 - weight / atRisk;
    atRisk -= weight;
  }
  return Infinity;
}

function weightedWithdrawal(seen: Observations, weights: Weights | undefined, size: number): number {
  let alive = 1;
  let sum = 0;
  let atRisk = size;
  for (let index = 0; index < seen.durationMs.length; index++) {
    const weight = weights ? weights[index]! : 1;
    if (weight === 0) continue;
    if (seen.ended[index] === OBSERVED_WITHDRAWN) sum += (alive * weight) / atRisk;
    if (seen.ended[index] !== OBSERVED_OPEN) alive *= 1 - weight / atRisk;
    atRisk -= weight;
  }
  return sum;
}

/**
 * The median of the completed, as everybody computes it (mean of the two middle ones), when nothing is open or withdrawn; else the
 * median of the curve. What `compareCohorts` takes as the length of a case.
 * @param weights how often each observation counts, and `size` their sum; each once by default
 */
export function medianOf(seen: Observations, weights?: Weights, size: number = seen.durationMs.length): number {
  if (size === 0) return NaN;
  if (seen.open + seen.withdrawn > 0) return curveQuantile(seen, 0.5, weights, size);
  const half = (size - 1) / 2;
  const [low, high] = orderStatistics(seen, weights, Math.floor(half), Math.ceil(half));
  return (low + high) / 2;
}

function orderStatistics(
  seen: Observations,
  weights: Weights | undefined,
  lower: number,
  upper: number,
): readonly [number, number] {
  if (!weights) return [seen.durationMs[lower]!, seen.durationMs[upper]!];
  let passed = 0;
  let index = 0;
  while (passed <= lower && index < weights.length) passed += weights[index++]!;
  const low = seen.durationMs[index - 1]!;
  while (passed <= upper && index < weights.length) passed += weights[index++]!;
  return [low, seen.durationMs[index - 1]!];
}

/**
 * By how much the variance of a mean rank grows because observations of one cluster are alike: 1 + (m − 1) × intraclass correlation,
 * never below 1. 1 is independence; 4 means that the cases tell as much as a quarter of them would. Source: Kish 1965; one-way ANOVA.
 */
export function designEffect(seen: Observations): number {
  const n = seen.durationMs.length;
  if (seen.clusters < 2 || seen.clusters >= n) return 1;
  const sizes = new Int32Array(seen.clusters);
  const sums = new Float64Array(seen.clusters);
  let squares = 0;
  for (let from = 0; from < n;) {
    let to = from;
    while (to < n && seen.durationMs[to] === seen.durationMs[from]) to++;
    const rank = (from + to - 1) / 2 - (n - 1) / 2;
    for (; from < to; from++) {
      sizes[seen.cluster[from]!]!++;
      sums[seen.cluster[from]!]! += rank;
      squares += rank * rank;
    }
  }
  let between = 0;
  let squaredSizes = 0;
  for (let cluster = 0; cluster < seen.clusters; cluster++) {
    between += sums[cluster]! ** 2 / sizes[cluster]!;
    squaredSizes += sizes[cluster]! ** 2;
  }
  const meanSize = (n - squaredSizes / n) / (seen.clusters - 1);
  const betweenMean = between / (seen.clusters - 1);
  const withinMean = (squares - between) / (n - seen.clusters);
  const correlation = (betweenMean - withinMean) / (betweenMean + (meanSize - 1) * withinMean);
  return Math.max(1, 1 + (squaredSizes / n - 1) * (Number.isNaN(correlation) ? 0 : correlation));
}
