/** Compensation (BPMN 2.0.2 §13.5.5): what has completed is undone, one after the other, the last first. */
import type { ElementInstanceKey } from '../ids.ts';
import { innerOf, isActivity, type Activity, type FlowNode } from '../model/executable-process.ts';
import { instanceOf, nodeOf, record, touch, type Draft } from './draft.ts';
import { complete, send } from './moves.ts';
import { terminate, terminateChildren } from './terminate.ts';
import type { ElementInstance } from './state.ts';
import { closeWaits } from './waits.ts';
import { release } from './incidents.ts';

/** What in a scope may be compensated, the last completed first; of one element only, when it is named. */
export function compensable(draft: Draft, scopeKey: ElementInstanceKey, elementId?: string): readonly ElementInstance[] {
  return Object.values(draft.state.instances)
    .filter((instance) => instance.scopeKey === scopeKey && instance.status === 'completed' && instance.kept)
    .filter((instance) => elementId === undefined || instance.elementId === elementId)
    .sort((one, other) => (other.kept?.seq ?? 0) - (one.kept?.seq ?? 0));
}

/** Sees to it that these are compensated; `driver` goes on when they are. */
export function compensate(draft: Draft, driver: ElementInstance, targets: readonly ElementInstance[]): void {
  const { key, elementId } = driver;
  record(draft, { type: 'compensationTriggered', key, elementId, targets: targets.map((target) => target.key) });
  draft.drivers.add(key);
}

/** Goes on with the next target as soon as the current one is compensated; then the driver itself goes on. */
export function drive(draft: Draft, driver: ElementInstance): void {
  const { compensation } = driver;
  const current = compensation?.current === undefined ? undefined : draft.state.instances[compensation.current];
  if (!compensation || current) return;
  const next = compensation.pending
    .map((key) => draft.state.instances[key])
    .find((target) => target?.status === 'completed' && target.kept);
  if (next) return begin(draft, driver, next);
  if (driver.status === 'compensating') return compensated(draft, driver);
  if (driver.status === 'terminating') return leaveCancelled(draft, driver);
  // A throw event waited for it; a scope that saw to a compensation nobody waits for has nothing more to do.
  if (isThrowing(draft.process.nodes.get(driver.elementId))) complete(draft, driver.key);
  else touch(draft, driver.key);
}

function begin(draft: Draft, driver: ElementInstance, target: ElementInstance): void {
  const { key, elementId, scopeKey } = target;
  const node = nodeOf(draft, elementId);
  record(draft, { type: 'compensationStarted', key, elementId, driver: driver.key });
  const handler = isActivity(node) && !target.body ? node.compensation : undefined;
  const inner = innerOf(node);
  if (handler !== undefined) send(draft, { node: handler, scopeKey: handlerScope(draft, target), compensates: key });
  else if (inner?.compensation !== undefined && !target.body) send(draft, { node: inner.compensation, scopeKey: key });
  else if (scopeKey !== undefined) compensate(draft, instanceOf(draft, key), compensable(draft, key));
}

/** A compensation activity stands beside the activity, not in its loop's body. */
function handlerScope(draft: Draft, { scopeKey, loopCounter }: ElementInstance): ElementInstanceKey {
  const body = loopCounter === undefined || scopeKey === undefined ? undefined : draft.state.instances[scopeKey]?.scopeKey;
  const scope = body ?? scopeKey;
  if (scope === undefined) throw new Error('the process itself is never compensated');
  return scope;
}

/** A reopened sub-process, or a loop's body, in which nothing is left to compensate. */
export function compensated(draft: Draft, { key, elementId, driver }: ElementInstance): void {
  record(draft, { type: 'compensationCompleted', key, elementId });
  if (driver !== undefined) draft.drivers.add(driver);
}

/** Cancels a transaction (§13.3.4): ends what goes on in it, compensates what has completed, then leaves by its cancel event. */
export function cancelTransaction(draft: Draft, transaction: ElementInstance): void {
  const { key, elementId } = transaction;
  terminateChildren(draft, key);
  release(draft, key);
  closeWaits(draft, instanceOf(draft, key));
  record(draft, { type: 'elementTerminating', key, elementId });
  compensate(draft, instanceOf(draft, key), compensable(draft, key));
}

/** One of several instances takes the whole activity with it, since its boundary event stands on the whole. */
function leaveCancelled(draft: Draft, { key, elementId, scopeKey, loopCounter }: ElementInstance): void {
  if (scopeKey === undefined) return;
  const boundary = (nodeOf(draft, elementId) as Activity).boundary.find((id) => isCancel(nodeOf(draft, id)));
  const body = loopCounter === undefined ? undefined : instanceOf(draft, scopeKey);
  const host = body && boundary !== undefined ? body : instanceOf(draft, key);
  if (host.scopeKey === undefined) return;
  terminate(draft, host.key, boundary === undefined ? {} : { then: { node: boundary, scopeKey: host.scopeKey } });
  if (body && boundary === undefined) draft.bodies.add(body.key);
  else touch(draft, host.scopeKey);
}

function isThrowing(node: FlowNode | undefined): boolean {
  return node?.kind === 'intermediateThrowEvent' || node?.kind === 'endEvent';
}

function isCancel(node: FlowNode): boolean {
  return node.kind === 'boundaryEvent' && node.trigger.kind === 'cancel';
}
