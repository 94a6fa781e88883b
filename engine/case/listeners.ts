import type { Json } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type FlowNode, type ListenerPhase } from '../model/executable-process.ts';
import { instanceOf, record, type Draft } from './draft.ts';
import { openJob, planJob } from './open-job.ts';

/**
 * Opens the next listener of a moment (Camunda 8's execution and task listeners).
 * @returns whether one is at work now: then the element waits for its answer
 * @throws Problem when its job cannot be worked out
 */
export function listen(draft: Draft, node: FlowNode, key: ElementInstanceKey, phase: ListenerPhase): boolean {
  const listeners = (isActivity(node) && node.listeners?.[phase]) || [];
  const { listener, listened, elementId, scopeKey } = instanceOf(draft, key);
  if (listeners.length === 0 || listened === phase || scopeKey === undefined) return false;
  const index = listener?.phase === phase ? listener.index + 1 : 0;
  const next = listeners[index];
  if (!next) {
    record(draft, { type: 'listenersDone', key, elementId, phase });
    return false;
  }
  const job = planJob(draft, next, node, key);
  record(draft, { type: 'listenerOpened', key, elementId, phase, index });
  openJob(draft, { key, node: elementId }, job);
  return true;
}

/** Hidden values are JSON like all variables; absent members are left out on the way. */
export function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
