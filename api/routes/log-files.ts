/** Logs as files: proposing and confirming how a CSV is read, its quality, export. */
import { Readable } from 'node:stream';
import { quality } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { isKey } from '../../engine/index.ts';
import { isZone } from '../../engine/time/zone.ts';
import { type ExportRequest, logFormat, type Logs, type Selection } from '../../logs/index.ts';
import { accessOf, may, type Organisation, type Person } from '../../organisation/index.ts';
import { selectionOf } from '../analytics-work/asked-log.ts';
import { exportJson, qualityJson, readingJson } from '../answers/log.ts';
import { logFileOperations } from '../contract/log-files.ts';
import type { Read } from '../contract/operation.ts';
import { bodyChunks } from '../middleware/body-chunks.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

type ExportQuery = Read<typeof logFileOperations.exportLog.query>;

/** Enough to judge by, and to show. */
const HEAD_BYTES = 1_000_000;

export function logFileRoutes({ route }: Binder, logs: Logs, organisation: Organisation): void {
  const zoneOf = (tenantId: string) => organisation.calendars.dataOf(tenantId, undefined).data.zone;

  route(logFileOperations.detectLog, async ({ access: { tenantId }, query, context }) => {
    const form = logFormat(query.fileName);
    if (form?.format !== 'csv')
      return refuse('invalid', 'Name a file that ends in .csv or .csv.gz; XES says itself how it is read.');
    const source = bodyChunks(context.req, HEAD_BYTES, () =>
      fail('badRequest', `Send at most the first ${String(HEAD_BYTES)} bytes of the file.`, { status: 413 }),
    );
    const { delimiter, encoding } = query;
    const file = { source, zipped: form.zipped, zone: zoneOf(tenantId), form: { delimiter, encoding } };
    return readingJson(await logs.imported.propose(tenantId, file));
  });

  route(logFileOperations.confirmMapping, async ({ person, body }) => {
    if (body.zone !== undefined && !isZone(body.zone))
      return refuse('invalid', `There is no time zone “${body.zone}”: name one as the IANA does, such as Europe/Vilnius or UTC.`);
    return { mapping: await logs.imported.confirm(person.tenantId, body, person.user) };
  });

  route(logFileOperations.getLogQuality, async ({ access, params }) => {
    const imported = await logs.imported.open(access.tenantId, params.logKey);
    if (imported === undefined) return refuse('notFound', 'There is no such log.');
    return { items: quality(imported.log).map(qualityJson) };
  });

  function exportOf(person: Person, source: string, query: ExportQuery): Omit<ExportRequest, 'by'> | Refusal {
    // Who did the work is for those who answer for the people, and they are told apart in the record.
    if (query.names && !may(person, 'organisation.change')) fail('forbidden', 'Only an administrator exports names.');
    const { tenantId } = person;
    const selection = selectionOf(query, { zone: zoneOf(tenantId), places: organisation.tree.of(tenantId) });
    return {
      tenantId,
      source,
      format: query.format,
      selection: isKey(source) ? selection : withinReach(selection, person),
      form: { delimiter: query.delimiter, byteOrderMark: query.excel },
      named: query.names,
    };
  }

  route(logFileOperations.previewExport, async ({ person, params, query }) => {
    const asked = exportOf(person, params.source, query);
    if (isRefusal(asked)) return asked;
    const found = await logs.exports.preview(asked);
    if (found === undefined) return refuse('notFound', 'There is no such log, or the process has no cases yet.');
    const { cases, rows, losses } = found;
    return { cases, rows, losses: losses.map((one) => ({ ...one, examples: [...one.examples] })) };
  });

  route(logFileOperations.exportLog, async ({ person, params, query, context }) => {
    const asked = exportOf(person, params.source, query);
    if (isRefusal(asked)) return asked;
    const found = await logs.exports.begin({ ...asked, by: person.user });
    if (found === undefined) return refuse('notFound', 'There is no such log, or the process has no cases yet.');
    if (found.cases === 0) return refuse('invalid', 'No case is in the selection.');
    context.status = 200;
    context.attachment(found.fileName);
    context.type = found.contentType;
    // Pieces are made as they are taken: a slow reader costs no memory, and one that hangs up ends the work.
    context.body = Readable.from(found.pieces);
    return undefined;
  });

  route(logFileOperations.listLogExports, async ({ access }) => ({
    items: (await logs.exports.list(access.tenantId)).map(exportJson),
  }));
}

/** Whoever may not know of all cases takes out those that she may know of. */
function withinReach(selection: Selection, person: Person): Selection {
  const { units } = accessOf(person);
  return units === 'all' ? selection : { ...selection, reach: units };
}
