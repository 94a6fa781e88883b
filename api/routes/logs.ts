/** Imported logs: list, import with progress, delete. */
import { refuse } from '../../engine/errors.ts';
import { logFormat, type Logs } from '../../logs/index.ts';
import { logJson } from '../answers/log.ts';
import { logOperations } from '../contract/logs.ts';
import type { LogImports } from '../log-imports.ts';
import type { Binder } from '../route.ts';

export function logRoutes({ route }: Binder, logs: Logs, imports: LogImports): void {
  route(logOperations.listLogs, async ({ access }) => ({ items: (await logs.imported.list(access.tenantId)).map(logJson) }));

  route(logOperations.importLog, async ({ person, query, context }) => {
    const form = logFormat(query.fileName);
    if (form === undefined) return refuse('invalid', 'Name a file that ends in .xes, .csv, .xes.gz or .csv.gz.');
    const columns = {
      ...(query.case !== undefined && { case: query.case }),
      ...(query.activity !== undefined && { activity: query.activity }),
      ...(query.resource !== undefined && { resource: query.resource }),
      ...(query.start !== undefined && { start: query.start }),
      ...(query.end !== undefined && { end: query.end }),
    };
    const mapping = query.mapping === undefined ? undefined : await logs.imported.mapping(person.tenantId, query.mapping);
    if (query.mapping !== undefined && mapping === undefined)
      return refuse('notFound', 'There is no such mapping: confirm one first.');
    return imports.begin(context.req, {
      tenantId: person.tenantId,
      name: query.name ?? query.fileName,
      fileName: query.fileName,
      ...form,
      columns,
      ...(mapping && { mapping }),
      skipBroken: query.skipBroken,
      check: query.check,
      by: person.user,
    });
  });

  route(logOperations.getImport, ({ person, params }) =>
    Promise.resolve(imports.find(person.tenantId, params.importId) ?? refuse('notFound', 'There is no such import.')),
  );

  route(logOperations.cancelImport, ({ person, params }) =>
    Promise.resolve(imports.cancel(person.tenantId, params.importId) ?? refuse('notFound', 'There is no such import.')),
  );

  route(logOperations.deleteLog, async ({ access, params }) =>
    (await logs.imported.delete(access.tenantId, params.logKey)) ? undefined : refuse('notFound', 'There is no such log.'),
  );
}
