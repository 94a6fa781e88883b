/** Process definitions: deployed versions of models. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { count, finding, instant, json, key, line } from './values.ts';

export const definition = z.strictObject({
  definitionKey: key,
  processId: z.string(),
  name: z.string(),
  version: count,
  versionTag: z.string().optional(),
  resourceName: z.string(),
  hasStartForm: z.boolean(),
  deployedAt: instant,
  deployedBy: z.string().optional(),
});
export type DefinitionJson = z.output<typeof definition>;

export const deployedProcess = z.strictObject({
  processId: z.string(),
  /** Of the newest version. */
  name: z.string(),
  /** Newest first. */
  versions: z.array(definition),
  activeCases: count,
});
export type ProcessJson = z.output<typeof deployedProcess>;

export const form = z.strictObject({ formKey: key, formId: z.string(), version: count, schema: json });
export type FormJson = z.output<typeof form>;

const resources = z
  .array(z.strictObject({ name: line(200), content: z.string().max(5_500_000) }))
  .min(1)
  .max(50);

export const deployment = z.strictObject({
  deploymentKey: key,
  /** `isNew` is false where the same bytes were deployed already. */
  definitions: z.array(definition.extend({ isNew: z.boolean() })),
  forms: z.array(
    z.strictObject({ formKey: key, formId: z.string(), version: count, resourceName: z.string(), isNew: z.boolean() }),
  ),
  decisions: z.array(
    z.strictObject({ decisionKey: key, decisionId: z.string(), name: z.string(), version: count, isNew: z.boolean() }),
  ),
  /** Warnings; a model with errors is refused with 422 and all its findings. */
  findings: z.array(finding),
});
export type DeploymentJson = z.output<typeof deployment>;

export const definitionOperations = {
  listProcesses: operation({
    method: 'GET',
    path: '/api/processes',
    needs: 'cases.read',
    summary: 'All processes with their deployed versions',
    answer: z.strictObject({ items: z.array(deployedProcess) }),
  }),
  getDefinition: operation({
    method: 'GET',
    path: '/api/definitions/:definitionKey',
    needs: 'cases.read',
    summary: 'One version with its BPMN',
    answer: definition.extend({ xml: z.string() }),
  }),
  getStartForm: operation({
    method: 'GET',
    path: '/api/definitions/:definitionKey/start-form',
    needs: 'cases.start',
    summary: 'The form with which a case of this version starts; null without one',
    answer: z.strictObject({ form: form.nullable() }),
  }),
  checkModels: operation({
    method: 'POST',
    path: '/api/definitions/check',
    needs: 'models.read',
    summary: 'The findings that a deployment would have; stores nothing',
    body: z.strictObject({ resources }),
    answer: z.strictObject({ findings: z.array(finding) }),
  }),
  deploy: operation({
    method: 'POST',
    path: '/api/definitions',
    needs: 'models.deploy',
    summary: 'Deploys models (.bpmn), decisions (.dmn) and forms (.form), all or none; `reason` is kept with the version',
    body: z.strictObject({ resources, reason: line(2000).optional() }),
    status: 201,
    answer: deployment,
  }),
};
