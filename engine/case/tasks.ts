import { taskLifecycle, type TaskChange } from '../lifecycle/task.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { TaskKey } from '../ids.ts';
import type { TaskCommand } from './command.ts';
import { record, type Draft } from './draft.ts';
import { complete } from './moves.ts';
import type { ElementInstance, Task } from './state.ts';

const CHANGES: Record<TaskCommand['type'], TaskChange> = {
  claimTask: 'claim',
  assignTask: 'assign',
  unassignTask: 'unassign',
  startTask: 'start',
  suspendTask: 'suspend',
  resumeTask: 'resume',
  updateTask: 'update',
  completeTask: 'complete',
};

/** What a person does with a task. Refused when the task's lifecycle does not allow it now. */
export function commandTask(draft: Draft, command: TaskCommand): Refusal | undefined {
  const instance = instanceWithTask(draft, command.taskKey);
  if (!instance) return refuse('notFound', `there is no open task ${command.taskKey}`);
  const { task, key, elementId } = instance;
  const change = CHANGES[command.type];
  if (taskLifecycle.next(task.status, change) === undefined) return refuse('conflict', whyNot(task, change));
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

function instanceWithTask(draft: Draft, taskKey: TaskKey): (ElementInstance & { readonly task: Task }) | undefined {
  for (const instance of Object.values(draft.state.instances)) {
    if (instance.task?.key === taskKey) return { ...instance, task: instance.task };
  }
  return undefined;
}

function whyNot(task: Task, change: TaskChange): string {
  const holder = task.assignee === undefined ? '' : ` (assigned to ${task.assignee})`;
  return `the task is ${task.status}${holder}: '${change}' is not possible now; possible: ${taskLifecycle.allowed(task.status).join(', ') || 'nothing'}`;
}
