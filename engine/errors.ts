/**
 * The few ways in which a request can be refused. A refusal is an answer, not an exception: the caller shows `message` as it is.
 * - notFound: nothing has this key (or the caller may not know that it exists)
 * - conflict: it exists, but its lifecycle does not allow this now (completed twice, claimed by another)
 * - invalid: the request itself cannot be right (unknown field, missing variable, bad value)
 * - limit: a limit of docs/limits.md was met; the message names it
 */
export type RefusalReason = 'notFound' | 'conflict' | 'invalid' | 'limit';

export interface Refusal {
  readonly refused: RefusalReason;
  readonly message: string;
}

export function refuse(refused: RefusalReason, message: string): Refusal {
  return { refused, message };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** One fault of a model: which rule, at which element, and a sentence that says what to do. `error` refuses, `warning` does not. */
export interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly element: string;
  readonly message: string;
}

/** A JSON value, as variables hold it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Variables = { readonly [name: string]: Json };
