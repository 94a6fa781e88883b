import { heardTask } from '../case/task-listeners.ts';
import { visible } from '../case/variables.ts';
import { isRefusal, type Variables } from '../errors.ts';
import type { Access } from '../store/access.ts';
import { availableJobs, overdueLeases, type NamedJob } from '../store/due-jobs.ts';
import { elementKind } from '../store/element-kind.ts';
import { headersOf, jobKind } from '../store/job-kind.ts';
import type { JobView } from '../store/views.ts';
import type { Done } from './commit-group.ts';
import type { ActivatedJob, ActivateJobsRequest } from './contract.ts';
import type { EngineNode } from './node.ts';

/** Jobs named at once beyond those asked for: other nodes name the same ones, and only one gets each. */
const SPARE = 8;
/** Rounds of naming; a round in which others took every job named is tried again. */
const ROUNDS = 5;

/**
 * Gives out jobs under a lease: names what is available without a lock, then activates each by a command on its case. A job whose lease
 * has run out counts as available.
 */
export function activateJobs(node: EngineNode, access: Access, request: ActivateJobsRequest): Promise<ActivatedJob[]> {
  const tenantIds = request.tenantIds.filter((tenantId) => tenantId === access.tenantId);
  return giveOut(node, access, { ...request, tenantIds });
}

/** Of a type, from the tenants given; a node's own handlers take from all. */
export type JobRequest = Omit<ActivateJobsRequest, 'tenantIds'> & { readonly tenantIds: readonly string[] | 'all' };

export async function giveOut(
  node: EngineNode,
  access: Pick<Access, 'actor' | 'units'>,
  request: JobRequest,
): Promise<ActivatedJob[]> {
  const activated: ActivatedJob[] = [];
  for (let round = 0; round < ROUNDS && activated.length < request.maxJobs; round++) {
    const missing = request.maxJobs - activated.length;
    const named = await name(node, request, missing);
    // No more than are missing: a job activated beyond them would be held by nobody for its whole lease.
    const taken = named.slice(0, missing);
    const answers = await Promise.all(taken.map((job) => activate(node, access, request, job)));
    activated.push(...answers.filter((answer) => answer !== undefined));
    if (named.length < missing) break;
  }
  return activated;
}

async function name(node: EngineNode, { type, tenantIds }: JobRequest, missing: number): Promise<NamedJob[]> {
  const now = node.clock.now();
  const named = await availableJobs(node.sql, { type, tenantIds, now, limit: missing + SPARE });
  if (named.length >= missing) return named;
  const overdue = await overdueLeases(node.sql, now, missing - named.length, type);
  await Promise.all(overdue.map((job) => timeOut(node, job)));
  return [...named, ...overdue.filter((job) => tenantIds === 'all' || tenantIds.includes(job.tenantId))];
}

/** Takes a job back whose lease has run out. @returns whether it was taken back now. */
export async function timeOut(node: EngineNode, { tenantId, caseKey, jobKey }: NamedJob): Promise<boolean> {
  const access: Access = { tenantId, units: 'all' };
  return !isRefusal(await node.perform({ access, caseKey, command: { type: 'timeOutJob', jobKey } }));
}

async function activate(
  node: EngineNode,
  access: Pick<Access, 'actor' | 'units'>,
  request: JobRequest,
  { tenantId, caseKey, jobKey }: NamedJob,
): Promise<ActivatedJob | undefined> {
  const { worker, timeoutMs } = request;
  const command = { type: 'activateJob', jobKey, worker, timeoutMs } as const;
  const done = await node.perform({ access: { ...access, tenantId }, caseKey, command });
  return isRefusal(done) ? undefined : activatedJob(done, request);
}

function activatedJob({ state, step, compiled, tags = [] }: Done, { fetchVariables }: JobRequest): ActivatedJob | undefined {
  const saved = step.effects.find((effect) => effect.type === 'saveJob');
  if (!saved) return undefined;
  const { row } = saved;
  const node = compiled.process.nodes.get(row.elementId);
  const { definitionKey, processId, version, versionTag, name } = compiled.definition;
  const view: JobView = {
    ...row,
    tenantId: state.tenantId,
    caseKey: state.caseKey,
    caseStatus: state.status,
    definitionKey,
    processId,
    processName: name,
    processVersion: version,
    ...(versionTag === undefined ? {} : { versionTag }),
    elementName: node?.name ?? '',
    elementKind: node ? elementKind(node) : '',
    kind: jobKind(row),
  };
  const task = heardTask(state, row.elementInstanceKey);
  const all = visible(state, row.elementInstanceKey);
  return {
    ...view,
    variables: fetchVariables ? only(all, fetchVariables) : all,
    tags,
    headers: headersOf(compiled.process, row),
    ...(task ? { task } : {}),
  };
}

function only(all: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
