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
import { change } from './lifecycle-change.ts';
import type { LogEvent, VariableEntry } from './log-event.ts';
import { STATE_FORMAT, type CaseState, type ElementInstance, type Job } from './state.ts';
import { evolveCompensation, isCompensationEvent } from './evolve-compensation.ts';
import {
  addWait,
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
  return { ...state, instances: copied(state.instances), variables: copied(state.variables) };
}

/** Objects keyed by what is never the same twice are hash tables from the start: as records they would have a shape of their own each. */
function copied<Key extends string, Value>(map: Readonly<Record<Key, Value>>): Record<Key, Value> {
  return Object.assign(Object.create(null) as Record<Key, Value>, map);
}

/** The state a case has before its first event. */
export function emptyState(): WorkingState {
  return {
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
    instances: copied({}),
    variables: copied({}),
  };
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
    return edit(state, event.key, (instance) => evolveTask(instance, event));
  }
  if ('jobKey' in event) {
    if (event.type === 'jobCreated') count(state, event.jobKey);
    return edit(state, event.key, (instance) => evolveJob(instance, event));
  }
  if (isTermEvent(event)) {
    state.term = evolveTerm(state.term, event);
    delete state.awaitedTerm;
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
        ...(flow === undefined ? {} : { flow }),
        ...(loopCounter === undefined ? {} : { loopCounter }),
        ...(compensates === undefined ? {} : { compensates }),
        waits: [],
        children: 0,
      });
      return enterScope(state, scopeKey, loopCounter);
    }
    case 'elementPassed':
      return count(state, event.key);
    case 'elementActivating':
      return advance(state, event.key, 'prepare');
    case 'listenerOpened':
      return edit(state, event.key, ({ job, ...instance }) => ({
        ...instance,
        ...(job && !instance.listener ? { worked: workOf(job) } : {}),
        listener: { phase: event.phase, index: event.index },
      }));
    case 'listenersDone':
      return edit(state, event.key, ({ listener: _answered, job: _done, ...instance }) =>
        event.phase === 'start' || event.phase === 'end' ? { ...instance, listened: event.phase } : instance,
      );
    case 'elementActivated':
      return advance(state, event.key, 'activate');
    case 'elementCompleting':
      return advance(state, event.key, 'finish');
    case 'elementCompleted':
      return leaveScope(state, event.key, 'complete', event.kept ? { seq: event.seq, at: event.at } : undefined);
    case 'elementTerminating':
      return advance(state, event.key, 'interrupt');
    case 'elementFailed':
      return leaveScope(state, event.key, 'fail');
    case 'elementTerminated':
      return leaveScope(state, event.key, 'terminate');
    case 'bodyOpened':
      return edit(state, event.key, (instance) => ({
        ...instance,
        body: { status: change(bodyLifecycle, bodyLifecycle.initial, 'open'), total: event.total, started: 0, completed: 0 },
      }));
    case 'bodyAnnounced':
      return edit(state, event.key, (instance) => ({
        ...instance,
        ...(instance.body ? { body: { ...instance.body, announced: event.announced } } : {}),
      }));
    case 'scopeInterrupted':
      return edit(state, event.key, (scope) => ({ ...scope, interrupted: true }));
    case 'elementsQueued':
      return edit(state, event.key, (scope) => ({ ...scope, queue: event.queue }));
    case 'caseCalled':
      return edit(state, event.key, (instance) => ({ ...instance, calledCaseKey: event.calledCaseKey }));
    case 'callEnded':
      return edit(state, event.key, ({ calledCaseKey: _ended, ...instance }) => instance);
    case 'gatewayActivated':
      return edit(state, event.scopeKey, (scope) => ({
        ...scope,
        gateways: { ...scope.gateways, [event.gateway]: event.flows },
      }));
    case 'gatewayReset':
      return edit(state, event.scopeKey, (scope) => {
        const { [event.gateway]: _reset, ...gateways } = scope.gateways ?? {};
        return { ...scope, gateways };
      });
    case 'tokenMarked':
      return edit(state, event.scopeKey, (scope) => mark(scope, event.flow, 1));
    case 'tokensJoined':
      return edit(state, event.scopeKey, (scope) => event.flows.reduce((rest, flow) => mark(rest, flow, -1), scope));
    case 'tokensDropped':
      return edit(state, event.scopeKey, ({ marks: _marks, gateways: _waiting, compensation: _pending, ...rest }) => rest);
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
      return edit(state, event.key, (instance) => ({
        ...instance,
        incident: { key: event.incidentKey, kind: event.kind, raisedAt: event.at },
      }));
    case 'incidentResolved':
      return edit(state, event.key, ({ incident: _resolved, ...rest }) => rest);
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
