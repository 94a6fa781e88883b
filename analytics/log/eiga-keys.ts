/**
 * Attributes by which XES carries what Eiga knows and the standard has no word for. Our export writes them, our import reads them into
 * columns; to other tools they are attributes like any other.
 */

/** Of a log, a date: until when open cases were watched. */
export const OBSERVED_UNTIL = 'eiga:observedUntilAt';
/** Of a log: `started` or `completed` (RowOrder). */
export const ORDERED_BY = 'eiga:orderedBy';
/** Of a trace: open, completed, withdrawn; its version; dates. */
export const CASE_KEYS = {
  status: 'eiga:status',
  version: 'eiga:version',
  startedAt: 'eiga:startedAt',
  completedAt: 'eiga:completedAt',
  receivedAt: 'eiga:receivedAt',
  registeredAt: 'eiga:registeredAt',
} as const;
/** Of any event of an instance: work, machine, timer, message. */
export const KIND = 'eiga:kind';
/** Of any event of an instance: for whom a wait waits (PARTIES). */
export const PARTY = 'eiga:party';
/** Of a `suspend` event: a reason of suspension. */
export const REASON = 'eiga:reason';
