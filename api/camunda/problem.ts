/** Refusals in the words of Camunda's REST API: RFC 9457 documents whose title is the code that its clients tell apart. */
import type Koa from 'koa';
import type { Refusal, RefusalReason } from '../../engine/errors.ts';
import { ProblemError } from '../problem.ts';

const STATUS = {
  'Bad Request': 400,
  INVALID_ARGUMENT: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NOT_FOUND: 404,
  INVALID_STATE: 409,
  ALREADY_EXISTS: 409,
  'Payload Too Large': 413,
  'Unsupported Media Type': 415,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL_ERROR: 500,
  GATEWAY_TIMEOUT: 504,
} as const;
export type Title = keyof typeof STATUS;

/** Ends a request with a problem. Caught only where all of /v2 is answered. */
export class CamundaProblem extends Error {
  override readonly name = 'CamundaProblem';
  readonly title: Title;
  readonly retryAfterSeconds: number | undefined;
  constructor(title: Title, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.title = title;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** @throws CamundaProblem always. */
export function reject(title: Title, detail: string): never {
  throw new CamundaProblem(title, detail);
}

const TITLE_OF: Readonly<Record<RefusalReason, Title>> = {
  notFound: 'NOT_FOUND',
  conflict: 'INVALID_STATE',
  invalid: 'INVALID_ARGUMENT',
  limit: 'INVALID_ARGUMENT',
};

/** What the engine refused. @throws CamundaProblem always. */
export function rejectFor({ refused, message }: Refusal): never {
  return reject(TITLE_OF[refused], message);
}

/** An error as a problem; undefined for one that nobody expected. */
export function problemFor(error: unknown): CamundaProblem | undefined {
  if (error instanceof CamundaProblem) return error;
  if (!(error instanceof ProblemError)) return undefined;
  const { status, detail, retryAfterSeconds } = error.problem;
  return new CamundaProblem(titleOf(status), detail, retryAfterSeconds);
}

function titleOf(status: number): Title {
  if (status === 401) return 'Unauthorized';
  if (status === 403) return 'Forbidden';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413) return 'Payload Too Large';
  if (status === 415) return 'Unsupported Media Type';
  if (status === 429) return 'RESOURCE_EXHAUSTED';
  return 'Bad Request';
}

export function answerProblem(context: Koa.Context, { title, message: detail, retryAfterSeconds }: CamundaProblem): void {
  const status = STATUS[title];
  context.status = status;
  context.body = JSON.stringify({ type: 'about:blank', title, status, detail, instance: context.path });
  context.type = 'application/problem+json';
  if (retryAfterSeconds !== undefined) context.set('Retry-After', String(retryAfterSeconds));
}
