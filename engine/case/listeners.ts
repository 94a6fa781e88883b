import type { Json } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { FlowNode, ListenerPhase } from '../model/executable-process.ts';
import { instanceOf, record, scopeOf, type Draft } from './draft.ts';
import { openJob, planJob } from './open-job.ts';
import type { ElementInstance } from './state.ts';
import { applyMappings, checkRoom, propagate } from './variables.ts';
import { closeWaits } from './waits.ts';

/** A flow node or the process itself. */
export type Listening = Pick<FlowNode, 'id' | 'name' | 'listeners'>;

/**
 * Opens the next listener of a moment (Camunda 8's execution and task listeners).
 * @returns whether one is at work now: then the element waits for its answer
 * @throws Problem when its job cannot be worked out
 */
export function listen(draft: Draft, node: Listening, key: ElementInstanceKey, phase: ListenerPhase): boolean {
  const listeners = node.listeners?.[phase] ?? [];
  const { listener, listened, elementId } = instanceOf(draft, key);
  if (listened === phase) return false;
  const index = listener?.phase === phase ? listener.index + 1 : 0;
  const next = listeners[index];
  if (!next) {
    // Another version of the process, to which the case has been taken, may have fewer.
    if (index > 0) record(draft, { type: 'listenersDone', key, elementId, phase });
    return false;
  }
  const job = planJob(draft, next, node, key);
  record(draft, { type: 'listenerOpened', key, elementId, phase, index });
  openJob(draft, { key, node: elementId }, job);
  return true;
}

/**
 * Its end listeners work when its output mappings are done, and before it leaves; what is a scope begins nothing any more.
 * @throws Problem
 */
export function awaitsEnd(draft: Draft, node: FlowNode, instance: ElementInstance, scopeKey: ElementInstanceKey): boolean {
  const { key, elementId, body, status, listener, listened } = instance;
  if (body || listened === 'end' || !(node.listeners?.end || listener?.phase === 'end')) return false;
  if (listener?.phase !== 'end') {
    const outputs = applyMappings(draft, node.outputs, key, scopeKey);
    checkRoom(draft, scopeKey, outputs);
    if (status === 'active') record(draft, { type: 'elementCompleting', key, elementId });
    closeWaits(draft, instance, scopeOf(draft, instance)?.handlers ?? []);
    propagate(draft, scopeKey, outputs);
  }
  return listen(draft, node, key, 'end');
}

/**
 * Where the end of an element is its deed (a link, an end that ends others), there is nothing between start and end: its end listeners
 * work before it begins.
 */
export function endsAsItBegins(node: FlowNode): boolean {
  if (!('result' in node)) return false;
  const results = node.result.kind === 'multiple' ? node.result.results : [node.result];
  return results.some(({ kind }) => kind === 'link' || kind === 'terminate');
}

/** Hidden values are JSON like all variables; absent members are left out on the way. */
export function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
