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
  unitOfCases,
  variants,
  variantsCovering,
  type WorkingTime,
} from '../../analytics/index.ts';
import { elementOf, hoursOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { HandoversView, MapView, ReworkView, VariantsView } from '../contract/analytics-views.ts';

export function mapView(
  log: EventLog,
  setting: Setting,
  thinned: { readonly activityShare: number; readonly transitionShare: number },
): MapView {
  const { working, told } = hoursOf(log, setting);
  const { activities, transitions, starts, ends, hidden, n, open } = processMap(log, traces(log), { ...thinned, working });
  const end = ({ activity, cases }: (typeof starts)[number]) => ({ element: activity, cases });
  return {
    activities: activities.map(({ activity, ...counts }) => ({ ...elementOf(setting, activity), ...counts })),
    transitions: transitions.map((one) => ({
      ...one,
      working: one.working ?? null,
      suppressed: one.cases < SMALLEST_GROUP,
    })),
    starts: starts.map(end),
    ends: ends.map(end),
    hidden,
    n,
    open,
    ...told,
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
  const { working, told } = hoursOf(log, setting);
  const cycles = cycleTimes(log, found.variantOf, new Set(listed), working);
  let covered = 0;
  return {
    n,
    count: found.count,
    variants: listed.map((variant) => {
      const cases = found.sizes[variant]!;
      covered += cases;
      const example = found.exampleOf[variant]!;
      const trace = Array.from(traced.rows.subarray(traced.first[example], traced.first[example + 1]));
      const { wallMs = [], workingMs = [] } = cycles.get(variant) ?? {};
      const cycle = middleOf(wallMs);
      return {
        activities: trace.map((row) => elementOf(setting, log.activities[log.activityOf[row]!] ?? '')),
        cases,
        share: cases / n,
        coverage: Math.min(1, covered / n),
        cycle: cycle && { n: wallMs.length, ...cycle, working: middleOf(workingMs) },
      };
    }),
    more: { variants: shown.length - listed.length, cases: sizeOf(shown) - sizeOf(listed) },
    others: { variants: order.length - shown.length, cases: n - sizeOf(shown) },
    covering80: variantsCovering(found, 0.8),
    ...told,
  };
}

/** null of fewer than 5. */
function middleOf(all: readonly number[]): { medianMs: number; p90Ms: number } | null {
  const { n, medianMs, p90Ms } = distribution(Float64Array.from(all));
  return n >= SMALLEST_GROUP && medianMs !== null && p90Ms !== null ? { medianMs, p90Ms } : null;
}

interface Cycles {
  readonly wallMs: number[];
  readonly workingMs: number[];
}

/** Of completed cases, by variant. */
function cycleTimes(
  log: EventLog,
  variantOf: Int32Array,
  wanted: ReadonlySet<number>,
  working: WorkingTime | undefined,
): ReadonlyMap<number, Cycles> {
  const found = new Map<number, Cycles>();
  const unitOf = unitOfCases(log);
  const { startedAt, completedAt, status } = log.cases;
  for (let index = 0; index < log.cases.count; index++) {
    const variant = variantOf[index]!;
    const ms = completedAt[index]! - startedAt[index]!;
    if (!wanted.has(variant) || status[index] !== CASE_COMPLETED || !(ms >= 0)) continue;
    let known = found.get(variant);
    if (!known) found.set(variant, (known = { wallMs: [], workingMs: [] }));
    known.wallMs.push(ms);
    if (working) known.workingMs.push(working.msBetween(unitOf[index]!, startedAt[index]!, completedAt[index]!));
  }
  return found;
}

interface Loop {
  readonly n: number;
  readonly cases: number;
  readonly time?: Distribution;
  readonly working?: Distribution;
}

export function reworkView(log: EventLog, setting: Setting): ReworkView {
  const hours = hoursOf(log, setting);
  const { activities, pingPong, working, ...figures } = reworkLoops(log, traces(log), hours.working);
  const shown = ({ n, cases, time, working: inWork }: Loop) => ({
    n,
    cases,
    suppressed: cases < SMALLEST_GROUP,
    time: time ?? null,
    working: inWork ?? null,
  });
  return {
    ...figures,
    working: working ?? null,
    ...hours.told,
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
  const { working, told } = hoursOf(log, setting);
  const { units, total, changed, cells } = unitHandovers(log, traces(log), working);
  return {
    units: units.map((unit) => unitOf(setting, unit)),
    total,
    changed,
    cells: cells.map((row) =>
      row.map(({ suppressed, n, cases, wait, sojourn, workingWait = null, workingSojourn = null }) =>
        suppressed || n === undefined || cases === undefined || wait === undefined || sojourn === undefined
          ? { suppressed: true as const }
          : { suppressed: false as const, n, cases, wait, sojourn, workingWait, workingSojourn },
      ),
    ),
    ...told,
  };
}
