/** Jobs: what workers take, do, and fail to do. */
import { z } from 'zod';
import { isRefusal } from '../../engine/errors.ts';
import { caseKeyOf, type Engine, type JobKey, type ListenerAnswer } from '../../engine/index.ts';
import type { Asked, Endpoints } from './endpoint.ts';
import { activateJobs, activation } from './job-activation.ts';
import { durationMs, int32, operationReference, text, variables } from './request-values.ts';
import { changeset, changesIn } from './tasks.ts';

/** What a listener of a user task says besides. */
const result = z.strictObject({
  type: z.literal('userTask'),
  denied: z.boolean().nullish(),
  deniedReason: text.nullish(),
  corrections: changeset.extend({ assignee: z.string().max(1_000).nullish() }).nullish(),
});
const completion = z.strictObject({ variables: variables.nullish(), result: result.nullish() });
const failure = z.strictObject({
  retries: int32.pipe(z.int().min(0)).nullish(),
  errorMessage: text.nullish(),
  retryBackOff: durationMs.nullish(),
  variables: variables.nullish(),
});
const bpmnError = z.strictObject({
  errorCode: z.string().min(1, 'No errorCode provided').max(1_000),
  errorMessage: text.nullish(),
  variables: variables.nullish(),
});
const update = z.strictObject({
  changeset: z
    .strictObject({ retries: int32.pipe(z.int().min(1)).nullish(), timeout: durationMs.nullish() })
    .refine(
      ({ retries, timeout }) => typeof retries === 'number' || typeof timeout === 'number',
      'At least one of [retries, timeout] is required',
    ),
  operationReference,
});

type JobCommand = Extract<Parameters<Engine['perform']>[2], { jobKey: JobKey }>;

export function jobEndpoints({ on }: Endpoints): void {
  const needs = 'integrations.act';

  on({ method: 'POST', path: '/jobs/activation', needs, body: activation }, activateJobs);

  on({ method: 'POST', path: '/jobs/:key/completion', needs, body: completion }, (asked) => {
    const { result: told, variables: given } = asked.body;
    const listener = told ? { listener: answerOf(told) } : {};
    return change(asked, (jobKey) => ({ type: 'completeJob', jobKey, variables: given ?? {}, ...listener }));
  });

  on({ method: 'POST', path: '/jobs/:key/failure', needs, body: failure }, (asked) => {
    const { retries, errorMessage, retryBackOff, variables: given } = asked.body;
    return change(asked, (jobKey) => ({
      type: 'failJob',
      jobKey,
      retries: retries ?? 0,
      message: errorMessage ?? '',
      backOffMs: retryBackOff ?? 0,
      variables: given ?? {},
    }));
  });

  on({ method: 'POST', path: '/jobs/:key/error', needs, body: bpmnError }, (asked) => {
    const { errorCode, errorMessage, variables: given } = asked.body;
    const told = { code: errorCode, message: errorMessage ?? '', variables: given ?? {} };
    return change(asked, (jobKey) => ({ type: 'throwJobError', jobKey, ...told }));
  });

  on({ method: 'PATCH', path: '/jobs/:key', needs, body: update }, (asked) => {
    const { retries, timeout } = asked.body.changeset;
    return change(asked, (jobKey) => ({
      type: 'updateJob',
      jobKey,
      ...(typeof retries === 'number' && { retries }),
      ...(typeof timeout === 'number' && { timeoutMs: timeout }),
    }));
  });
}

function answerOf({ denied, corrections }: z.output<typeof result>): ListenerAnswer {
  const { assignee, ...changes } = corrections ?? {};
  const corrected = { ...changesIn(changes), ...(typeof assignee === 'string' && { assignee }) };
  return { ...(denied === true && { denied }), ...(Object.keys(corrected).length > 0 && { corrections: corrected }) };
}

async function change<Body>({ engine, access, key }: Asked<Body>, command: (jobKey: JobKey) => JobCommand) {
  const performed = await engine.perform(access, caseKeyOf(key), command(key as JobKey));
  return isRefusal(performed) ? performed : undefined;
}
