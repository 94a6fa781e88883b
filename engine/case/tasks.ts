import { taskLifecycle, type TaskChange } from '../lifecycle/task.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { TaskKey } from '../ids.ts';
import type { TaskCommand } from './command.ts';
import type { Draft } from './draft.ts';
import type { ElementInstance, Task } from './state.ts';
import { ask, isHeard } from './task-listeners.ts';
import { CHANGES, carryOut, type WithTask } from './task-work.ts';

/** What a person does with a task. Refused when the task's lifecycle does not allow it now. */
export function commandTask(draft: Draft, command: TaskCommand): Refusal | undefined {
  const instance = instanceWithTask(draft, command.taskKey);
  if (!instance) return refuse('notFound', `there is no open task ${command.taskKey}`);
  const { task, status } = instance;
  const change = CHANGES[command.type];
  if (taskLifecycle.next(task.status, change) === undefined) return refuse('conflict', whyNot(task, change));
  if (status === 'terminating') return refuse('conflict', 'the task is being cancelled');
  if (instance.listener) return refuse('conflict', `the task waits for a listener (${instance.listener.phase})`);
  return isHeard(draft, instance, command) ? ask(draft, instance, command) : carryOut(draft, instance, command);
}

function instanceWithTask(draft: Draft, taskKey: TaskKey): WithTask | undefined {
  for (const instance of Object.values(draft.state.instances))
    if (hasTask(instance) && instance.task.key === taskKey) return instance;
  return undefined;
}

function hasTask(instance: ElementInstance): instance is WithTask {
  return instance.task !== undefined;
}

function whyNot(task: Task, change: TaskChange): string {
  const holder = task.assignee === undefined ? '' : ` (assigned to ${task.assignee})`;
  return `the task is ${task.status}${holder}: '${change}' is not possible now; possible: ${taskLifecycle.allowed(task.status).join(', ') || 'nothing'}`;
}
