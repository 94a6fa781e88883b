/** Logs as files: proposing and confirming how a CSV is read, its quality, export. */
import { Readable } from 'node:stream';
import { quality } from '../../analytics/index.ts';
import { refuse } from '../../engine/errors.ts';
import { startOfDay, zoneNamed } from '../../engine/time/zone.ts';
import { logFormat, type Logs } from '../../logs/index.ts';
import { may, type Organisation } from '../../organisation/index.ts';
import { exportJson, readingJson } from '../answers/log.ts';
import { logFileOperations } from '../contract/log-files.ts';
import { bodyChunks } from '../middleware/body-chunks.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

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
    if (body.zone !== undefined && !isZone(body.zone)) return refuse('invalid', `There is no time zone “${body.zone}”.`);
    return { mapping: await logs.imported.confirm(person.tenantId, body, person.user) };
  });

  route(logFileOperations.getLogQuality, async ({ access, params }) => {
    const imported = await logs.imported.open(access.tenantId, params.logKey);
    if (imported === undefined) return refuse('notFound', 'There is no such log.');
    return { items: quality(imported.log).map(qualityJson) };
  });

  route(logFileOperations.exportLog, async ({ person, params, query, context }) => {
    const { tenantId } = person;
    // Who did the work is for those who answer for the people, and they are told apart in the record.
    if (query.names && !may(person, 'organisation.change')) fail('forbidden', 'Only an administrator exports names.');
    if ((query.attribute === undefined) !== (query.value === undefined))
      return refuse('invalid', 'Name an attribute of the case together with its value.');
    const zone = zoneOf(tenantId);
    const found = await logs.exports.begin({
      tenantId,
      source: params.source,
      format: query.format,
      selection: {
        startedFromAt: query.from === undefined ? undefined : startOfDay(query.from, zone),
        startedBeforeAt: query.to === undefined ? undefined : startOfDay(query.to, zone),
        version: query.version === undefined ? undefined : String(query.version),
        unit: query.unit,
        activity: query.activity,
        status: query.status,
        ...(query.attribute !== undefined && { attribute: { name: query.attribute, value: query.value ?? '' } }),
      },
      form: { delimiter: query.delimiter, byteOrderMark: query.excel },
      named: query.names,
      by: person.user,
    });
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

function isZone(name: string): boolean {
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
}

function qualityJson(problem: ReturnType<typeof quality>[number]) {
  const { cases, examples, effect, ...rest } = problem;
  return { ...rest, cases: [...cases], examples: [...examples], effect: { ...effect, figures: [...effect.figures] } };
}
