import { bodyLifecycle } from '../lifecycle/body.ts';
import type { Json, Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { Activity, Loop, MultiInstance, StandardLoop } from '../model/executable-process.ts';
import { announce } from './announce.ts';
import { change } from './lifecycle-change.ts';
import { instanceOf, nodeOf, record, type Draft } from './draft.ts';
import { raise } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { activate, enable, finish, send, visitOf, type Visit } from './moves.ts';
import { Problem } from './problem.ts';
import { checkRoomFor } from './room.ts';
import { ITEMS, UNKNOWN, type Body, type ElementInstance } from './state.ts';
import { terminateChildren } from './terminate.ts';
import { evaluate, isTrue, setLocal } from './variables.ts';

/** Opens the body of an activity that is done several times: a child for each item, or one after the other. @throws Problem */
export function openBody(draft: Draft, node: Activity, loop: Loop, visit: Visit): void {
  enable(draft, visit);
  if (loop.kind === 'standard') return openLoop(draft, node, loop, visit);
  openInstances(draft, node, loop, visit);
}

/** A standard loop (BPMN 2.0.2 §13.3.6): asks its condition before the first child when it is tested before. */
function openLoop(draft: Draft, node: Activity, loop: StandardLoop, visit: Visit): void {
  const { key } = visit;
  const begins = !loop.testBefore || goesOn(draft, loop, key, 0);
  activate(draft, visit);
  record(draft, { type: 'bodyOpened', key, elementId: node.id, total: UNKNOWN });
  if (begins) send(draft, { node: node.id, scopeKey: key, loopCounter: 1 });
  else draft.bodies.add(key);
}

function goesOn(draft: Draft, loop: StandardLoop, key: ElementInstanceKey, done: number): boolean {
  if (loop.maximum !== undefined && done >= loop.maximum) return false;
  return !loop.condition || isTrue(draft, loop.condition, key, { loopCounter: done });
}

/** A multi-instance activity (BPMN 2.0.2 §13.3.7): works out its items and sends a token to each child, or to the first. */
function openInstances(draft: Draft, node: Activity, loop: MultiInstance, visit: Visit): void {
  const { key } = visit;
  const items = itemsOf(draft, node, loop, key);
  if (items.length > LIMITS.multiInstance) {
    throw new Problem(
      'limit',
      `'${node.name || node.id}' has ${items.length} items, more than the ${LIMITS.multiInstance} allowed`,
    );
  }
  if (!loop.sequential) checkRoomFor(draft, items.length);
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

/** A child has ended, or there are none: throws what the model says of that, goes on with the next one, or closes the body. */
export function settleBody(draft: Draft, instance: ElementInstance): void {
  const { body, key, elementId, incident } = instance;
  const node = nodeOf(draft, elementId) as Activity;
  if (!body || !node.loop || incident || instance.status !== 'active') return;
  try {
    const now = node.loop.kind === 'multiInstance' ? announceCompletions(draft, node, node.loop, instance, body) : instance;
    if (now) next(draft, node.loop, now, body);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}

function next(draft: Draft, loop: Loop, instance: ElementInstance, body: Body): void {
  const { key, elementId, children } = instance;
  const { completed, started, total } = body;
  const isSatisfied =
    loop.kind === 'standard'
      ? children === 0 && completed > 0 && !goesOn(draft, loop, key, completed)
      : completed > 0 && !!loop.completionCondition && isTrue(draft, loop.completionCondition, key, countsOf(instance, body));
  if (isSatisfied) {
    change(bodyLifecycle, body.status, 'satisfy');
    terminateChildren(draft, key);
    return instanceOf(draft, key).children > 0 ? undefined : finish(draft, key);
  }
  if (children > 0 || draft.tokens.some(({ scopeKey }) => scopeKey === key)) return;
  const isOver = loop.kind === 'standard' ? completed === 0 : started === total;
  if (isOver) {
    change(bodyLifecycle, body.status, 'exhaust');
    return finish(draft, key);
  }
  send(draft, { node: elementId, scopeKey: key, loopCounter: started + 1 });
}

/** What completion and behaviour conditions may ask besides variables (BPMN 2.0.2 table 10.31). */
function countsOf({ children }: ElementInstance, { total, started, completed }: Body): Variables {
  return {
    numberOfInstances: total,
    numberOfActiveInstances: children,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: started - completed - children,
  };
}

/** @returns the body as it is then; undefined when one of the events has ended it */
function announceCompletions(
  draft: Draft,
  node: Activity,
  { throws = [] }: MultiInstance,
  instance: ElementInstance,
  body: Body,
): ElementInstance | undefined {
  const { key, elementId, scopeKey } = instance;
  if (throws.length === 0 || scopeKey === undefined) return instance;
  for (let announced = (body.announced ?? 0) + 1; announced <= body.completed; announced++) {
    record(draft, { type: 'bodyAnnounced', key, elementId, announced });
    for (const { when, result } of throws) {
      const now = draft.state.instances[key];
      if (!now) return undefined;
      const isDue =
        when === 'each' ||
        (when === 'first' ? announced === 1 : isTrue(draft, when, key, countsOf(now, { ...body, completed: announced })));
      if (isDue) announce(draft, node, visitOf({ ...now, scopeKey }), result);
    }
  }
  return draft.state.instances[key];
}
