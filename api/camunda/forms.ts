/** Forms: what a user task shows, and what a process instance is started with. Where there is none, the answer is empty. */
import { refuse } from '../../engine/errors.ts';
import type { DefinitionKey, Engine, TaskKey } from '../../engine/index.ts';
import type { Asked, Endpoints } from './endpoint.ts';
import { toCamundaTenant } from './tenant.ts';

export function formEndpoints({ on }: Endpoints): void {
  on({ method: 'GET', path: '/process-definitions/:key/form', needs: 'cases.start' }, async (asked) => {
    const { engine, access, key } = asked;
    const definitionKey = key as DefinitionKey;
    if (!(await engine.process(access, definitionKey)))
      return refuse('notFound', `Process Definition with key '${key}' not found`);
    return told(asked, await engine.startForm(access, definitionKey));
  });
  on({ method: 'GET', path: '/user-tasks/:key/form', needs: 'tasks.read' }, async (asked) => {
    const { engine, access, key } = asked;
    const { total } = await engine.search.tasks(access, { filter: [{ field: 'key', is: 'eq', value: key }], limit: 1 });
    if (total === 0) return refuse('notFound', `User Task with key '${key}' not found`);
    return told(asked, await engine.taskForm(access, key as TaskKey));
  });
}

function told({ access, context }: Asked<unknown>, form: Awaited<ReturnType<Engine['startForm']>>) {
  if (!form) {
    // The client's own check passes an empty answer of JSON and none without a type, which koa takes away from every 204.
    context.respond = false;
    context.res.writeHead(204, { 'Content-Type': 'application/json' }).end();
    return undefined;
  }
  const { formKey, formId, version, schema } = form;
  return { tenantId: toCamundaTenant(access.tenantId), formId, schema, version, formKey };
}
