import { caseLifecycle } from '../lifecycle/case.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type ExecutableProcess } from '../model/executable-process.ts';
import type { CaseCommand, Command, StartCommand, StepContext } from './command.ts';
import { newKey, nodeOf, openDraft, record, rootKey, type Draft, type Token } from './draft.ts';
import type { Effect } from './effect.ts';
import { commandEvent } from './events.ts';
import { emptyState, workingCopy } from './evolve.ts';
import { raise, release } from './incidents.ts';
import { commandJob, retryJob } from './jobs.ts';
import { LIMITS } from './limits.ts';
import type { LogEvent, VariableEntry } from './log-event.ts';
import { enable, finish, send, terminateChildren, visitOf, type Visit } from './moves.ts';
import { openBody, settleBody } from './multi-instance.ts';
import { Problem } from './problem.ts';
import { rowOf } from './projection.ts';
import { enter, gathers } from './semantics/index.ts';
import type { CaseState, ElementInstance } from './state.ts';
import { commandTask } from './tasks.ts';
import { commandTerm, endTerm, startTerm } from './terms.ts';
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
  const refusal = carryOut(draft, command);
  if (isRefusal(refusal)) return refusal;
  settle(draft);
  draft.state.version += 1;
  const { log, values } = draft;
  return { state: draft.state, effects: [...draft.projection.effects(), ...draft.sent], log, values };
}

function carryOut(draft: Draft, command: Command): Refusal | undefined {
  if (command.type === 'startCase') return start(draft, command);
  if (draft.state.caseKey === ('' as string)) return refuse('notFound', 'there is no such case');
  if (draft.state.status !== 'active') return refuse('conflict', `the case is ${draft.state.status}`);
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
    case 'cancelCase':
      return commandCase(draft, command);
    default:
      return command satisfies never;
  }
}

function start(draft: Draft, command: StartCommand): Refusal | undefined {
  const { process } = draft;
  const { caseKey, tenantId, definitionKey, dimensions, variables, term } = command;
  const none = process.root.startEvents.find((id) => {
    const node = process.nodes.get(id);
    return node?.kind === 'startEvent' && node.trigger.kind === 'none';
  });
  const startEvent = command.startEvent ?? none;
  if (startEvent === undefined || !process.root.startEvents.includes(startEvent)) {
    return refuse('invalid', `process '${process.id}' has no start event that can be started like this`);
  }
  record(draft, {
    type: 'caseStarted',
    caseKey,
    tenantId,
    definitionKey,
    processId: process.id,
    dimensions,
    ...(term ? { term } : {}),
  });
  draft.projection.root(rowOf(root(draft)));
  startTerm(draft);
  setLocal(draft, rootKey(draft), variables);
  send(draft, { node: startEvent, scopeKey: rootKey(draft) });
  return undefined;
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
    case 'cancelCase': {
      const { at, status } = { at: draft.context.now, status: 'terminated' as const };
      terminateChildren(draft, rootKey(draft));
      endTerm(draft);
      draft.projection.root({ ...rowOf(root(draft), at), status });
      record(draft, { type: 'caseCancelled' });
      return undefined;
    }
    default:
      return command satisfies never;
  }
}

/** Goes on where an incident had stopped: the lifecycle's state says where that was. */
function tryAgain(draft: Draft, { key }: ElementInstance): void {
  const instance = draft.state.instances[key];
  if (!instance) return;
  const { scopeKey, job, body } = instance;
  if (scopeKey === undefined) draft.scopes.add(key);
  else if (instance.status === 'ready') visit(draft, visitOf({ ...instance, scopeKey }));
  else if (instance.status === 'completing') finish(draft, key);
  else if (job) retryJob(draft, { ...instance, job });
  else if (body) draft.bodies.add(key);
  else draft.scopes.add(key);
}

/** Moves every token until it waits; then closes the bodies and scopes in which nothing goes on. */
function settle(draft: Draft): void {
  for (;;) {
    const bodyKey = first(draft.bodies);
    const token = bodyKey === undefined ? draft.tokens.shift() : undefined;
    const scopeKey = bodyKey === undefined && !token ? first(draft.scopes) : undefined;
    if (bodyKey !== undefined) {
      draft.bodies.delete(bodyKey);
      const body = draft.state.instances[bodyKey];
      if (body) settleBody(draft, body);
    } else if (token) {
      arrive(draft, token);
    } else if (scopeKey !== undefined) {
      draft.scopes.delete(scopeKey);
      const scope = draft.state.instances[scopeKey];
      if (scope) settleScope(draft, scope);
    } else {
      return;
    }
  }
}

function first(keys: ReadonlySet<ElementInstanceKey>): ElementInstanceKey | undefined {
  for (const key of keys) return key;
  return undefined;
}

function arrive(draft: Draft, token: Token): void {
  if (!draft.state.instances[token.scopeKey]) return; // its scope was ended by an earlier token of this step
  draft.arrivals += 1;
  const coming: Visit = { ...token, key: newKey(draft) };
  if (gathers(draft, nodeOf(draft, token.node), coming)) visit(draft, coming);
}

/** Lets the token in; a problem becomes an incident on the element, and the rest of the case goes on. */
function visit(draft: Draft, coming: Visit): void {
  const node = nodeOf(draft, coming.node);
  try {
    if (draft.arrivals > LIMITS.arrivals) {
      throw new Problem('limit', `more than ${LIMITS.arrivals} elements in one step: probably a loop in which nothing waits`);
    }
    if (isActivity(node) && node.loop && coming.loopCounter === undefined) openBody(draft, node, node.loop, coming);
    else enter(draft, node, coming);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    enable(draft, coming);
    raise(draft, coming.key, problem);
  }
}

/** A scope in which nothing lives is complete, unless tokens wait at joins that nothing can complete any more. */
function settleScope(draft: Draft, scope: ElementInstance): void {
  if (scope.children > 0 || scope.incident || scope.body) return;
  if (Object.keys(scope.marks ?? {}).length > 0) {
    const flows = Object.keys(scope.marks ?? {}).join(', ');
    return raise(
      draft,
      scope.key,
      new Problem('deadlock', `tokens wait at a parallel join (flows ${flows}), and nothing is left that could complete it`),
    );
  }
  if (scope.scopeKey !== undefined) return scope.status === 'active' ? finish(draft, scope.key) : undefined;
  if (caseLifecycle.next(draft.state.status, 'complete') === undefined) return;
  endTerm(draft);
  draft.projection.root({ ...rowOf(scope, draft.context.now), status: 'completed' });
  record(draft, { type: 'caseCompleted' });
}

function root(draft: Draft): ElementInstance {
  const instance = draft.state.instances[rootKey(draft)];
  if (!instance) throw new Error('the case has no root');
  return instance;
}
