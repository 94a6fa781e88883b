/** The only hands on tokens: every semantics moves them by these functions and by no other way. */
import type { Json, Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type Activity, type FlowNode } from '../model/executable-process.ts';
import { childrenOf, instanceOf, nodeOf, record, type Draft, type Token } from './draft.ts';
import { raise, release } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { Problem } from './problem.ts';
import { ITEMS, type ElementInstance } from './state.ts';
import { changeTerm } from './terms.ts';
import { applyMappings, evaluate, propagate, setLocal } from './variables.ts';
import { closeWaits, openWaits, planWaits, type PlannedWait } from './waits.ts';

/** A token at an element: it becomes an element instance when it has to stay there. */
export interface Visit extends Token {
  readonly key: ElementInstanceKey;
}

export function visitOf(instance: ElementInstance & { readonly scopeKey: ElementInstanceKey }): Visit {
  const { key, elementId: node, scopeKey, flow, loopCounter } = instance;
  return { key, node, scopeKey, ...(flow === undefined ? {} : { flow }), ...(loopCounter === undefined ? {} : { loopCounter }) };
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

/** Makes the element instance, unless it is there already (an incident held it and is tried again). */
export function enable(draft: Draft, visit: Visit): void {
  if (draft.state.instances[visit.key]) return;
  const { key, node: elementId, scopeKey, flow, loopCounter } = visit;
  record(draft, {
    type: 'elementEnabled',
    key,
    elementId,
    scopeKey,
    ...(flow === undefined ? {} : { flow }),
    ...(loopCounter === undefined ? {} : { loopCounter }),
  });
}

/** Enables and gives the instance its own variables: item and counter of a multi-instance child, input mappings. @throws Problem */
export function begin(draft: Draft, visit: Visit): void {
  if (draft.living >= LIMITS.living) throw new Problem('limit', `the case has ${LIMITS.living} living elements already`);
  const node = nodeOf(draft, visit.node);
  enable(draft, visit);
  setLocal(draft, visit.key, childVariables(draft, node, visit));
  setLocal(draft, visit.key, applyMappings(draft, node.inputs, visit.key, visit.key));
}

function childVariables(draft: Draft, node: FlowNode, visit: Visit): Variables {
  if (visit.loopCounter === undefined || !isActivity(node) || !node.loop) return {};
  const { inputElement, outputElement } = node.loop;
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

/** The work can begin: opens what the element and its boundary events wait for. @throws Problem when a wait cannot be worked out */
export function activate(draft: Draft, visit: Visit, own: readonly PlannedWait[] = []): void {
  const node = nodeOf(draft, visit.node);
  const hosts = isActivity(node) && visit.loopCounter === undefined;
  const boundary = hosts ? planWaits(draft, node.boundary, visit.key) : [];
  const { key, node: elementId } = visit;
  record(draft, { type: 'elementActivated', key, elementId });
  openWaits(draft, key, elementId, [...own, ...boundary]);
}

/** The token goes through without a stop. What it brought is set in its scope. */
export function pass(draft: Draft, visit: Visit, flows: readonly string[]): void {
  const { key, node: elementId, scopeKey, flow, variables } = visit;
  const node = nodeOf(draft, elementId);
  if (node.inputs.length + node.outputs.length > 0) {
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
  draft.scopes.add(scopeKey);
}

/** The element's work is done. What it brought is its own when it has output mappings, else it goes up to where each name is known. */
export function complete(draft: Draft, key: ElementInstanceKey, variables: Variables = {}): void {
  const { elementId } = instanceOf(draft, key);
  if (nodeOf(draft, elementId).outputs.length > 0) setLocal(draft, key, variables);
  else propagate(draft, key, variables);
  finish(draft, key);
}

/** Works out the outcome and leaves; an incident holds the instance in `completing` when that fails, and resolving it tries again. */
export function finish(draft: Draft, key: ElementInstanceKey): void {
  const instance = instanceOf(draft, key);
  const { elementId, scopeKey } = instance;
  if (scopeKey === undefined) throw new Error('the root scope has no outcome to work out');
  const node = nodeOf(draft, elementId);
  let outcome: Outcome;
  try {
    outcome = outcomeOf(draft, node, instance, scopeKey);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (instance.status === 'active') record(draft, { type: 'elementCompleting', key, elementId });
    return raise(draft, key, problem);
  }
  release(draft, key);
  closeWaits(draft, instance);
  if (outcome.result !== undefined) setLocal(draft, scopeKey, outcome.result);
  propagate(draft, scopeKey, outcome.outputs);
  record(draft, { type: 'elementCompleted', key, elementId });
  if (instance.loopCounter === undefined) leaveTraces(draft, node);
  take(draft, scopeKey, outcome.flows);
  (instance.loopCounter === undefined ? draft.scopes : draft.bodies).add(scopeKey);
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
  const { key, body, loopCounter } = instance;
  if (body && isActivity(node)) {
    const name = node.loop?.outputCollection;
    const outputs = name === undefined ? {} : { [name]: draft.state.variables[key]?.[name] ?? null };
    return { outputs, flows: flowsOut(draft, node, scopeKey, outputs) };
  }
  const outputs = applyMappings(draft, node.outputs, key, scopeKey);
  if (loopCounter === undefined || !isActivity(node)) return { outputs, flows: flowsOut(draft, node, scopeKey, outputs) };
  const { outputCollection, outputElement } = node.loop ?? {};
  if (outputCollection === undefined || outputElement === undefined) return { outputs, flows: [] };
  const value = evaluate(draft, outputElement, key, 'mapping', outputs);
  const collected = draft.state.variables[scopeKey]?.[outputCollection];
  const list = Array.isArray(collected) ? (collected as readonly Json[]).with(loopCounter - 1, value) : [value];
  return { outputs, result: { [outputCollection]: list }, flows: [] };
}

/** The flows a token leaves an element by: those without a condition, those whose condition holds, else the default. @throws Problem */
function flowsOut(draft: Draft, node: FlowNode, scopeKey: ElementInstanceKey, extra: Variables): readonly string[] {
  if (!isActivity(node)) return node.outgoing;
  const taken = node.outgoing.filter((id) => id !== node.defaultFlow && holds(draft, node, id, scopeKey, extra));
  if (taken.length > 0 || node.outgoing.length === 0) return taken;
  if (node.defaultFlow !== undefined) return [node.defaultFlow];
  throw new Problem(
    'condition',
    `no condition of the flows leaving '${node.name || node.id}' holds and there is no default flow`,
  );
}

/** Whether a flow's condition holds; a flow without one always does. @throws Problem when it is not a boolean */
export function holds(
  draft: Draft,
  node: FlowNode | Activity,
  flowId: string,
  scopeKey: ElementInstanceKey,
  extra?: Variables,
): boolean {
  const condition = draft.process.flows.get(flowId)?.condition;
  if (!condition) return true;
  const value = evaluate(draft, condition, scopeKey, 'condition', extra);
  if (typeof value === 'boolean') return value;
  const got = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  throw new Problem(
    'condition',
    `the condition '${condition.text}' of flow ${flowId} at '${node.name || node.id}' gives ${got}, not true or false`,
  );
}

/** Ends an instance and all that lives in it, from the inside out; nothing of it goes on. */
export function terminate(draft: Draft, key: ElementInstanceKey, failure?: { readonly code: string }): void {
  terminateChildren(draft, key);
  const instance = instanceOf(draft, key);
  const { elementId, task, job } = instance;
  release(draft, key);
  closeWaits(draft, instance);
  if (task && task.status !== 'completed') record(draft, { type: 'taskCancelled', key, elementId, taskKey: task.key });
  if (job && job.status !== 'completed' && job.status !== 'errorThrown')
    record(draft, { type: 'jobCancelled', key, elementId, jobKey: job.key });
  if (failure && instance.status === 'active') record(draft, { type: 'elementFailed', key, elementId, code: failure.code });
  else record(draft, { type: 'elementTerminated', key, elementId });
}

/** Ends everything that lives in a scope, and the tokens on their way in it. */
export function terminateChildren(draft: Draft, scopeKey: ElementInstanceKey): void {
  for (const child of childrenOf(draft, scopeKey)) terminate(draft, child.key);
  for (let index = draft.tokens.length - 1; index >= 0; index--) {
    if (draft.tokens[index]?.scopeKey === scopeKey) draft.tokens.splice(index, 1);
  }
  if (Object.keys(instanceOf(draft, scopeKey).marks ?? {}).length > 0) record(draft, { type: 'tokensDropped', scopeKey });
}
