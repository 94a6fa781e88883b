/** Complaints about how a case is handled. Letters of the case carry them: what came, and what was found. Pure. */
import type { WorkingCalendar } from '../engine/time/calendar.ts';
import { dayOf } from '../engine/time/zone.ts';

export const COMPLAINT_TOPICS = ['time', 'decision', 'conduct', 'information', 'other'] as const;
export type ComplaintTopic = (typeof COMPLAINT_TOPICS)[number];
export const FINDINGS = ['upheld', 'partly', 'notUpheld'] as const;
export type Finding = (typeof FINDINGS)[number];

/** Working days within which a complaint is decided, the day of its receipt not counted (Law on Public Administration, administrative procedure). */
const ANSWERED_WITHIN_DAYS = 20;
/** So many may wait for an answer at once: more of the same case are the same complaint. */
export const MOST_UNANSWERED = 3;

export interface Complaint {
  readonly topic: ComplaintTopic;
  readonly receivedAt: number;
  /** The last day to answer it. */
  readonly dueOn: string;
  readonly answered?: { readonly at: number; readonly finding: Finding };
}

/** What complaints are read from. */
export interface ComplaintLetter {
  readonly kind: string;
  readonly writtenAt: number;
  readonly topic?: ComplaintTopic;
  readonly finding?: Finding;
}

/** In the order in which they came; an answer is that of the oldest which has none. */
export function complaintsIn(letters: readonly ComplaintLetter[], calendar: WorkingCalendar): readonly Complaint[] {
  const answers = letters.flatMap(({ kind, writtenAt, finding }) =>
    kind === 'complaintAnswered' && finding !== undefined ? [{ at: writtenAt, finding }] : [],
  );
  return letters
    .flatMap(({ kind, writtenAt, topic }) => (kind === 'complaint' ? [{ receivedAt: writtenAt, topic: topic ?? 'other' }] : []))
    .sort((a, b) => a.receivedAt - b.receivedAt)
    .map((one, place): Complaint => {
      const dueOn = calendar.addWorkingDays(dayOf(one.receivedAt, calendar.zone), ANSWERED_WITHIN_DAYS);
      const answered = answers[place];
      return { ...one, dueOn, ...(answered !== undefined && { answered }) };
    });
}
