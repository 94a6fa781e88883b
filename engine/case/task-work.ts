import { taskLifecycle, type TaskChange } from '../lifecycle/task.ts';
import type { TaskChanges, TaskCommand } from './command.ts';
import { record, type Draft } from './draft.ts';
import { complete } from './moves.ts';
import type { ElementInstance, Task } from './state.ts';

/** What each command is to the task's lifecycle. */
export const CHANGES: Record<TaskCommand['type'], TaskChange> = {
  claimTask: 'claim',
  assignTask: 'assign',
  unassignTask: 'unassign',
  startTask: 'start',
  suspendTask: 'suspend',
  resumeTask: 'resume',
  updateTask: 'update',
  completeTask: 'complete',
};

export type WithTask = ElementInstance & { readonly task: Task };

/** Does what was asked of a task; its lifecycle has allowed it. */
export function carryOut(draft: Draft, { key, elementId, task }: WithTask, command: TaskCommand): undefined {
  const at = { key, elementId, taskKey: task.key };
  switch (command.type) {
    case 'claimTask':
      record(draft, { type: 'taskClaimed', ...at, assignee: command.user });
      return undefined;
    case 'assignTask':
      record(draft, { type: 'taskAssigned', ...at, assignee: command.user });
      return undefined;
    case 'unassignTask':
      record(draft, { type: 'taskUnassigned', ...at });
      return undefined;
    case 'startTask':
      record(draft, { type: 'taskStarted', ...at });
      return undefined;
    case 'suspendTask':
      record(draft, { type: 'taskSuspended', ...at, reason: command.reason });
      return undefined;
    case 'resumeTask':
      record(draft, { type: 'taskResumed', ...at });
      return undefined;
    case 'updateTask':
      record(draft, { type: 'taskUpdated', ...at, changes: command.changes });
      return undefined;
    case 'completeTask':
      record(draft, { type: 'taskCompleted', ...at });
      complete(draft, key, command.variables);
      return undefined;
    default:
      return command satisfies never;
  }
}

/** Changes it beside what was asked, as far as its lifecycle allows; an empty assignee: nobody. */
export function correct(
  draft: Draft,
  { key, elementId, task }: WithTask,
  { assignee, ...changes }: TaskChanges & { readonly assignee?: string },
): void {
  const at = { key, elementId, taskKey: task.key };
  const may = (change: TaskChange) => taskLifecycle.next(task.status, change) !== undefined;
  if (assignee === '' && may('unassign')) record(draft, { type: 'taskUnassigned', ...at });
  else if (assignee && may('assign')) record(draft, { type: 'taskAssigned', ...at, assignee });
  if (Object.keys(changes).length > 0 && may('update')) record(draft, { type: 'taskUpdated', ...at, changes });
}
