import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type FlowNode } from '../model/executable-process.ts';
import type { Activation, RepairCommand } from './command.ts';
import { instanceOf, record, rootKey, touch, type Draft, type Token } from './draft.ts';
import { endCase } from './end-case.ts';
import { send } from './moves.ts';
import type { ElementInstance } from './state.ts';
import { terminate } from './terminate.ts';
import { setLocal } from './variables.ts';

/**
 * Changes by hand where a case stands: begins elements, ends element instances, moves from one to another. Everything is looked at before
 * anything moves. A scope that is left empty ends, not completes; so does the case.
 */
export function commandModify(draft: Draft, command: RepairCommand & { readonly type: 'modifyCase' }): Refusal | undefined {
  const { instances } = draft.state;
  const ends = [...command.terminate, ...command.move.map(({ key }) => key)];
  for (const key of ends) {
    const instance = instances[key];
    if (!instance || instance.status === 'completed') return refuse('notFound', `there is no living element instance ${key}`);
    if (instance.scopeKey === undefined)
      return refuse('invalid', 'the process itself cannot be terminated like this; cancel the case');
  }
  const moved = command.move.map(({ key, to }) => ({ elementId: to, ancestorKey: scopeAroundBoth(draft, key, to) }));
  const tokens: Token[] = [];
  for (const activation of [...command.activate, ...moved]) {
    const token = tokenFor(draft, activation);
    if (isRefusal(token)) return token;
    tokens.push(token);
  }
  if (tokens.length + ends.length === 0) return refuse('invalid', 'nothing to activate, terminate or move');
  record(draft, {
    type: 'caseModified',
    activated: [...command.activate, ...moved].map(({ elementId }) => elementId),
    terminated: ends.map((key) => instanceOf(draft, key).elementId),
  });
  if (command.variables) setLocal(draft, rootKey(draft), command.variables);
  for (const token of tokens) send(draft, token);
  for (const key of ends) {
    const instance = draft.state.instances[key]; // ended by an earlier one, when that was around it
    if (!instance) continue;
    terminate(draft, key, { forced: true });
    endIfEmpty(draft, instance.scopeKey);
  }
  const { caller, status } = draft.state;
  if (!caller || status === 'active') return undefined;
  return refuse('conflict', `nothing would be left of the case, which case ${caller.caseKey} has called; change that one`);
}

/** The token that begins an element, with the scopes between it and the nearest living one; or why not. */
export function tokenFor(draft: Draft, activation: Activation): Token | Refusal {
  const { elementId, variables = {} } = activation;
  const node = draft.process.nodes.get(elementId);
  if (!node) return refuse('invalid', `the process has no element '${elementId}'`);
  const why = whyNot(node);
  if (why !== undefined) return refuse('invalid', `'${elementId}' ${why}`);
  const chain = scopesAround(draft, node);
  const scope = scopeFor(draft, chain, activation);
  if (isRefusal(scope)) return scope;
  const path = [...chain.slice(chain.indexOf(scope.elementId) + 1), elementId];
  const looped = path.slice(0, -1).find((id) => hasLoop(draft.process.nodes.get(id)));
  if (looped !== undefined)
    return refuse('invalid', `'${elementId}' lies in '${looped}', which is done several times; begin that one`);
  const unknown = Object.keys(variables).find((id) => !path.includes(id));
  if (unknown !== undefined)
    return refuse('invalid', `no scope '${unknown}' begins with '${elementId}'; set its variables where it lives`);
  const [first = elementId, ...rest] = path;
  const own = variables[first];
  return {
    node: first,
    scopeKey: scope.key,
    ...(own ? { locals: own } : {}),
    ...(rest.length > 0 ? { within: { path: rest, locals: variables } } : {}),
  };
}

function whyNot(node: FlowNode): string | undefined {
  if (node.kind === 'startEvent') return 'is a start event; begin what comes after it';
  if (node.kind === 'boundaryEvent') return 'is a boundary event; begin what comes after it';
  if (node.kind === 'eventSubProcess') return 'is an event sub-process; begin an element in it';
  return isActivity(node) && node.forCompensation ? 'is a compensation activity; it begins by a compensation alone' : undefined;
}

function hasLoop(node: FlowNode | undefined): boolean {
  return node !== undefined && isActivity(node) && node.loop !== undefined;
}

/** Ids of the scopes around a node, the process first. */
function scopesAround(draft: Draft, node: FlowNode): readonly string[] {
  const outer = draft.process.nodes.get(node.scope);
  return outer ? [...scopesAround(draft, outer), outer.id] : [draft.process.id];
}

/** The innermost scope that the moved instance lives in and that the element lies in: a move may lead out of sub-processes. */
function scopeAroundBoth(draft: Draft, key: ElementInstanceKey, to: string): ElementInstanceKey {
  const node = draft.process.nodes.get(to);
  const around = node ? scopesAround(draft, node) : [];
  let scope = draft.state.instances[draft.state.instances[key]?.scopeKey ?? rootKey(draft)];
  while (scope?.scopeKey !== undefined && (scope.body || !around.includes(scope.elementId)))
    scope = draft.state.instances[scope.scopeKey];
  return scope?.key ?? rootKey(draft);
}

/** The living scope that an element begins in: the one that is named, or the innermost, if it is the only one of its kind. */
function scopeFor(draft: Draft, chain: readonly string[], { elementId, ancestorKey }: Activation): ElementInstance | Refusal {
  const living = Object.values(draft.state.instances).filter((one) => one.status === 'active' && !one.body);
  if (ancestorKey !== undefined) {
    const named = living.find(({ key }) => key === ancestorKey);
    if (named && chain.includes(named.elementId)) return named;
    return refuse('invalid', `'${elementId}' does not lie in the scope with the key ${ancestorKey}, or that one lives no more`);
  }
  for (const id of chain.toReversed()) {
    const [scope, other] = living.filter((one) => one.elementId === id);
    if (other) return refuse('invalid', `several instances of '${id}' live; say in which of them '${elementId}' shall begin`);
    if (scope) return scope;
  }
  return refuse('notFound', 'the case has no living scope');
}

/** Nothing goes on in it and nothing is on its way there. */
function endIfEmpty(draft: Draft, scopeKey: ElementInstanceKey | undefined): void {
  const scope = scopeKey === undefined ? undefined : draft.state.instances[scopeKey];
  if (!scope) return;
  const isBusy = scope.children > 0 || draft.tokens.some((token) => token.scopeKey === scope.key);
  if (scope.body) draft.bodies.add(scope.key);
  else if (isBusy || scope.status === 'terminating') touch(draft, scope.key);
  else if (scope.scopeKey === undefined) endCase(draft, { forced: true });
  else {
    terminate(draft, scope.key, { forced: true });
    endIfEmpty(draft, scope.scopeKey);
  }
}
