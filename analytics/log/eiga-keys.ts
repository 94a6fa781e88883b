/**
 * Attributes by which XES carries what Eiga knows and the standard has no word for. Our export writes them, our import reads them into
 * columns; to other tools they are attributes like any other.
 */

/** Of a log, a date: until when open cases were watched. */
export const OBSERVED_UNTIL = 'eiga:observedUntilAt';
/** Of a log: `started` or `completed` (RowOrder). */
export const ORDERED_BY = 'eiga:orderedBy';
/** Of a log: `instants` when its events were made of the instants of rows, and say nothing of their own that the row does not say. */
export const EVENTS = 'eiga:events';
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
/** Of any event of an instance: which one of a multi-instance activity it is, from 1. */
export const LOOP_COUNTER = 'eiga:loopCounter';
/** Of a `suspend` event: a reason of suspension. */
export const REASON = 'eiga:reason';
/** Of a `suspend` event, a date: its end, where the next `resume` is that of another. */
export const UNTIL = 'eiga:until';
/** Of any event of an instance, in ms: how long it was suspended, where it is not known when; `eiga:suspendedMs:applicant`, … by reason. */
export const SUSPENDED_MS = 'eiga:suspendedMs';
/** Of an event: its instance (`instanceText`), where concept:instance is the source's own. */
export const INSTANCE = 'eiga:instance';
/** Of the last event of a row that is open: whose it is, where its events of one instant tell it in another order. */
export const RESOURCE = 'eiga:resource';
export const UNIT = 'eiga:unit';
/** Before the key of an attribute that would be taken for something else (`eiga:attribute:concept:name`). */
export const ESCAPED = 'eiga:attribute:';

/** What marks the events of one row: its number in its case. */
export function instanceText(number: number): string {
  return `eiga:${String(number)}`;
}

/** The number that `instanceText` wrote; undefined for any other text. */
export function instanceNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^eiga:\d{1,9}$/.test(text) ? Number(text.slice(5)) : undefined;
}
