/** A line per request, and what no route caught. No names, no values, no paths with anything typed in: the route's template only. */
import { randomUUID } from 'node:crypto';
import type Koa from 'koa';
import type { Logger } from 'pino';
import { problem, ProblemError } from '../problem.ts';
import type { Problem } from '../contract/values.ts';

export interface RequestState {
  requestId: string;
  /** The template of the route that answers: `/api/tasks/:taskKey`. */
  route?: string;
}

/** Gives the request an id (answered as X-Request-Id), answers errors with problem documents, and writes the line. */
export function requestLog(logger: Logger): Koa.Middleware<RequestState> {
  return async (context, next) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    context.state.requestId = requestId;
    context.set('X-Request-Id', requestId);
    try {
      await next();
    } catch (error) {
      answer(context, error instanceof ProblemError ? error.problem : unexpected(error, requestId, logger));
    }
    if (context.status === 404 && !context.body) answer(context, problem('notFound', 'Nothing is at this address.'));
    logger.info(
      {
        requestId,
        method: context.method,
        route: context.state.route ?? 'none',
        status: context.status,
        durationMs: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}

/** An error that nobody expected: told once in the log under the request's id, and never to the caller. */
function unexpected(error: unknown, requestId: string, logger: Logger): Problem {
  logger.error({ requestId, err: error }, 'fault');
  return problem('fault', 'The server has made a mistake. It is in the log under this number.', { instance: requestId });
}

export function answer(context: Koa.Context, told: Problem): void {
  context.status = told.status;
  if (told.retryAfterSeconds !== undefined) context.set('Retry-After', String(told.retryAfterSeconds));
  context.body = JSON.stringify(told);
  context.type = 'application/problem+json';
  context.set('Cache-Control', 'no-store');
}
