/** Logs on their way out of a real database. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isLogFault, readXes, summarise } from '../../analytics/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { createEngine, type Engine } from '../../engine/index.ts';
import { pinnableClock } from '../../engine/time/clock.ts';
import type { Database } from '../../database/connect.ts';
import { type ExportRequest, type Logs, openLogs } from '../../logs/index.ts';
import { written } from '../analytics/log/written.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';

const T = 'town';
const ACCESS = { tenantId: T, units: 'all', actor: { user: 'ann', unit: 'desk' } } as const;
const BEGIN = Date.parse('2026-03-02T08:00:00Z');
const CSV = `case,activity,start,end,resource
a,receive,2026-01-05T08:00:00Z,2026-01-05T08:10:00Z,ann
b,receive,2026-01-06T08:00:00Z,2026-01-06T08:20:00Z,ann
`;

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

onBothDatabases((_name, openDatabase) => {
  let database: Database;
  let engine: Engine;
  let logs: Logs;
  const clock = pinnableClock();

  beforeEach(async () => {
    database = await openDatabase();
    clock.pin(BEGIN);
    engine = createEngine({ database, clock });
    logs = openLogs(database, engine, { now: () => BEGIN });
  });
  afterEach(async () => {
    await engine.stop();
    await database.close();
  });

  const request = (source: string, more: Partial<ExportRequest> = {}): ExportRequest => ({
    tenantId: T,
    source,
    format: 'csv',
    selection: {},
    named: false,
    by: 'ann',
    ...more,
  });
  async function importSmall(tenantId = T): Promise<string> {
    const kept = await logs.imported.import({
      tenantId,
      name: 'Old.csv',
      fileName: 'old.csv',
      format: 'csv',
      zipped: false,
      source: bytes(CSV),
      by: 'ann',
    });
    if ('fault' in kept) throw new Error(kept.message);
    return kept.logKey;
  }
  async function begin(asked: ExportRequest) {
    const found = await logs.exports.begin(asked);
    if (found === undefined) throw new Error('There is no such source.');
    return found;
  }

  test('an imported log leaves without names, the same person by the same pseudonym at every export, and is recorded', async () => {
    const key = await importSmall();
    const once = await begin(request(key));
    const { text } = await written(once.pieces);
    expect([once.fileName, once.contentType, once.cases, once.rows]).toEqual(['Old.csv', 'text/csv; charset=utf-8', 2, 2]);
    expect(text).not.toContain('ann');
    const people = [...text.matchAll(/person-[0-9a-f]{10}/g)].map(([name]) => name);
    expect([people.length, new Set(people).size]).toEqual([2, 1]);
    const elsewhere = openLogs(database, engine);
    const again = await elsewhere.exports.begin(request(key, { format: 'xes' }));
    expect(again && (await written(again.pieces)).text).toContain(people[0]);
    expect(await logs.exports.list(T)).toEqual([
      {
        sourceKind: 'log',
        sourceId: key,
        format: 'xes',
        selection: {},
        named: false,
        cases: 2,
        exportedAt: expect.any(Number),
        exportedBy: 'ann',
      },
      {
        sourceKind: 'log',
        sourceId: key,
        format: 'csv',
        selection: {},
        named: false,
        cases: 2,
        exportedAt: BEGIN,
        exportedBy: 'ann',
      },
    ]);
  });

  test('another tenant has another pseudonym for the same name, does not find the log, and sees no record of it', async () => {
    const key = await importSmall();
    const theirs = await importSmall('village');
    const ours = (await written((await begin(request(key))).pieces)).text;
    const other = (await written((await begin(request(theirs, { tenantId: 'village' }))).pieces)).text;
    expect(/person-\w+/.exec(ours)?.[0]).not.toBe(/person-\w+/.exec(other)?.[0]);
    expect(await logs.exports.begin(request(key, { tenantId: 'village' }))).toBeUndefined();
    expect((await logs.exports.list('village')).map(({ sourceId }) => sourceId)).toEqual([theirs]);
  });

  test('names leave when they are asked for, and that is in the record with what was selected', async () => {
    const key = await importSmall();
    const found = await begin(request(key, { named: true, selection: { startedFromAt: Date.UTC(2026, 0, 6) } }));
    expect((await written(found.pieces)).text.split('\r\n')).toEqual([
      'case,activity,resource,startedAt,completedAt',
      'b,receive,ann,2026-01-06T08:00:00.000Z,2026-01-06T08:20:00.000Z',
      '',
    ]);
    expect(await logs.exports.list(T)).toMatchObject([
      { named: true, cases: 1, selection: { startedFromAt: Date.UTC(2026, 0, 6) } },
    ]);
  });

  test('a selection without a case is told and not recorded', async () => {
    expect((await begin(request(await importSmall(), { selection: { units: ['none'] } }))).cases).toBe(0);
    expect(await logs.exports.list(T)).toEqual([]);
  });

  test('a process leaves with the names of its elements, open cases and all', async () => {
    const content = modelXml('start -> user:look{name: Check} -> end', { id: 'p' });
    await engine.deploy(ACCESS, { resources: [{ name: 'p.bpmn', content }] });
    const begun = await engine.start(ACCESS, { definition: { processId: 'p' }, variables: {} });
    if (isRefusal(begun)) throw new Error(begun.message);
    const found = await begin(request('p', { format: 'xes' }));
    const { text } = await written(found.pieces);
    const log = await readXes(bytes(text));
    if (isLogFault(log)) throw new Error(log.message);
    expect([log.activities, log.rows, summarise(log).log.cases]).toEqual([['Check'], 1, 1]);
    expect(text).toContain('<string key="eiga:status" value="open"/>');
    expect(text).toContain('<string key="elementId"');
    expect(await logs.exports.begin(request('q'))).toBeUndefined();
    // The page selects by element, a person by name.
    const casesWith = async (activity: string) =>
      (await logs.exports.preview(request('p', { selection: { activities: [activity] } })))?.cases;
    expect([await casesWith('look'), await casesWith('Check'), await casesWith('Sign')]).toEqual([1, 1, 0]);
  });
});
