import { jobLifecycle } from '../lifecycle/job.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance, Job } from './state.ts';

export type JobEvent = Extract<LogEvent, { readonly type: `job${string}` }>;

/** What a job's event does to its element instance. */
export function evolveJob(instance: ElementInstance, event: JobEvent): ElementInstance {
  if (event.type === 'jobCreated') {
    const { jobKey, jobType, retries, at } = event;
    const job: Job = {
      key: jobKey,
      type: jobType,
      status: jobLifecycle.initial,
      retries,
      createdAt: at,
      lease: 0,
      availableAt: at,
    };
    return { ...instance, job };
  }
  if (!instance.job) throw new Error(`${event.type} for element instance ${instance.key}, which has no job`);
  return { ...instance, job: next(instance.job, event) };
}

function next(job: Job, event: Exclude<JobEvent, { readonly type: 'jobCreated' }>): Job {
  switch (event.type) {
    case 'jobActivated':
      return {
        ...job,
        status: change(jobLifecycle, job.status, 'activate'),
        lease: job.lease + 1,
        worker: event.worker,
        deadlineAt: event.deadlineAt,
        startedAt: job.startedAt ?? event.at,
      };
    case 'jobTimedOut':
      return released(job, 'timeOut');
    case 'jobFailed':
      return {
        ...released(job, event.retries > 0 ? 'retry' : 'exhaust'),
        retries: event.retries,
        availableAt: event.availableAt,
      };
    case 'jobRetried':
      return { ...released(job, 'retry'), retries: Math.max(1, job.retries), availableAt: event.at };
    case 'jobUpdated': {
      const { retries = job.retries, deadlineAt = job.deadlineAt } = event;
      const status = change(jobLifecycle, job.status, 'update');
      return { ...job, status, retries, ...(deadlineAt === undefined ? {} : { deadlineAt }) };
    }
    case 'jobCompleted':
      return { ...job, status: change(jobLifecycle, job.status, 'complete') };
    case 'jobErrorThrown':
      return released(job, 'throwError');
    case 'jobCancelled':
      return { ...job, status: change(jobLifecycle, job.status, 'cancel') };
    default:
      return event satisfies never;
  }
}

/** No worker has it any more. */
function released(job: Job, what: 'timeOut' | 'retry' | 'exhaust' | 'throwError'): Job {
  const { worker: _worker, deadlineAt: _deadlineAt, ...rest } = job;
  return { ...rest, status: change(jobLifecycle, job.status, what) };
}
