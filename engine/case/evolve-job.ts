import { jobLifecycle } from '../lifecycle/job.ts';
import { copyOfJob, type Editable } from './copies.ts';
import { change } from './lifecycle-change.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance, Job } from './state.ts';

export type JobEvent = Extract<LogEvent, { readonly type: `job${string}` }>;

/** What a job's event does to its element instance. */
export function evolveJob(instance: Editable<ElementInstance>, event: JobEvent): void {
  if (event.type === 'jobCreated') {
    const { jobKey, jobType, retries, at } = event;
    instance.job = copyOfJob({
      key: jobKey,
      type: jobType,
      status: jobLifecycle.initial,
      retries,
      createdAt: at,
      lease: 0,
      availableAt: at,
    });
    return;
  }
  if (!instance.job) throw new Error(`${event.type} for element instance ${instance.key}, which has no job`);
  const job = copyOfJob(instance.job);
  next(job, event);
  instance.job = job;
}

function next(job: Editable<Job>, event: Exclude<JobEvent, { readonly type: 'jobCreated' }>): void {
  switch (event.type) {
    case 'jobActivated':
      job.status = change(jobLifecycle, job.status, 'activate');
      job.lease += 1;
      job.worker = event.worker;
      job.deadlineAt = event.deadlineAt;
      job.startedAt ??= event.at;
      return;
    case 'jobTimedOut':
      return release(job, 'timeOut');
    case 'jobFailed':
      release(job, event.retries > 0 ? 'retry' : 'exhaust');
      job.retries = event.retries;
      job.availableAt = event.availableAt;
      return;
    case 'jobRetried':
      release(job, 'retry');
      job.retries = Math.max(1, job.retries);
      job.availableAt = event.at;
      return;
    case 'jobUpdated':
      job.status = change(jobLifecycle, job.status, 'update');
      job.retries = event.retries ?? job.retries;
      job.deadlineAt = event.deadlineAt ?? job.deadlineAt;
      return;
    case 'jobCompleted':
      job.status = change(jobLifecycle, job.status, 'complete');
      return;
    case 'jobErrorThrown':
      return release(job, 'throwError');
    case 'jobCancelled':
      job.status = change(jobLifecycle, job.status, 'cancel');
      return;
    default:
      event satisfies never;
  }
}

/** No worker has it any more. */
function release(job: Editable<Job>, what: 'timeOut' | 'retry' | 'exhaust' | 'throwError'): void {
  job.worker = undefined;
  job.deadlineAt = undefined;
  job.status = change(jobLifecycle, job.status, what);
}
