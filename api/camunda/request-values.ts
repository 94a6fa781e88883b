/** The values that requests of /v2 are made of. An explicit null counts as absent, as it does in Camunda. */
import { z } from 'zod';
import type { Variables } from '../../engine/index.ts';

/** A 64-bit key as decimal text; one that nothing can have is for the engine to not find. */
export const keyText = z.string().regex(/^-?[0-9]{1,25}$/, 'a key is a decimal number');

/** A 64-bit integer, as a number or, as clients with big integers write it, as text; within what a JavaScript number holds exactly. */
export const int64 = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^-?[0-9]{1,16}$/)
        .transform(Number),
    ],
    'a whole number',
  )
  .pipe(z.int());

/** Milliseconds from now on; not more than a hundred years, which no clock here outlives. */
export const durationMs = int64.pipe(
  z
    .int()
    .min(0)
    .transform((ms) => Math.min(ms, 100 * 365 * 86_400_000)),
);

/** A 32-bit integer, as the columns hold it. */
export const int32 = z.int32();

/** ISO 8601 with a zone, as milliseconds since 1970. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= Date.UTC(1, 0, 1) && at < Date.UTC(9999, 0, 1), 'an instant between the years 1 and 9999');

export const text = z.string().max(10_000);
export const name = z.string().min(1).max(1_000);

/** Variables by name. The body is JSON and nothing else, so its values are. */
export const variables = z.record(z.string().min(1).max(1_000), z.json()).transform((values): Variables => values);

/** Few words that a client calls a process instance by. */
export const tags = z
  .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_\-:.]{0,99}$/, 'a tag begins with a letter and has letters, digits and _-:. only'))
  .max(10)
  .transform((given): readonly string[] => [...new Set(given)]);

/** A number that the caller's own log can be found by; nothing here writes it down, so it is only checked. */
export const operationReference = int64.pipe(z.int().min(1)).nullish();
