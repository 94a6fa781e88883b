/** What the long questions of analytics answer: causes, bottlenecks, open cases, discovery, conformance. */
import { z } from 'zod';
import { calendarSource, clause, distributionFigures, namedElement, namedUnit, waitCause, waitPart } from './analytics-values.ts';
import { count, durationMs, instant, share } from './values.ts';

/** n: instances in which the part is; `share` of all waiting of the group. The greatest first. */
const waitParts = z.array(z.strictObject({ part: waitPart, cause: waitCause, ms: durationMs, share, n: count }));
const waitCauses = z.array(z.strictObject({ cause: waitCause, ms: durationMs, share, n: count }));

/** Waiting of some rows by cause and by part; both add up to totalMs. */
const waitSums = z.strictObject({
  /** Rows with a known wait. */
  n: count,
  totalMs: durationMs,
  causes: waitCauses,
  parts: waitParts,
});

const waitFigures = waitSums.extend({
  /** Cases of these rows. */
  cases: count,
  /** Suspended after the start, and worked; no part of totalMs. */
  pausedMs: durationMs,
  processingMs: durationMs,
  /** How much of contention and unavailability somebody else was on duty and idle; null without working hours. */
  someoneElseFreeMs: durationMs.nullable(),
  /** The same in working time of the units' calendars; null without one. */
  working: waitSums.nullable(),
});
export type WaitFigures = z.output<typeof waitFigures>;
/** null when held back: of fewer than 5 cases, or it would give another away. */
const shownWait = waitFigures.nullable();

const queueFigures = distributionFigures.extend({ totalMs: durationMs });

export const causesAnswer = z.strictObject({
  calendar: calendarSource,
  /** A working day of the calendar; null without one. */
  dayMs: durationMs.nullable(),
  whole: waitFigures,
  /** Completed rows whose wait is not known; instances whose enabling is an estimate. */
  nUnknown: count,
  nEstimated: count,
  /** processing / (processing + waiting), and what it would be without a cause; null when both are 0. */
  cte: share.nullable(),
  cteWithout: z.strictObject({
    batching: share.nullable(),
    contention: share.nullable(),
    prioritisation: share.nullable(),
    unavailability: share.nullable(),
    extraneous: share.nullable(),
  }),
  /** The most waiting first; those held back last. */
  elements: z.array(namedElement.extend({ suppressed: z.boolean(), wait: shownWait })),
  transitions: z.array(
    z.strictObject({ from: namedElement.nullable(), to: namedElement, suppressed: z.boolean(), wait: shownWait }),
  ),
  units: z.array(namedUnit.extend({ suppressed: z.boolean(), wait: shownWait })),
  /** Of n completed cases: the shares add up to their cycle time. `element` null: nothing was open. */
  criticalPath: z.strictObject({
    n: count,
    totalMs: durationMs,
    shares: z.array(
      z.strictObject({
        element: z.string().nullable(),
        name: z.string().nullable(),
        kind: z.enum(['waiting', 'processing', 'suspension', 'unseparated', 'gap']),
        part: waitPart.nullable(),
        n: count,
        totalMs: durationMs,
        share: share.nullable(),
      }),
    ),
    /** Shares of fewer than 5 cases, together. */
    others: z.strictObject({ shares: count, totalMs: durationMs, share: share.nullable() }),
  }),
  /** Before the first activity: receipt → registration → enabling → start. */
  queue: z.strictObject({
    n: count,
    nContradicting: count,
    unregistered: queueFigures,
    notBegun: queueFigures,
    notStarted: queueFigures,
    whole: queueFigures,
  }),
});
export type CausesAnswer = z.output<typeof causesAnswer>;

const interval = { lowMs: durationMs.nullable(), highMs: durationMs.nullable() };

/** A group of cases: by an attribute's value or range (`from` inclusive, `to` exclusive), by unit, by version. */
const condition = z.strictObject({
  of: z.enum(['attribute', 'unit', 'version']),
  /** The attribute's name; null of a unit or a version. */
  attribute: z.string().nullable(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  /** A unit's name; else null. */
  name: z.string().nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
});

export const bottleneckFound = namedElement.extend({
  rank: count,
  /** Instances whose lost time is known; open now. */
  n: count,
  open: count,
  /** waitingMs + suspendedMs + unseparatedMs (sojourn of instances whose start is not known). */
  totalMs: durationMs,
  waitingMs: durationMs,
  suspendedMs: durationMs,
  unseparatedMs: durationMs,
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  /** Of the cycle time of all cases together, and of the lost time of all activities together. */
  share: z.number().nullable(),
  waitingShare: share.nullable(),
  estimated: z.boolean(),
  /** What completed cases would save without it; by this the list is ranked. */
  saved: z.strictObject({
    n: count,
    cases: count,
    totalMs: durationMs,
    /** Of each of the n cases, with its interval. */
    meanMs: durationMs.nullable(),
    ...interval,
    level: share,
    share: z.number().nullable(),
    /** At most: the lost time on the critical paths. */
    pathMs: durationMs,
    byCause: z.array(z.strictObject({ cause: z.string(), cases: count, totalMs: durationMs, meanMs: durationMs, ...interval })),
  }),
  /** A cause, or the party of an extraneous one; null where waiting cannot be told from work. */
  cause: z.string().nullable(),
  /** Of waitingMs + suspendedMs, the greatest first: causes with the extraneous ones by party. */
  causes: z.array(z.strictObject({ cause: z.string(), ms: durationMs, share })),
  /** waitingMs by part (offHours, holiday, absence; parties), by the wall and in working time (null without a calendar). */
  parts: waitParts,
  workingParts: waitParts.nullable(),
  /** Lost time in working time; null without a calendar. */
  workingMs: durationMs.nullable(),
  /** Cases that lost time here, and keys (or case ids) of those that lost the most. */
  cases: z.strictObject({ count, top: z.array(z.strictObject({ caseKey: z.string(), totalMs: durationMs })) }),
  /** Of late against before; null beyond the first ones, as `segments`. */
  trend: z
    .strictObject({
      direction: z.enum(['rising', 'falling', 'no proven change', 'not enough data']),
      estimateMs: durationMs.nullable(),
      ...interval,
      level: share,
      lastFrom: instant.nullable(),
      nBefore: count,
      nLast: count,
    })
    .nullable(),
  segments: z
    .strictObject({
      tests: count,
      worst: z
        .strictObject({
          groups: z.array(condition),
          n: count,
          nRest: count,
          medianMs: durationMs,
          restMedianMs: durationMs,
          meanMs: durationMs,
          restMeanMs: durationMs,
          cliffsDelta: z.number(),
          p: z.number(),
          q: z.number(),
        })
        .nullable(),
    })
    .nullable(),
  /**
   * Clauses in their order; the text in English. Keys: saves, savesAtMost, savesWithin, savesAtMostWithin, savesNothing, noneCompleted,
   * cause, rising, falling, worstWhere (its groups are in `segments.worst`), waitingNow. `activity` in params is the name.
   */
  sentence: z.strictObject({ clauses: z.array(clause), text: z.string() }),
});
export type BottleneckFound = z.output<typeof bottleneckFound>;

export const bottlenecksAnswer = z.strictObject({
  calendar: calendarSource,
  dayMs: durationMs.nullable(),
  bottlenecks: z.array(bottleneckFound),
  /** All that lose time; those beyond the limit are not in the list. */
  of: count,
});
export type BottlenecksAnswer = z.output<typeof bottlenecksAnswer>;

export const outlook = z.enum(['overdue', 'atRisk', 'onTime', 'unknown']);
export type Outlook = z.output<typeof outlook>;

export const predictAnswer = z.strictObject({
  /** As of which everything is known: now, unless another instant was asked about. */
  now: instant,
  counts: z.strictObject({ overdue: count, atRisk: count, onTime: count, unknown: count }),
  /** Of all open cases those that will be late first, up to the limit. */
  open: count,
  openCases: z.array(
    z.strictObject({
      caseKey: z.string(),
      /** What people write on letters; null of an imported log. */
      caseNumber: z.string().nullable(),
      /** What was enabled last of what is open, else what ended last; null: it has only begun. */
      element: z.string().nullable(),
      name: z.string().nullable(),
      activities: z.array(namedElement),
      unit: namedUnit,
      standing: z.enum(['at', 'after']),
      elapsedMs: durationMs,
      ageMs: durationMs,
      /** When it will have ended with this probability; [p10, p90] is the 80 % interval. null: nothing to compare with. */
      p10: instant.nullable(),
      p50: instant.nullable(),
      p90: instant.nullable(),
      due: instant.nullable(),
      /** Probability of ending after `due`. */
      risk: share.nullable(),
      outlook,
      /** Past cases compared with, and in what they are alike. */
      n: count,
      basis: z.enum(['activitiesAndUnit', 'activities', 'activity', 'progress', 'age']).nullable(),
    }),
  ),
  /** What the 80 % interval is meant to hold, what it held of n past forecasts (null below 50), and how much the load counts. */
  calibration: z.strictObject({ level: share, coverage: share.nullable(), n: count, loadExponent: z.number() }),
});
export type PredictAnswer = z.output<typeof predictAnswer>;

export const discoverAnswer = z.strictObject({
  noise: share,
  cases: count,
  events: count,
  variants: count,
  /** Names, the most frequent first. */
  activities: z.array(z.string()),
  /** Left out before anything was mined; and mined, but rarer than the noise wherever it comes. */
  hidden: z.strictObject({ activities: count, events: count, cases: count }),
  rare: z.array(z.string()),
  /** BPMN 2.0 with a diagram. */
  xml: z.string(),
  /** How the cases fit the model, of what it shows; null while that is being found out, or when it was not asked for. */
  fit: z.strictObject({ fitness: share.nullable(), cases: count, fitting: count, unproven: count }).nullable(),
});
export type DiscoverAnswer = z.output<typeof discoverAnswer>;

/** Which step of the reference an activity of the log is taken for. */
export const nameMapping = z.strictObject({
  activities: z.array(namedElement.extend({ n: count, step: z.string().nullable() })),
  /** Steps of the reference that can be meant. */
  steps: z.array(namedElement),
});
export type NameMapping = z.output<typeof nameMapping>;

export const conformAnswer = z.strictObject({
  reference: z.strictObject({ processId: z.string(), version: count, definitionKey: z.string(), name: z.string() }),
  /** Mean over cases; null when no case was checked. 1: every case is a run of the model. */
  fitness: share.nullable(),
  cases: count,
  fitting: count,
  variants: count,
  deviations: z.array(
    z.strictObject({
      kind: z.enum(['missing', 'doubled', 'outOfOrder', 'unexpected', 'unknown']),
      activity: z.string(),
      /** Of what is out of order: `activity` came before this, and the model has them the other way round. */
      before: z.string().nullable(),
      /** Where the activity stands in the diagram; empty when it is not in the model. */
      elements: z.array(z.string()),
      cases: count,
      n: count,
      share,
      /** Keys of up to five cases (ids in an imported log). */
      examples: z.array(z.string()),
      text: z.string(),
    }),
  ),
  notChecked: z.strictObject({
    open: count,
    withdrawn: count,
    empty: count,
    events: count,
    unproven: count,
    elements: z.array(namedElement),
  }),
  mapping: nameMapping,
});
export type ConformAnswer = z.output<typeof conformAnswer>;
