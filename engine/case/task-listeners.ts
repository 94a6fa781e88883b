import type { Refusal } from '../errors.ts';
import { refuse } from '../errors.ts';
import { taskLifecycle } from '../lifecycle/task.ts';
import type { ElementInstanceKey, TaskKey } from '../ids.ts';
import type { TaskPhase } from '../model/executable-process.ts';
import type { ListenerAnswer, TaskChanges, TaskCommand } from './command.ts';
import { instanceOf, nodeOf, record, type Draft } from './draft.ts';
import { raise } from './incidents.ts';
import { asJson, listen } from './listeners.ts';
import { Problem } from './problem.ts';
import { ASKED, type CaseState, type ElementInstance } from './state.ts';
import { CHANGES, carryOut, correct, type WithTask } from './task-work.ts';
import { hearCancelling } from './terminate.ts';
import { setLocal } from './variables.ts';

type Corrections = NonNullable<ListenerAnswer['corrections']>;
/** What a user task waits to have done while its listeners work: by a person, or because the task begins or ends. */
type Asked = (
  | TaskCommand
  | { readonly type: 'createTask'; readonly taskKey: TaskKey; readonly user?: string }
  | { readonly type: 'cancelTask'; readonly taskKey: TaskKey }
) & {
  /** Those of listeners that have answered; they are done with what was asked, or not at all. */
  readonly corrections?: Corrections;
};

const PHASES: Partial<Record<Asked['type'], TaskPhase>> = {
  createTask: 'creating',
  claimTask: 'assigning',
  assignTask: 'assigning',
  unassignTask: 'assigning',
  updateTask: 'updating',
  completeTask: 'completing',
  cancelTask: 'canceling',
};

/** Whether the task has listeners for what is asked of it. */
export function isHeard(draft: Draft, { elementId }: ElementInstance, { type }: Asked): boolean {
  const phase = PHASES[type];
  return phase !== undefined && nodeOf(draft, elementId).listeners?.[phase] !== undefined;
}

/** Keeps what is asked and opens the first listener. One whose job cannot be worked out refuses it: nothing has moved yet. */
export function ask(draft: Draft, { key, elementId }: WithTask, asked: Asked): Refusal | undefined {
  const phase = PHASES[asked.type];
  if (!phase) return undefined;
  setLocal(draft, key, { [ASKED]: asJson(asked) });
  try {
    listen(draft, nodeOf(draft, elementId), key, phase);
    return undefined;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return refuse('conflict', problem.message);
  }
}

/** A task has come to be: its creating listeners work, then those for its assignment, if the model names somebody. */
export function hearCreation(draft: Draft, key: ElementInstanceKey, user: string | undefined): void {
  const { task } = instanceOf(draft, key);
  if (!task) return;
  const asked = { type: 'createTask', taskKey: task.key, ...(user === undefined ? {} : { user }) };
  setLocal(draft, key, { [ASKED]: asJson(asked) });
  goOnWithTask(draft, key, 'creating', {});
}

/** What held a task's listeners is mended. @returns whether there was such a thing */
export function askAgain(draft: Draft, { key, status }: ElementInstance): boolean {
  const asked = askedOf(draft.state, key);
  const phase = asked && PHASES[asked.type];
  if (!phase || (status !== 'active' && status !== 'terminating')) return false;
  goOnWithTask(draft, key, phase, {});
  return true;
}

/** A listener has answered: the next one works, or what was asked is done, corrected or, if it was denied, not at all. */
export function goOnWithTask(draft: Draft, key: ElementInstanceKey, phase: TaskPhase, answer: ListenerAnswer): void {
  const instance = instanceOf(draft, key);
  const { elementId, task } = instance;
  const asked = askedOf(draft.state, key);
  if (!task || !asked) return;
  const { denied, corrections } = answer;
  if (denied) {
    record(draft, { type: 'listenersDone', key, elementId, phase, denied });
    return setLocal(draft, key, { [ASKED]: null });
  }
  // Neither can be denied, so nothing has to be held back.
  if (phase === 'creating' || phase === 'canceling') correct(draft, { ...instance, task }, corrections ?? {});
  else if (corrections) setLocal(draft, key, { [ASKED]: asJson(corrected(asked, corrections)) });
  if (phase === 'canceling') return hearCancelling(draft, key);
  try {
    if (listen(draft, nodeOf(draft, elementId), key, phase)) return;
    done(draft, key);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}

/** All have answered. @throws Problem when the task is to be assigned now and a listener of that cannot be worked out */
function done(draft: Draft, key: ElementInstanceKey): void {
  const asked = askedOf(draft.state, key);
  const instance = instanceOf(draft, key);
  setLocal(draft, key, { [ASKED]: null });
  if (!asked || !instance.task || asked.type === 'cancelTask') return;
  if (asked.type === 'createTask') {
    if (asked.user === undefined) return;
    const assign = { type: 'assignTask', taskKey: asked.taskKey, user: asked.user } as const;
    setLocal(draft, key, { [ASKED]: asJson(assign) });
    if (!listen(draft, nodeOf(draft, instance.elementId), key, 'assigning')) done(draft, key);
    return;
  }
  const { corrections, ...command } = asked;
  correct(draft, { ...instance, task: instance.task }, corrections ?? {});
  const now = instanceOf(draft, key);
  // A correction may have done already what was asked.
  if (!now.task || taskLifecycle.next(now.task.status, CHANGES[command.type]) === undefined) return;
  carryOut(draft, { ...now, task: now.task }, command);
}

function askedOf(state: CaseState, key: ElementInstanceKey): Asked | undefined {
  return (state.variables[key]?.[ASKED] ?? undefined) as Asked | undefined;
}

/** What is asked is as it was corrected: who gets the task instead, and what a change or an earlier correction says of the same. */
function corrected(asked: Asked, corrections: Corrections): Asked {
  const { assignee, ...changes } = corrections;
  if (asked.type === 'updateTask') {
    const kept = { ...asked.corrections, ...(assignee === undefined ? {} : { assignee }) };
    return { ...asked, changes: { ...asked.changes, ...changes }, corrections: kept };
  }
  if (PHASES[asked.type] !== 'assigning' || assignee === undefined)
    return { ...asked, corrections: { ...asked.corrections, ...corrections } };
  const { taskKey } = asked;
  const kept = { taskKey, corrections: { ...asked.corrections, ...changes } };
  if (assignee === '') return { type: 'unassignTask', ...kept };
  return { type: asked.type === 'claimTask' ? 'claimTask' : 'assignTask', user: assignee, ...kept };
}

/** What a listener's worker is told of its task. */
export interface HeardTask extends Required<TaskChanges> {
  readonly key: TaskKey;
  /** What is asked. */
  readonly action: 'createTask' | 'claimTask' | 'assignTask' | 'unassignTask' | 'updateTask' | 'completeTask' | 'cancelTask';
  readonly assignee?: string;
  /** What that, or an earlier listener, changes. */
  readonly changed: readonly (keyof TaskChanges | 'assignee')[];
}

/** The task as it would be with all that is asked of it; undefined where nothing is. */
export function heardTask(state: CaseState, key: ElementInstanceKey): HeardTask | undefined {
  const task = state.instances[key]?.task;
  const asked = askedOf(state, key);
  if (!task || !asked || asked.type === 'startTask' || asked.type === 'suspendTask' || asked.type === 'resumeTask')
    return undefined;
  const { assignee: corrected, ...corrections } = asked.corrections ?? {};
  const { candidateGroups, candidateUsers, priority, dueAt = null, followUpAt = null } = task;
  const before: Required<TaskChanges> = { candidateGroups, candidateUsers, priority, dueAt, followUpAt };
  const after = { ...before, ...(asked.type === 'updateTask' ? asked.changes : {}), ...corrections };
  const assignee = corrected ?? ('user' in asked ? asked.user : asked.type === 'unassignTask' ? '' : task.assignee);
  const isAssigned = assignee !== undefined && assignee !== '';
  const changed = CHANGEABLE.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return {
    key: task.key,
    action: asked.type,
    ...after,
    ...(isAssigned ? { assignee } : {}),
    changed: [...((isAssigned ? assignee : undefined) === task.assignee ? [] : (['assignee'] as const)), ...changed],
  };
}

const CHANGEABLE = ['candidateGroups', 'candidateUsers', 'priority', 'dueAt', 'followUpAt'] as const;
