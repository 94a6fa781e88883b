import { termLifecycle } from '../lifecycle/term.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent } from './log-event.ts';
import type { Term } from './state.ts';

export type TermEvent = Extract<LogEvent, { readonly type: `term${string}` }>;

export function isTermEvent(event: LogEvent): event is TermEvent {
  return event.type.startsWith('term');
}

/** What a term's event does to the case's statutory term. */
export function evolveTerm(term: Term | undefined, event: TermEvent): Term {
  if (event.type === 'termStarted') {
    const { profile, startedAt, dueOn } = event;
    return { profile, status: termLifecycle.initial, startedAt, dueOn, suspendedDays: 0, extensions: 0 };
  }
  if (!term) throw new Error(`${event.type} in a case without a term`);
  const { suspension: _ended, ...running } = term;
  switch (event.type) {
    case 'termSuspended':
      return {
        ...term,
        status: change(termLifecycle, term.status, 'suspend'),
        suspension: { ground: event.ground, since: event.at },
      };
    case 'termResumed':
      return {
        ...running,
        status: change(termLifecycle, term.status, 'resume'),
        suspendedDays: event.suspendedDays,
        dueOn: event.dueOn,
      };
    case 'termRestarted':
      return { ...running, status: change(termLifecycle, term.status, 'restart'), startedAt: event.at, dueOn: event.dueOn };
    case 'termExtended': {
      const { dueOn, noticeDueOn } = event;
      return {
        ...term,
        status: change(termLifecycle, term.status, 'extend'),
        extensions: term.extensions + 1,
        dueOn,
        noticeDueOn,
      };
    }
    case 'termForwarded': {
      const { to: forwardedTo, noticeDueOn } = event;
      const status = change(termLifecycle, term.status, 'forward');
      return { ...term, status, forwardedTo, ...(noticeDueOn === undefined ? {} : { noticeDueOn }) };
    }
    case 'termEnded':
      return { ...running, status: change(termLifecycle, term.status, 'end'), endedAt: event.at };
    default:
      return event satisfies never;
  }
}
