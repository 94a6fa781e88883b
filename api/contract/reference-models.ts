/** Reference models: how the models of units keep to the one that was agreed, step by step. */
import { z } from 'zod';
import { attributeList, valueList } from './case-filter.ts';
import { operation } from './operation.ts';
import { count, instant, key, line, share } from './values.ts';

const order = z.enum(['before', 'after', 'exclusive', 'interleaving']);
const stepKind = z.enum(['work', 'machine', 'message', 'timer', 'event']);

const step = z.strictObject({
  element: z.string(),
  name: z.string(),
  /** The name in other languages, by language tag. */
  labels: z.record(z.string(), z.string()),
  kind: stepKind,
});
export type ReferenceStep = z.output<typeof step>;

/** What is otherwise in the model than in the reference; groups, terms as the models write them. */
export const stepDeviation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({ kind: z.literal('otherKind'), reference: stepKind, model: stepKind }),
  z.strictObject({ kind: z.literal('otherGroups'), reference: z.string(), model: z.string() }),
  z.strictObject({ kind: z.literal('otherTerm'), reference: z.string().nullable(), model: z.string().nullable() }),
  z.strictObject({ kind: z.literal('otherInterruption'), model: z.boolean() }),
  z.strictObject({ kind: z.literal('otherOrder'), other: z.string(), reference: order, model: order }),
  z.strictObject({ kind: z.literal('otherRepetition'), model: z.boolean() }),
  z.strictObject({ kind: z.literal('skippable'), other: z.string() }),
]);
export type StepDeviationJson = z.output<typeof stepDeviation>;

const comparedModel = z.strictObject({
  processId: z.string(),
  version: count,
  definitionKey: key,
  name: z.string(),
  /** In the order of the reference's steps. */
  steps: z.array(
    z.strictObject({
      /** None: nothing stands for it. */
      elements: z.array(z.string()),
      by: z.enum(['choice', 'mark', 'id', 'name']).nullable(),
      deviations: z.array(stepDeviation),
    }),
  ),
  /** Steps of the model that stand for none of the reference. */
  added: z.array(step),
  /** All that can stand for a step. */
  elements: z.array(step),
  coverage: share,
  /** null where the order could not be compared: `notOrdered` says why. */
  consistency: share.nullable(),
  notOrdered: z
    .strictObject({ of: z.enum(['reference', 'model']), unsupported: z.array(z.string()), tooMany: z.boolean() })
    .nullable(),
  choices: z.record(z.string(), z.string()),
  chosenBy: z.string().nullable(),
  chosenAt: instant.nullable(),
});
export type ComparedModel = z.output<typeof comparedModel>;

const reference = z.strictObject({ processId: z.string(), version: count, definitionKey: key, name: z.string() });

export const referenceComparison = z.strictObject({ reference, steps: z.array(step), models: z.array(comparedModel) });
export type ReferenceComparisonJson = z.output<typeof referenceComparison>;

/** `id` or `id:version`, up to four, by commas. */
const models = z
  .string()
  .max(2000)
  .regex(/^[^,:]+(:[1-9]\d{0,8})?(,[^,:]+(:[1-9]\d{0,8})?){0,3}$/, 'name one to four models: id or id:version, with commas');

/** null below five cases or answers. */
const estimate = z.strictObject({
  n: count,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const outcomes = z.strictObject({ processIds: z.array(z.string()), inTime: estimate, satisfaction: estimate });

/** Which cases, as everywhere; answers are told apart by unit, institution and channel alone. */
const which = z.strictObject({ institution: valueList.optional(), unit: valueList.optional(), where: attributeList.optional() });

const following = z.strictObject({
  ...reference.shape,
  /** Says itself that it is made from the reference. */
  isMade: z.boolean(),
  coverage: share,
  /** null where the order could not be compared. */
  consistency: share.nullable(),
  /** In the order of the reference's steps. */
  steps: z.array(z.enum(['asReference', 'otherwise', 'missing'])),
});
export type FollowingJson = z.output<typeof following>;

const params = '/api/reference-models/:referenceId';

export const referenceModelOperations = {
  listReferenceModels: operation({
    method: 'GET',
    path: '/api/reference-models',
    needs: 'insight.read',
    summary: 'Processes that are meant as reference models: their newest version bears the tag `reference`',
    answer: z.strictObject({ items: z.array(reference) }),
  }),
  compareWithReference: operation({
    method: 'GET',
    path: `${params}/comparison`,
    needs: 'insight.read',
    summary: 'How deployed models deviate from a reference model, step by step; the newest versions unless told',
    query: z.strictObject({ models, version: z.coerce.number().int().min(1).optional() }),
    answer: referenceComparison,
  }),
  listFollowing: operation({
    method: 'GET',
    path: `${params}/following`,
    needs: 'insight.read',
    summary:
      'How far the newest version of every process follows the reference model, step by step; who follows it furthest first',
    answer: z.strictObject({ reference, steps: z.array(step), items: z.array(following) }),
  }),
  getReferenceEffect: operation({
    method: 'GET',
    path: `${params}/effect`,
    needs: 'insight.read',
    summary: 'Processes whose newest version is made from the reference model beside the others: cases in time, satisfaction',
    query: which,
    answer: z.strictObject({ on: outcomes, others: outcomes }),
  }),
  chooseReferenceSteps: operation({
    method: 'PUT',
    path: `${params}/choices/:processId`,
    needs: 'models.deploy',
    summary:
      'Says which element of a process stands for which step of the reference (empty text: none); an empty object takes all back',
    body: z.strictObject({ choices: z.record(line(255), z.string().max(255)) }),
    answer: z.strictObject({ choices: z.record(z.string(), z.string()) }),
  }),
  draftFromReference: operation({
    method: 'POST',
    path: `${params}/drafts`,
    needs: 'models.deploy',
    summary:
      'A new process that begins as the newest version of the reference, each element marked with its step; nothing is deployed. `calls` names for tasks the processes that do them instead',
    body: z.strictObject({
      processId: line(255),
      name: line(300),
      /** By language tag. */
      labels: z.record(z.string().regex(/^[a-z]{2,3}$/, 'is no language tag'), line(300)).default({}),
      termProfile: line(255).optional(),
      calls: z.record(line(255), line(255)).default({}),
    }),
    answer: z.strictObject({ xml: z.string() }),
  }),
};
