/** What a quality standard is. Pure: the contract of the API and the store check with these shapes. */
import { z } from 'zod';
import { inBoth } from '../plan/plan-shapes.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const day = z.iso.date();
const share = z.number().min(0.01).max(1);

/**
 * `answeredWithin`: so many working days after receipt (Lithuanian statutory count: the day of receipt is not counted); `inTime`: within the
 * statutory term; `satisfied`: of those who answered a survey, that rated 4 or 5 of 5.
 */
const promise = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answeredWithin'), workingDays: z.number().int().min(1).max(1000), share }),
  z.strictObject({ kind: z.literal('inTime'), share }),
  z.strictObject({ kind: z.literal('firstTimeRight'), share }),
  z.strictObject({ kind: z.literal('satisfied'), share }),
]);
export type Promised = z.output<typeof promise>;

/** What people write. */
export const standardText = z.strictObject({
  /** As citizens read it: „Atsakome per 15 darbo dienų“. */
  title: inBoth(300),
  processId: text(255),
  /** Of one unit's cases alone. */
  unit: z.exactOptional(text(100)),
  promise,
  /** Whether it stands in the citizens' charter. */
  inCharter: z.boolean(),
  status: z.enum(['inForce', 'withdrawn']),
});
export type StandardText = z.output<typeof standardText>;

export const standard = standardText.extend({
  /** Alerts that somebody has answered, by the first day of their first month. */
  acknowledged: z
    .array(
      z.strictObject({
        from: day,
        at: z.iso.datetime({ offset: true }),
        by: text(100),
        note: text(1000),
        /** The measure of the change plan that is to mend it. */
        measure: z.exactOptional(z.number().int().min(1)),
      }),
    )
    .max(100),
});
export type Standard = z.output<typeof standard>;
