import { isRefusal, type Variables } from '../errors.ts';
import type { JobKey } from '../ids.ts';
import { unacceptable } from './acceptable.ts';
import { giveOut } from './activate.ts';
import type { ActivatedJob, JobHandler } from './contract.ts';
import type { EngineNode } from './node.ts';
import { engineAccess } from './start.ts';

/** What a handler throws to tell a business error: it goes to the error boundary event with this code. */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';
  readonly code: string;
  readonly variables: Variables;
  constructor(code: string, message = '', variables: Variables = {}) {
    super(message);
    this.code = code;
    this.variables = variables;
  }
}

/** Jobs of this node's own handlers under way at once. */
const AT_ONCE = 16;
/** A handler that has not answered by then is taken for dead, and its job given out again. */
const LEASE_MS = 5 * 60_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 10 * 60_000;

/** Works on service jobs inside this process. */
export interface HandlerPool {
  readonly types: ReadonlySet<string>;
  /** Takes what can be taken now. @returns how many jobs were taken. */
  take(): Promise<number>;
  /** Resolves when no handler runs any more. */
  idle(): Promise<void>;
}

export function handlerPool(node: EngineNode, handlers: Readonly<Record<string, JobHandler>>, worker: string): HandlerPool {
  const types = new Map(Object.entries(handlers));
  const running = new Map<JobKey, Promise<void>>();
  return {
    types: new Set(types.keys()),
    async take() {
      let taken = 0;
      for (const [type, handler] of types) {
        const maxJobs = AT_ONCE - running.size;
        if (maxJobs <= 0) break;
        const jobs = await giveOut(node, { units: 'all' }, { type, worker, maxJobs, timeoutMs: LEASE_MS, tenantIds: 'all' });
        taken += jobs.length;
        for (const job of jobs) {
          const whole = work(node, job, handler)
            .catch((error: unknown) => {
              node.background.fault(error, `a job of type ${type}`);
            })
            .finally(() => running.delete(job.key));
          running.set(job.key, whole);
        }
      }
      return taken;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

async function work(node: EngineNode, job: ActivatedJob, handler: JobHandler): Promise<void> {
  const answer = await outcome(job, handler);
  const { key: jobKey, lease } = job;
  const access = engineAccess(job.tenantId);
  const done = await node.perform({ access, caseKey: job.caseKey, command: { ...answer, jobKey, lease } });
  // Refused: the case was cancelled, or the lease ran out and another node has the job. Its answer is no longer wanted.
  if (!isRefusal(done)) await done.followed;
}

type Answer =
  | { readonly type: 'completeJob'; readonly variables: Variables }
  | { readonly type: 'throwJobError'; readonly code: string; readonly message: string; readonly variables: Variables }
  | {
      readonly type: 'failJob';
      readonly retries: number;
      readonly message: string;
      readonly backOffMs: number;
      readonly variables: Variables;
    };

async function outcome(job: ActivatedJob, handler: JobHandler): Promise<Answer> {
  try {
    const variables = await handler(job);
    const refusal = unacceptable(variables);
    return refusal ? failure(job, refusal.message) : { type: 'completeJob', variables };
  } catch (error) {
    if (!(error instanceof BpmnError)) return failure(job, error instanceof Error ? error.message : String(error));
    const { code, message, variables } = error;
    return { type: 'throwJobError', code, message, variables };
  }
}

/** Tried again after 1, 2, 4… seconds; without retries left it becomes an incident. */
function failure({ retries, lease }: ActivatedJob, message: string): Answer {
  const backOffMs = Math.min(FIRST_BACK_OFF_MS * 2 ** Math.max(0, lease - 1), LONGEST_BACK_OFF_MS);
  return { type: 'failJob', retries: retries - 1, message, backOffMs, variables: {} };
}
