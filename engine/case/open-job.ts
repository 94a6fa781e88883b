import type { ElementInstanceKey } from '../ids.ts';
import { jobLifecycle } from '../lifecycle/job.ts';
import type { FlowNode, JobDefinition } from '../model/executable-process.ts';
import { newKey, record, type Draft } from './draft.ts';
import { Problem } from './problem.ts';
import type { ElementInstance } from './state.ts';
import { evaluate } from './variables.ts';

export interface PlannedJob {
  readonly type: string;
  readonly retries: number;
}

/** Works out a job's type and retries, seen from a scope. @throws Problem 'expression' */
export function planJob(
  draft: Draft,
  definition: JobDefinition,
  node: Pick<FlowNode, 'id' | 'name'>,
  scopeKey: ElementInstanceKey,
): PlannedJob {
  const type = evaluate(draft, definition.type, scopeKey, 'expression');
  const retries = Number(evaluate(draft, definition.retries, scopeKey, 'expression'));
  if (typeof type !== 'string' || type === '')
    throw new Problem('expression', `the job type of '${node.name || node.id}' is not a text`);
  if (!Number.isInteger(retries) || retries < 1) {
    throw new Problem('expression', `the retries of '${node.name || node.id}' are not a whole number of 1 or more`);
  }
  return { type, retries };
}

/** Nobody is to do it any more. */
export function cancelJob(draft: Draft, { key, elementId, job }: ElementInstance): void {
  if (job && jobLifecycle.next(job.status, 'cancel') !== undefined)
    record(draft, { type: 'jobCancelled', key, elementId, jobKey: job.key });
}

export function openJob(
  draft: Draft,
  { key, node: elementId }: { readonly key: ElementInstanceKey; readonly node: string },
  { type, retries }: PlannedJob,
): void {
  record(draft, { type: 'jobCreated', key, elementId, jobKey: newKey(draft), jobType: type, retries });
}
