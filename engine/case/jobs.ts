import { jobLifecycle, type JobChange } from '../lifecycle/job.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { JobKey } from '../ids.ts';
import type { JobCommand } from './command.ts';
import type { ListenerPhase } from '../model/executable-process.ts';
import { record, touch, type Draft, type Token } from './draft.ts';
import { raise, release } from './incidents.ts';
import { complete, finish, send, visitOf } from './moves.ts';
import { Problem } from './problem.ts';
import { BROUGHT, type ElementInstance, type Job } from './state.ts';
import { beginAgain } from './start-case.ts';
import { goOnWithTask } from './task-listeners.ts';
import { throwUp } from './throw.ts';
import { propagate, setLocal } from './variables.ts';

type WithJob = ElementInstance & { readonly job: Job };

const CHANGES: Record<Exclude<JobCommand['type'], 'failJob'>, JobChange> = {
  activateJob: 'activate',
  completeJob: 'complete',
  throwJobError: 'throwError',
  updateJob: 'update',
  timeOutJob: 'timeOut',
};

/** What a worker says about a job. Refused when the job's lifecycle or a newer lease does not allow it. */
export function commandJob(draft: Draft, command: JobCommand): Refusal | undefined {
  const instance = instanceWithJob(draft, command.jobKey);
  if (!instance) return refuse('notFound', `there is no open job ${command.jobKey}`);
  const { job } = instance;
  const change = command.type === 'failJob' ? (command.retries > 0 ? 'retry' : 'exhaust') : CHANGES[command.type];
  if (jobLifecycle.next(job.status, change) === undefined) {
    return refuse('conflict', `the job is ${job.status}: '${change}' is not possible now`);
  }
  if ('lease' in command && command.lease !== job.lease) {
    return refuse('conflict', `the job's lease ${command.lease} is over: it has been given out again`);
  }
  if (instance.listener && command.type === 'throwJobError')
    return refuse('conflict', `the job is a listener's, which cannot throw errors; fail it`);
  return (command.type === 'completeJob' && mayNotSay(instance, command)) || answer(draft, instance, command);
}

function answer(draft: Draft, instance: WithJob, command: JobCommand): Refusal | undefined {
  const { job, key, elementId } = instance;
  const { now } = draft.context;
  const at = { key, elementId, jobKey: job.key };
  switch (command.type) {
    case 'activateJob':
      if (job.availableAt > now) return refuse('conflict', 'the job waits for its back-off to end');
      record(draft, { type: 'jobActivated', ...at, worker: command.worker, deadlineAt: now + command.timeoutMs });
      return undefined;
    case 'timeOutJob':
      if ((job.deadlineAt ?? Infinity) > now) return refuse('conflict', 'the lease of the job has not ended yet');
      record(draft, { type: 'jobTimedOut', ...at });
      return undefined;
    case 'updateJob': {
      const { retries, timeoutMs } = command;
      const deadlineAt = timeoutMs === undefined ? {} : { deadlineAt: now + timeoutMs };
      record(draft, { type: 'jobUpdated', ...at, ...(retries === undefined ? {} : { retries }), ...deadlineAt });
      return undefined;
    }
    case 'completeJob':
      record(draft, { type: 'jobCompleted', ...at });
      if (instance.listener) answerListener(draft, instance, instance.listener.phase, command);
      else complete(draft, key, command.variables);
      return undefined;
    case 'failJob':
      setLocal(draft, key, command.variables);
      record(
        draft,
        { type: 'jobFailed', ...at, retries: command.retries, availableAt: now + command.backOffMs },
        {},
        command.message,
      );
      if (command.retries <= 0)
        raise(draft, key, new Problem('jobNoRetries', command.message || 'the job failed and has no retries left'));
      return undefined;
    case 'throwJobError': {
      record(draft, { type: 'jobErrorThrown', ...at, code: command.code }, {}, command.message);
      const { code, variables } = command;
      if (throwUp(draft, key, { kind: 'error', code, variables })) return undefined;
      const reason = command.message ? `: ${command.message}` : '';
      raise(draft, key, new Problem('unhandledError', `no boundary event catches error '${command.code}'${reason}`));
      return undefined;
    }
    default:
      return command satisfies never;
  }
}

/** A listener has answered: the element goes on with the next one, or with what it waited to do. */
function answerListener(
  draft: Draft,
  instance: WithJob,
  phase: ListenerPhase,
  { variables, listener }: JobCommand & { readonly type: 'completeJob' },
): void {
  const { key, scopeKey, status } = instance;
  release(draft, key); // it may have been given up before it answered
  if (phase === 'end') propagate(draft, scopeKey ?? key, variables);
  else setLocal(draft, key, variables);
  if (scopeKey === undefined) {
    if (phase === 'end') touch(draft, key);
    else beginAgain(draft);
  } else if (phase === 'start' || status === 'activating') {
    const brought = draft.state.variables[key]?.[BROUGHT] as Pick<Token, 'variables' | 'within'> | undefined;
    send(draft, { ...visitOf({ ...instance, scopeKey }), ...brought, resumes: key });
  } else if (phase === 'end') finish(draft, key);
  else goOnWithTask(draft, key, phase, listener ?? {});
}

function isTaskListener({ listener }: ElementInstance): boolean {
  return listener !== undefined && listener.phase !== 'start' && listener.phase !== 'end';
}

/** What a listener may not say besides having done its work. */
function mayNotSay(
  instance: WithJob,
  { variables, listener: said }: JobCommand & { readonly type: 'completeJob' },
): Refusal | undefined {
  const { listener, task, elementId } = instance;
  const phase = listener?.phase;
  if (isTaskListener(instance) && Object.keys(variables).length > 0)
    return refuse('invalid', "a user task's listener sets no variables; whoever completes the task does");
  if (!said) return undefined;
  const { denied, corrections } = said;
  if (!task || !isTaskListener(instance))
    return refuse('invalid', 'only a listener of a user task can deny or correct something');
  if (denied && (phase === 'creating' || phase === 'canceling'))
    return refuse('conflict', `a listener for ${phase} cannot deny that`);
  if (phase === 'creating' && corrections?.assignee !== undefined && task.assignee !== undefined)
    return refuse('conflict', `'${elementId}' says itself who is assigned; correct that in a listener for assigning`);
  return undefined;
}

/** After its incident is resolved, the job can be given out again, once more if it had no retries left. */
export function retryJob(draft: Draft, instance: WithJob): void {
  const { job, key, elementId } = instance;
  if (jobLifecycle.next(job.status, 'retry') === undefined || job.status === 'activated') return;
  record(draft, { type: 'jobRetried', key, elementId, jobKey: job.key });
}

function instanceWithJob(draft: Draft, jobKey: JobKey): WithJob | undefined {
  for (const instance of Object.values(draft.state.instances))
    if (hasJob(instance) && instance.job.key === jobKey) return instance;
  return undefined;
}

function hasJob(instance: ElementInstance): instance is WithJob {
  return instance.job !== undefined;
}
