/** The statutory term as a person sees it: its last day and how near that is. */
import type { Term, WorkingCalendar } from '../../engine/index.ts';
import { termLifecycle } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { TermJson, TermLight } from '../contract/cases.ts';
import { iso, isoOr } from './instants.ts';

/** From how few working days on a term counts as soon. */
const SOON_DAYS = 3;

export function termLight(dueOn: string, now: number, calendar: WorkingCalendar): TermLight {
  const today = dayOf(now, calendar.zone);
  const workingDaysLeft = calendar.workingDaysBetween(today, dueOn);
  const light = dueOn < today ? 'late' : dueOn === today ? 'today' : workingDaysLeft <= SOON_DAYS ? 'soon' : 'calm';
  return { dueOn, workingDaysLeft, light };
}

/** @param mayChange whether the caller may touch terms; without it there are no actions. */
export function termJson(term: Term, now: number, calendar: WorkingCalendar, mayChange: boolean): TermJson {
  const { profile } = term;
  const extendableDays =
    profile.extension === undefined || term.extensions >= profile.extension.times ? 0 : profile.extension.days;
  return {
    ...termLight(term.dueOn, now, calendar),
    status: term.status,
    legalAct: profile.legalAct,
    days: profile.days,
    dayKind: profile.unit,
    startedAt: iso(term.startedAt),
    suspension: term.suspension && { ground: term.suspension.ground, since: iso(term.suspension.since) },
    suspendedDays: term.suspendedDays,
    extensions: term.extensions,
    noticeDueOn: term.noticeDueOn,
    forwardedTo: term.forwardedTo,
    endedAt: isoOr(term.endedAt, undefined),
    suspensionGrounds: [...profile.suspensionGrounds],
    extendableDays,
    actions: mayChange ? termActions(term, extendableDays) : [],
  };
}

/** What its lifecycle allows, as far as its profile knows it. */
function termActions({ status, profile }: Term, extendableDays: number): TermJson['actions'] {
  return termLifecycle.allowed(status).flatMap((change): TermJson['actions'] => {
    switch (change) {
      case 'end':
        return [];
      case 'extend':
        return extendableDays > 0 ? [change] : [];
      case 'suspend':
        return profile.suspensionGrounds.length > 0 ? [change] : [];
      case 'restart':
        return profile.restartsOnClarification ? [change] : [];
      case 'forward':
      case 'resume':
        return [change];
      default:
        return change satisfies never;
    }
  });
}
