/** The shapes that every noun of the contract is made of. Instants are ISO 8601 text in UTC, durations milliseconds, keys decimal text. */
import { z } from 'zod';

/** A 64-bit key: never a number, which would lose its last digits. */
export const key = z.string().regex(/^[1-9][0-9]{0,18}$/, 'a key is a decimal number');
export const instant = z.iso.datetime({ offset: true });
/** A day in the institution's time zone. */
export const day = z.iso.date();
export const durationMs = z.number();
export const count = z.number().int().min(0);
/** A part of a whole, 0 to 1. */
export const share = z.number().min(0).max(1);
export const language = z.enum(['lt', 'en']);

/** A line of text that a person typed. */
export const line = (longest: number) => z.string().trim().min(1).max(longest);

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };
export const json: z.ZodType<JsonValue> = z.json();
/** Variables by name. */
export const variables = z.record(z.string().min(1).max(200), json);

/** Paging of a list: `after` is the `endCursor` of the page before. */
export const paging = {
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), total: count, endCursor: z.string().optional() });

const gatewayKind = z.enum(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway']);

/** One fault of a model: the rule, the element that has it, and a sentence that says what to do. */
export const finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  element: z.string(),
  message: z.string(),
  /** File of the deployment that has the fault. */
  resource: z.string().optional(),
  /** How tokens come to the fault, where only moving tokens show it; markings by sequence flow or node. */
  trace: z
    .array(
      z.strictObject({ element: z.string(), flow: z.string().optional(), marking: z.record(z.string(), z.number()).readonly() }),
    )
    .readonly()
    .optional(),
  /** A change that mends it. */
  fix: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('changeGateway'), element: z.string(), to: gatewayKind, message: z.string() }),
      z.strictObject({ kind: z.literal('insertGateway'), element: z.string(), gateway: gatewayKind, message: z.string() }),
      z.strictObject({ kind: z.literal('removeFlow'), flow: z.string(), message: z.string() }),
    ])
    .optional(),
});
export type FindingJson = z.output<typeof finding>;

/**
 * A refusal (RFC 9457). `code` is what a program tells apart, `detail` what a person reads. `findings` come with a refused model,
 * `fields` with a body that has the wrong shape, `place` with a faulty file.
 */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum([
    'badRequest',
    'notSignedIn',
    'wrongPassword',
    'forbidden',
    'notFound',
    'conflict',
    'invalid',
    'refusedModel',
    'refusedLog',
    'limit',
    'tooManyAttempts',
    'notReady',
    'fault',
  ]),
  /** Names the request in the server's log. */
  instance: z.string().optional(),
  findings: z.array(finding).optional(),
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  place: z.strictObject({ line: z.number().optional(), column: z.number().optional(), remedy: z.string().optional() }).optional(),
  retryAfterSeconds: z.number().optional(),
});
export type Problem = z.output<typeof problem>;
