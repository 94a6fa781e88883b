/** Why a log cannot be taken in: an answer, not an exception. Nothing of the log is kept when there is one. */
export interface LogFault {
  readonly fault: LogFaultKind;
  /** Place in the source, both counted from 1; the place where reading stopped when the fault is an early end. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly remedy: string;
}

export type LogFaultKind =
  | 'truncated'
  | 'syntax'
  | 'encoding'
  | 'missingColumn'
  | 'missingValue'
  | 'mixedDateFormats'
  | 'ambiguousDateFormat'
  | 'badTimestamp'
  | 'noTimestamps'
  | 'empty'
  | 'limit';

/** Ends an import at the place where its reader stands. */
export type Refuse = (fault: LogFaultKind, message: string, remedy: string) => never;

/** Ends an import; caught by the reader that gives it back as an answer. */
export class LogFaultError extends Error {
  readonly fault: LogFault;

  constructor(fault: LogFault) {
    super(`${fault.message} (line ${String(fault.line)}, column ${String(fault.column)})`);
    this.name = 'LogFaultError';
    this.fault = fault;
  }
}

export function isLogFault(value: unknown): value is LogFault {
  return typeof value === 'object' && value !== null && 'fault' in value && 'remedy' in value;
}

/** Each with its reason: what an import may cost before it is refused. */
export const LOG_LIMITS = {
  /** Unpacked; beyond it a small gz could fill the disk and the day. */
  bytes: 4 * 2 ** 30,
  /** Rows held in memory: about 60 bytes each. */
  rows: 20_000_000,
  /** Cases, whose keys stay in memory as texts: about 100 bytes each. */
  cases: 10_000_000,
  /** Traces without events; more of them is no log. */
  emptyTraces: 1_000_000,
  /** A directly-follows graph is drawn and read by people, and its matrix is their square: so many names are a wrong column. */
  activities: 10_000,
  /** Events of one case, which are paired together; so many are a wrong case column. */
  eventsOfCase: 100_000,
  /** Characters of the attributes of one trace, which is held until it ends. */
  traceLength: 100_000_000,
  /** Characters of all different texts together, which stay in memory. */
  texts: 500_000_000,
  /** Attributes of the log itself, its globals and classifiers. */
  logAttributes: 20_000,
  /** Dates of one column that wait for a value which tells days from months. */
  undecidedDates: 2_000_000,
  /** Unpacked over packed bytes, beyond the first 100 MB: logs pack to a twentieth, a bomb to a thousandth. */
  unpackedOverPacked: 250,
  /** Names of attributes of cases and events together; more is data in the place of names. */
  attributeNames: 2_000,
  /** Characters in one line of CSV or one text of XES. */
  textLength: 1_000_000,
  /** Elements within each other in XES (attributes may nest). */
  depth: 64,
} as const;
