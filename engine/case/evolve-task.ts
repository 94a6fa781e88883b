import { taskLifecycle } from '../lifecycle/task.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance, Instant, Task } from './state.ts';

export type TaskEvent = Extract<LogEvent, { readonly type: `task${string}` }>;

/** What a task's event does to its element instance. */
export function evolveTask(instance: ElementInstance, event: TaskEvent): ElementInstance {
  if (event.type === 'taskCreated') return { ...instance, task: created(event) };
  if (!instance.task) throw new Error(`${event.type} for element instance ${instance.key}, which has no task`);
  return { ...instance, task: next(instance.task, event) };
}

function created(event: Extract<TaskEvent, { readonly type: 'taskCreated' }>): Task {
  const { taskKey, assignee, candidateGroups, candidateUsers, priority, dueAt, followUpAt, at } = event;
  return {
    key: taskKey,
    // An assignee named by the model makes the task his; he has not claimed it, so `claimedAt` stays unknown.
    status: assignee === undefined ? taskLifecycle.initial : change(taskLifecycle, taskLifecycle.initial, 'assign'),
    ...(assignee === undefined ? {} : { assignee }),
    candidateGroups,
    candidateUsers,
    priority,
    createdAt: at,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(followUpAt === undefined ? {} : { followUpAt }),
    suspendedMs: 0,
  };
}

function next(task: Task, event: Exclude<TaskEvent, { readonly type: 'taskCreated' }>): Task {
  const { at } = event;
  switch (event.type) {
    case 'taskClaimed':
      return { ...task, status: change(taskLifecycle, task.status, 'claim'), assignee: event.assignee, claimedAt: at };
    case 'taskAssigned':
      return {
        ...task,
        status: change(taskLifecycle, task.status, 'assign'),
        assignee: event.assignee,
        claimedAt: task.claimedAt ?? at,
      };
    case 'taskUnassigned': {
      // The log keeps the earlier claim; the task itself waits again as if nobody had come.
      const { assignee: _assignee, claimedAt: _claimedAt, startedAt: _startedAt, ...rest } = task;
      return { ...rest, status: change(taskLifecycle, task.status, 'unassign') };
    }
    case 'taskStarted':
      return { ...task, status: change(taskLifecycle, task.status, 'start'), startedAt: at };
    case 'taskSuspended':
      return { ...task, status: change(taskLifecycle, task.status, 'suspend'), suspension: { reason: event.reason, since: at } };
    case 'taskResumed':
      return resumed({ ...task, status: change(taskLifecycle, task.status, 'resume') }, at);
    case 'taskUpdated':
      return updated(task, event.changes);
    case 'taskCompleted':
      return { ...task, status: change(taskLifecycle, task.status, 'complete'), completedAt: at };
    case 'taskCancelled':
      return resumed({ ...task, status: change(taskLifecycle, task.status, 'cancel') }, at);
    default:
      return event satisfies never;
  }
}

function resumed(task: Task, at: Instant): Task {
  const { suspension, ...rest } = task;
  return suspension ? { ...rest, suspendedMs: task.suspendedMs + at - suspension.since } : task;
}

function updated(task: Task, changes: Extract<TaskEvent, { readonly type: 'taskUpdated' }>['changes']): Task {
  const { dueAt, followUpAt, ...others } = changes;
  const { dueAt: oldDueAt, followUpAt: oldFollowUpAt, ...rest } = task;
  const newDueAt = dueAt === undefined ? oldDueAt : (dueAt ?? undefined);
  const newFollowUpAt = followUpAt === undefined ? oldFollowUpAt : (followUpAt ?? undefined);
  return {
    ...rest,
    ...others,
    status: change(taskLifecycle, task.status, 'update'),
    ...(newDueAt === undefined ? {} : { dueAt: newDueAt }),
    ...(newFollowUpAt === undefined ? {} : { followUpAt: newFollowUpAt }),
  };
}
