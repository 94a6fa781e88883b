/** The map, variants, loops and hand-overs of a log in the shapes of the contract. */
import {
  CASE_COMPLETED,
  type Distribution,
  distribution,
  type EventLog,
  processMap,
  reworkLoops,
  SMALLEST_GROUP,
  traces,
  unitHandovers,
  variants,
  variantsCovering,
} from '../../analytics/index.ts';
import { elementOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { HandoversView, MapView, ReworkView, VariantsView } from '../contract/analytics-views.ts';

export function mapView(
  log: EventLog,
  setting: Setting,
  thinned: { readonly activityShare: number; readonly transitionShare: number },
): MapView {
  const { activities, transitions, hidden, n } = processMap(log, traces(log), thinned);
  return {
    activities: activities.map(({ activity, ...counts }) => ({ ...elementOf(setting, activity), ...counts })),
    transitions: transitions.map((one) => ({ ...one, suppressed: one.cases < SMALLEST_GROUP })),
    hidden,
    n,
  };
}

export function variantsView(log: EventLog, setting: Setting, { limit }: { readonly limit: number }): VariantsView {
  const traced = traces(log);
  const found = variants(log, traced);
  const order = Array.from(found.sizes.keys()).sort((a, b) => found.sizes[b]! - found.sizes[a]! || a - b);
  // How many cases took other orders tells of nobody, but which orders they are might.
  const shown = order.filter((variant) => found.sizes[variant]! >= SMALLEST_GROUP);
  const listed = shown.slice(0, limit);
  const sizeOf = (of: readonly number[]): number => of.reduce((all, variant) => all + found.sizes[variant]!, 0);
  const n = sizeOf(order);
  const cycles = cycleTimes(log, found.variantOf, new Set(listed));
  let covered = 0;
  return {
    n,
    count: found.count,
    variants: listed.map((variant) => {
      const cases = found.sizes[variant]!;
      covered += cases;
      const example = found.exampleOf[variant]!;
      const trace = Array.from(traced.rows.subarray(traced.first[example], traced.first[example + 1]));
      const { n: timed, medianMs, p90Ms } = distribution(Float64Array.from(cycles.get(variant) ?? []));
      const isKnown = timed >= SMALLEST_GROUP && medianMs !== null && p90Ms !== null;
      return {
        activities: trace.map((row) => elementOf(setting, log.activities[log.activityOf[row]!] ?? '')),
        cases,
        share: cases / n,
        coverage: Math.min(1, covered / n),
        cycle: isKnown ? { n: timed, medianMs, p90Ms } : null,
      };
    }),
    more: { variants: shown.length - listed.length, cases: sizeOf(shown) - sizeOf(listed) },
    others: { variants: order.length - shown.length, cases: n - sizeOf(shown) },
    covering80: variantsCovering(found, 0.8),
  };
}

/** Of completed cases, by variant. */
function cycleTimes(log: EventLog, variantOf: Int32Array, wanted: ReadonlySet<number>): ReadonlyMap<number, number[]> {
  const found = new Map<number, number[]>();
  for (let index = 0; index < log.cases.count; index++) {
    const variant = variantOf[index]!;
    const ms = log.cases.completedAt[index]! - log.cases.startedAt[index]!;
    if (!wanted.has(variant) || log.cases.status[index] !== CASE_COMPLETED || !(ms >= 0)) continue;
    const known = found.get(variant);
    if (known) known.push(ms);
    else found.set(variant, [ms]);
  }
  return found;
}

export function reworkView(log: EventLog, setting: Setting): ReworkView {
  const { activities, pingPong, ...figures } = reworkLoops(log, traces(log));
  const shown = ({ n, cases, time }: { readonly n: number; readonly cases: number; readonly time?: Distribution }) => ({
    n,
    cases,
    suppressed: cases < SMALLEST_GROUP,
    time: time ?? null,
  });
  return {
    ...figures,
    activities: activities.map((one) => ({
      ...elementOf(setting, one.activity),
      kind: one.kind,
      ...shown(one),
      sentBackFrom: one.sentBackFrom === undefined ? null : elementOf(setting, one.sentBackFrom),
    })),
    pingPong: pingPong.map((one) => ({ from: unitOf(setting, one.from), over: unitOf(setting, one.over), ...shown(one) })),
  };
}

export function handoversView(log: EventLog, setting: Setting): HandoversView {
  const { units, total, changed, cells } = unitHandovers(log, traces(log));
  return {
    units: units.map((unit) => unitOf(setting, unit)),
    total,
    changed,
    cells: cells.map((row) =>
      row.map(({ suppressed, n, cases, wait, sojourn }) =>
        suppressed || n === undefined || cases === undefined || wait === undefined || sojourn === undefined
          ? { suppressed: true as const }
          : { suppressed: false as const, n, cases, wait, sojourn },
      ),
    ),
  };
}
