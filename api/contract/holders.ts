/** Who had the cases, and how long they waited there: institutions and their units, applicants, other bodies. */
import { z } from 'zod';
import { workingHours } from './analytics-values.ts';
import { count, durationMs, share } from './values.ts';

/** Of the lead times of all cases together. */
const held = z.strictObject({
  /** Cases that were there at all. */
  cases: count,
  heldMs: durationMs,
  /** Of it, while nobody worked on them. */
  waitingMs: durationMs,
  heldShare: share,
  waitingShare: share,
});

const place = {
  /** Fewer than 5 cases were there, or they would give away those of another: it has no figures. */
  suppressed: z.boolean(),
  figures: held.nullable(),
};

const outside = z.enum(['nobody', 'applicant', 'authority', 'document', 'machine', 'event']);

export const holdersView = z.strictObject({
  n: count,
  /** By the wall, whatever the hours. */
  ...workingHours,
  /** From receipt, or else start, to end or now; of all cases together, and what of it they waited. What all places had adds up to it. */
  leadMs: durationMs,
  waitingMs: durationMs,
  /** The longest first. An institution is told itself, without those below it; null: units that the organisation does not know. */
  institutions: z.array(
    z.strictObject({
      institution: z.string().nullable(),
      name: z.string().nullable(),
      nameEn: z.string().optional(),
      ...place,
      units: z.array(z.strictObject({ unit: z.string(), name: z.string(), ...place })),
    }),
  ),
  outside: z.array(z.strictObject({ who: outside, ...place })),
  /** Cases that two institutions or more had. */
  crossing: count,
  /** The slowest of them, as far as institutions are shown. */
  cases: z.array(
    z.strictObject({
      caseKey: z.string(),
      caseNumber: z.string().nullable(),
      leadMs: durationMs,
      parts: z.array(
        z.strictObject({
          institution: z.string().nullable(),
          who: outside.nullable(),
          heldMs: durationMs,
          waitingMs: durationMs,
        }),
      ),
    }),
  ),
});
export type HoldersView = z.output<typeof holdersView>;
