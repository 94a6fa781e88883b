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
  /** Of a fault that only shows when tokens move: how they come to it, from the beginning of the element's scope. */
  readonly trace?: readonly TraceStep[];
  /** A change that mends it, and was tried. */
  readonly fix?: Fix;
}

/** One move of tokens. */
export interface TraceStep {
  /** The node that moves them, or the boundary event that is triggered. */
  readonly element: string;
  /** The one flow that is taken where there is a choice. */
  readonly flow?: string;
  /** Tokens afterwards, by sequence flow, or by node when they wait in it or (links, beginnings) right before it. */
  readonly marking: Readonly<Record<string, number>>;
}

export type GatewayKind = 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';

/**
 * A change that was tried: the changed net, explored in full, no longer has the fault and has none that the drawn one has not.
 * `insertGateway`: the flows into the element meet in a new gateway before it.
 */
export type Fix =
  | { readonly kind: 'changeGateway'; readonly element: string; readonly to: GatewayKind; readonly message: string }
  | { readonly kind: 'insertGateway'; readonly element: string; readonly gateway: GatewayKind; readonly message: string }
  | { readonly kind: 'removeFlow'; readonly flow: string; readonly message: string };

/** A JSON value, as variables hold it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Variables = { readonly [name: string]: Json };
