import type { ElementInstanceKey, IncidentKey, JobKey, TaskKey } from '../ids.ts';
import type { ElementStatus } from '../lifecycle/element.ts';
import { copyOfJob, copyOfTask, type Editable } from './copies.ts';
import type { Effect, ElementInstanceRow, IncidentRow, JobRow, TaskRow } from './effect.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance, Instant } from './state.ts';

/** Turns what happened in one step into rows to save: the last values of each, once. */
export class Projection {
  /** A row is made once, at the end, of what the instance was last. */
  private readonly instances = new Map<ElementInstanceKey, ElementInstance | ElementInstanceRow>();
  private readonly tasks = new Map<TaskKey, TaskRow>();
  private readonly jobs = new Map<JobKey, JobRow>();
  private readonly incidents = new Map<IncidentKey, IncidentRow>();
  private readonly waits: Effect[] = [];

  /** @param before the element instance before the event; @param after after it, undefined when it has ended */
  note(
    event: LogEvent,
    before: ElementInstance | undefined,
    after: ElementInstance | undefined,
    message: string | undefined,
  ): void {
    const instance = after ?? before;
    // Its row tells of the work itself; that it was undone is in the log, and in the row of the compensation activity.
    if (before?.kept) return this.heldOrReleased(event, before, instance, message);
    if ('taskKey' in event) this.task(instance);
    else if ('jobKey' in event) this.job(instance, message, event.type === 'jobErrorThrown' ? event.code : undefined);
    switch (event.type) {
      case 'elementPassed': {
        const { key, elementId, scopeKey, flow, at } = event;
        const passed = { key, elementId, scopeKey, status: 'completed', flow, enabledAt: at, waits: [], children: 0 } as const;
        this.instances.set(key, rowOf(passed, at));
        return;
      }
      case 'elementCompleted':
        return this.ended(event, before, 'completed');
      case 'elementFailed':
        return this.ended(event, before, 'failed');
      case 'elementTerminated':
        return this.ended(event, before, 'terminated');
      case 'timerScheduled':
      case 'timerRepeated': {
        const { timerKey, key: elementInstanceKey, target, dueAt } = event;
        this.waits.push({ type: 'scheduleTimer', timerKey, elementInstanceKey, target, dueAt });
        return;
      }
      case 'timerFired':
      case 'timerCancelled':
        this.waits.push({ type: 'cancelTimer', timerKey: event.timerKey });
        return;
      case 'subscriptionOpened': {
        const { subscriptionKey, key: elementInstanceKey, kind, target, name, bucket } = event;
        const correlationKey = message ?? '';
        this.waits.push({
          type: 'openSubscription',
          subscriptionKey,
          elementInstanceKey,
          kind,
          target,
          name,
          correlationKey,
          bucket,
        });
        return;
      }
      case 'subscriptionClosed': {
        const { subscriptionKey } = event;
        const bucket = before?.waits.find((wait) => wait.key === subscriptionKey);
        if (bucket?.kind === 'message' || bucket?.kind === 'signal')
          this.waits.push({ type: 'closeSubscription', subscriptionKey, bucket: bucket.bucket });
        return;
      }
      case 'listenerOpened':
      case 'listenersDone':
        this.task(instance);
        break;
      case 'incidentRaised':
      case 'incidentResolved':
        this.heldOrReleased(event, before, instance, message);
        break;
      default:
    }
    if (instance) this.instances.set(instance.key, instance);
  }

  private heldOrReleased(
    event: LogEvent,
    before: ElementInstance | undefined,
    instance: ElementInstance | undefined,
    message: string | undefined,
  ): void {
    if (event.type !== 'incidentRaised' && event.type !== 'incidentResolved') return;
    const { key: elementInstanceKey, elementId, incidentKey: key } = event;
    const job = instance?.job ? { jobKey: instance.job.key } : {};
    const place = { key, elementInstanceKey, elementId, ...job };
    if (event.type === 'incidentRaised') {
      this.incidents.set(key, { ...place, kind: event.kind, raisedAt: event.at, ...(message === undefined ? {} : { message }) });
    } else if (before?.incident) {
      const { kind, raisedAt } = before.incident;
      this.incidents.set(key, { ...this.incidents.get(key), ...place, kind, raisedAt, resolvedAt: event.at });
    }
  }

  private task(instance: ElementInstance | undefined): void {
    if (!instance?.task) return;
    const { task, key: elementInstanceKey, elementId, listener } = instance;
    const isOver = task.status === 'completed' || task.status === 'cancelled';
    const place = { elementInstanceKey, elementId, listener: isOver ? undefined : listener?.phase };
    this.tasks.set(task.key, Object.assign(copyOfTask(task), place));
  }

  private job(instance: ElementInstance | undefined, errorMessage: string | undefined, errorCode: string | undefined): void {
    if (!instance?.job) return;
    const { job, key: elementInstanceKey, elementId } = instance;
    const place = { elementInstanceKey, elementId, listener: instance.listener, errorMessage, errorCode };
    this.jobs.set(job.key, Object.assign(copyOfJob(job), place));
  }

  /** The rows of an instance whose element has another name now. */
  renew(instance: ElementInstance): void {
    if (instance.kept) return;
    const { key, elementId, scopeKey, incident, job } = instance;
    if (scopeKey !== undefined) this.instances.set(key, instance);
    this.task(instance);
    this.job(instance, undefined, undefined);
    if (incident) {
      this.incidents.set(incident.key, { ...incident, elementInstanceKey: key, elementId, ...(job ? { jobKey: job.key } : {}) });
    }
  }

  /** The case stands still: no timer of the instance runs, and its job is not given out. */
  halt(instance: ElementInstance): void {
    const { job, waits } = instance;
    for (const wait of waits) if (wait.kind === 'timer') this.waits.push({ type: 'cancelTimer', timerKey: wait.key });
    this.job(instance, undefined, undefined);
    const row = job && this.jobs.get(job.key);
    if (row) this.jobs.set(row.key, { ...row, suspended: true });
  }

  goOn(instance: ElementInstance): void {
    const { key: elementInstanceKey, scopeKey, waits } = instance;
    if (scopeKey === undefined) this.root(rowOf(instance));
    this.renew(instance);
    for (const wait of waits) {
      if (wait.kind !== 'timer') continue;
      const { key: timerKey, target, dueAt } = wait;
      this.waits.push({ type: 'scheduleTimer', timerKey, elementInstanceKey, target, dueAt });
    }
  }

  effects(): Effect[] {
    const effects: Effect[] = [];
    for (const one of this.instances.values())
      effects.push({ type: 'saveElementInstance', row: 'waits' in one ? rowOf(one) : one });
    for (const row of this.tasks.values()) effects.push({ type: 'saveTask', row });
    for (const row of this.jobs.values()) effects.push({ type: 'saveJob', row });
    for (const row of this.incidents.values()) effects.push({ type: 'saveIncident', row });
    return this.waits.length === 0 ? effects : [...effects, ...settled(this.waits)];
  }

  /** The root's row, which no element event speaks of. */
  root(row: ElementInstanceRow): void {
    this.instances.set(row.key, row);
  }

  private ended(event: LogEvent, before: ElementInstance | undefined, status: ElementStatus): void {
    if (!before) return;
    const who = before.task ? (before.task.assignee ?? event.actor?.user) : before.worked ? before.worked.by : before.job?.worker;
    const row = rowOf(before, event.at);
    row.status = status;
    row.hasIncident = false;
    row.actor = who;
    if (before.task) row.unit = event.actor?.unit;
    this.instances.set(before.key, row);
  }
}

export function rowOf(instance: ElementInstance, endedAt?: Instant): Editable<ElementInstanceRow> {
  const {
    key,
    elementId,
    scopeKey,
    status,
    flow,
    loopCounter,
    enabledAt,
    task,
    job,
    worked,
    listener,
    incident,
    suspendedMs = 0,
  } = instance;
  // A listener's job is not the work.
  const startedAt = task ? task.startedAt : worked ? worked.startedAt : listener ? undefined : job?.startedAt;
  return {
    key,
    elementId,
    scopeKey,
    status,
    flow,
    loopCounter,
    enabledAt,
    claimedAt: task?.claimedAt,
    startedAt,
    suspendedMs: task?.suspendedMs ?? suspendedMs,
    endedAt,
    actor: undefined,
    unit: undefined,
    hasIncident: incident !== undefined,
  };
}

/** A wait that opened and closed within the step never was; a timer that was set anew keeps its last instant. */
function settled(waits: readonly Effect[]): Effect[] {
  const last = new Map<string, Effect>();
  const opened = new Set<string>();
  for (const wait of waits) {
    const key = 'timerKey' in wait ? wait.timerKey : 'subscriptionKey' in wait ? wait.subscriptionKey : '';
    if ((wait.type === 'scheduleTimer' || wait.type === 'openSubscription') && !last.has(key)) opened.add(key);
    last.delete(key);
    const never = (wait.type === 'cancelTimer' || wait.type === 'closeSubscription') && opened.has(key);
    if (!never) last.set(key, wait);
  }
  return [...last.values()];
}
