/** Tasks: the queue, and everything a person does with one. */
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import type { Access, CaseKey, Engine, Query, TaskKey, TaskView } from '../../engine/index.ts';
import { caseKeyOf } from '../../engine/index.ts';
import {
  actsAs,
  groupsOf,
  isOffered,
  mayWorkFor,
  type Organisation,
  type Person,
  ROLES,
  seesAll,
  unitsOf,
} from '../../organisation/index.ts';
import { iso } from '../answers/instants.ts';
import { taskSummary } from '../answers/task.ts';
import { termLight } from '../answers/term.ts';
import type { TermLight } from '../contract/cases.ts';
import type { Read } from '../contract/operation.ts';
import { type TaskSummary, taskOperations } from '../contract/tasks.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

const OPEN = ['created', 'claimed', 'started', 'suspended'];

export function taskRoutes({ route }: Binder, engine: Engine, organisation: Organisation): void {
  const summaries = (person: Person, access: Access, rows: readonly TaskView[]) =>
    summarise(engine, organisation, person, access, rows);

  type AskedOfTask = { person: Person; access: Access; params: { readonly taskKey: string } };
  type TaskCommand = Extract<Parameters<Engine['perform']>[2], { taskKey: TaskKey }>;

  /**
   * Asks something of a task that the caller may work on, and answers with the task as it then stands. Somebody else's task is a
   * conflict; one that the caller may not see is not there.
   */
  async function change(
    asked: AskedOfTask,
    command: (taskKey: TaskKey) => TaskCommand | Refusal | Promise<TaskCommand | Refusal>,
  ): Promise<TaskSummary | Refusal> {
    const { person, access } = asked;
    const taskKey = asked.params.taskKey as TaskKey;
    const task = await findTask(engine, access, taskKey);
    if (task === undefined) return noTask();
    if (!isOffered(person, task)) return fail('forbidden', 'This task is for another unit.');
    const asking = await command(taskKey);
    if (isRefusal(asking)) return asking;
    if (asking.type !== 'assignTask' && !mayWorkFor(person, task.assignee))
      return refuse('conflict', 'Somebody else has taken this task.');
    const performed = await engine.perform(access, caseKeyOf(taskKey), asking);
    if (isRefusal(performed)) return performed;
    if (asking.type === 'completeTask') await organisation.drafts.dropAllOf(access.tenantId, taskKey);
    // Handing a task to another unit may take it out of the caller's sight; what she did is still told.
    const after = (await findTask(engine, access, taskKey)) ?? task;
    const [summary] = await summaries(person, access, [after]);
    return summary ?? noTask();
  }

  route(taskOperations.listTasks, async ({ person, access, query }) => {
    const page = await engine.search.tasks(access, taskQuery(query, person, await offered(organisation, person)));
    return { items: await summaries(person, access, page.items), total: page.total, endCursor: page.endCursor };
  });

  route(taskOperations.getTask, async ({ person, access, params }) => {
    const taskKey = params.taskKey as TaskKey;
    const task = await findTask(engine, access, taskKey);
    const [summary] = task === undefined ? [] : await summaries(person, access, [task]);
    if (task === undefined || summary === undefined) return noTask();
    const form = await engine.taskForm(access, taskKey);
    const variables = await engine.variables(access, task.elementInstanceKey);
    const draft = await organisation.drafts.find(access.tenantId, taskKey, person.user);
    return {
      ...summary,
      form:
        form === undefined ? null : { formKey: form.formKey, formId: form.formId, version: form.version, schema: form.schema },
      externalFormReference: task.externalFormReference,
      variables: variables ?? {},
      draft: draft === undefined ? null : { values: draft.values, savedAt: iso(draft.savedAt) },
    };
  });

  route(taskOperations.claimTask, (asked) =>
    change(asked, (taskKey) => ({ type: 'claimTask', taskKey, user: asked.person.user })),
  );
  route(taskOperations.assignTask, (asked) =>
    change(asked, async (taskKey) => {
      const colleague = await organisation.people.find(asked.access.tenantId, asked.body.user);
      return colleague?.active === true && worksWith(asked.person, colleague)
        ? { type: 'assignTask', taskKey, user: colleague.user }
        : refuse('invalid', `"${asked.body.user}" is not a person of your unit.`);
    }),
  );
  route(taskOperations.unassignTask, (asked) => change(asked, (taskKey) => ({ type: 'unassignTask', taskKey })));
  route(taskOperations.startTask, (asked) => change(asked, (taskKey) => ({ type: 'startTask', taskKey })));
  route(taskOperations.suspendTask, (asked) =>
    change(asked, (taskKey) => ({ type: 'suspendTask', taskKey, reason: asked.body.reason })),
  );
  route(taskOperations.resumeTask, (asked) => change(asked, (taskKey) => ({ type: 'resumeTask', taskKey })));
  route(taskOperations.completeTask, (asked) =>
    change(asked, (taskKey) => ({ type: 'completeTask', taskKey, variables: asked.body.variables })),
  );

  route(taskOperations.saveDraft, async ({ person, access, params, body }) => {
    const taskKey = params.taskKey as TaskKey;
    const task = await findTask(engine, access, taskKey);
    if (task === undefined) return noTask();
    if (!isOffered(person, task)) return fail('forbidden', 'This task is for another unit.');
    if (!OPEN.includes(task.status)) return refuse('conflict', 'The task has ended; its form cannot be filled any more.');
    const draft = await organisation.drafts.save(access.tenantId, taskKey, person.user, body.values);
    return { values: draft.values, savedAt: iso(draft.savedAt) };
  });
  route(taskOperations.dropDraft, async ({ person, access, params }) => {
    const taskKey = params.taskKey as TaskKey;
    if ((await findTask(engine, access, taskKey)) === undefined) return noTask();
    await organisation.drafts.drop(access.tenantId, taskKey, person.user);
    return undefined;
  });
}

async function findTask(engine: Engine, access: Access, key: TaskKey): Promise<TaskView | undefined> {
  const { items } = await engine.search.tasks(access, { filter: [{ field: 'key', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

function noTask() {
  return refuse('notFound', 'There is no such task.');
}

/** Whom one may hand a task to: people of a shared unit; anybody of the house for those who see all of it. */
export function worksWith(person: Person, colleague: Person): boolean {
  return seesAll(person) || colleague.units.some((unit) => unitsOf(person).includes(unit));
}

/** Rows with the names of their people and the terms of their cases, each read once. */
async function summarise(
  engine: Engine,
  organisation: Organisation,
  person: Person,
  access: Access,
  rows: readonly TaskView[],
): Promise<TaskSummary[]> {
  if (rows.length === 0) return [];
  const names = new Map<string, string>();
  if (rows.some((row) => row.assignee !== undefined))
    for (const { user, name } of await organisation.people.list(access.tenantId)) names.set(user, name);
  const terms = new Map<CaseKey, TermLight>();
  const cases = await engine.search.cases(access, {
    filter: [
      { field: 'caseKey', is: 'in', value: [...new Set(rows.map((row) => row.caseKey))] },
      { field: 'endedAt', is: 'exists', value: false },
    ],
    limit: rows.length,
  });
  const now = engine.clock.now();
  for (const { caseKey, dueOn, tenantId, unit } of cases.items)
    if (dueOn !== undefined) terms.set(caseKey, termLight(dueOn, now, organisation.calendars.calendarOf(tenantId, unit)));
  return rows.map((row) => taskSummary(row, person, terms.get(row.caseKey), (user) => names.get(user)));
}

/** `isOffered` for the database: in one of her groups, hers, or not for any other group. */
async function offered(organisation: Organisation, person: Person): Promise<readonly Condition[]> {
  if (seesAll(person)) return [];
  const own = groupsOf(person);
  const units = await organisation.people.units(person.tenantId);
  const others = [...units.map(({ unit }) => unit), ...ROLES].filter((group) => !own.includes(group));
  return [
    {
      is: 'or',
      value: [
        [{ field: 'candidateGroups', is: 'in', value: own }],
        [{ field: 'assignee', is: 'in', value: actsAs(person) }],
        [{ field: 'candidateUsers', is: 'in', value: actsAs(person) }],
        [{ field: 'candidateGroups', is: 'notIn', value: others }],
      ],
    },
  ];
}

type Condition = NonNullable<Query['filter']>[number];

function taskQuery(query: Read<typeof taskOperations.listTasks.query>, person: Person, ofPerson: readonly Condition[]): Query {
  const filter: Condition[] = [...ofPerson];
  for (const [field, value] of Object.entries({
    status: query.status,
    processId: query.processId,
    caseKey: query.caseKey,
    elementId: query.elementId,
  }))
    if (value !== undefined) filter.push({ field, is: 'eq', value });
  if (query.status === undefined && query.ended === 'false') filter.push({ field: 'status', is: 'in', value: OPEN });
  if (query.whose === 'mine') filter.push({ field: 'assignee', is: 'in', value: actsAs(person) });
  if (query.whose === 'unassigned') filter.push({ field: 'assignee', is: 'exists', value: false });
  if (query.caseNumber !== undefined)
    filter.push({ field: 'caseNumber', is: 'like', value: `*${query.caseNumber.replace(/[*\\]/g, '?')}*` });
  const field = query.sort === 'name' ? 'elementName' : query.sort;
  const sort = [
    { field, order: query.order },
    { field: 'key', order: query.order },
  ] as const;
  return { filter, sort, limit: query.limit, ...(query.after !== undefined && { after: query.after }) };
}
