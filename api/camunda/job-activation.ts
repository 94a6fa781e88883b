/** Giving out jobs, at once or when some come. */
import { z } from 'zod';
import type { ActivatedJob, HeardTask } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import type { Asked } from './endpoint.ts';
import { kindOf } from './job-kind.ts';
import { pauses } from './pauses.ts';
import { durationMs, int64, name } from './request-values.ts';
import { checkTenant, toCamundaTenant } from './tenant.ts';

/** A request with more is answered with fewer, as one is when there are fewer. */
const MOST_JOBS = 1_000;
/** When the request leaves it to us. */
const USUAL_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 600_000;

export const activation = z.strictObject({
  type: name,
  worker: z.string().max(1_000).nullish(),
  timeout: durationMs.pipe(z.int().min(1)),
  maxJobsToActivate: z.int().min(1),
  fetchVariable: z.array(z.string().max(1_000)).max(1_000).nullish(),
  requestTimeout: int64.nullish(),
  tenantIds: z.array(z.string()).max(1_000).nullish(),
});

/** Answers as soon as there is a job, and without any when the time is over: at once if `requestTimeout` is negative. */
export async function activateJobs(asked: Asked<z.output<typeof activation>>) {
  const { engine, access, body } = asked;
  for (const tenantId of body.tenantIds ?? []) checkTenant(access, tenantId);
  const names = body.fetchVariable ?? [];
  const request = {
    type: body.type,
    worker: body.worker ?? '',
    maxJobs: Math.min(body.maxJobsToActivate, MOST_JOBS),
    timeoutMs: body.timeout,
    tenantIds: [access.tenantId],
    ...(names.length > 0 && { fetchVariables: names }),
  };
  const waiting = pauses(asked, waitMs(body.requestTimeout ?? 0));
  try {
    do {
      const jobs = await engine.activateJobs(access, request);
      if (jobs.length > 0) return { jobs: jobs.map(activatedJob) };
    } while (await waiting.next());
  } finally {
    waiting.end();
  }
  return { jobs: [] };
}

function waitMs(requestTimeout: number): number {
  if (requestTimeout < 0) return 0;
  return Math.min(requestTimeout === 0 ? USUAL_WAIT_MS : requestTimeout, LONGEST_WAIT_MS);
}

function activatedJob(job: ActivatedJob) {
  return {
    jobKey: job.key,
    type: job.type,
    processInstanceKey: job.caseKey,
    processDefinitionId: job.processId,
    processDefinitionVersion: job.processVersion,
    processDefinitionKey: job.definitionKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    customHeaders: { ...job.headers, ...(job.task && taskHeaders(job.task)) },
    worker: job.worker ?? '',
    retries: job.retries,
    deadline: job.deadlineAt ?? 0,
    variables: job.variables,
    tenantId: toCamundaTenant(job.tenantId),
    ...kindOf(job),
    ...(job.task && { userTask: userTask(job.task) }),
    tags: job.tags,
  };
}

/** The task of a listener as it would be with all that is asked of it. */
function userTask({ key, action, assignee, candidateGroups, candidateUsers, changed, dueAt, followUpAt, priority }: HeardTask) {
  return {
    action: ACTIONS[action],
    assignee: assignee ?? null,
    candidateGroups,
    candidateUsers,
    changedAttributes: changed.map((name) => ATTRIBUTES[name]),
    dueDate: dueAt === null ? null : iso(dueAt),
    followUpDate: followUpAt === null ? null : iso(followUpAt),
    priority,
    userTaskKey: key,
  };
}

const ACTIONS: Readonly<Record<HeardTask['action'], string>> = {
  createTask: 'create',
  claimTask: 'claim',
  assignTask: 'assign',
  unassignTask: 'unassign',
  updateTask: 'update',
  completeTask: 'complete',
  cancelTask: 'cancel',
};
const ATTRIBUTES: Readonly<Record<HeardTask['changed'][number], string>> = {
  assignee: 'assignee',
  candidateGroups: 'candidateGroups',
  candidateUsers: 'candidateUsers',
  priority: 'priority',
  dueAt: 'dueDate',
  followUpAt: 'followUpDate',
};

/** The same in reserved headers, where Camunda's older clients look for it; what is not set is left out. */
function taskHeaders(task: HeardTask): Readonly<Record<string, string>> {
  const told = Object.entries<unknown>(userTask(task)).filter(([, value]) => value !== null);
  return Object.fromEntries(
    told.map(([name, value]) => [`io.camunda.zeebe:${name}`, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
