import type { Environment, Expression } from '../feel/compile.ts';
import { FOREVER } from '../case/state.ts';
import type { DefinitionKey } from '../ids.ts';
import type { ExecutableProcess, StartEvent, TimerTrigger } from '../model/executable-process.ts';
import type { StartSubscription } from '../store/start-subscriptions.ts';
import { LITHUANIAN_OFFICE } from '../time/calendar-data.ts';
import { addDuration, formatDuration, parseCycle, parseDuration, parseInstant } from '../time/iso8601.ts';

/** A start event whose name or time is no constant that can be worked out before any case exists. */
export interface StartFault {
  readonly elementId: string;
  readonly message: string;
}

/** What the start events of a version wait for, from `now` on; there are no variables yet. */
export function startSubscriptions(
  process: ExecutableProcess,
  of: { readonly tenantId: string; readonly definitionKey: DefinitionKey },
  now: number,
): (StartSubscription | StartFault)[] {
  return process.root.startEvents.flatMap((elementId) => {
    const node = process.nodes.get(elementId);
    if (node?.kind !== 'startEvent' || node.trigger.kind === 'none' || node.trigger.kind === 'error') return [];
    const place = { ...of, processId: process.id, elementId };
    return [subscription(node, place, now)];
  });
}

export function isStartFault(one: StartSubscription | StartFault): one is StartFault {
  return 'message' in one;
}

type Place = Pick<StartSubscription, 'tenantId' | 'definitionKey' | 'processId' | 'elementId'>;

function subscription({ id, trigger }: StartEvent, place: Place, now: number): StartSubscription | StartFault {
  switch (trigger.kind) {
    case 'message':
    case 'signal': {
      const name = textOf(trigger.name, now);
      if (name === undefined || name === '') return fault(id, `the name of its ${trigger.kind} must be a constant text`);
      return { ...place, kind: trigger.kind, name };
    }
    case 'timer':
      return timer(id, trigger, place, now);
    case 'none':
    case 'error':
      return fault(id, 'nothing can trigger it');
    default:
      return trigger satisfies never;
  }
}

function timer(id: string, trigger: TimerTrigger, place: Place, now: number): StartSubscription | StartFault {
  const text = textOf(trigger.value, now);
  const { zone } = LITHUANIAN_OFFICE;
  if (text === undefined) return fault(id, 'its time must be a constant');
  switch (trigger.form) {
    case 'date': {
      const dueAt = parseInstant(text, zone);
      return dueAt === undefined ? fault(id, `'${text}' is no ISO 8601 date`) : { ...place, kind: 'timer', dueAt, remaining: 0 };
    }
    case 'duration': {
      const duration = parseDuration(text);
      if (!duration) return fault(id, `'${text}' is no ISO 8601 duration`);
      return { ...place, kind: 'timer', dueAt: addDuration(now, duration, zone), remaining: 0 };
    }
    case 'cycle': {
      const cycle = parseCycle(text);
      if (!cycle) return fault(id, `'${text}' is no ISO 8601 cycle`);
      const startAt = cycle.start === undefined ? undefined : parseInstant(cycle.start, zone);
      const remaining = cycle.repetitions === FOREVER ? FOREVER : cycle.repetitions - 1;
      const dueAt = startAt ?? addDuration(now, cycle.duration, zone);
      return { ...place, kind: 'timer', dueAt, remaining, period: formatDuration(cycle.duration) };
    }
    default:
      return trigger.form satisfies never;
  }
}

function textOf(expression: Expression, now: number): string | undefined {
  const nothing: Environment = { read: () => undefined, now, zone: LITHUANIAN_OFFICE.zone };
  try {
    const value = expression.evaluate(nothing);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function fault(elementId: string, reason: string): StartFault {
  return { elementId, message: `Start event '${elementId}' cannot wait: ${reason}.` };
}
