import { bodyLifecycle } from '../lifecycle/body.ts';
import { caseLifecycle } from '../lifecycle/case.ts';
import { elementLifecycle } from '../lifecycle/element.ts';
import { incidentLifecycle } from '../lifecycle/incident.ts';
import { jobLifecycle } from '../lifecycle/job.ts';
import { taskLifecycle } from '../lifecycle/task.ts';
import { termLifecycle } from '../lifecycle/term.ts';
import { emptyState, evolve } from './evolve.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance } from './state.ts';

/** What xstate's inspectors read: an actor comes to be, gets an event, stands somewhere. One document a line, in the order of the log. */
export type InspectionEvent =
  | {
      readonly type: '@xstate.actor';
      readonly rootId: string;
      readonly sessionId: string;
      readonly parentId?: string;
      readonly name: string;
      readonly machine: string;
    }
  | {
      readonly type: '@xstate.event';
      readonly rootId: string;
      readonly sessionId: string;
      readonly event: { readonly type: string; readonly seq: number; readonly at: number; readonly elementId?: string };
    }
  | {
      readonly type: '@xstate.snapshot';
      readonly rootId: string;
      readonly sessionId: string;
      readonly snapshot: { readonly value: string; readonly status: 'active' | 'done' };
    };

const MACHINES = {
  case: caseLifecycle,
  element: elementLifecycle,
  body: bodyLifecycle,
  task: taskLifecycle,
  job: jobLifecycle,
  incident: incidentLifecycle,
  term: termLifecycle,
};
type Machine = keyof typeof MACHINES;

/** Where an actor stands: one lifecycle machine at work in a case. */
interface Standing {
  readonly machine: Machine;
  readonly name: string;
  readonly value: string;
  readonly parentId?: string;
}

/**
 * Replays a case's event log as a stream for xstate's inspectors: the case, its element instances, loops, tasks, jobs, incidents and its
 * statutory term are actors of the machines in engine/lifecycle. Values of variables are neither needed nor shown.
 */
export function* inspection(log: readonly LogEvent[]): Generator<InspectionEvent> {
  const state = emptyState();
  let before = new Map<string, Standing>();
  for (const event of log) {
    evolve(state, event, {});
    const rootId = state.caseKey;
    const now = standings(state.instances, rootId, state.status, state.term?.status);
    const sessionId = 'key' in event ? event.key : rootId;
    for (const [id, { machine, name, parentId }] of now) {
      if (before.has(id)) continue;
      yield { type: '@xstate.actor', rootId, sessionId: id, name, machine, ...(parentId === undefined ? {} : { parentId }) };
    }
    const { type, seq, at } = event;
    const elementId = 'elementId' in event ? { elementId: event.elementId } : {};
    yield { type: '@xstate.event', rootId, sessionId, event: { type, seq, at, ...elementId } };
    for (const [id, standing] of now) {
      if (before.get(id)?.value !== standing.value) yield snapshot(rootId, id, standing);
    }
    // What ended with this event is told by it: its machine's last state is in the log alone.
    for (const [id, standing] of before) {
      const value = lastOf(event, standing);
      if (!now.has(id) && value !== standing.value) yield snapshot(rootId, id, { ...standing, value });
    }
    before = now;
  }
}

function standings(
  instances: Readonly<Record<string, ElementInstance>>,
  rootId: string,
  status: string,
  term: string | undefined,
): Map<string, Standing> {
  const found = new Map<string, Standing>([[rootId, { machine: 'case', name: 'case', value: status }]]);
  if (term !== undefined) found.set(`${rootId}-term`, { machine: 'term', name: 'term', value: term, parentId: rootId });
  for (const { key, elementId, scopeKey, status: value, body, task, job, incident } of Object.values(instances)) {
    if (scopeKey === undefined) continue;
    const put = (id: string, machine: Machine, at: string, parentId: string) =>
      found.set(id, { machine, name: elementId, value: at, parentId });
    put(key, 'element', value, scopeKey);
    if (body) put(`${key}-body`, 'body', body.status, key);
    if (task) put(task.key, 'task', task.status, key);
    if (job) put(job.key, 'job', job.status, key);
    if (incident) put(incident.key, 'incident', 'active', key);
  }
  return found;
}

function snapshot(rootId: string, sessionId: string, { machine, value }: Standing): InspectionEvent {
  const isOver = !(MACHINES[machine].statuses as readonly string[]).includes(value) || allowed(machine, value).length === 0;
  return { type: '@xstate.snapshot', rootId, sessionId, snapshot: { value, status: isOver ? 'done' : 'active' } };
}

function allowed(machine: Machine, value: string): readonly string[] {
  return (MACHINES[machine].allowed as (status: string) => readonly string[])(value);
}

/** The last state of what has left the case's state: as the event says, or as its element's end implies. */
function lastOf({ type }: LogEvent, { machine, value }: Standing): string {
  if (machine === 'incident') return 'resolved';
  if (machine === 'body') return 'done';
  if (machine !== 'element') return value;
  if (type === 'elementCompleted' || type === 'caseCompleted') return 'completed';
  if (type === 'elementFailed') return 'failed';
  return type === 'compensationCompleted' ? 'compensated' : 'terminated';
}
