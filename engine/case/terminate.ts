/** The other way out: what is ended instead of completing. */
import type { ElementInstanceKey } from '../ids.ts';
import { childrenOf, instanceOf, nodeOf, record, touch, type Draft, type Token } from './draft.ts';
import { raise, release } from './incidents.ts';
import { asJson, listen } from './listeners.ts';
import { cancelJob } from './open-job.ts';
import { Problem } from './problem.ts';
import { ASKED, THEN, type ElementInstance } from './state.ts';
import { setLocal } from './variables.ts';
import { closeWaits } from './waits.ts';

export interface Termination {
  /** Of the error that ends it: it has failed then. */
  readonly code?: string;
  /** The token that goes on as soon as it has ended. */
  readonly then?: Token;
  /** By hand: nobody listens. */
  readonly forced?: true;
}

/**
 * Ends an instance and all that lives in it, from the inside out; nothing of it goes on. Canceling listeners of a user task hold the task,
 * and with it what is around it, in `terminating` until they have answered; everything else has ended by then.
 */
export function terminate(draft: Draft, key: ElementInstanceKey, how: Termination = {}): void {
  const { then, forced } = how;
  terminateChildren(draft, key, forced);
  const instance = instanceOf(draft, key);
  const { task, calledCaseKey, status, elementId } = instance;
  const isLeaving = status === 'terminating' && !forced;
  release(draft, key);
  if (isLeaving && task) return goOnAfter(draft, key, then);
  closeWaits(draft, instance);
  cancelJob(draft, instance);
  if (calledCaseKey !== undefined && status === 'active')
    draft.sent.push({ type: 'tellCase', caseKey: calledCaseKey, command: { type: 'cancelCase', byCaller: true } });
  const isHeard = task && task.status !== 'completed' && nodeOf(draft, elementId).listeners?.canceling;
  if (forced || (!isHeard && instanceOf(draft, key).children === 0)) return ended(draft, key, how);
  if (!isLeaving) record(draft, { type: 'elementTerminating', key, elementId });
  goOnAfter(draft, key, then);
  if (!isHeard) return;
  setLocal(draft, key, { [ASKED]: { type: 'cancelTask', taskKey: task.key } });
  hearCancelling(draft, key);
}

/** Ends everything that lives in a scope, and the tokens on their way in it. */
export function terminateChildren(draft: Draft, scopeKey: ElementInstanceKey, forced?: true): void {
  for (const { key } of childrenOf(draft, scopeKey))
    if (draft.state.instances[key]) terminate(draft, key, forced ? { forced } : {});
  dropTokens(draft, scopeKey);
}

function dropTokens(draft: Draft, scopeKey: ElementInstanceKey): void {
  for (let index = draft.tokens.length - 1; index >= 0; index--) {
    if (draft.tokens[index]?.scopeKey === scopeKey) draft.tokens.splice(index, 1);
  }
  const { marks = {}, gateways = {}, compensation } = instanceOf(draft, scopeKey);
  if (compensation || Object.keys({ ...marks, ...gateways }).length > 0) record(draft, { type: 'tokensDropped', scopeKey });
}

/** What goes on after the canceling listeners: a token, or whatever is around it. */
export function goOnAfter(draft: Draft, key: ElementInstanceKey, then: Token | undefined): void {
  setLocal(draft, key, { [THEN]: asJson(then ?? {}) });
}

function ended(draft: Draft, key: ElementInstanceKey, { code, then, forced }: Termination): void {
  const instance = instanceOf(draft, key);
  const { elementId, task, status } = instance;
  const token = then ?? (status === 'terminating' ? tokenAfter(draft, key) : undefined);
  if (task && task.status !== 'completed') record(draft, { type: 'taskCancelled', key, elementId, taskKey: task.key });
  if (code !== undefined && status === 'active') record(draft, { type: 'elementFailed', key, elementId, code });
  else record(draft, { type: 'elementTerminated', key, elementId });
  undone(draft, instance, 'elementTerminated');
  if (token) draft.tokens.push(token);
  if (status !== 'terminating' || forced || instance.scopeKey === undefined) return;
  if (instance.loopCounter === undefined) touch(draft, instance.scopeKey);
  else draft.bodies.add(instance.scopeKey);
}

function tokenAfter(draft: Draft, key: ElementInstanceKey): Token | undefined {
  const then = draft.state.variables[key]?.[THEN] as Partial<Token> | null | undefined;
  return then?.node === undefined || then.scopeKey === undefined
    ? undefined
    : { ...then, node: then.node, scopeKey: then.scopeKey };
}

/** The next canceling listener works, or the task has ended. */
export function hearCancelling(draft: Draft, key: ElementInstanceKey): void {
  try {
    if (!listen(draft, nodeOf(draft, instanceOf(draft, key).elementId), key, 'canceling')) ended(draft, key, {});
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}

/**
 * Something has ended in a scope or body that is to end itself, or whose event sub-process is to begin, after canceling listeners.
 * @returns whether that is so; then nothing else is to be done about it
 */
export function leaves(draft: Draft, { key, children, status }: ElementInstance): boolean {
  if (!draft.state.variables[key]?.[THEN]) return false;
  if (children > 0) return true;
  if (status === 'terminating') ended(draft, key, {});
  else {
    const token = tokenAfter(draft, key);
    setLocal(draft, key, { [THEN]: null });
    dropTokens(draft, key); // of what was begun by hand in the meantime
    if (token) draft.tokens.push(token);
  }
  return true;
}

/** A compensation activity has ended: so has the compensation of what it was for. */
export function undone(draft: Draft, handler: ElementInstance, type: 'compensationCompleted' | 'elementTerminated'): void {
  const target = handler.compensates === undefined ? undefined : draft.state.instances[handler.compensates];
  if (target?.driver === undefined) return;
  record(draft, { type, key: target.key, elementId: target.elementId });
  draft.drivers.add(target.driver);
}
