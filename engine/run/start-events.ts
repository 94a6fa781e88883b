import type { Environment, Expression } from '../feel/compile.ts';
import { FOREVER } from '../case/state.ts';
import type { DefinitionKey } from '../ids.ts';
import { triggersOf, type ExecutableProcess, type SingleTrigger, type TimerTrigger } from '../model/executable-process.ts';
import type { StartPlace, StartSubscription } from '../store/start-subscriptions.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { addDuration, formatDuration, isNegative, parseCycle, parseDuration, parseInstant } from '../time/iso8601.ts';

/** A start event whose name or time is no constant that can be worked out before any case exists. */
export interface StartFault {
  readonly elementId: string;
  readonly message: string;
}

/** What a version waits for to begin cases, from an instant on; there are no variables yet. */
export interface StartsFrom {
  readonly tenantId: string;
  readonly definitionKey: DefinitionKey;
  readonly now: number;
  readonly calendar: WorkingCalendar;
}

/** By start events with all their definitions, instantiating receive tasks, and what follows an instantiating event-based gateway. */
export function startSubscriptions(process: ExecutableProcess, from: StartsFrom): (StartSubscription | StartFault)[] {
  return process.root.startEvents.flatMap((elementId) => {
    const node = process.nodes.get(elementId);
    if (!node || !('trigger' in node)) return [];
    const { tenantId, definitionKey } = from;
    const { id: processId } = process;
    return triggersOf(node.trigger).flatMap((trigger, part) =>
      subscription(trigger, { tenantId, definitionKey, processId, elementId, part }, from),
    );
  });
}

export function isStartFault(one: StartSubscription | StartFault): one is StartFault {
  return 'message' in one;
}

function subscription(trigger: SingleTrigger, place: StartPlace, from: StartsFrom): (StartSubscription | StartFault)[] {
  const { elementId } = place;
  switch (trigger.kind) {
    case 'message':
    case 'signal': {
      const name = textOf(trigger.name, from);
      if (name === undefined || name === '') return [fault(elementId, `the name of its ${trigger.kind} must be a constant text`)];
      return [{ ...place, kind: trigger.kind, name }];
    }
    case 'timer':
      return [timer(trigger, place, from)];
    case 'condition':
      return [{ ...place, kind: 'condition' }];
    case 'none':
    case 'error':
    case 'escalation':
    case 'cancel':
    case 'compensation':
    case 'link':
      return []; // started by name, or thrown
    default:
      return trigger satisfies never;
  }
}

function timer(trigger: TimerTrigger, place: StartPlace, from: StartsFrom): StartSubscription | StartFault {
  const { elementId: id } = place;
  const { now, calendar } = from;
  const text = textOf(trigger.value, from);
  const own = { ...place, kind: 'timer' } as const;
  if (text === undefined) return fault(id, 'its time must be a constant');
  switch (trigger.form) {
    case 'date': {
      const dueAt = parseInstant(text, calendar.zone);
      return dueAt === undefined ? fault(id, `'${text}' is no ISO 8601 date`) : { ...own, dueAt, remaining: 0 };
    }
    case 'duration': {
      const duration = parseDuration(text);
      if (!duration || isNegative(duration)) return fault(id, `'${text}' is no ISO 8601 duration`);
      const isWorking = trigger.calendar === 'working';
      const dueAt = isWorking ? calendar.addWorking(now, duration) : addDuration(now, duration, calendar.zone);
      return { ...own, dueAt, remaining: 0 };
    }
    case 'cycle': {
      const cycle = parseCycle(text);
      if (!cycle) return fault(id, `'${text}' is no ISO 8601 cycle`);
      const startAt = cycle.start === undefined ? undefined : parseInstant(cycle.start, calendar.zone);
      const remaining = cycle.repetitions === FOREVER ? FOREVER : cycle.repetitions - 1;
      const dueAt = startAt ?? addDuration(now, cycle.duration, calendar.zone);
      return { ...own, dueAt, remaining, period: formatDuration(cycle.duration) };
    }
    default:
      return trigger.form satisfies never;
  }
}

function textOf(expression: Expression, { now, calendar }: StartsFrom): string | undefined {
  const nothing: Environment = { read: () => undefined, now, zone: calendar.zone };
  try {
    const value = expression.evaluate(nothing);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function fault(elementId: string, reason: string): StartFault {
  return { elementId, message: `'${elementId}' cannot begin cases: ${reason}.` };
}
