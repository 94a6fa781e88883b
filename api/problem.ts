/** Refusals on their way out: RFC 9457 problem documents. */
import type { Refusal, RefusalReason } from '../engine/errors.ts';
import type { Problem } from './contract/values.ts';

type Code = Problem['code'];

const STATUS: Readonly<Record<Code, number>> = {
  badRequest: 400,
  notSignedIn: 401,
  wrongPassword: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  invalid: 422,
  refusedModel: 422,
  refusedLog: 422,
  limit: 422,
  tooManyAttempts: 429,
  notReady: 503,
  fault: 500,
};

const TITLE: Readonly<Record<Code, string>> = {
  badRequest: 'The request cannot be understood',
  notSignedIn: 'Nobody is signed in',
  wrongPassword: 'User or password is wrong',
  forbidden: 'This is not yours to do',
  notFound: 'There is no such thing',
  conflict: 'It is too late, or somebody else was quicker',
  invalid: 'This cannot be right',
  refusedModel: 'The model has faults',
  refusedLog: 'The event log has faults',
  limit: 'A limit was met',
  tooManyAttempts: 'Too many attempts',
  notReady: 'Not ready yet',
  fault: 'Something went wrong here',
};

/** Ends a request with a problem. Thrown by what stands between the socket and a route; nothing catches it but the server. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export type ProblemDetails = Partial<
  Pick<Problem, 'findings' | 'fields' | 'place' | 'retryAfterSeconds' | 'status' | 'instance'>
>;

/** A problem by its code; `status` wins where the code has several (413 and 415 are also bad requests). */
export function problem(code: Code, detail: string, details: ProblemDetails = {}): Problem {
  return { type: `about:blank#${code}`, title: TITLE[code], status: STATUS[code], detail, code, ...details };
}

/** @throws ProblemError always. */
export function fail(code: Code, detail: string, details?: ProblemDetails): never {
  throw new ProblemError(problem(code, detail, details));
}

const CODE_OF: Readonly<Record<RefusalReason, Code>> = {
  notFound: 'notFound',
  conflict: 'conflict',
  invalid: 'invalid',
  limit: 'limit',
};

/** What the engine refused, as a problem. */
export function problemOf(refusal: Refusal): Problem {
  return problem(CODE_OF[refusal.refused], refusal.message);
}
