/** The parts of a scenario that say what is done and awaited: activities, batches, messages, events, jobs, ways out of gateways. */
import { z } from 'zod';
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import { distributionSchema } from './distributions.ts';
import { feel, share, valuesSchema } from './scenario-values.ts';

/** When a batch is let go: all that is said must hold. */
const releaseSchema = z
  .strictObject({
    /** So many wait. */
    size: z.int().min(2).exactOptional(),
    /** The first has waited so long; nothing has been added for so long. By the clock on the wall. */
    waitedMinutes: z.number().positive().exactOptional(),
    quietMinutes: z.number().positive().exactOptional(),
    /** Inside the working time of this calendar: hours and weekdays. */
    during: z.string().exactOptional(),
  })
  .refine(
    (rule) => Object.keys(rule).length > 0,
    'The rule says nothing: give it a size, waitedMinutes, quietMinutes or during.',
  );

export const batchSchema = z.strictObject({
  /** Any of these lets it go. What is left when nothing else will ever happen is let go too. */
  releases: z.array(releaseSchema).min(1),
  /** No more than this at once; the rest waits for the next. */
  most: z.int().min(2).exactOptional(),
  /** One person takes the whole batch: one after the other, or all together in the time of the longest. */
  worked: z.enum(['oneByOne', 'together']).default('oneByOne'),
  /** From this size on, work takes so many times as long. */
  factors: z.array(z.strictObject({ size: z.int().min(1), factor: z.number().min(0) })).default([]),
});
export type Batch = z.infer<typeof batchSchema>;
export type Release = Batch['releases'][number];

export const activitySchema = z.strictObject({
  /** Minutes of work of one person, without nights, breaks and suspensions. */
  workMinutes: distributionSchema,
  /** The same where it depends on the candidate group, or on the person. */
  workMinutesByRole: z.record(z.string(), distributionSchema).default({}),
  workMinutesByPerson: z.record(z.string(), distributionSchema).default({}),
  /** Who does it, in the place of the model's candidate groups. */
  roles: z.array(z.string()).min(1).exactOptional(),
  /** A calendar inside which alone this is begun: a head who signs on two mornings a week. */
  calendar: z.string().optional(),
  sets: valuesSchema,
  /** In a share of cases the work rests half-way until an answer comes. */
  pause: z.strictObject({ share, reason: z.enum(SUSPENSION_REASONS), workingDays: distributionSchema }).optional(),
  /** In a share of cases it cannot be begun at once, whoever is free: minutes of this calendar, of the clock on the wall without one. */
  delay: z
    .strictObject({ share: share.default(1), minutes: distributionSchema, calendar: z.string().exactOptional() })
    .exactOptional(),
  batch: batchSchema.exactOptional(),
  /** Money for one execution, besides the hours; what the model says when absent. */
  cost: z.number().min(0).exactOptional(),
});
export type Activity = z.infer<typeof activitySchema>;

export const messageSchema = z.strictObject({
  /** In which share of the cases that wait for it the message ever comes. */
  share,
  /** Working days after the case began to wait for it. */
  afterWorkingDays: distributionSchema,
  sets: valuesSchema,
  /** The statutory term is counted anew from this message (a corrected request). */
  restartsTerm: z.boolean().default(false),
});

/** An intermediate event by its id, in the place of the model's timer or of what is said about its message. */
export const eventSchema = z.strictObject({
  /** Of a message: in which share of the cases it ever comes. */
  share: share.default(1),
  minutes: distributionSchema,
  /** Minutes of its working time; of the clock on the wall without one. */
  calendar: z.string().exactOptional(),
  sets: valuesSchema,
});

export const jobSchema = z.strictObject({
  latencySeconds: distributionSchema,
  /** Failures that trying again after a while may mend. */
  fails: z.strictObject({ share, retryAfterSeconds: z.number().min(0) }).optional(),
  /** A BPMN error that the model may catch. */
  throws: z.strictObject({ share, code: z.string() }).optional(),
  sets: valuesSchema,
  cost: z.number().min(0).exactOptional(),
});

/** What a case has decided before: this was the last way out of its gateway; or with `times`, it took it, or came to the gateway, so often. */
const pastSchema = z
  .strictObject({
    flow: z.string().exactOptional(),
    gateway: z.string().exactOptional(),
    /** At least. */
    times: z.int().min(1).exactOptional(),
    not: z.boolean().exactOptional(),
  })
  .refine(
    ({ flow, gateway, times }) =>
      (flow === undefined) !== (gateway === undefined) && (gateway === undefined || times !== undefined),
    'Give it a "flow", or a "gateway" and "times".',
  );
const sharesSchema = z
  .record(z.string(), z.number().min(0))
  .refine((shares) => Object.values(shares).some((one) => one > 0), 'No share is above zero: give at least one flow a share.');

/** Which way out of a gateway, by flow, in the place of the model's conditions; or how often what is done several times is done. */
export const branchSchema = z
  .strictObject({
    /** Of an exclusive gateway: in proportion. Of an inclusive one: the chance of each. */
    shares: sharesSchema.exactOptional(),
    /** Other shares of an exclusive gateway for cases with a certain past (by gateways with shares): the first of which all holds. */
    given: z
      .array(z.strictObject({ when: z.array(pastSchema).min(1), shares: sharesSchema }))
      .min(1)
      .exactOptional(),
    /** FEEL over the case's variables; the first that holds, or of an inclusive gateway all that hold. */
    rules: z.record(z.string(), feel).exactOptional(),
    /** Of an activity that is done several times: how often, rounded, in the place of the model's list or condition. */
    repeats: distributionSchema.exactOptional(),
  })
  .refine(
    ({ shares, rules, repeats }) => [shares, rules, repeats].filter((one) => one !== undefined).length === 1,
    'Give it either "shares" or "rules". What is done several times has "repeats" alone.',
  )
  .refine(
    ({ shares, given }) => shares !== undefined || given === undefined,
    'Shares for a certain past need "shares" for the rest.',
  );
export type Branch = z.infer<typeof branchSchema>;
