import { refuse, type Json, type Refusal, type Variables } from '../errors.ts';

/** Limits of values that come from outside; docs/limits.md gives the reasons. */
export const VALUE_LIMITS = {
  /** All values of one request, as JSON text. */
  bytes: 1_000_000,
  /** The embedded PostgreSQL returns nothing for JSON nested 6,000 deep and hangs at 10,000. */
  depth: 64,
};

const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why these values cannot be kept (too large, too deep, a character PostgreSQL cannot hold, a name of JavaScript's own), or undefined. */
export function unacceptable(variables: Variables): Refusal | undefined {
  const fault = faultOf(variables, 1);
  if (fault) return fault;
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes <= VALUE_LIMITS.bytes) return undefined;
  return refuse('limit', `the variables have ${bytes} bytes; at most ${VALUE_LIMITS.bytes} are accepted`);
}

export function firstUnacceptable(all: readonly Variables[]): Refusal | undefined {
  for (const variables of all) {
    const refusal = unacceptable(variables);
    if (refusal) return refusal;
  }
  return undefined;
}

function faultOf(value: Json, depth: number): Refusal | undefined {
  if (typeof value === 'string')
    return isText(value) ? undefined : refuse('invalid', 'a text has a character that cannot be stored');
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : refuse('invalid', `${value} is not a number that JSON knows`);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > VALUE_LIMITS.depth) return refuse('limit', `variables are nested deeper than ${VALUE_LIMITS.depth} levels`);
  for (const [name, member] of Object.entries(value)) {
    if (FORBIDDEN_NAMES.has(name) || !isText(name)) return refuse('invalid', `'${name}' cannot be the name of a value`);
    const fault = faultOf(member, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}

/** NUL, and a half of a surrogate pair: PostgreSQL's text has neither. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

function isText(text: string): boolean {
  return !UNSTORABLE.test(text);
}
