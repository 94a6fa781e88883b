/** The only hands on tokens: every semantics moves them by these functions and by no other way. */
import type { Json, Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { innerOf, isActivity, type FlowNode, type MultiInstance } from '../model/executable-process.ts';
import { instanceOf, nodeOf, record, touch, type Draft, type Token } from './draft.ts';
import { raise, release } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { awaitsEnd } from './listeners.ts';
import { Problem } from './problem.ts';
import { DONE, ITEMS, type ElementInstance } from './state.ts';
import { undone } from './terminate.ts';
import { changeTerm } from './terms.ts';
import { applyMappings, checkRoom, evaluate, isTrue, propagate, setLocal } from './variables.ts';
import { closeWaits, openWaits, planWaits, type PlannedWait } from './waits.ts';

/** A token at an element: it becomes an element instance when it has to stay there. */
export interface Visit extends Token {
  readonly key: ElementInstanceKey;
}

export function visitOf(instance: ElementInstance & { readonly scopeKey: ElementInstanceKey }): Visit {
  const { key, elementId: node, scopeKey, flow, loopCounter, compensates } = instance;
  return {
    key,
    node,
    scopeKey,
    ...(flow === undefined ? {} : { flow }),
    ...(loopCounter === undefined ? {} : { loopCounter }),
    ...(compensates === undefined ? {} : { compensates }),
  };
}

/** Where its conditions are read: with what its start listeners have set, if it has any. */
export function viewOf(draft: Draft, { key, scopeKey }: Visit): ElementInstanceKey {
  return draft.state.instances[key] ? key : scopeKey;
}

/** Puts a token on each of these flows. */
export function take(draft: Draft, scopeKey: ElementInstanceKey, flows: readonly string[]): void {
  for (const id of flows) {
    const flow = draft.process.flows.get(id);
    if (!flow) throw new Error(`process ${draft.process.id} has no sequence flow ${id}`);
    draft.tokens.push({ node: flow.target, scopeKey, flow: id });
  }
}

/** Sends a token straight to an element, without a flow: to a start event, a boundary event, an event that was awaited. */
export function send(draft: Draft, token: Token): void {
  draft.tokens.push(token);
}
/** The same, before all that are on their way. */
export function sendFirst(draft: Draft, token: Token): void {
  draft.tokens.unshift(token);
}

/** Puts tokens where a scope begins: where its model says, or where whoever began it wants. */
export function beginScope(draft: Draft, visit: Visit, begins: readonly string[], variables?: Variables): void {
  const [first, ...path] = visit.within?.path ?? [];
  const { locals = {} } = visit.within ?? {};
  if (first === undefined) {
    for (const node of begins) send(draft, { node, scopeKey: visit.key, ...(variables ? { variables } : {}) });
  } else {
    const own = locals[first];
    send(draft, {
      node: first,
      scopeKey: visit.key,
      ...(own ? { locals: own } : {}),
      ...(path.length > 0 ? { within: { path, locals } } : {}),
    });
  }
  touch(draft, visit.key);
}

/** Makes the element instance, unless it is there already (an incident held it and is tried again). */
export function enable(draft: Draft, visit: Visit): void {
  if (draft.state.instances[visit.key]) return;
  const { key, node: elementId, scopeKey, flow, loopCounter, compensates, locals } = visit;
  record(draft, {
    type: 'elementEnabled',
    key,
    elementId,
    scopeKey,
    ...(flow === undefined ? {} : { flow }),
    ...(loopCounter === undefined ? {} : { loopCounter }),
    ...(compensates === undefined ? {} : { compensates }),
  });
  if (locals) setLocal(draft, key, locals);
}

/**
 * Enables and gives the instance its own variables: item and counter of a loop's child, those that a compensated activity had when it
 * completed, input mappings.
 * @throws Problem
 */
export function begin(draft: Draft, visit: Visit): void {
  if (draft.living >= LIMITS.living) throw new Problem('limit', `the case has ${LIMITS.living} living elements already`);
  const node = nodeOf(draft, visit.node);
  const { status = 'ready' } = draft.state.instances[visit.key] ?? {};
  if (status === 'activating' || status === 'active') return; // its listeners, or itself, have worked with these variables
  enable(draft, visit);
  setLocal(draft, visit.key, childVariables(draft, node, visit));
  if (visit.compensates !== undefined) setLocal(draft, visit.key, draft.state.variables[visit.compensates] ?? {});
  setLocal(draft, visit.key, applyMappings(draft, node.inputs, visit.key, visit.key));
}

function childVariables(draft: Draft, node: FlowNode, visit: Visit): Variables {
  if (visit.loopCounter === undefined || !isActivity(node) || !node.loop) return {};
  const { inputElement, outputElement } = multiInstanceOf(node) ?? {};
  const items = draft.state.variables[visit.scopeKey]?.[ITEMS];
  const item = Array.isArray(items) ? (items as readonly Json[])[visit.loopCounter - 1] : undefined;
  // A result that each child makes for itself: local, so that children do not overwrite each other's (Camunda 8 does the same).
  const result = outputElement?.names[0];
  return {
    ...(result === undefined ? {} : { [result]: null }),
    ...(inputElement === undefined || item === undefined ? {} : { [inputElement]: item }),
    loopCounter: visit.loopCounter,
  };
}

function multiInstanceOf(node: FlowNode): MultiInstance | undefined {
  return isActivity(node) && node.loop?.kind === 'multiInstance' ? node.loop : undefined;
}

/** The work can begin: opens what the element, its boundary events and its event sub-processes wait for. @throws Problem when a wait cannot be worked out */
export function activate(draft: Draft, visit: Visit, own: readonly PlannedWait[] = []): void {
  const node = nodeOf(draft, visit.node);
  const hosts = isActivity(node) && visit.loopCounter === undefined;
  const isBody = hosts && node.loop !== undefined;
  const boundary = hosts ? planWaits(draft, node.boundary, visit.key) : [];
  const handlers = isBody ? [] : planWaits(draft, innerOf(node)?.handlers ?? [], visit.key);
  const { key, node: elementId } = visit;
  record(draft, { type: 'elementActivated', key, elementId });
  openWaits(draft, key, elementId, [...own, ...boundary, ...handlers]);
}

/** The token goes through without a stop. What it brought is set in its scope. */
export function pass(draft: Draft, visit: Visit, flows: readonly string[]): void {
  const { key, node: elementId, scopeKey, flow, variables } = visit;
  const node = nodeOf(draft, elementId);
  if (draft.state.instances[key]?.status === 'active') return complete(draft, key, variables);
  const waits = node.listeners?.end !== undefined && draft.state.instances[key]?.listened !== 'end';
  if (waits || node.inputs.length + node.outputs.length > 0 || visit.locals) {
    begin(draft, visit);
    activate(draft, visit);
    complete(draft, key, variables);
    return;
  }
  if (variables) propagate(draft, scopeKey, variables);
  if (draft.state.instances[key]) {
    record(draft, { type: 'elementActivated', key, elementId });
    record(draft, { type: 'elementCompleted', key, elementId });
  } else {
    record(draft, { type: 'elementPassed', key, elementId, scopeKey, ...(flow === undefined ? {} : { flow }) });
  }
  leaveTraces(draft, node);
  take(draft, scopeKey, flows);
  touch(draft, scopeKey);
}

/**
 * The element's work, or one of the things that a throw event does, is done. What it brought is its own when it has output mappings,
 * else it goes up to where each name is known.
 */
export function complete(draft: Draft, key: ElementInstanceKey, variables: Variables = {}): void {
  const instance = instanceOf(draft, key);
  const { elementId, scopeKey } = instance;
  if (nodeOf(draft, elementId).outputs.length > 0) setLocal(draft, key, variables);
  else propagate(draft, key, variables);
  if (scopeKey === undefined || !isHalfway(draft, key)) finish(draft, key);
  else send(draft, { ...visitOf({ ...instance, scopeKey }), resumes: key });
}

/** A throw event that has thrown some of its definitions and not yet all. */
export function isHalfway({ state }: Draft, key: ElementInstanceKey): boolean {
  return typeof state.variables[key]?.[DONE] === 'number';
}

/** Works out the outcome and leaves; an incident holds the instance in `completing` when that fails, and resolving it tries again. */
export function finish(draft: Draft, key: ElementInstanceKey): void {
  const instance = instanceOf(draft, key);
  const { elementId, scopeKey } = instance;
  if (scopeKey === undefined) throw new Error('the root scope has no outcome to work out');
  const node = nodeOf(draft, elementId);
  let outcome: Outcome;
  try {
    if (awaitsEnd(draft, node, instance, scopeKey)) return;
    outcome = outcomeOf(draft, node, instanceOf(draft, key), scopeKey);
    checkRoom(draft, scopeKey, { ...outcome.result, ...outcome.outputs });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (instanceOf(draft, key).status === 'active') record(draft, { type: 'elementCompleting', key, elementId });
    return raise(draft, key, problem);
  }
  release(draft, key);
  closeWaits(draft, instance);
  if (outcome.result !== undefined) setLocal(draft, scopeKey, outcome.result);
  propagate(draft, scopeKey, outcome.outputs);
  record(draft, { type: 'elementCompleted', key, elementId, ...(isKept(node, instance) ? { kept: true } : {}) });
  if (instance.loopCounter === undefined) leaveTraces(draft, node);
  for (let token = 0; token < ((isActivity(node) && node.completionQuantity) || 1); token++) take(draft, scopeKey, outcome.flows);
  if (instance.loopCounter === undefined) touch(draft, scopeKey);
  else draft.bodies.add(scopeKey);
  undone(draft, instance, 'compensationCompleted');
}

/** Whether it may have to be compensated: it has a handler, or holds something that has. */
function isKept(node: FlowNode, { body, keeps, scopeKey }: ElementInstance): boolean {
  if (scopeKey === undefined || keeps) return keeps === true;
  return !body && ((isActivity(node) && node.compensation !== undefined) || innerOf(node)?.compensation !== undefined);
}

/** What completing an element means for the case itself, as its model says. */
function leaveTraces(draft: Draft, node: FlowNode): void {
  changeTerm(draft, node.termChange);
  if (node.withdraws && draft.state.withdrawnAt === undefined) record(draft, { type: 'caseWithdrawn' });
}

interface Outcome {
  /** Set up the scopes. */
  readonly outputs: Variables;
  /** Set in the multi-instance body: its output collection so far. */
  readonly result?: Variables;
  readonly flows: readonly string[];
}

function outcomeOf(draft: Draft, node: FlowNode, instance: ElementInstance, scopeKey: ElementInstanceKey): Outcome {
  const { key, body, loopCounter, listened } = instance;
  if (body && isActivity(node)) {
    const name = multiInstanceOf(node)?.outputCollection;
    const outputs = name === undefined ? {} : { [name]: draft.state.variables[key]?.[name] ?? null };
    return { outputs, flows: flowsOut(draft, node, scopeKey, outputs) };
  }
  // With end listeners the mappings were done before them.
  const outputs = listened === 'end' ? {} : applyMappings(draft, node.outputs, key, scopeKey);
  if (loopCounter === undefined || !isActivity(node)) return { outputs, flows: flowsOut(draft, node, scopeKey, outputs) };
  const { outputCollection, outputElement } = multiInstanceOf(node) ?? {};
  if (outputCollection === undefined || outputElement === undefined) return { outputs, flows: [] };
  const value = evaluate(draft, outputElement, key, 'mapping', outputs);
  const collected = draft.state.variables[scopeKey]?.[outputCollection];
  const list = Array.isArray(collected) ? [...(collected as readonly Json[])] : [];
  while (list.length < loopCounter) list.push(null); // somebody has set it to something else meanwhile
  list[loopCounter - 1] = value;
  return { outputs, result: { [outputCollection]: list }, flows: [] };
}

/** The flows a token leaves an element by. Events and gateways that do not choose take them all. @throws Problem */
function flowsOut(draft: Draft, node: FlowNode, scopeKey: ElementInstanceKey, extra: Variables): readonly string[] {
  if (!isActivity(node)) return node.outgoing;
  return node.forCompensation ? [] : split(draft, node, scopeKey, extra);
}

/**
 * Flows without a condition, those whose condition holds, else the default.
 * @throws Problem when there is none, unless there may be `perhaps none`, and when a condition is neither true nor false
 */
export function split(
  draft: Draft,
  node: FlowNode & { readonly defaultFlow?: string },
  scopeKey: ElementInstanceKey,
  extra?: Variables,
  none?: 'perhaps none',
): readonly string[] {
  const taken = node.outgoing.filter((id) => id !== node.defaultFlow && holds(draft, node, id, scopeKey, extra));
  if (taken.length > 0 || node.outgoing.length === 0) return taken;
  if (node.defaultFlow !== undefined) return [node.defaultFlow];
  if (none) return [];
  throw new Problem(
    'condition',
    `no condition of the flows leaving '${node.name || node.id}' holds and there is no default flow`,
  );
}

/** Whether a flow's condition holds; a flow without one always does. @throws Problem when it is not a boolean */
export function holds(draft: Draft, node: FlowNode, flowId: string, scopeKey: ElementInstanceKey, extra?: Variables): boolean {
  const condition = draft.process.flows.get(flowId)?.condition;
  return !condition || isTrue(draft, condition, scopeKey, extra, ` of flow ${flowId} at '${node.name || node.id}'`);
}
