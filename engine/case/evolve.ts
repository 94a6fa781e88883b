import { bodyLifecycle } from '../lifecycle/body.ts';
import { caseLifecycle } from '../lifecycle/case.ts';
import { elementLifecycle } from '../lifecycle/element.ts';
import type { Json, Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { evolveJob } from './evolve-job.ts';
import { evolveSuspension } from './evolve-suspension.ts';
import { evolveTask } from './evolve-task.ts';
import { rename } from './evolve-migration.ts';
import { evolveTerm, isTermEvent } from './evolve-term.ts';
import { copyOfState } from './copies.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent, VariableEntry } from './log-event.ts';
import { STATE_FORMAT, type CaseState, type ElementInstance, type Job } from './state.ts';
import { evolveCompensation, isCompensationEvent } from './evolve-compensation.ts';
import {
  addWait,
  alter,
  advance,
  count,
  dropWait,
  edit,
  editWait,
  enterScope,
  leaveScope,
  mark,
  put,
  type WorkingState,
} from './evolve-instances.ts';

export type { WorkingState } from './evolve-instances.ts';

export function workingCopy(state: CaseState): WorkingState {
  return Object.assign(copyOfState(state), { instances: copied(state.instances), variables: copied(state.variables) });
}

/** Objects keyed by what is never the same twice are hash tables from the start: as records they would have a shape of their own each. */
function copied<Key extends string, Value>(map: Readonly<Record<Key, Value>>): Record<Key, Value> {
  return Object.assign(Object.create(null) as Record<Key, Value>, map);
}

/** The state a case has before its first event. */
export function emptyState(): WorkingState {
  const state = copyOfState({
    formatVersion: STATE_FORMAT,
    caseKey: '' as CaseState['caseKey'],
    tenantId: '',
    definitionKey: '' as CaseState['definitionKey'],
    status: caseLifecycle.initial,
    version: 0,
    seq: 0,
    objects: 0,
    dimensions: {},
    startedAt: 0,
    instances: {},
    variables: {},
  });
  return Object.assign(state, { instances: copied({}), variables: copied({}) });
}

/**
 * Rebuilds a case's state from its two logs; `state` continues from a snapshot. The version is the number of steps, which the log
 * does not count, so it is the caller's.
 */
export function replay(events: readonly LogEvent[], values: readonly VariableEntry[], state?: CaseState): CaseState {
  const working = state ? workingCopy(state) : emptyState();
  const bySeq = new Map<number, Record<string, Json>>();
  for (const { seq, name, value } of values) bySeq.set(seq, { ...bySeq.get(seq), [name]: value });
  for (const event of events) evolve(working, event, bySeq.get(event.seq) ?? {});
  return working;
}

/**
 * Applies what happened to a state. The only place where state changes, for a live step and a replay alike.
 * @param values the variable log's entries of this very event
 */
export function evolve(state: WorkingState, event: LogEvent, values: Variables): void {
  state.seq = event.seq;
  if ('taskKey' in event) {
    if (event.type === 'taskCreated') count(state, event.taskKey);
    return evolveTask(edit(state, event.key), event);
  }
  if ('jobKey' in event) {
    if (event.type === 'jobCreated') count(state, event.jobKey);
    return evolveJob(edit(state, event.key), event);
  }
  if (isTermEvent(event)) {
    state.term = evolveTerm(state.term, event);
    state.awaitedTerm = undefined;
    return;
  }
  if (isCompensationEvent(event)) return evolveCompensation(state, event);
  switch (event.type) {
    case 'caseStarted':
      state.caseKey = event.caseKey;
      state.tenantId = event.tenantId;
      state.definitionKey = event.definitionKey;
      state.dimensions = event.dimensions;
      state.startedAt = event.at;
      if (event.term) state.awaitedTerm = event.term;
      if (event.caller) state.caller = event.caller;
      if (event.conversation !== undefined) state.conversation = event.conversation;
      if (event.endsAfter) state.endsAfter = event.endsAfter;
      put(state, {
        key: event.caseKey as string as ElementInstanceKey,
        elementId: event.processId,
        status: 'active',
        enabledAt: event.at,
        waits: [],
        children: 0,
      });
      return;
    case 'caseRegistered':
      state.dimensions = { ...state.dimensions, caseNumber: event.caseNumber, registeredAt: event.registeredAt };
      return;
    case 'caseWithdrawn':
      state.withdrawnAt = event.at;
      return;
    case 'caseSuspended':
    case 'caseResumed':
      return evolveSuspension(state, event);
    case 'caseCompleted':
    case 'caseCancelled':
      state.status = change(caseLifecycle, state.status, event.type === 'caseCompleted' ? 'complete' : 'cancel');
      state.endedAt = event.at;
      state.instances = {};
      return;
    case 'caseMigrated':
      return rename(state, event);
    case 'elementEnabled': {
      count(state, event.key);
      const { key, elementId, scopeKey, flow, loopCounter, compensates } = event;
      put(state, {
        key,
        elementId,
        scopeKey,
        status: elementLifecycle.initial,
        enabledAt: event.at,
        flow,
        loopCounter,
        compensates,
        waits: [],
        children: 0,
      });
      return enterScope(state, scopeKey, loopCounter);
    }
    case 'elementPassed':
      return count(state, event.key);
    case 'elementActivating':
      advance(state, event.key, 'prepare');
      return;
    case 'listenerOpened': {
      const instance = edit(state, event.key);
      if (instance.job && !instance.listener) instance.worked = workOf(instance.job);
      instance.job = undefined;
      instance.listener = { phase: event.phase, index: event.index };
      return;
    }
    case 'listenersDone': {
      const { phase } = event;
      const listened = phase === 'start' || phase === 'end' ? { listened: phase } : {};
      return alter(state, event.key, { listener: undefined, job: undefined, ...listened });
    }
    case 'elementActivated':
      advance(state, event.key, 'activate');
      return;
    case 'elementCompleting':
      advance(state, event.key, 'finish');
      return;
    case 'elementCompleted':
      return leaveScope(state, event.key, 'complete', event.kept ? { seq: event.seq, at: event.at } : undefined);
    case 'elementTerminating':
      advance(state, event.key, 'interrupt');
      return;
    case 'elementFailed':
      return leaveScope(state, event.key, 'fail');
    case 'elementTerminated':
      return leaveScope(state, event.key, 'terminate');
    case 'bodyOpened':
      return alter(state, event.key, {
        body: { status: change(bodyLifecycle, bodyLifecycle.initial, 'open'), total: event.total, started: 0, completed: 0 },
      });
    case 'bodyAnnounced': {
      const instance = edit(state, event.key);
      if (instance.body) instance.body = { ...instance.body, announced: event.announced };
      return;
    }
    case 'scopeInterrupted':
      return alter(state, event.key, { interrupted: true });
    case 'elementsQueued':
      return alter(state, event.key, { queue: event.queue });
    case 'caseCalled':
      return alter(state, event.key, { calledCaseKey: event.calledCaseKey });
    case 'callEnded':
      return alter(state, event.key, { calledCaseKey: undefined });
    case 'gatewayActivated': {
      const scope = edit(state, event.scopeKey);
      scope.gateways = { ...scope.gateways, [event.gateway]: event.flows };
      return;
    }
    case 'gatewayReset': {
      const scope = edit(state, event.scopeKey);
      const { [event.gateway]: _reset, ...gateways } = scope.gateways ?? {};
      scope.gateways = gateways;
      return;
    }
    case 'tokenMarked':
      return mark(edit(state, event.scopeKey), event.flow, 1);
    case 'tokensJoined': {
      const scope = edit(state, event.scopeKey);
      for (const flow of event.flows) mark(scope, flow, -1);
      return;
    }
    case 'tokensDropped':
      return alter(state, event.scopeKey, { marks: undefined, gateways: undefined, compensation: undefined });
    case 'timerScheduled':
      count(state, event.timerKey);
      return addWait(state, event.key, {
        kind: 'timer',
        key: event.timerKey,
        target: event.target,
        dueAt: event.dueAt,
        remaining: event.remaining,
        ...partOf(event),
      });
    case 'timerRepeated':
      return editWait(state, event.key, event.timerKey, (wait) =>
        wait.kind === 'timer' ? { ...wait, dueAt: event.dueAt, remaining: event.remaining } : wait,
      );
    case 'conditionAwaited':
      count(state, event.conditionKey);
      return addWait(state, event.key, {
        kind: 'condition',
        key: event.conditionKey,
        target: event.target,
        holds: false,
        ...partOf(event),
      });
    case 'conditionChanged':
      return editWait(state, event.key, event.conditionKey, (wait) =>
        wait.kind === 'condition' ? { ...wait, holds: event.holds } : wait,
      );
    case 'conditionClosed':
      return dropWait(state, event.key, event.conditionKey);
    case 'timerFired':
    case 'timerCancelled':
      return dropWait(state, event.key, event.timerKey);
    case 'subscriptionOpened':
      count(state, event.subscriptionKey);
      return addWait(state, event.key, {
        kind: event.kind,
        key: event.subscriptionKey,
        target: event.target,
        name: event.name,
        bucket: event.bucket,
        ...partOf(event),
      });
    case 'subscriptionClosed':
      return dropWait(state, event.key, event.subscriptionKey);
    case 'variablesSet':
      state.variables[event.scopeKey] = { ...state.variables[event.scopeKey], ...values };
      return;
    case 'incidentRaised':
      count(state, event.incidentKey);
      return alter(state, event.key, { incident: { key: event.incidentKey, kind: event.kind, raisedAt: event.at } });
    case 'incidentResolved':
      return alter(state, event.key, { incident: undefined });
    case 'subscriptionDelivered':
    case 'messagePublished':
    case 'signalBroadcast':
    case 'caseModified':
    case 'escalationThrown':
    case 'decisionEvaluated':
      return;
    default:
      event satisfies never;
  }
}

function workOf({ startedAt, worker }: Job): NonNullable<ElementInstance['worked']> {
  return { ...(startedAt === undefined ? {} : { startedAt }), ...(worker === undefined ? {} : { by: worker }) };
}

function partOf({ part }: { readonly part?: number }): { readonly part?: number } {
  return part === undefined ? {} : { part };
}
