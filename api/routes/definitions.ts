/** Process definitions: list, read, check, deploy. */
import type { Access, DefinitionKey, DefinitionRow, Engine } from '../../engine/index.ts';
import { refuse } from '../../engine/errors.ts';
import { iso } from '../answers/instants.ts';
import { type DefinitionJson, definitionOperations, type ProcessJson } from '../contract/definitions.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

const ALL = 10_000;

export function definitionRoutes({ route }: Binder, engine: Engine): void {
  route(definitionOperations.listProcesses, async ({ access }) => {
    const { items } = await engine.search.definitions(access, { limit: ALL, sort: [{ field: 'version', order: 'desc' }] });
    const processes = new Map<string, ProcessJson>();
    for (const row of items) {
      const known = processes.get(row.processId);
      if (known === undefined)
        processes.set(row.processId, { processId: row.processId, name: row.name, versions: [definition(row)], activeCases: 0 });
      else known.versions.push(definition(row));
    }
    const counted = await Promise.all(
      [...processes.values()].map(async (process) => {
        const active = await engine.search.cases(access, {
          filter: [
            { field: 'processId', is: 'eq', value: process.processId },
            { field: 'status', is: 'eq', value: 'active' },
          ],
          limit: 1,
        });
        return { ...process, activeCases: active.total };
      }),
    );
    return { items: counted.sort((a, b) => a.name.localeCompare(b.name, 'lt')) };
  });

  route(definitionOperations.getDefinition, async ({ access, params }) => {
    const key = params.definitionKey as DefinitionKey;
    const row = await findDefinition(engine, access, key);
    const xml = await engine.xml(access, key);
    return row === undefined || xml === undefined ? noDefinition() : { ...definition(row), xml };
  });

  route(definitionOperations.getStartForm, async ({ access, params }) => {
    const row = await findDefinition(engine, access, params.definitionKey as DefinitionKey);
    if (row === undefined) return noDefinition();
    const form = await engine.startForm(access, row.definitionKey);
    return {
      form:
        form === undefined ? null : { formKey: form.formKey, formId: form.formId, version: form.version, schema: form.schema },
    };
  });

  route(definitionOperations.checkModels, async ({ body }) => ({ findings: [...(await engine.check(body))] }));

  route(definitionOperations.deploy, async ({ access, body }) => {
    const { resources, reason } = body;
    const deployed = await engine.deploy(access, { resources, ...(reason !== undefined && { reason }) });
    if (!('deploymentKey' in deployed))
      return fail('refusedModel', 'The model was not deployed: mend what is listed and deploy again.', {
        findings: [...deployed.findings],
      });
    return {
      deploymentKey: deployed.deploymentKey,
      definitions: deployed.definitions.map((row) => ({ ...definition(row), isNew: row.isNew })),
      forms: deployed.forms.map(({ formKey, formId, version, resourceName, isNew }) => ({
        formKey,
        formId,
        version,
        resourceName,
        isNew,
      })),
      decisions: deployed.decisions.map(({ decisionKey, decisionId, name, version, isNew }) => ({
        decisionKey,
        decisionId,
        name,
        version,
        isNew,
      })),
      findings: [...deployed.findings],
    };
  });
}

async function findDefinition(engine: Engine, access: Access, key: DefinitionKey): Promise<DefinitionRow | undefined> {
  const { items } = await engine.search.definitions(access, {
    filter: [{ field: 'definitionKey', is: 'eq', value: key }],
    limit: 1,
  });
  return items[0];
}

function noDefinition() {
  return refuse('notFound', 'There is no such process definition.');
}

function definition(row: DefinitionRow): DefinitionJson {
  return {
    definitionKey: row.definitionKey,
    processId: row.processId,
    name: row.name,
    version: row.version,
    versionTag: row.versionTag,
    resourceName: row.resourceName,
    hasStartForm: row.hasStartForm,
    deployedAt: iso(row.deployedAt),
    deployedBy: row.deployedBy,
  };
}
