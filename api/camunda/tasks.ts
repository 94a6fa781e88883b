/** User tasks: search, read, assign, complete, change. */
import { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { caseKeyOf, type Engine, type TaskChanges, type TaskKey, type TaskView } from '../../engine/index.ts';
import { mayWorkFor, seesAll } from '../../organisation/index.ts';
import type { Asked, Asking, Endpoints } from './endpoint.ts';
import { reject } from './problem.ts';
import { instant, name, variables } from './request-values.ts';
import { answerSearch } from './search.ts';
import { taskSearch } from './task-search.ts';
import { userTasks } from './user-task.ts';

const action = z.string().max(1_000).nullish();
const assignment = z.strictObject({ assignee: name, allowOverride: z.boolean().nullish(), action });
const completion = z.strictObject({ variables: variables.nullish(), action });
const groups = z.array(z.string().min(1).max(1_000)).max(1_000).nullish();
/** What may be changed of a task: an empty date clears it; what is null or absent stays. */
export const changeset = z.strictObject({
  dueDate: z.union([z.literal(''), instant]).nullish(),
  followUpDate: z.union([z.literal(''), instant]).nullish(),
  candidateUsers: groups,
  candidateGroups: groups,
  priority: z.int().min(0).max(100).nullish(),
});
const update = z.strictObject({ changeset: changeset.nullish(), action });

type TaskCommand = Extract<Parameters<Engine['perform']>[2], { taskKey: TaskKey }>;

export function taskEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/user-tasks/search', needs: 'tasks.read', body: taskSearch }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.tasks(access, query),
      (rows) => userTasks(asked, rows),
    ),
  );

  on({ method: 'GET', path: '/user-tasks/:key', needs: 'tasks.read' }, async (asked) => {
    const task = await findTask(asked);
    if (task === undefined) return noTask(asked.key);
    const [told] = await userTasks(asked, [task]);
    return told;
  });

  on({ method: 'POST', path: '/user-tasks/:key/assignment', needs: 'tasks.assign', body: assignment }, (asked) => {
    const { assignee, allowOverride } = asked.body;
    if (assignee !== asked.person.user && !seesAll(asked.person))
      reject('Forbidden', 'Your role lets you take tasks, not give them to others.');
    const type = allowOverride === false ? 'claimTask' : 'assignTask';
    return change(asked, (taskKey) => ({ type, taskKey, user: assignee }));
  });

  on({ method: 'DELETE', path: '/user-tasks/:key/assignee', needs: 'tasks.assign' }, async (asked) => {
    const task = await findTask(asked);
    // For Camunda's clients taking away an assignee who is not there is no fault.
    if (task?.status === 'created' && task.assignee === undefined) return undefined;
    return change(asked, (taskKey) => ({ type: 'unassignTask', taskKey }));
  });

  on({ method: 'POST', path: '/user-tasks/:key/completion', needs: 'tasks.work', body: completion }, (asked) =>
    change(asked, (taskKey) => ({ type: 'completeTask', taskKey, variables: asked.body.variables ?? {} })),
  );

  on({ method: 'PATCH', path: '/user-tasks/:key', needs: 'tasks.assign', body: update }, (asked) =>
    change(asked, (taskKey) => ({ type: 'updateTask', taskKey, changes: changesIn(asked.body.changeset) })),
  );
}

/** A task of somebody else is a conflict, as it is to the staff page. */
async function change<Body>(asked: Asked<Body>, command: (taskKey: TaskKey) => TaskCommand): Promise<Refusal | undefined> {
  const { engine, access, person, key } = asked;
  const task = await findTask(asked);
  if (task === undefined) return noTask(key);
  const asking = command(task.key);
  if (asking.type !== 'claimTask' && !mayWorkFor(person, task.assignee))
    return refuse('conflict', 'Somebody else has taken this task.');
  const performed = await engine.perform(access, caseKeyOf(key), asking);
  return isRefusal(performed) ? performed : undefined;
}

async function findTask({ engine, access, key }: Asking & { readonly key: string }): Promise<TaskView | undefined> {
  const { items } = await engine.search.tasks(access, { filter: [{ field: 'key', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

function noTask(key: string): Refusal {
  return refuse('notFound', `User Task with key '${key}' not found`);
}

export function changesIn(given: z.output<typeof changeset> | null | undefined): TaskChanges {
  const { dueDate, followUpDate, candidateUsers, candidateGroups, priority } = given ?? {};
  const date = (value: number | '' | null | undefined) => (value === '' ? null : value);
  const dueAt = date(dueDate);
  const followUpAt = date(followUpDate);
  return {
    ...(dueDate !== null && dueAt !== undefined && { dueAt }),
    ...(followUpDate !== null && followUpAt !== undefined && { followUpAt }),
    ...(candidateUsers && { candidateUsers }),
    ...(candidateGroups && { candidateGroups }),
    ...(typeof priority === 'number' && { priority }),
  };
}
