import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type ExecutableProcess } from '../model/executable-process.ts';
import { commandElements, settleAdHoc } from './ad-hoc.ts';
import { isComplete, isReady } from './arrival.ts';
import { callAgain, commandCall } from './call.ts';
import type { CaseCommand, Command, StepContext } from './command.ts';
import { compensated, drive } from './compensation.ts';
import { settleConditions } from './conditions.ts';
import { instanceOf, newKey, nodeOf, openDraft, record, rootKey, scopeOf, touch, type Draft, type Token } from './draft.ts';
import type { Effect } from './effect.ts';
import { completeCase, endAfter, endCase } from './end-case.ts';
import { commandEvent } from './events.ts';
import { emptyState, workingCopy } from './evolve.ts';
import { raise, release } from './incidents.ts';
import { commandJob, retryJob } from './jobs.ts';
import { hasWaiting, joinsThatWait } from './join.ts';
import type { LogEvent, VariableEntry } from './log-event.ts';
import { openBody, settleBody } from './loop.ts';
import { commandMigrate } from './migrate.ts';
import { commandModify } from './modify.ts';
import { enable, finish, isHalfway, visitOf, type Visit } from './moves.ts';
import { Problem } from './problem.ts';
import { checkArrival, noRoom } from './room.ts';
import { enter, gathers, rests } from './semantics/index.ts';
import { reopenRoot, startCase } from './start-case.ts';
import type { CaseState, ElementInstance } from './state.ts';
import { commandSuspension, goOn, stopped } from './suspension.ts';
import { askAgain } from './task-listeners.ts';
import { commandTask } from './tasks.ts';
import { commandTerm, startTerm } from './terms.ts';
import { leaves } from './terminate.ts';
import { propagate, setLocal } from './variables.ts';

/** What a command came to. `state` is new; the one that was given is untouched. */
export interface Step {
  readonly state: CaseState;
  readonly effects: readonly Effect[];
  readonly log: readonly LogEvent[];
  readonly values: readonly VariableEntry[];
}

/**
 * Carries out one command on a case and goes on until every token waits. Pure: no clock, no chance, no I/O; the same arguments give
 * the same answer, for a request, a timer, a simulation, a replay or a property test.
 * @param state undefined for `startCase` only
 * @returns the new state with effects and log, or a refusal with nothing done
 */
export function step(
  process: ExecutableProcess,
  state: CaseState | undefined,
  command: Command,
  context: StepContext,
): Step | Refusal {
  const draft = openDraft(process, state ? workingCopy(state) : emptyState(), context);
  try {
    const refusal = carryOut(draft, command);
    if (isRefusal(refusal)) return refusal;
    settle(draft);
  } catch (problem) {
    return noRoom(problem);
  }
  draft.state.version += 1;
  return { state: draft.state, effects: [...draft.projection.effects(), ...draft.sent], log: draft.log, values: draft.values };
}

function carryOut(draft: Draft, command: Command): Refusal | undefined {
  if (command.type === 'startCase') return startCase(draft, command);
  if (draft.state.caseKey === ('' as string)) return refuse('notFound', 'there is no such case');
  const refusal = stopped(draft.state, command);
  if (refusal) return refusal;
  switch (command.type) {
    case 'claimTask':
    case 'assignTask':
    case 'unassignTask':
    case 'startTask':
    case 'suspendTask':
    case 'resumeTask':
    case 'updateTask':
    case 'completeTask':
      return commandTask(draft, command);
    case 'activateJob':
    case 'completeJob':
    case 'failJob':
    case 'throwJobError':
    case 'updateJob':
    case 'timeOutJob':
      return commandJob(draft, command);
    case 'fireTimer':
    case 'deliver':
      return commandEvent(draft, command);
    case 'suspendTerm':
    case 'resumeTerm':
    case 'restartTerm':
    case 'extendTerm':
    case 'forwardTerm':
      return commandTerm(draft, command);
    case 'resolveIncident':
    case 'setVariables':
    case 'registerCase':
    case 'suspendCase':
    case 'resumeCase':
    case 'cancelCase':
    case 'activateElements':
      return commandCase(draft, command);
    case 'modifyCase':
      return commandModify(draft, command);
    case 'migrateCase':
      return commandMigrate(draft, command);
    case 'calledCompleted':
    case 'calledThrew':
    case 'callRefused':
      return commandCall(draft, command);
    default:
      return command satisfies never;
  }
}

function commandCase(draft: Draft, command: CaseCommand): Refusal | undefined {
  switch (command.type) {
    case 'resolveIncident': {
      const held = Object.values(draft.state.instances).find((instance) => instance.incident?.key === command.incidentKey);
      if (!held) return refuse('notFound', `there is no open incident ${command.incidentKey}`);
      release(draft, held.key);
      tryAgain(draft, held);
      return undefined;
    }
    case 'setVariables':
      if (!draft.state.instances[command.scopeKey])
        return refuse('notFound', `there is no living element instance ${command.scopeKey}`);
      if (command.local) setLocal(draft, command.scopeKey, command.variables);
      else propagate(draft, command.scopeKey, command.variables);
      return undefined;
    case 'registerCase':
      if (draft.state.dimensions.registeredAt !== undefined) return refuse('conflict', 'the case is registered already');
      record(draft, { type: 'caseRegistered', caseNumber: command.caseNumber, registeredAt: command.registeredAt });
      startTerm(draft);
      return undefined;
    case 'suspendCase':
    case 'resumeCase':
      return commandSuspension(draft, command);
    case 'cancelCase':
      if (draft.state.caller && !command.byCaller)
        return refuse('conflict', `the case was called by case ${draft.state.caller.caseKey}; cancel that one`);
      if (draft.state.suspension) goOn(draft); // so that its length is known
      if (instanceOf(draft, rootKey(draft)).status === 'terminating')
        return refuse('conflict', 'the case is being cancelled; its listeners are at work');
      endCase(draft);
      return undefined;
    case 'activateElements':
      return commandElements(draft, command);
    default:
      return command satisfies never;
  }
}

/** Goes on where an incident had stopped: the lifecycle's state says where that was. */
function tryAgain(draft: Draft, held: ElementInstance): void {
  const instance = draft.state.instances[held.key];
  if (!instance) return;
  const { key, scopeKey, job, body } = instance;
  draft.conditionsDue = true;
  if (instance.listener && job && job.status !== 'completed') retryJob(draft, { ...instance, job });
  else if (scopeKey === undefined) reopenRoot(draft, held);
  else if (instance.task && askAgain(draft, instance)) return;
  else if (instance.status === 'ready' || instance.status === 'activating') visit(draft, visitOf({ ...instance, scopeKey }));
  else if (instance.status === 'completing') finish(draft, key);
  else if (job && job.status !== 'completed') retryJob(draft, { ...instance, job });
  else if (isHalfway(draft, key)) visit(draft, visitOf({ ...instance, scopeKey }));
  else if (body) draft.bodies.add(key);
  else if (draft.process.nodes.get(instance.elementId)?.kind === 'callActivity') callAgain(draft, instance);
  else touch(draft, key);
}

/**
 * Moves every token until it waits; then closes the bodies and scopes in which nothing goes on, and, when everything rests, lets the
 * joins go on that nothing can come to any more.
 */
function settle(draft: Draft): void {
  for (;;) {
    if (draft.ends) {
      draft.ends = false;
      endCase(draft);
    }
    const bodyKey = take(draft.bodies);
    if (bodyKey !== undefined) {
      const body = draft.state.instances[bodyKey];
      if (body && !leaves(draft, body)) settleBody(draft, body);
      continue;
    }
    const token = draft.tokens.shift();
    if (token) {
      arrive(draft, token);
      continue;
    }
    const driverKey = take(draft.drivers);
    if (driverKey !== undefined) {
      const driver = draft.state.instances[driverKey];
      if (driver) drive(draft, driver);
      continue;
    }
    if (draft.conditionsDue) {
      settleConditions(draft);
      continue;
    }
    const scopeKey = take(draft.scopes);
    if (scopeKey !== undefined) {
      const scope = draft.state.instances[scopeKey];
      if (scope) settleScope(draft, scope);
      continue;
    }
    if (!settleJoins(draft)) return;
  }
}

function take(keys: Set<ElementInstanceKey>): ElementInstanceKey | undefined {
  for (const key of keys) {
    keys.delete(key);
    return key;
  }
  return undefined;
}

function arrive(draft: Draft, token: Token): void {
  if (!draft.state.instances[token.scopeKey]) return; // its scope was ended by an earlier token of this step
  draft.arrivals += 1;
  if (token.resumes !== undefined) {
    if (draft.state.instances[token.resumes]) visit(draft, { ...token, key: token.resumes });
    return;
  }
  const coming: Visit = { ...token, key: newKey(draft) };
  const node = nodeOf(draft, token.node);
  if (isComplete(draft, node, coming) && gathers(draft, node, coming)) visit(draft, coming);
}

/** Lets the token in; a problem becomes an incident on the element, and the rest of the case goes on. */
function visit(draft: Draft, coming: Visit): void {
  const node = nodeOf(draft, coming.node);
  try {
    checkArrival(draft, node);
    if (isActivity(node) && node.loop && coming.loopCounter === undefined) openBody(draft, node, node.loop, coming);
    else if (isReady(draft, node, coming)) enter(draft, node, coming);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    enable(draft, coming);
    raise(draft, coming.key, problem);
  }
}

/** A scope in which nothing lives and no token waits is complete; a sub-process that is being compensated is done with that. */
function settleScope(draft: Draft, scope: ElementInstance): void {
  const { key, children, incident, body, status } = scope;
  if (scope.scopeKey === undefined && status === 'terminating') return endAfter(draft);
  if (leaves(draft, scope) || incident || body || (scope.listener && scope.job?.status !== 'completed')) return;
  const node = draft.process.nodes.get(scope.elementId);
  if (node?.kind === 'adHocSubProcess' && status === 'active') return settleAdHoc(draft, node, scope);
  if (children > 0 || hasWaiting(scope)) return;
  if (status === 'compensating') return scope.compensation ? undefined : compensated(draft, scope);
  if (scope.scopeKey === undefined) completeCase(draft);
  else if (status === 'active') finish(draft, key);
}

/**
 * Tests the joins of the scopes in which something has moved, in the model's order, up to the first that goes on. Where nothing lives
 * and none does, the tokens in front of them wait for ever: an incident.
 * @returns whether anything moves again
 */
function settleJoins(draft: Draft): boolean {
  for (const key of draft.moved) {
    const scope = draft.state.instances[key];
    if (!scope || scope.incident || !hasWaiting(scope)) continue;
    try {
      const waiting = joinsThatWait(draft, scope);
      for (const id of scopeOf(draft, scope)?.joins ?? []) {
        if (waiting.has(id) && rests(draft, nodeOf(draft, id), scope)) return true;
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      raise(draft, key, problem);
      continue;
    }
    if (scope.children > 0) continue;
    const flows = Object.keys(scope.marks ?? {}).join(', ');
    raise(draft, key, new Problem('deadlock', `tokens wait at a join (${flows}), and nothing is left that could complete it`));
  }
  draft.moved.clear();
  return false;
}
