/** Deployments: models and forms in one multipart request, all of them or none. */
import type { Deployment } from '../../engine/index.ts';
import type { Endpoints } from './endpoint.ts';
import { readMultipart } from './multipart.ts';
import { reject } from './problem.ts';
import { checkTenant, toCamundaTenant } from './tenant.ts';

export function deploymentEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/deployments', needs: 'models.deploy' }, async ({ engine, access, context }) => {
    const { files, texts } = await readMultipart(context);
    const unknown = [...files.filter(({ field }) => field !== 'resources'), ...texts.filter(({ field }) => field !== 'tenantId')];
    if (unknown[0]) reject('Bad Request', `Request property [${unknown[0].field}] cannot be parsed`);
    for (const { value } of texts) checkTenant(access, value);
    if (files.length === 0) reject('INVALID_ARGUMENT', 'No resources are given.');
    const resources = files.map(({ name, content }) => ({ name, content }));
    const deployed = await engine.deploy(access, { resources, acceptsUnsound: true });
    if (!('deploymentKey' in deployed)) return reject('INVALID_ARGUMENT', faultsOf(deployed.findings));
    return deployment(deployed);
  });
}

interface Fault {
  readonly resource: string;
  readonly element: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Laid out as Camunda lays out its own. */
function faultsOf(findings: readonly Fault[]): string {
  const lines = findings.map(({ resource, element, severity, message }) => {
    return `'${resource}': - Element: ${element}\n    - ${severity.toUpperCase()}: ${message}`;
  });
  return ['Expected to deploy new resources, but encountered the following errors:', ...lines].join('\n');
}

function deployment({ deploymentKey, tenantId: ours, definitions, forms, decisions, decisionRequirements }: Deployment) {
  const tenantId = toCamundaTenant(ours);
  const files = new Map(decisionRequirements.map((file) => [file.requirementsKey, file]));
  return {
    deploymentKey,
    tenantId,
    deployments: [
      ...definitions.map(({ processId, version, resourceName, definitionKey }) => ({
        processDefinition: {
          processDefinitionId: processId,
          processDefinitionVersion: version,
          resourceName,
          tenantId,
          processDefinitionKey: definitionKey,
        },
      })),
      ...decisions.map(({ decisionId, version, name, decisionKey, requirementsKey }) => ({
        decisionDefinition: {
          decisionDefinitionId: decisionId,
          version,
          name,
          tenantId,
          decisionRequirementsId: files.get(requirementsKey)?.requirementsId ?? '',
          decisionDefinitionKey: decisionKey,
          decisionRequirementsKey: requirementsKey,
        },
      })),
      ...decisionRequirements.map(({ requirementsId, version, name, resourceName, requirementsKey }) => ({
        decisionRequirements: {
          decisionRequirementsId: requirementsId,
          version,
          decisionRequirementsName: name,
          tenantId,
          resourceName,
          decisionRequirementsKey: requirementsKey,
        },
      })),
      ...forms.map(({ formId, version, resourceName, formKey }) => ({
        form: { formId, version, resourceName, tenantId, formKey },
      })),
    ],
  };
}
