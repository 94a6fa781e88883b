/** The views of a log, light enough to be answered at once. Names and units are those of the library; n is how many are behind a figure. */
import { z } from 'zod';
import { distributionFigures, namedElement, namedUnit, workingHours } from './analytics-values.ts';
import { count, durationMs, instant, share } from './values.ts';

export * from './analytics-groups.ts';

/** The directly-follows map. Times are from completion to completion; null when fewer than 5 cases go this way, or none is known. */
export const mapView = z.strictObject({
  activities: z.array(namedElement.extend({ n: count, cases: count })),
  /** `from` and `to` are elements that are in `activities`. */
  transitions: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      n: count,
      cases: count,
      suppressed: z.boolean(),
      nTimed: count,
      medianMs: durationMs.nullable(),
      meanMs: durationMs.nullable(),
      p90Ms: durationMs.nullable(),
      /** The same in working time of the unit that does `to`; null without a calendar. */
      working: z
        .strictObject({ medianMs: durationMs.nullable(), meanMs: durationMs.nullable(), p90Ms: durationMs.nullable() })
        .nullable(),
    }),
  ),
  /** With which of these activities cases begin, and those that are not open any more end. */
  starts: z.array(z.strictObject({ element: z.string(), cases: count })),
  ends: z.array(z.strictObject({ element: z.string(), cases: count })),
  /** Not on the map. Events: of hidden activities. Cases: those whose whole way is not on it. */
  hidden: z.strictObject({ activities: count, transitions: count, events: count, cases: count }),
  /** Cases with completed activities, and those of them that are open and end nowhere yet. */
  n: count,
  open: count,
  ...workingHours,
});
export type MapView = z.output<typeof mapView>;

export const variantsView = z.strictObject({
  /** Cases with completed activities, and their different orders. */
  n: count,
  count,
  /** The commonest first, each of 5 cases or more. */
  variants: z.array(
    z.strictObject({
      activities: z.array(namedElement),
      cases: count,
      share,
      /** Share of the cases that this one and those before it cover. */
      coverage: share,
      /** Cycle time of its completed cases (n of them); null with fewer than 5. */
      cycle: z
        .strictObject({
          n: count,
          medianMs: durationMs,
          p90Ms: durationMs,
          /** The same in working time of the cases' units; null without a calendar. */
          working: z.strictObject({ medianMs: durationMs, p90Ms: durationMs }).nullable(),
        })
        .nullable(),
    }),
  ),
  /** Beyond the limit. */
  more: z.strictObject({ variants: count, cases: count }),
  /** Of fewer than 5 cases each: their orders are not shown. */
  others: z.strictObject({ variants: count, cases: count }),
  /** How many of the commonest cover 80 % of the cases. */
  covering80: count,
  ...workingHours,
});
export type VariantsView = z.output<typeof variantsView>;

/** null when fewer than 5 cases have one; `working` also without a calendar. */
const loopTimes = { time: distributionFigures.nullable(), working: distributionFigures.nullable() };

export const reworkView = z.strictObject({
  /** Cases with completed activities; those of them with a repetition. */
  n: count,
  cases: count,
  /** Time inside any loop, what lies in several counted once; and all time of those cases from first to last completion. */
  loopMs: durationMs,
  allMs: durationMs,
  /** Both in working time of the cases' units; null without a calendar. */
  working: z.strictObject({ loopMs: durationMs, allMs: durationMs }).nullable(),
  /** `self`: again right after itself; `back`: again after others came between, mostly sent back from `sentBackFrom`. */
  activities: z.array(
    namedElement.extend({
      kind: z.enum(['self', 'back']),
      n: count,
      cases: count,
      suppressed: z.boolean(),
      ...loopTimes,
      sentBackFrom: namedElement.nullable(),
    }),
  ),
  /** From a unit to another and right back. */
  pingPong: z.array(
    z.strictObject({ from: namedUnit, over: namedUnit, n: count, cases: count, suppressed: z.boolean(), ...loopTimes }),
  ),
  ...workingHours,
});
export type ReworkView = z.output<typeof reworkView>;

export const handoversView = z.strictObject({
  /** Rows and columns of `cells`. */
  units: z.array(namedUnit),
  /** Neighbours in a trace whose units are both known; those of them with different units. */
  total: count,
  changed: count,
  /** From (row) to (column). Held back: fewer than 5 cases, or it would give another away. */
  cells: z.array(
    z.array(
      z.discriminatedUnion('suppressed', [
        z.strictObject({ suppressed: z.literal(true) }),
        z.strictObject({
          suppressed: z.literal(false),
          n: count,
          cases: count,
          /** From the completion before to the start; and to the completion, of those whose start is not known. */
          wait: distributionFigures,
          sojourn: distributionFigures,
          /** Both in working time of the unit that has the case next; null without a calendar. */
          workingWait: distributionFigures.nullable(),
          workingSojourn: distributionFigures.nullable(),
        }),
      ]),
    ),
  ),
  ...workingHours,
});
export type HandoversView = z.output<typeof handoversView>;

export const timeStep = z.enum(['day', 'week', 'month']);
export type TimeStep = z.output<typeof timeStep>;

const flowSteps = z.array(
  z.strictObject({
    /** `2026-03-09` (a day, or the Monday of a week), `2026-03`. */
    name: z.string(),
    from: instant,
    arrivals: count,
    completions: count,
    withdrawals: count,
    inProgressAtStart: count,
    /** How long the cases took that were completed in it; null for fewer than 5. */
    medianMs: durationMs.nullable(),
    /** The same in working time of the cases' units; null also without a calendar. */
    workingMedianMs: durationMs.nullable(),
    /** Not over yet. */
    isPartial: z.boolean(),
  }),
);

export const flowView = z.strictObject({
  step: timeStep,
  /** Cases with a start. */
  n: count,
  steps: flowSteps,
  /** With `by=unit`: each unit of its own; `steps` is empty where it is suppressed. */
  units: z.array(namedUnit.extend({ suppressed: z.boolean(), n: count.nullable(), steps: flowSteps })).optional(),
  ...workingHours,
});
export type FlowView = z.output<typeof flowView>;

export const chartMeasure = z.enum(['duration', 'onTime']);
export type ChartMeasure = z.output<typeof chartMeasure>;

const chartPoints = {
  points: z.array(
    z.strictObject({
      from: instant,
      n: count,
      /** null with fewer than 5 cases. */
      value: z.number().nullable(),
      /** Not over yet: shown, not judged. */
      isPartial: z.boolean(),
      phase: count,
      lowLimit: z.number().nullable(),
      highLimit: z.number().nullable(),
      signals: z.array(z.enum(['beyondLimits', 'sameSide', 'trend'])),
    }),
  ),
  /** Why limits are computed anew: `told` by `changes`, or `found`. */
  phases: z.array(
    z.strictObject({
      from: instant,
      reason: z.enum(['first', 'told', 'found']),
      n: count,
      centre: z.number().nullable(),
      sigma: z.number().nullable(),
    }),
  ),
};

export const chartsView = z.strictObject({
  /** `duration`: median of start → completion, ms. `onTime`: share of the cases that were in time, 0 to 1. By step of completion. */
  measure: chartMeasure,
  step: timeStep,
  kind: z.enum(['individuals', 'shares']),
  ...chartPoints,
  /** Of durations: the chart of working time of the cases' units, with limits of its own; null without a calendar. */
  working: z.strictObject(chartPoints).nullable(),
  /** The changes that were told: as asked, else the days on which versions of the process were deployed. */
  changes: z.array(z.strictObject({ from: instant, version: count.nullable() })),
  /** Completed cases of which no term is known, so that they are in no share; 0 for durations. */
  withoutTerm: count,
  ...workingHours,
});
export type ChartsView = z.output<typeof chartsView>;

/** Dots by column: dot i lies at atMs[i], on line[i], and is activities[activityOf[i]]. */
export const dotsView = z.strictObject({
  /** `calendar`: atMs is milliseconds since 1970 UTC; `case`: since the start of the case. */
  time: z.enum(['calendar', 'case']),
  order: z.enum(['start', 'duration']),
  atMs: z.array(z.number()),
  /** Of `case`: how much working time of the case's unit after its start; null of `calendar`, and without a calendar. */
  workingMs: z.array(z.number()).nullable(),
  line: z.array(count),
  activityOf: z.array(count),
  activities: z.array(namedElement),
  /** Cases drawn of all with a dot, and of how many dots. Cases are drawn whole or not at all. */
  drawnCases: count,
  cases: count,
  n: count,
  ...workingHours,
});
export type DotsView = z.output<typeof dotsView>;

/** null when n is 0, or when 1 to 4 cases would be told (`suppressed`). */
const caseTime = z.strictObject({
  n: count,
  suppressed: z.boolean(),
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  meanMs: durationMs.nullable(),
});

const workingFigures = z.strictObject({
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  meanMs: durationMs.nullable(),
  totalMs: durationMs,
});
/** `working` is the same in working time; null without a calendar. */
const bothClocks = z.strictObject({
  n: count,
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  meanMs: durationMs.nullable(),
  totalMs: durationMs,
  working: workingFigures.nullable(),
});

export const timesView = z.strictObject({
  ...workingHours,
  /** Completed cases, and those of them whose receipt is known. */
  n: count,
  nReceived: count,
  /** Receipt (else registration, start) to completion: by the wall; without suspensions; in working time. */
  gross: caseTime,
  net: caseTime,
  working: caseTime,
  /** Whole working days on the statutory clock. */
  legal: z.strictObject({
    n: count,
    suppressed: z.boolean(),
    medianDays: z.number().nullable(),
    p90Days: z.number().nullable(),
    meanDays: z.number().nullable(),
  }),
  /** By activity, the greatest sojourn first; `nEstimated` of the n enablings are estimates. */
  elements: z.array(
    namedElement.extend({
      n: count,
      nEstimated: count,
      waiting: bothClocks,
      processing: bothClocks,
      suspended: bothClocks,
      sojourn: bothClocks,
    }),
  ),
});
export type TimesView = z.output<typeof timesView>;
