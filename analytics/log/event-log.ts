/**
 * The one type of event log: an imported one and the engine's own are the same to analytics. Columnar, dictionary-encoded, sorted by
 * case. A row is an ACTIVITY INSTANCE, not an event: one execution of an activity, with the instants that are known of it. An instant
 * is a number of milliseconds since 1970 UTC (a fraction where the source has microseconds) and NaN where it is not known; nothing is
 * guessed here.
 */
import type { SuspensionReason } from '../../engine/case/state.ts';
import type { AwaitedParty } from '../../engine/model/executable-process.ts';
import type { AttributeColumn } from './columns.ts';
import type { LogNote } from './log-notes.ts';
import type { LogSource } from './log-source.ts';

/** How an activity instance stands: the code in `EventLog.ending` is the index in this list. */
export const ENDINGS = ['open', 'completed', 'cancelled'] as const;
export type Ending = (typeof ENDINGS)[number];
export const OPEN = 0;
export const COMPLETED = 1;
/** Ended without being completed (a boundary event took the token, the case was withdrawn). */
export const CANCELLED = 2;

/**
 * What an activity instance is: the code in `EventLog.kind` is the index in this list. `work` is done by a person, `machine` by a job
 * worker; at a `timer` or a `message` nobody works, the case only waits.
 */
export const KINDS = ['work', 'machine', 'timer', 'message'] as const;
export type Kind = (typeof KINDS)[number];
export const WORK = 0;
export const MACHINE = 1;
export const TIMER = 2;
export const MESSAGE = 3;

/** How a case stands: the code in `CaseColumns.status` is the index in this list. */
export const CASE_STATUSES = ['open', 'completed', 'withdrawn'] as const;
export type CaseStanding = (typeof CASE_STATUSES)[number];
export const CASE_OPEN = 0;
export const CASE_COMPLETED = 1;
/** The applicant took it back, or it was cancelled: a competing end, not a completion. */
export const CASE_WITHDRAWN = 2;

export interface EventLog {
  /** Number of activity instances; every row column has this length. */
  readonly rows: number;
  /** The case of each row; never decreases. */
  readonly caseOf: Int32Array;
  /** Codes into `activities`; into `resources` and `units`, or -1. */
  readonly activityOf: Int32Array;
  readonly resourceOf: Int32Array;
  readonly unitOf: Int32Array;
  readonly enabledAt: Float64Array;
  readonly startedAt: Float64Array;
  /** When it was completed, or ended otherwise (see `ending`); NaN while it is open. */
  readonly completedAt: Float64Array;
  /** When somebody last took it upon himself (or was given it); NaN where nobody did or it is not known; absent when no row has one. */
  readonly claimedAt?: Float64Array;
  /** Total of its suspensions, 0 when there were none or none are known. */
  readonly suspendedMs: Float64Array;
  /** The same by reason; absent when no row has a reason. */
  readonly suspendedMsBy?: Readonly<Record<SuspensionReason, Float64Array>>;
  /** The same one by one with their places in time, lasting ones too; absent when none is known. */
  readonly suspensions?: SuspensionColumns;
  readonly ending: Uint8Array;
  readonly kind: Uint8Array;
  /** Who has to act before a message or a timer comes: codes into PARTIES (engine/model/executable-process), or NOT_TOLD; absent when never told. */
  readonly partyOf?: Uint8Array;
  /** Which instance of a multi-instance activity a row is, from 1; 0 for any other; absent when no row is one. See same-work.ts. */
  readonly loopCounter?: Int32Array;
  readonly activities: readonly string[];
  readonly resources: readonly string[];
  readonly units: readonly string[];
  /** Of the event that ended the row, or of the row where the source has only rows. */
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
  /**
   * Attributes of the events before it, by event (`schedule`, `assign`, `start`, `suspend`, `suspend 2`, …) and name, as the source has
   * them: an export gives them back. `assign` carries its own time:timestamp, since of many only the last is `claimedAt`.
   */
  readonly eventAttributes?: ReadonlyMap<string, ReadonlyMap<string, AttributeColumn>>;
  /** What the source says besides cases and rows. */
  readonly source?: LogSource;
  /** What its reader noticed; absent when nothing. */
  readonly notes?: readonly LogNote[];
  /** By what the rows of a case are sorted (stable; ties in document order): see `RowOrder`. */
  readonly orderedBy: RowOrder;
  /** Until when the world was watched: a case open here is open as of this instant. The last instant of the log unless told otherwise. */
  readonly observedUntilAt: number;
  readonly cases: CaseColumns;
}

/** Suspensions of row r are first[r] … first[r + 1] − 1, in order of time. */
export interface SuspensionColumns {
  /** One entry more than there are rows. */
  readonly first: Int32Array;
  readonly fromAt: Float64Array;
  /** NaN while it lasts. */
  readonly toAt: Float64Array;
  /** Codes into SUSPENSION_REASONS (engine/case/state), or NOT_TOLD. */
  readonly reasonOf: Uint8Array;
}
/** The code of a reason or a party that the source does not tell. */
export const NOT_TOLD = 255;

/** One entry for each reason of suspension. */
export function reasonsTo<Entry>(entry: (reason: SuspensionReason) => Entry): Record<SuspensionReason, Entry> {
  return {
    applicant: entry('applicant'),
    document: entry('document'),
    authority: entry('authority'),
    legal: entry('legal'),
    other: entry('other'),
  };
}

/**
 * `started`: by (startedAt, completedAt), for logs that give a start and an end of each row. `completed`: by completedAt, for logs of
 * events. Rows that are still open come last, by startedAt or enabledAt.
 */
export type RowOrder = 'started' | 'completed';

export interface CaseColumns {
  readonly count: number;
  /** The key of a case of the engine, or what the source calls the case. */
  readonly keys: readonly string[];
  /** Rows of case c are firstRow[c] … firstRow[c + 1] − 1; one entry more than there are cases. */
  readonly firstRow: Int32Array;
  readonly status: Uint8Array;
  /** From the engine's case, or the earliest instant by which its rows are ordered. */
  readonly startedAt: Float64Array;
  /** When it was completed or withdrawn; NaN while open. Of an imported case: its last instant. */
  readonly completedAt: Float64Array;
  readonly receivedAt: Float64Array;
  readonly registeredAt: Float64Array;
  /** Version of the process definition: codes into `versions`, or -1. */
  readonly versionOf: Int32Array;
  readonly versions: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
}

/** What is told of one suspension; without `toAt` it lasts still. */
export interface Suspension {
  readonly fromAt: number;
  readonly toAt?: number | undefined;
  readonly reason?: SuspensionReason | undefined;
}

/** What is told of one activity instance; what is left out is not known. */
export interface ActivityInstance {
  readonly activity: string;
  readonly resource?: string | undefined;
  readonly unit?: string | undefined;
  readonly enabledAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  readonly claimedAt?: number | undefined;
  /** All of the row's; the sums follow from them. */
  readonly suspensions?: readonly Suspension[] | undefined;
  /** Where their places are not known. */
  readonly suspendedMs?: number | undefined;
  readonly suspendedMsBy?: Readonly<Partial<Record<SuspensionReason, number>>> | undefined;
  /** `completed` when there is a completedAt and nothing is said, else `open`. */
  readonly ending?: Ending | undefined;
  /** `work` when nothing is said. */
  readonly kind?: Kind | undefined;
  readonly party?: AwaitedParty | undefined;
  readonly loopCounter?: number | undefined;
}

/** What is told of one case; a case of which nothing is told is an imported one: it starts and ends with its rows. */
export interface CaseFacts {
  readonly status?: CaseStanding | undefined;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  readonly receivedAt?: number | undefined;
  readonly registeredAt?: number | undefined;
  readonly version?: string | undefined;
}
