import { caseLifecycle } from '../lifecycle/case.ts';
import { change } from './lifecycle-change.ts';
import type { Editable } from './copies.ts';
import { edit, type WorkingState } from './evolve-instances.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance } from './state.ts';

export type SuspensionEvent = Extract<LogEvent, { readonly type: 'caseSuspended' | 'caseResumed' }>;

/** The case stands still, or goes on: then everything that lives has been suspended for as long as it was. */
export function evolveSuspension(state: WorkingState, event: SuspensionEvent): void {
  const { suspension } = state;
  state.status = change(caseLifecycle, state.status, event.type === 'caseSuspended' ? 'suspend' : 'resume');
  if (event.type === 'caseSuspended') {
    state.suspension = { reason: event.reason, since: event.at, ...(event.byCaller ? { byCaller: true } : {}) };
    return;
  }
  if (!suspension) throw new Error('caseResumed for a case that was not suspended');
  state.suspension = undefined;
  for (const { key } of Object.values(state.instances)) longer(edit(state, key), event.at - suspension.since);
}

/** What was suspended for a reason of its own meanwhile waited for that one. */
function longer(instance: Editable<ElementInstance>, ms: number): void {
  const { task, status, suspendedMs = 0 } = instance;
  if (status === 'completed' || task?.status === 'suspended') return;
  if (task) instance.task = { ...task, suspendedMs: task.suspendedMs + ms };
  else instance.suspendedMs = suspendedMs + ms;
}
