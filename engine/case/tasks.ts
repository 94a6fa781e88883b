import { taskLifecycle, type TaskChange } from '../lifecycle/task.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { ElementInstanceKey, TaskKey } from '../ids.ts';
import type { ListenerAnswer, TaskCommand } from './command.ts';
import { isActivity, type ListenerPhase } from '../model/executable-process.ts';
import { instanceOf, nodeOf, record, type Draft } from './draft.ts';
import { asJson, listen } from './listeners.ts';
import { complete } from './moves.ts';
import { Problem } from './problem.ts';
import { ASKED, type ElementInstance, type Task } from './state.ts';
import { setLocal } from './variables.ts';

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
  if (instance.listener) return refuse('conflict', `the task waits for a listener (${instance.listener.phase})`);
  const phase = PHASES[command.type];
  if (phase && listenersOf(draft, elementId, phase).length > 0) {
    setLocal(draft, key, { [ASKED]: asJson(command) });
    return ask(draft, key, elementId, phase);
  }
  return carryOut(draft, { ...instance, task }, command);
}

const PHASES: Partial<Record<TaskCommand['type'], 'assigning' | 'updating' | 'completing'>> = {
  claimTask: 'assigning',
  assignTask: 'assigning',
  unassignTask: 'assigning',
  updateTask: 'updating',
  completeTask: 'completing',
};

function listenersOf(draft: Draft, elementId: string, phase: ListenerPhase) {
  const node = nodeOf(draft, elementId);
  return (isActivity(node) && node.listeners?.[phase]) || [];
}

/** A listener's job that cannot be worked out refuses what was asked: nothing has moved yet. */
function ask(draft: Draft, key: ElementInstanceKey, elementId: string, phase: ListenerPhase): Refusal | undefined {
  try {
    listen(draft, nodeOf(draft, elementId), key, phase);
    return undefined;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return refuse('conflict', problem.message);
  }
}

/** A listener has answered: the next one works, or what was asked is done, corrected or, if it was denied, not at all. */
export function goOnWithTask(
  draft: Draft,
  key: ElementInstanceKey,
  phase: 'assigning' | 'updating' | 'completing',
  { denied, corrections }: ListenerAnswer,
): void {
  const instance = instanceOf(draft, key);
  const { elementId, task } = instance;
  const before = draft.state.variables[key]?.[ASKED] as TaskCommand | null | undefined;
  if (!task || !before) return;
  const asked = phase === 'assigning' ? reassigned(before, corrections?.assignee) : before;
  if (asked !== before) setLocal(draft, key, { [ASKED]: asJson(asked) });
  if (denied) record(draft, { type: 'listenersDone', key, elementId, phase, denied });
  else {
    const { assignee, ...changes } = corrections ?? {};
    correct(draft, { ...instance, task }, phase === 'assigning' || assignee === undefined ? changes : { ...changes, assignee });
    if (listen(draft, nodeOf(draft, elementId), key, phase)) return;
  }
  setLocal(draft, key, { [ASKED]: null });
  const now = instanceOf(draft, key);
  // A correction may have done already what was asked.
  if (denied || !now.task || taskLifecycle.next(now.task.status, CHANGES[asked.type]) === undefined) return;
  carryOut(draft, { ...now, task: now.task }, asked);
}

/** Whom a listener wants the task to go to instead; an empty text: to nobody. */
function reassigned(asked: TaskCommand, user: string | undefined): TaskCommand {
  const { taskKey } = asked;
  if (user === undefined) return asked;
  if (user === '') return { type: 'unassignTask', taskKey };
  return { type: asked.type === 'claimTask' ? 'claimTask' : 'assignTask', taskKey, user };
}

function correct(
  draft: Draft,
  { key, elementId, task }: WithTask,
  { assignee, ...changes }: NonNullable<ListenerAnswer['corrections']>,
): void {
  const at = { key, elementId, taskKey: task.key };
  const may = (change: TaskChange) => taskLifecycle.next(task.status, change) !== undefined;
  if (assignee === '' && may('unassign')) record(draft, { type: 'taskUnassigned', ...at });
  else if (assignee && may('assign')) record(draft, { type: 'taskAssigned', ...at, assignee });
  if (Object.keys(changes).length > 0 && may('update')) record(draft, { type: 'taskUpdated', ...at, changes });
}

type WithTask = ElementInstance & { readonly task: Task };

function carryOut(draft: Draft, { key, elementId, task }: WithTask, command: TaskCommand): undefined {
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

function instanceWithTask(draft: Draft, taskKey: TaskKey): WithTask | undefined {
  for (const instance of Object.values(draft.state.instances)) {
    if (instance.task?.key === taskKey) return { ...instance, task: instance.task };
  }
  return undefined;
}

function whyNot(task: Task, change: TaskChange): string {
  const holder = task.assignee === undefined ? '' : ` (assigned to ${task.assignee})`;
  return `the task is ${task.status}${holder}: '${change}' is not possible now; possible: ${taskLifecycle.allowed(task.status).join(', ') || 'nothing'}`;
}
