/** Changing by hand where a case stands, and which version it follows. */
import { z } from 'zod';
import { caseDetail, suspensionReason } from './cases.ts';
import { operation } from './operation.ts';
import { key, line, variables } from './values.ts';

/** Elements and sequence flows of one version by the ids that they have in another; what keeps its id needs no entry. */
export const elementMapping = z
  .record(line(255), line(255))
  .refine((elements) => Object.keys(elements).length <= 10_000, 'at most 10,000 elements');

export const caseChangeOperations = {
  suspendCase: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/suspend',
    needs: 'cases.edit',
    summary: 'Stops everything in the case and in those that it has called; its statutory term runs on',
    body: z.strictObject({ reason: suspensionReason, note: line(2000).optional() }),
    answer: caseDetail,
  }),
  resumeCase: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/resume',
    needs: 'cases.edit',
    summary: 'Goes on where the case stood; what became due meanwhile happens now',
    answer: caseDetail,
  }),
  beginElement: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/begin',
    needs: 'cases.edit',
    summary: 'Begins an element of an ad-hoc sub-process that lives in the case',
    body: z.strictObject({ elementInstanceKey: key, elementId: line(255) }),
    answer: caseDetail,
  }),
  modifyCase: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/modify',
    needs: 'cases.repair',
    summary: 'Changes by hand where the case stands; all of it or, with a refusal, nothing',
    body: z.strictObject({
      activate: z
        .array(
          z.strictObject({
            elementId: line(255),
            /** The scope that it begins in, where several live. */
            ancestorKey: key.optional(),
            /** Of the scopes that begin with it, by element id. */
            variables: z.record(line(255), variables).optional(),
          }),
        )
        .max(1_000)
        .default([]),
      terminate: z.array(key).max(1_000).default([]),
      move: z
        .array(z.strictObject({ elementInstanceKey: key, to: line(255) }))
        .max(1_000)
        .default([]),
      /** Of the case. */
      variables: variables.default({}),
      /** Only tells whether it would be refused. */
      dryRun: z.boolean().default(false),
    }),
    answer: caseDetail,
  }),
  migrateCase: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/migrate',
    needs: 'cases.repair',
    summary: 'Takes the case to another version, or tells everything that stands in the way',
    body: z.strictObject({ definitionKey: key, elements: elementMapping.default({}), dryRun: z.boolean().default(false) }),
    answer: caseDetail,
  }),
};
