import type { EndEvent, Throwing, ThrowEvent } from '../../model/executable-process.ts';
import { announce } from '../announce.ts';
import { cancelTransaction, compensable, compensate } from '../compensation.ts';
import { instanceOf, nodeOf, type Draft } from '../draft.ts';
import { activate, begin, complete, enable, pass, send, type Visit } from '../moves.ts';
import { terminateChildren } from '../terminate.ts';
import { openJob, planJob } from '../open-job.ts';
import { Problem } from '../problem.ts';
import { DONE, type ElementInstance } from '../state.ts';
import { throwUp } from '../throw.ts';
import { setLocal } from '../variables.ts';
import type { Semantics } from './semantics.ts';

type ThrowingEvent = ThrowEvent | EndEvent;
type Compensation = Throwing & { readonly kind: 'compensation' };

/** Each ends what is around it and says where control goes, so one of them does: a terminate says less than the others. */
const DECIDING = ['error', 'cancel', 'terminate'] as const;

/** Intermediate throw and end events (BPMN 2.0.2 §13.5.2, §13.5.6): they do their deed, then the token goes on or ends. */
export const throwingEvent: Semantics<ThrowEvent | EndEvent> = {
  enter: (draft, node, visit) => {
    const done = draft.state.variables[visit.key]?.[DONE];
    if (typeof done !== 'number') return carryOut(draft, node, visit, node.result);
    setLocal(draft, visit.key, { [DONE]: null });
    carryOutAll(draft, node, visit, node.result.kind === 'multiple' ? node.result.results : [], done);
  },
};

function carryOut(draft: Draft, node: ThrowingEvent, visit: Visit, result: Throwing): void {
  switch (result.kind) {
    case 'none':
      return pass(draft, visit, node.outgoing);
    case 'link':
      pass(draft, visit, []);
      return send(draft, { node: result.target, scopeKey: visit.scopeKey });
    case 'terminate':
      pass(draft, visit, []);
      return terminateChildren(draft, visit.scopeKey);
    case 'cancel':
      return cancel(draft, node, visit);
    case 'compensation':
      begin(draft, visit);
      activate(draft, visit);
      if (!undo(draft, visit, [result])) complete(draft, visit.key);
      return undefined;
    case 'error':
      enable(draft, visit);
      if (throwUp(draft, visit.key, { kind: 'error', code: result.code, variables: {} })) return undefined;
      throw new Problem('unhandledError', `no boundary event catches error '${result.code}' of '${node.name || node.id}'`);
    case 'signal':
    case 'message':
      if (node.inputs.length > 0) begin(draft, visit);
      announce(draft, node, visit, result);
      return pass(draft, visit, node.outgoing);
    case 'escalation':
      begin(draft, visit);
      announce(draft, node, visit, result);
      return goOn(draft, node, visit);
    case 'multiple':
      return carryOutAll(draft, node, visit, result.results);
    case 'job': {
      begin(draft, visit);
      const job = planJob(draft, result.job, node, visit.key);
      beAtWork(draft, visit);
      return openJob(draft, visit, job);
    }
    default:
      return result satisfies never;
  }
}

/** An escalation may have ended the event together with what is around it. */
function goOn(draft: Draft, node: ThrowingEvent, visit: Visit): void {
  if (draft.state.instances[visit.key]) pass(draft, visit, node.outgoing);
}

/**
 * All of several definitions: compensations, which are waited for, then the others in the model's order, last what ends the scope.
 * Messages that a job sends are one job, which knows the event and not its definitions.
 * @param from how many of the others have been thrown before what it has waited for
 */
function carryOutAll(draft: Draft, node: ThrowingEvent, visit: Visit, results: readonly Throwing[], from?: number): void {
  const { key } = visit;
  const job = results.find(({ kind }) => kind === 'job');
  const last = DECIDING.flatMap((kind) => results.filter((result) => result.kind === kind))[0];
  const others = results.filter(({ kind }) => kind === 'message' || kind === 'signal' || kind === 'escalation' || kind === 'job');
  let done = from ?? 0;
  begin(draft, visit);
  try {
    if (from === undefined && undo(draft, visit, results.filter(isCompensation), last))
      return setLocal(draft, key, { [DONE]: 0 });
    for (const result of others.slice(done)) {
      if (result === job) {
        carryOut(draft, node, visit, result);
        return setLocal(draft, key, { [DONE]: done + 1 });
      }
      announce(draft, node, visit, result);
      if (!draft.state.instances[key]) return;
      done += 1;
    }
    carryOut(draft, node, visit, last ?? { kind: 'none' });
  } catch (problem) {
    setLocal(draft, key, { [DONE]: done }); // what has been thrown is not thrown again when this is tried again
    throw problem;
  }
}

function isCompensation(result: Throwing): result is Compensation {
  return result.kind === 'compensation';
}

function beAtWork(draft: Draft, visit: Visit): void {
  if (instanceOf(draft, visit.key).status !== 'active') activate(draft, visit);
}

function cancel(draft: Draft, node: ThrowingEvent, visit: Visit): void {
  let scope: ElementInstance | undefined = instanceOf(draft, visit.scopeKey);
  while (scope?.scopeKey !== undefined && nodeOf(draft, scope.elementId).kind !== 'transaction') {
    scope = draft.state.instances[scope.scopeKey];
  }
  if (scope?.scopeKey === undefined) throw new Problem('unhandledError', `'${node.name || node.id}' stands in no transaction`);
  pass(draft, visit, []);
  cancelTransaction(draft, scope);
}

/**
 * In an event sub-process it is the work of the scope around it that is compensated (BPMN 2.0.2 §10.7.3).
 * @param last what ends the scope after it, and would end a compensation that nobody waits for
 * @returns whether the event waits for it
 */
function undo(draft: Draft, visit: Visit, thrown: readonly Compensation[], last?: Throwing): boolean {
  let scope = instanceOf(draft, visit.scopeKey);
  while (scope.scopeKey !== undefined && nodeOf(draft, scope.elementId).kind === 'eventSubProcess') {
    scope = instanceOf(draft, scope.scopeKey);
  }
  const targets = (isAwaited: boolean) =>
    thrown
      .filter(({ waits }) => (waits || last !== undefined) === isAwaited)
      .flatMap(({ activity }) => compensable(draft, scope.key, activity));
  const awaited = new Set(targets(true));
  const alone = new Set(targets(false).filter((target) => !awaited.has(target)));
  if (awaited.size > 0) {
    beAtWork(draft, visit);
    compensate(draft, instanceOf(draft, visit.key), [...awaited]);
  }
  if (alone.size > 0) compensate(draft, scope, [...alone]);
  return awaited.size > 0;
}
