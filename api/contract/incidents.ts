/** Incidents: a token that cannot go on without a person. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { instant, key, pageOf, paging } from './values.ts';

export const incident = z.strictObject({
  incidentKey: key,
  caseKey: key,
  elementInstanceKey: key,
  elementId: z.string(),
  elementName: z.string(),
  definitionKey: key,
  processId: z.string(),
  processName: z.string(),
  kind: z.enum([
    'condition',
    'expression',
    'mapping',
    'timer',
    'correlation',
    'assignment',
    'jobNoRetries',
    'unhandledError',
    'deadlock',
    'decision',
    'calledProcess',
    'limit',
  ]),
  message: z.string(),
  raisedAt: instant,
  resolvedAt: instant.optional(),
  actions: z.array(z.enum(['resolve'])),
});
export type IncidentJson = z.output<typeof incident>;

export const incidentOperations = {
  listIncidents: operation({
    method: 'GET',
    path: '/api/incidents',
    needs: 'cases.read',
    summary: 'Incidents, newest first; open ones unless asked otherwise',
    query: z.strictObject({
      caseKey: key.optional(),
      processId: z.string().max(255).optional(),
      resolved: z.enum(['true', 'false']).default('false'),
      ...paging,
    }),
    answer: pageOf(incident),
  }),
  resolveIncident: operation({
    method: 'POST',
    path: '/api/incidents/:incidentKey/resolve',
    needs: 'incidents.resolve',
    summary: 'Tries again; a job without retries left gets one more',
    answer: incident,
  }),
};
