import type { ElementInstanceKey } from '../ids.ts';
import { advance, edit, leaveScope, type WorkingState } from './evolve-instances.ts';
import type { LogEvent } from './log-event.ts';

export type CompensationEvent = Extract<LogEvent, { readonly type: `compensation${string}` }>;

export function isCompensationEvent(event: LogEvent): event is CompensationEvent {
  return event.type.startsWith('compensation');
}

/** What the events of a compensation do: the driver's list gets shorter as its targets come to life again and end. */
export function evolveCompensation(state: WorkingState, event: CompensationEvent): void {
  switch (event.type) {
    case 'compensationTriggered': {
      const driver = edit(state, event.key);
      driver.compensation = { ...driver.compensation, pending: [...(driver.compensation?.pending ?? []), ...event.targets] };
      return;
    }
    case 'compensationStarted': {
      const { key, driver } = event;
      advance(state, key, 'compensate').driver = driver;
      const sees = edit(state, driver);
      sees.compensation = { current: key, pending: (sees.compensation?.pending ?? []).filter((target) => target !== key) };
      return countChild(state, key, 1);
    }
    case 'compensationCompleted':
      return leaveScope(state, event.key, 'compensated');
    default:
      event satisfies never;
  }
}

/** While it is being compensated it lives in its scope again. */
function countChild(state: WorkingState, key: ElementInstanceKey, by: number): void {
  const scopeKey = state.instances[key]?.scopeKey;
  if (scopeKey !== undefined) edit(state, scopeKey).children += by;
}
