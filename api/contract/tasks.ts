/** Tasks: work for a person. `actions` of each is what its lifecycle machine allows now; a page shows exactly those. */
import { z } from 'zod';
import { suspensionReason, termLight } from './cases.ts';
import { form } from './definitions.ts';
import { operation } from './operation.ts';
import { count, durationMs, instant, json, key, line, pageOf, paging, variables } from './values.ts';

export const taskStatus = z.enum(['created', 'claimed', 'started', 'suspended', 'completed', 'cancelled']);
export const taskAction = z.enum(['claim', 'assign', 'unassign', 'start', 'suspend', 'resume', 'complete']);
export type TaskAction = z.output<typeof taskAction>;

export const taskSummary = z.strictObject({
  taskKey: key,
  caseKey: key,
  caseNumber: z.string().optional(),
  service: z.string().optional(),
  unit: z.string().optional(),
  elementId: z.string(),
  name: z.string(),
  definitionKey: key,
  processId: z.string(),
  processName: z.string(),
  processVersion: count,
  status: taskStatus,
  /** User id and, where the person is known, the name. */
  assignee: z.string().optional(),
  assigneeName: z.string().optional(),
  candidateGroups: z.array(z.string()),
  candidateUsers: z.array(z.string()),
  priority: z.number(),
  createdAt: instant,
  claimedAt: instant.optional(),
  startedAt: instant.optional(),
  completedAt: instant.optional(),
  dueAt: instant.optional(),
  followUpAt: instant.optional(),
  suspension: z.strictObject({ reason: suspensionReason, since: instant }).optional(),
  suspendedMs: durationMs,
  /** Its case stands still, and so does it. */
  caseSuspended: z.boolean(),
  /** The statutory term of its case. */
  term: termLight.optional(),
  actions: z.array(taskAction),
});
export type TaskSummary = z.output<typeof taskSummary>;

export const draft = z.strictObject({ values: z.record(z.string(), json), savedAt: instant });

export const taskDetail = taskSummary.extend({
  /** null when the model gives the task no form: it is then completed without one. */
  form: form.nullable(),
  externalFormReference: z.string().optional(),
  /** Variables that the task sees. */
  variables: z.record(z.string(), json),
  /** The caller's own half-filled form. */
  draft: draft.nullable(),
});
export type TaskDetail = z.output<typeof taskDetail>;

const atTask = <Path extends string>(path: Path) => `/api/tasks/:taskKey${path}` as const;

export const taskOperations = {
  listTasks: operation({
    method: 'GET',
    path: '/api/tasks',
    needs: 'tasks.read',
    summary: 'The queue: open tasks that the caller may work on',
    query: z.strictObject({
      whose: z.enum(['mine', 'unassigned', 'all']).default('all'),
      status: taskStatus.optional(),
      /** Also those that have ended; only open ones otherwise. */
      ended: z.enum(['true', 'false']).default('false'),
      processId: z.string().max(255).optional(),
      caseKey: key.optional(),
      elementId: z.string().max(255).optional(),
      /** Part of a case number. */
      caseNumber: z.string().max(100).optional(),
      sort: z.enum(['createdAt', 'dueAt', 'priority', 'caseNumber', 'name']).default('createdAt'),
      order: z.enum(['asc', 'desc']).default('asc'),
      ...paging,
    }),
    answer: pageOf(taskSummary),
  }),
  getTask: operation({
    method: 'GET',
    path: '/api/tasks/:taskKey',
    needs: 'tasks.read',
    summary: 'One task with its form, the variables it sees and the own draft',
    answer: taskDetail,
  }),
  claimTask: operation({
    method: 'POST',
    path: atTask('/claim'),
    needs: 'tasks.work',
    summary: 'Takes the task; 409 when somebody else has it',
    answer: taskSummary,
  }),
  assignTask: operation({
    method: 'POST',
    path: atTask('/assign'),
    needs: 'tasks.assign',
    summary: 'Gives the task to a person of the unit',
    body: z.strictObject({ user: line(100) }),
    answer: taskSummary,
  }),
  unassignTask: operation({
    method: 'POST',
    path: atTask('/unassign'),
    needs: 'tasks.work',
    summary: 'Gives the task back to the queue',
    answer: taskSummary,
  }),
  startTask: operation({
    method: 'POST',
    path: atTask('/start'),
    needs: 'tasks.work',
    summary: 'The work begins',
    answer: taskSummary,
  }),
  suspendTask: operation({
    method: 'POST',
    path: atTask('/suspend'),
    needs: 'tasks.work',
    summary: 'Pauses the clock, with a reason',
    body: z.strictObject({ reason: suspensionReason }),
    answer: taskSummary,
  }),
  resumeTask: operation({
    method: 'POST',
    path: atTask('/resume'),
    needs: 'tasks.work',
    summary: 'The work goes on',
    answer: taskSummary,
  }),
  completeTask: operation({
    method: 'POST',
    path: atTask('/complete'),
    needs: 'tasks.work',
    summary: 'Ends the task with the values of its form, and drops the draft; 409 when it has ended already',
    body: z.strictObject({ variables: variables.default({}) }),
    answer: taskSummary,
  }),
  saveDraft: operation({
    method: 'PUT',
    path: atTask('/draft'),
    needs: 'tasks.work',
    summary: "Keeps the caller's half-filled form, whatever its values",
    body: z.strictObject({ values: variables }),
    answer: draft,
  }),
  dropDraft: operation({
    method: 'DELETE',
    path: atTask('/draft'),
    needs: 'tasks.work',
    summary: 'Drops the own half-filled form',
  }),
};
