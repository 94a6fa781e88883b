/** One thing done to many cases, in the background; each succeeds or fails by itself. */
import { z } from 'zod';
import { elementMapping } from './case-changes.ts';
import { suspensionReason } from './cases.ts';
import { operation } from './operation.ts';
import { count, instant, json, key, line, pageOf, paging } from './values.ts';

/** Which running cases; at least one of these, all of which must hold. */
export const caseFilter = z
  .strictObject({
    /** Part of a case number. */
    number: line(100).optional(),
    processId: line(255).optional(),
    definitionKey: key.optional(),
    version: z.number().int().min(1).optional(),
    unit: line(100).optional(),
    service: line(100).optional(),
    hasIncident: z.boolean().optional(),
    /** Started at or after, and before. */
    startedFrom: instant.optional(),
    startedTo: instant.optional(),
    caseKeys: z.array(key).min(1).max(1_000).optional(),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'say which cases');
export type CaseFilterJson = z.output<typeof caseFilter>;

const move = z.strictObject({ from: line(255), to: line(255) });
const plan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('resolve') }),
  z.strictObject({ kind: z.literal('suspend'), reason: suspensionReason }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('modify'), move: z.array(move) }),
  z.strictObject({ kind: z.literal('migrate'), definitionKey: key, elements: elementMapping }),
]);

/** A condition that the cases had to meet; `or` has alternatives instead of a field. */
const condition = z.strictObject({ field: z.string().optional(), is: z.string(), value: json });

export const batch = z.strictObject({
  batchKey: key,
  plan,
  /** Which cases were asked for; absent from batches of earlier versions. */
  filter: z.array(condition).optional(),
  /** `completed`: every item has been tried. */
  status: z.enum(['active', 'suspended', 'cancelled', 'completed']),
  total: count,
  completed: count,
  failed: count,
  createdAt: instant,
  createdBy: z.string().optional(),
  endedAt: instant.optional(),
  actions: z.array(z.enum(['suspend', 'resume', 'cancel'])),
});
export type BatchJson = z.output<typeof batch>;

export const batchItem = z.strictObject({
  /** The case, or the incident that is to be resolved. */
  itemKey: key,
  caseKey: key,
  /** `cancelled`: with the batch, before its turn. */
  status: z.enum(['open', 'completed', 'failed', 'cancelled']),
  processedAt: instant.optional(),
  /** Why it failed. */
  message: z.string().optional(),
});

const created = z.strictObject({ batchKey: key, total: count });
const atBatch = <Path extends string>(path: Path) => `/api/batches/:batchKey${path}` as const;

export const batchOperations = {
  listBatches: operation({
    method: 'GET',
    path: '/api/batches',
    needs: 'cases.read',
    summary: 'Batches, newest first',
    query: z.strictObject(paging),
    answer: pageOf(batch),
  }),
  countCases: operation({
    method: 'POST',
    path: '/api/batches/count',
    needs: 'cases.read',
    summary:
      'How many running cases a batch of a kind would change now, or how many incidents; 50,001 stands for more than is allowed',
    body: z.strictObject({ kind: z.enum(['cancel', 'suspend', 'resume', 'resolve', 'modify', 'migrate']), filter: caseFilter }),
    answer: z.strictObject({ total: count }),
  }),
  cancelCases: operation({
    method: 'POST',
    path: '/api/batches/cancel',
    needs: 'cases.cancel',
    summary: 'Ends all running cases that the filter finds',
    body: z.strictObject({ filter: caseFilter }),
    status: 202,
    answer: created,
  }),
  suspendCases: operation({
    method: 'POST',
    path: '/api/batches/suspend',
    needs: 'cases.edit',
    summary: 'Suspends all active cases that the filter finds, with what they have called',
    body: z.strictObject({ filter: caseFilter, reason: suspensionReason }),
    status: 202,
    answer: created,
  }),
  resumeCases: operation({
    method: 'POST',
    path: '/api/batches/resume',
    needs: 'cases.edit',
    summary: 'Resumes all suspended cases that the filter finds',
    body: z.strictObject({ filter: caseFilter }),
    status: 202,
    answer: created,
  }),
  resolveIncidents: operation({
    method: 'POST',
    path: '/api/batches/resolve',
    needs: 'incidents.resolve',
    summary: 'Tries again at all open incidents of the cases that the filter finds',
    body: z.strictObject({ filter: caseFilter }),
    status: 202,
    answer: created,
  }),
  modifyCases: operation({
    method: 'POST',
    path: '/api/batches/modify',
    needs: 'cases.repair',
    summary: 'Moves whatever stands at an element to another one, in all running cases that the filter finds',
    body: z.strictObject({ filter: caseFilter, move: z.array(move).min(1).max(100) }),
    status: 202,
    answer: created,
  }),
  migrateCases: operation({
    method: 'POST',
    path: '/api/batches/migrate',
    needs: 'cases.repair',
    summary: 'Takes all running cases that the filter finds to another version',
    body: z.strictObject({ filter: caseFilter, definitionKey: key, elements: elementMapping.default({}) }),
    status: 202,
    answer: created,
  }),
  getBatch: operation({
    method: 'GET',
    path: '/api/batches/:batchKey',
    needs: 'cases.read',
    summary: 'How far a batch has come, and what can be done with it',
    answer: batch,
  }),
  listBatchItems: operation({
    method: 'GET',
    path: atBatch('/items'),
    needs: 'cases.read',
    summary: 'What a batch is done to, with the reasons of what failed',
    query: z.strictObject({ status: batchItem.shape.status.optional(), ...paging }),
    answer: pageOf(batchItem),
  }),
  suspendBatch: operation({
    method: 'POST',
    path: atBatch('/suspend'),
    needs: 'cases.read',
    summary: 'Stands still until it is resumed; for those who may do what it does',
    answer: batch,
  }),
  resumeBatch: operation({
    method: 'POST',
    path: atBatch('/resume'),
    needs: 'cases.read',
    summary: 'Goes on; for those who may do what it does',
    answer: batch,
  }),
  cancelBatch: operation({
    method: 'POST',
    path: atBatch('/cancel'),
    needs: 'cases.read',
    summary: 'Ends before its end, and what has been done stays done; for those who may do what it does',
    answer: batch,
  }),
};
