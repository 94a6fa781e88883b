import { taskLifecycle, type TaskChange } from '../lifecycle/task.ts';
import { copyOfTask, type Editable } from './copies.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance, Task } from './state.ts';

export type TaskEvent = Extract<LogEvent, { readonly type: `task${string}` }>;

/** What a task's event does to its element instance. */
export function evolveTask(instance: Editable<ElementInstance>, event: TaskEvent): void {
  if (event.type === 'taskCreated') {
    instance.task = created(event);
    return;
  }
  if (!instance.task) throw new Error(`${event.type} for element instance ${instance.key}, which has no task`);
  const task = copyOfTask(instance.task);
  next(task, event);
  instance.task = task;
}

function created(event: Extract<TaskEvent, { readonly type: 'taskCreated' }>): Task {
  const { taskKey, assignee, candidateGroups, candidateUsers, priority, dueAt, followUpAt, at } = event;
  return copyOfTask({
    key: taskKey,
    // An assignee named by the model makes the task his; he has not claimed it, so `claimedAt` stays unknown.
    status: assignee === undefined ? taskLifecycle.initial : change(taskLifecycle, taskLifecycle.initial, 'assign'),
    assignee,
    candidateGroups,
    candidateUsers,
    priority,
    createdAt: at,
    dueAt,
    followUpAt,
    suspendedMs: 0,
  });
}

function next(task: Editable<Task>, event: Exclude<TaskEvent, { readonly type: 'taskCreated' }>): void {
  const { at } = event;
  task.status = change(taskLifecycle, task.status, CHANGES[event.type]);
  switch (event.type) {
    case 'taskClaimed':
      task.assignee = event.assignee;
      task.claimedAt = at;
      return;
    case 'taskAssigned':
      task.assignee = event.assignee;
      task.claimedAt ??= at;
      return;
    case 'taskUnassigned':
      // The log keeps the earlier claim; the task itself waits again as if nobody had come.
      task.assignee = undefined;
      task.claimedAt = undefined;
      task.startedAt = undefined;
      return;
    case 'taskStarted':
      task.startedAt = at;
      return;
    case 'taskSuspended':
      task.suspension = { reason: event.reason, since: at };
      return;
    case 'taskResumed':
    case 'taskCancelled':
      if (task.suspension) task.suspendedMs += at - task.suspension.since;
      task.suspension = undefined;
      return;
    case 'taskUpdated': {
      const { dueAt, followUpAt, ...others } = event.changes;
      Object.assign(task, others);
      if (dueAt !== undefined) task.dueAt = dueAt ?? undefined;
      if (followUpAt !== undefined) task.followUpAt = followUpAt ?? undefined;
      return;
    }
    case 'taskCompleted':
      task.completedAt = at;
      return;
    default:
      event satisfies never;
  }
}

/** What each event is to the task's lifecycle. */
const CHANGES: Record<Exclude<TaskEvent['type'], 'taskCreated'>, TaskChange> = {
  taskClaimed: 'claim',
  taskAssigned: 'assign',
  taskUnassigned: 'unassign',
  taskStarted: 'start',
  taskSuspended: 'suspend',
  taskResumed: 'resume',
  taskUpdated: 'update',
  taskCompleted: 'complete',
  taskCancelled: 'cancel',
};
