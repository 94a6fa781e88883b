import { bodyLifecycle } from '../lifecycle/body.ts';
import { caseLifecycle } from '../lifecycle/case.ts';
import { elementLifecycle, type ElementChange, type ElementStatus } from '../lifecycle/element.ts';
import type { Json, Variables } from '../errors.ts';
import { objectOf, type ElementInstanceKey } from '../ids.ts';
import { evolveJob } from './evolve-job.ts';
import { evolveTask } from './evolve-task.ts';
import { evolveTerm, isTermEvent } from './evolve-term.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent, VariableEntry } from './log-event.ts';
import { STATE_FORMAT, type CaseState, type ElementInstance, type Wait } from './state.ts';

/** A state that is being worked on: its own copy at the top and of the two maps, so that the caller's stays as it was. */
export type WorkingState = {
  -readonly [Field in keyof CaseState]: CaseState[Field];
} & {
  instances: Record<ElementInstanceKey, ElementInstance>;
  variables: Record<ElementInstanceKey, Variables>;
};

export function workingCopy(state: CaseState): WorkingState {
  return { ...state, instances: { ...state.instances }, variables: { ...state.variables } };
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
    instances: {},
    variables: {},
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
  switch (event.type) {
    case 'caseStarted':
      state.caseKey = event.caseKey;
      state.tenantId = event.tenantId;
      state.definitionKey = event.definitionKey;
      state.dimensions = event.dimensions;
      state.startedAt = event.at;
      if (event.term) state.awaitedTerm = event.term;
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
    case 'caseCompleted':
    case 'caseCancelled':
      state.status = change(caseLifecycle, state.status, event.type === 'caseCompleted' ? 'complete' : 'cancel');
      state.endedAt = event.at;
      state.instances = {};
      return;
    case 'elementEnabled': {
      count(state, event.key);
      const { key, elementId, scopeKey, flow, loopCounter } = event;
      put(state, {
        key,
        elementId,
        scopeKey,
        status: elementLifecycle.initial,
        enabledAt: event.at,
        ...(flow === undefined ? {} : { flow }),
        ...(loopCounter === undefined ? {} : { loopCounter }),
        waits: [],
        children: 0,
      });
      return enterScope(state, scopeKey, loopCounter);
    }
    case 'elementPassed':
      return count(state, event.key);
    case 'elementActivated':
      return advance(state, event.key, 'activate');
    case 'elementCompleting':
      return advance(state, event.key, 'finish');
    case 'elementCompleted':
      return leaveScope(state, event.key, 'complete');
    case 'elementFailed':
      return leaveScope(state, event.key, 'fail');
    case 'elementTerminated':
      return leaveScope(state, event.key, 'terminate');
    case 'bodyOpened':
      return edit(state, event.key, (instance) => ({
        ...instance,
        body: { status: change(bodyLifecycle, bodyLifecycle.initial, 'open'), total: event.total, started: 0, completed: 0 },
      }));
    case 'tokenMarked':
      return edit(state, event.scopeKey, (scope) => mark(scope, event.flow, 1));
    case 'tokensJoined':
      return edit(state, event.scopeKey, (scope) => event.flows.reduce((rest, flow) => mark(rest, flow, -1), scope));
    case 'tokensDropped':
      return edit(state, event.scopeKey, ({ marks: _dropped, ...rest }) => rest);
    case 'timerScheduled':
      count(state, event.timerKey);
      return addWait(state, event.key, {
        kind: 'timer',
        key: event.timerKey,
        target: event.target,
        dueAt: event.dueAt,
        remaining: event.remaining,
      });
    case 'timerRepeated':
      return edit(state, event.key, (instance) => ({
        ...instance,
        waits: instance.waits.map((wait) =>
          wait.key === event.timerKey && wait.kind === 'timer'
            ? { ...wait, dueAt: event.dueAt, remaining: event.remaining }
            : wait,
        ),
      }));
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
      return;
    default:
      event satisfies never;
  }
}

function put(state: WorkingState, instance: ElementInstance): void {
  state.instances[instance.key] = instance;
}

function edit(state: WorkingState, key: ElementInstanceKey, how: (instance: ElementInstance) => ElementInstance): void {
  const instance = state.instances[key];
  if (!instance) throw new Error(`the log speaks of element instance ${key}, which does not live`);
  state.instances[key] = how(instance);
}

function advance(state: WorkingState, key: ElementInstanceKey, what: ElementChange): void {
  edit(state, key, (instance) => ({
    ...instance,
    status: change<ElementStatus, ElementChange>(elementLifecycle, instance.status, what),
  }));
}

function enterScope(state: WorkingState, scopeKey: ElementInstanceKey, loopCounter: number | undefined): void {
  edit(state, scopeKey, (scope) => ({
    ...scope,
    children: scope.children + 1,
    ...(scope.body && loopCounter !== undefined ? { body: { ...scope.body, started: scope.body.started + 1 } } : {}),
  }));
}

function leaveScope(state: WorkingState, key: ElementInstanceKey, what: ElementChange): void {
  advance(state, key, what);
  const { scopeKey, loopCounter } = state.instances[key] as ElementInstance;
  delete state.instances[key];
  delete state.variables[key];
  if (scopeKey === undefined) return;
  edit(state, scopeKey, (scope) => ({
    ...scope,
    children: scope.children - 1,
    ...(scope.body && loopCounter !== undefined && what === 'complete'
      ? {
          body: {
            ...scope.body,
            status: change(bodyLifecycle, scope.body.status, 'childCompleted'),
            completed: scope.body.completed + 1,
          },
        }
      : {}),
  }));
}

function mark(scope: ElementInstance, flow: string, by: number): ElementInstance {
  const { [flow]: had = 0, ...others } = scope.marks ?? {};
  return { ...scope, marks: had + by === 0 ? others : { ...others, [flow]: had + by } };
}

function addWait(state: WorkingState, key: ElementInstanceKey, wait: Wait): void {
  edit(state, key, (instance) => ({ ...instance, waits: [...instance.waits, wait] }));
}

function dropWait(state: WorkingState, key: ElementInstanceKey, waitKey: string): void {
  edit(state, key, (instance) => ({ ...instance, waits: instance.waits.filter((wait) => wait.key !== waitKey) }));
}

/** Keys are given out in order, so the newest tells how many there are. */
function count(state: WorkingState, key: string): void {
  state.objects = Math.max(state.objects, objectOf(key));
}
