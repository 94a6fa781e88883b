import { termLifecycle, type TermChange } from '../lifecycle/term.ts';
import { dayText, parseDay, type Day } from '../time/civil-day.ts';
import { dayOf } from '../time/zone.ts';
import { refuse, type Refusal } from '../errors.ts';
import { record, type Draft } from './draft.ts';
import type { TermCommand } from './command.ts';
import type { Instant, Term, TermProfile } from './state.ts';

/** Starts the statutory term, as soon as the instant it runs from is known (some terms run from registration). */
export function startTerm(draft: Draft): void {
  const { dimensions, awaitedTerm: profile } = draft.state;
  if (!profile) return;
  const { receivedAt, registeredAt } = dimensions;
  const startedAt = profile.startsFrom === 'received' ? (receivedAt ?? registeredAt) : registeredAt;
  if (startedAt === undefined) return;
  record(draft, {
    type: 'termStarted',
    profile,
    startedAt,
    dueOn: daysAfter(draft, profile, dayAt(draft, startedAt), profile.days),
  });
}

/** What completing an element does to the term, as its model says; nothing when the term's lifecycle does not allow it now. */
export function changeTerm(draft: Draft, what: 'restart' | 'suspend' | 'resume' | undefined): void {
  const { term } = draft.state;
  if (!what || !term || termLifecycle.next(term.status, what) === undefined) return;
  if (what === 'restart') restart(draft, term);
  else if (what === 'suspend') record(draft, { type: 'termSuspended', ground: 'process' });
  else resume(draft, term);
}

/** The term is over when the case is. */
export function endTerm(draft: Draft): void {
  const { term } = draft.state;
  if (term && termLifecycle.next(term.status, 'end') !== undefined) record(draft, { type: 'termEnded' });
}

const CHANGES: Record<TermCommand['type'], TermChange> = {
  suspendTerm: 'suspend',
  resumeTerm: 'resume',
  restartTerm: 'restart',
  extendTerm: 'extend',
  forwardTerm: 'forward',
};

/** Carries out what a person decides about the term, within what its profile allows. */
export function commandTerm(draft: Draft, command: TermCommand): Refusal | undefined {
  const { term } = draft.state;
  if (!term) return refuse('conflict', 'this case has no statutory term');
  if (termLifecycle.next(term.status, CHANGES[command.type]) === undefined) {
    return refuse('conflict', `the term is ${term.status}: '${CHANGES[command.type]}' is not possible now`);
  }
  switch (command.type) {
    case 'suspendTerm':
      if (!term.profile.suspensionGrounds.includes(command.ground)) {
        const grounds = term.profile.suspensionGrounds.join(', ') || 'none';
        return refuse('invalid', `'${command.ground}' is no ground for suspending this term; grounds: ${grounds}`);
      }
      record(draft, { type: 'termSuspended', ground: command.ground });
      return undefined;
    case 'resumeTerm':
      resume(draft, term);
      return undefined;
    case 'restartTerm':
      if (!term.profile.restartsOnClarification)
        return refuse('invalid', 'this term is not counted anew when a request is clarified');
      restart(draft, term);
      return undefined;
    case 'extendTerm':
      return extend(draft, term, command.days, command.reason);
    case 'forwardTerm': {
      const { forwardNoticeWithinDays: within } = term.profile;
      const notice = within === undefined ? {} : { noticeDueOn: draft.context.calendar.addWorkingDays(today(draft), within) };
      record(draft, { type: 'termForwarded', to: command.to, ...notice });
      return undefined;
    }
    default:
      return command satisfies never;
  }
}

function extend(draft: Draft, term: Term, days: number, reason: string): Refusal | undefined {
  const { extension } = term.profile;
  if (!extension) return refuse('invalid', 'this term cannot be extended');
  if (term.extensions >= extension.times)
    return refuse('conflict', `this term has been extended ${term.extensions} times already, no more is allowed`);
  if (days < 1 || days > extension.days)
    return refuse('invalid', `this term can be extended by 1 to ${extension.days} days, not by ${days}`);
  const dueOn = daysAfter(draft, term.profile, term.dueOn, days);
  const noticeDueOn = draft.context.calendar.addWorkingDays(today(draft), extension.noticeWithinDays);
  record(draft, { type: 'termExtended', reason, dueOn, noticeDueOn });
  return undefined;
}

/** Days that passed under suspension are added at the end: the day it was suspended counts no more, the day it is resumed does. */
function resume(draft: Draft, term: Term): void {
  if (!term.suspension) return;
  const from = dayAt(draft, term.suspension.since);
  const days =
    term.profile.unit === 'working'
      ? draft.context.calendar.workingDaysBetween(from, today(draft))
      : calendarDays(from, today(draft));
  const dueOn = daysAfter(draft, term.profile, term.dueOn, days);
  record(draft, { type: 'termResumed', suspendedDays: term.suspendedDays + days, dueOn });
}

function restart(draft: Draft, term: Term): void {
  record(draft, { type: 'termRestarted', dueOn: daysAfter(draft, term.profile, today(draft), term.profile.days) });
}

/** The day of the start is not counted; a term in calendar days that would end on a day off ends on the next working day. */
function daysAfter(draft: Draft, profile: TermProfile, day: Day, days: number): Day {
  const { calendar } = draft.context;
  if (profile.unit === 'working') return calendar.addWorkingDays(day, days);
  const last = dayText(numberOf(day) + days);
  return calendar.isWorkingDay(last) ? last : calendar.addWorkingDays(last, 1);
}

function today(draft: Draft): Day {
  return dayAt(draft, draft.context.now);
}

function dayAt(draft: Draft, at: Instant): Day {
  return dayOf(at, draft.context.calendar.zone);
}

function calendarDays(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

function numberOf(day: Day): number {
  const number = parseDay(day);
  if (number === undefined) throw new RangeError(`'${day}' is not a day`);
  return number;
}
