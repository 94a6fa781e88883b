import type { ElementInstanceKey } from '../ids.ts';
import type { TimerTrigger } from '../model/executable-process.ts';
import { addDuration, parseCycle, parseDuration, isNegative, parseInstant, type Duration } from '../time/iso8601.ts';
import type { Draft } from './draft.ts';
import { Problem } from './problem.ts';
import { FOREVER, type Instant } from './state.ts';
import { evaluate } from './variables.ts';

/** When a timer is due for the first time, and how often after that. @throws Problem 'timer' */
export function firstDue(
  draft: Draft,
  trigger: TimerTrigger,
  element: string,
  scopeKey: ElementInstanceKey,
): { readonly dueAt: Instant; readonly remaining: number } {
  const { now, calendar } = draft.context;
  const text = textOf(draft, trigger, element, scopeKey);
  switch (trigger.form) {
    case 'date': {
      const dueAt = parseInstant(text, calendar.zone);
      if (dueAt === undefined) throw notA('date', text, element);
      return { dueAt, remaining: 0 };
    }
    case 'duration': {
      const duration = parseDuration(text);
      if (duration === undefined || isNegative(duration)) throw notA('duration', text, element);
      return { dueAt: after(draft, trigger, now, duration), remaining: 0 };
    }
    case 'cycle': {
      const cycle = parseCycle(text);
      if (cycle === undefined) throw notA('cycle', text, element);
      const start = cycle.start === undefined ? undefined : parseInstant(cycle.start, calendar.zone);
      const remaining = cycle.repetitions === FOREVER ? FOREVER : cycle.repetitions - 1;
      return { dueAt: start ?? after(draft, trigger, now, cycle.duration), remaining };
    }
    default:
      return trigger.form satisfies never;
  }
}

/** When a cycle's timer is due after it has fired, counted from when it was due, so that lateness does not add up. @throws Problem */
export function nextDue(
  draft: Draft,
  trigger: TimerTrigger,
  element: string,
  scopeKey: ElementInstanceKey,
  dueAt: Instant,
): Instant {
  const text = textOf(draft, trigger, element, scopeKey);
  const cycle = parseCycle(text);
  if (cycle === undefined) throw notA('cycle', text, element);
  return after(draft, trigger, dueAt, cycle.duration);
}

function after(draft: Draft, trigger: TimerTrigger, from: Instant, duration: Duration): Instant {
  const { calendar } = draft.context;
  return trigger.calendar === 'working' ? calendar.addWorking(from, duration) : addDuration(from, duration, calendar.zone);
}

function textOf(draft: Draft, trigger: TimerTrigger, element: string, scopeKey: ElementInstanceKey): string {
  const value = evaluate(draft, trigger.value, scopeKey, 'timer');
  if (typeof value === 'string') return value;
  throw new Problem('timer', `the timer of '${element}' needs an ISO 8601 text, '${trigger.value.text}' gives none`);
}

function notA(form: string, text: string, element: string): Problem {
  return new Problem('timer', `the timer of '${element}' needs an ISO 8601 ${form}, '${text.slice(0, 100)}' is none`);
}
