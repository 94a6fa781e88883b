import type { EndEvent, Throwing, ThrowEvent } from '../../model/executable-process.ts';
import { announce } from '../announce.ts';
import { cancelTransaction, compensable, compensate } from '../compensation.ts';
import { instanceOf, nodeOf, type Draft } from '../draft.ts';
import { activate, begin, complete, enable, pass, send, type Visit } from '../moves.ts';
import { terminateChildren } from '../terminate.ts';
import { openJob, planJob } from '../open-job.ts';
import { Problem } from '../problem.ts';
import type { ElementInstance } from '../state.ts';
import { throwUp } from '../throw.ts';
import type { Semantics } from './semantics.ts';

/** Intermediate throw and end events (BPMN 2.0.2 §13.5.2, §13.5.6): they do their deed, then the token goes on or ends. */
export const throwingEvent: Semantics<ThrowEvent | EndEvent> = {
  enter: (draft, node, visit) => carryOut(draft, node, visit, node.result),
};

type ThrowingEvent = ThrowEvent | EndEvent;

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
      return undo(draft, visit, result);
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
      activate(draft, visit);
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

/** All of several definitions: first those that hold nobody up, in the model's order, then the one that decides how the event goes on. */
function carryOutAll(draft: Draft, node: ThrowingEvent, visit: Visit, results: readonly Throwing[]): void {
  const atOnce = results.filter(({ kind }) => kind === 'message' || kind === 'signal' || kind === 'escalation');
  const [last = { kind: 'none' as const }, other] = results.filter((result) => !atOnce.includes(result));
  if (other)
    throw new Problem('expression', `'${node.name || node.id}' has two event definitions that both decide how it goes on`);
  begin(draft, visit);
  for (const result of atOnce) {
    announce(draft, node, visit, result);
    if (!draft.state.instances[visit.key]) return;
  }
  carryOut(draft, node, visit, last);
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

/** In an event sub-process it is the work of the scope around it that is compensated (BPMN 2.0.2 §10.7.3). */
function undo(draft: Draft, visit: Visit, { activity, waits }: Throwing & { readonly kind: 'compensation' }): void {
  let scope = instanceOf(draft, visit.scopeKey);
  while (scope.scopeKey !== undefined && nodeOf(draft, scope.elementId).kind === 'eventSubProcess') {
    scope = instanceOf(draft, scope.scopeKey);
  }
  begin(draft, visit);
  activate(draft, visit);
  const targets = compensable(draft, scope.key, activity);
  if (targets.length > 0) compensate(draft, waits ? instanceOf(draft, visit.key) : scope, targets);
  if (targets.length === 0 || !waits) complete(draft, visit.key);
}
