/**
 * Copies to edit. Each has every field of its kind, in one order, `undefined` where it has no value: objects that differ in their fields
 * are different shapes to the machine, and thousands of shapes made a step two to three times as slow. As JSON they are what they were.
 */
import type { CaseState, ElementInstance, Job, Task } from './state.ts';

export type Editable<Kind> = { -readonly [Field in keyof Kind]: Kind[Field] };

export function copyOfInstance(one: ElementInstance): Editable<ElementInstance> {
  return {
    key: one.key,
    elementId: one.elementId,
    scopeKey: one.scopeKey,
    status: one.status,
    enabledAt: one.enabledAt,
    flow: one.flow,
    loopCounter: one.loopCounter,
    compensates: one.compensates,
    waits: one.waits,
    children: one.children,
    body: one.body,
    task: one.task,
    job: one.job,
    suspendedMs: one.suspendedMs,
    incident: one.incident,
    marks: one.marks,
    gateways: one.gateways,
    interrupted: one.interrupted,
    queue: one.queue,
    calledCaseKey: one.calledCaseKey,
    kept: one.kept,
    keeps: one.keeps,
    listener: one.listener,
    listened: one.listened,
    worked: one.worked,
    compensation: one.compensation,
    driver: one.driver,
  } satisfies Record<keyof ElementInstance, unknown>;
}

export function copyOfTask(task: Task): Editable<Task> {
  return {
    key: task.key,
    status: task.status,
    assignee: task.assignee,
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    priority: task.priority,
    createdAt: task.createdAt,
    dueAt: task.dueAt,
    followUpAt: task.followUpAt,
    claimedAt: task.claimedAt,
    startedAt: task.startedAt,
    completedAt: task.completedAt,
    suspension: task.suspension,
    suspendedMs: task.suspendedMs,
  } satisfies Record<keyof Task, unknown>;
}

export function copyOfJob(job: Job): Editable<Job> {
  return {
    key: job.key,
    type: job.type,
    status: job.status,
    retries: job.retries,
    createdAt: job.createdAt,
    lease: job.lease,
    worker: job.worker,
    deadlineAt: job.deadlineAt,
    availableAt: job.availableAt,
    startedAt: job.startedAt,
  } satisfies Record<keyof Job, unknown>;
}

/** Instances and variables are those of the state itself; whoever edits these maps gives it its own. */
export function copyOfState(state: CaseState): Editable<CaseState> {
  return {
    formatVersion: state.formatVersion,
    caseKey: state.caseKey,
    tenantId: state.tenantId,
    definitionKey: state.definitionKey,
    status: state.status,
    version: state.version,
    seq: state.seq,
    objects: state.objects,
    dimensions: state.dimensions,
    caller: state.caller,
    conversation: state.conversation,
    endsAfter: state.endsAfter,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    withdrawnAt: state.withdrawnAt,
    instances: state.instances,
    variables: state.variables,
    suspension: state.suspension,
    term: state.term,
    awaitedTerm: state.awaitedTerm,
  } satisfies Record<keyof CaseState, unknown>;
}
