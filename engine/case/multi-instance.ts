import { bodyLifecycle } from '../lifecycle/body.ts';
import type { Json } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { Activity, MultiInstance } from '../model/executable-process.ts';
import { change } from './lifecycle-change.ts';
import { nodeOf, record, type Draft } from './draft.ts';
import { raise } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { activate, enable, finish, send, terminateChildren, type Visit } from './moves.ts';
import { Problem } from './problem.ts';
import { ITEMS, type Body, type ElementInstance } from './state.ts';
import { evaluate, setLocal } from './variables.ts';

/** Opens the body of a multi-instance activity (BPMN 2.0.2 §13.3.7): works out its items and sends a token to each child. @throws Problem */
export function openBody(draft: Draft, node: Activity, loop: MultiInstance, visit: Visit): void {
  enable(draft, visit);
  const { key } = visit;
  const items = itemsOf(draft, node, loop, key);
  if (items.length > LIMITS.multiInstance) {
    throw new Problem(
      'limit',
      `'${node.name || node.id}' has ${items.length} items, more than the ${LIMITS.multiInstance} allowed`,
    );
  }
  setLocal(draft, key, {
    [ITEMS]: items,
    ...(loop.outputCollection === undefined ? {} : { [loop.outputCollection]: items.map(() => null) }),
  });
  activate(draft, visit);
  record(draft, { type: 'bodyOpened', key, elementId: node.id, total: items.length });
  const first = loop.sequential ? Math.min(1, items.length) : items.length;
  for (let loopCounter = 1; loopCounter <= first; loopCounter++) send(draft, { node: node.id, scopeKey: key, loopCounter });
  if (items.length === 0) draft.bodies.add(key);
}

function itemsOf(draft: Draft, node: Activity, loop: MultiInstance, key: ElementInstanceKey): readonly Json[] {
  const name = node.name || node.id;
  if (loop.inputCollection) {
    const items = evaluate(draft, loop.inputCollection, key, 'expression');
    if (Array.isArray(items)) return items as readonly Json[];
    throw new Problem('expression', `the input collection '${loop.inputCollection.text}' of '${name}' is not a list`);
  }
  const count = loop.cardinality ? evaluate(draft, loop.cardinality, key, 'expression') : null;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    throw new Problem('expression', `the loop cardinality of '${name}' is not a whole number of 0 or more`);
  }
  return Array.from({ length: Math.min(count, LIMITS.multiInstance + 1) }, () => null);
}

/** A child has ended, or there are none: goes on with the next one, or closes the body. */
export function settleBody(draft: Draft, instance: ElementInstance): void {
  const { body, key, elementId, incident } = instance;
  const node = nodeOf(draft, elementId) as Activity;
  if (!body || !node.loop || incident) return;
  try {
    if (body.completed > 0 && isSatisfied(draft, node.loop, instance, body)) {
      change(bodyLifecycle, body.status, 'satisfy');
      terminateChildren(draft, key);
      return finish(draft, key);
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return raise(draft, key, problem);
  }
  if (body.completed === body.total) {
    change(bodyLifecycle, body.status, 'exhaust');
    return finish(draft, key);
  }
  if (node.loop.sequential && instance.children === 0)
    send(draft, { node: elementId, scopeKey: key, loopCounter: body.started + 1 });
}

function isSatisfied(draft: Draft, loop: MultiInstance, instance: ElementInstance, body: Body): boolean {
  if (!loop.completionCondition) return false;
  const value = evaluate(draft, loop.completionCondition, instance.key, 'condition', {
    numberOfInstances: body.total,
    numberOfActiveInstances: instance.children,
    numberOfCompletedInstances: body.completed,
    numberOfTerminatedInstances: 0,
  });
  if (typeof value === 'boolean') return value;
  throw new Problem('condition', `the completion condition '${loop.completionCondition.text}' is not true or false`);
}
