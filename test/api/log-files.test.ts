/** Logs as files through the API: proposed, confirmed, imported, judged, exported. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import type { LogImport } from '../../api/contract.ts';
import { modelXml } from '../support/model.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let logKey = '';

/** Days and months cannot be told apart, names in windows-1257 (ž = 0xFE), the case under a name that nobody knows. */
const OLD = Buffer.concat([
  Buffer.from('Dokumentas;Kas;Kada;Kas padare\n'),
  Buffer.from('1;Priimti;03.04.2026 08:00;Ona\n1;Gr'),
  Buffer.from([0xe0, 0xfe]),
  Buffer.from('inti;04.04.2026 08:00;Ona\n2;Priimti;05.04.2026 08:00;Jonas\n'),
]);

beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.stop();
});

async function ended(importId: string): Promise<LogImport> {
  const analyst = await server.as('analyst');
  for (;;) {
    const work = await analyst.ask('getImport', { params: { importId } });
    if (work.state !== 'running') return work;
  }
}

async function importDone(importId: string): Promise<string> {
  const { log, fault } = await ended(importId);
  if (log === undefined) throw new Error(fault?.message);
  return log.logKey;
}

describe('a CSV of another office', () => {
  test('is proposed, corrected, confirmed, imported by that, and proposed so the next time', async () => {
    const analyst = await server.as('analyst');
    const file = { query: { fileName: 'old.csv' }, bytes: OLD };
    const first = await analyst.ask('detectLog', file);
    expect([first.kept, first.rows, first.mapping.delimiter, first.mapping.encoding, first.mapping.zone]).toEqual([
      false,
      3,
      ';',
      'windows-1257',
      'Europe/Vilnius',
    ]);
    expect(first.columns.map(({ name }) => name)).toEqual(['Dokumentas', 'Kas', 'Kada', 'Kas padare']);
    const columns = [
      { name: 'Dokumentas', role: 'case' },
      { name: 'Kas', role: 'activity' },
      { name: 'Kada', role: 'end', dateFormat: 'day first' },
      { name: 'Kas padare', role: 'resource' },
    ];
    const { mapping } = await analyst.ask('confirmMapping', { body: { ...first.mapping, columns } });
    const begun = await analyst.ask('importLog', { query: { fileName: 'old.csv', mapping }, bytes: OLD });
    logKey = await importDone(begun.importId);
    const again = await analyst.ask('detectLog', { query: { fileName: 'old.csv.gz' }, bytes: gzipSync(OLD) });
    expect([again.kept, again.mapping.columns]).toEqual([true, columns]);
    // 08:00 in Vilnius in April is 05:00 UTC; the third of April, not the fourth of March.
    const answer = await analyst.send('GET', `/api/logs/${logKey}/export?format=csv`);
    expect(
      String(answer.body)
        .split('\r\n')
        .slice(0, 3)
        .map((line) => line.replace(/person-\w+/, 'P')),
    ).toEqual([
      'case,activity,resource,completedAt',
      '1,Priimti,P,2026-04-03T05:00:00.000Z',
      '1,Grąžinti,P,2026-04-04T05:00:00.000Z',
    ]);
  });

  test('is refused by a mapping that nobody confirmed, and a zone that there is not', async () => {
    const analyst = await server.as('analyst');
    const answer = await analyst.send('POST', `/api/logs?fileName=old.csv&mapping=${'0'.repeat(64)}`, { bytes: OLD });
    expect(answer).toMatchObject({ status: 404 });
    const body = { delimiter: ',', encoding: 'utf-8', columns: [{ name: 'a', role: 'case' }], zone: 'Europe/Nowhere' };
    expect(await analyst.send('PUT', '/api/logs/mappings', { body })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('Europe/Vilnius') },
    });
  });

  test('is only looked at when that is asked: what would be kept, which rows would be left out, why it is refused', async () => {
    const analyst = await server.as('analyst');
    const rows = Array.from({ length: 20 }, (_, row) => `${String(row)},A,2026-04-01T08:00:00Z`);
    const bytes = Buffer.from(['case,activity,end', ...rows, 'x,A,yesterday', 'y,A,tomorrow'].join('\n'));
    const query = { fileName: 'checked.csv', check: 'true' };
    const refused = await analyst.ask('importLog', { query, bytes });
    expect(await ended(refused.importId)).toMatchObject({ state: 'failed', fault: { kind: 'badTimestamp', line: 22 } });
    const begun = await analyst.ask('importLog', { query: { ...query, skipBroken: 'true' }, bytes });
    expect(await ended(begun.importId)).toMatchObject({
      state: 'done',
      checked: { cases: 20, events: 20, skipped: 2, examples: [expect.stringContaining('22'), expect.stringContaining('23')] },
    });
    const { items } = await analyst.ask('listLogs');
    expect(items.map(({ fileName }) => fileName)).not.toContain('checked.csv');
  });

  test('can be given up while it is read, and then nothing of it is kept', async () => {
    const analyst = await server.as('analyst');
    const rows = Array.from({ length: 60_000 }, (_, row) => `${String(row)},A,2026-04-01T08:00:00Z\n`);
    const bytes = Buffer.from(['case,activity,end\n', ...rows].join(''));
    const { importId } = await analyst.ask('importLog', { query: { fileName: 'given-up.csv' }, bytes });
    expect(await analyst.ask('cancelImport', { params: { importId } })).toMatchObject({ state: 'cancelled' });
    const other = await analyst.ask('importLog', {
      query: { fileName: 'after.csv' },
      bytes: Buffer.from(['case,activity,end\n', ...rows.slice(0, 9)].join('')),
    });
    expect(await ended(other.importId)).toMatchObject({ state: 'done' });
    expect(await ended(importId)).toMatchObject({ state: 'cancelled' });
    expect(await analyst.ask('cancelImport', { params: { importId: other.importId } })).toMatchObject({ state: 'done' });
    const { items } = await analyst.ask('listLogs');
    expect(items.map(({ fileName }) => fileName)).not.toContain('given-up.csv');
  });

  test('is proposed by its beginning alone; XES needs no proposal', async () => {
    const analyst = await server.as('analyst');
    const long = Buffer.alloc(1_000_001, 'a,b\n');
    expect(await analyst.send('POST', '/api/logs/detect?fileName=a.csv', { bytes: long })).toMatchObject({ status: 413 });
    expect(await analyst.send('POST', '/api/logs/detect?fileName=a.xes', { bytes: OLD })).toMatchObject({ status: 422 });
  });

  test('tells what is wrong with it, how much of it, and what that does', async () => {
    const { items } = await (await server.as('manager')).ask('getLogQuality', { params: { logKey } });
    expect(items.find(({ kind }) => kind === 'missingStart')).toMatchObject({ n: 3, of: 3, unit: 'rows', cases: ['1', '2'] });
    expect(items.find(({ kind }) => kind === 'localTime')).toMatchObject({ n: 3 });
  });
});

describe('a log on its way out', () => {
  test('is a file with a name, without names of people, of the cases that are asked for', async () => {
    const manager = await server.as('manager');
    const answer = await manager.send('GET', `/api/logs/${logKey}/export?format=xes&from=2026-04-05`);
    expect([answer.status, answer.headers.get('content-disposition'), answer.headers.get('content-type')]).toEqual([
      200,
      'attachment; filename="old.xes"',
      'application/xml; charset=utf-8',
    ]);
    expect(String(answer.body).match(/<trace>/g)).toHaveLength(1);
    expect(String(answer.body)).not.toMatch(/Ona|Jonas/);
    const ocel = await manager.send('GET', `/api/logs/${logKey}/export?format=ocel`);
    expect(ocel.body).toMatchObject({ events: [{ type: 'Priimti' }, { type: 'Grąžinti' }, { type: 'Priimti' }] });
  });

  test('is for a spreadsheet when that is asked', async () => {
    const query = 'format=csv&excel=true&delimiter=%3B';
    const { body } = await (await server.as('manager')).send('GET', `/api/logs/${logKey}/export?${query}`);
    // The client takes the mark away as it decodes, so what is left are the semicolons.
    expect(
      String(body)
        .replace(/^\uFEFF/, '')
        .split('\r\n')[0],
    ).toBe('case;activity;resource;completedAt');
  });

  test('has names for an administrator alone, and the record says so', async () => {
    const path = `/api/logs/${logKey}/export?format=csv&names=true&activity=Gr%C4%85%C5%BEinti`;
    expect(await (await server.as('analyst')).send('GET', path)).toMatchObject({ status: 403 });
    const administrator = await server.as('admin');
    const answer = await administrator.send('GET', path);
    expect(String(answer.body)).toContain('1,Priimti,Ona,');
    const { items } = await administrator.ask('listLogExports');
    expect(items[0]).toMatchObject({
      sourceKind: 'log',
      sourceId: logKey,
      format: 'csv',
      named: true,
      cases: 1,
      exportedBy: 'admin',
      selection: { activities: ['Grąžinti'] },
    });
    expect(items.filter(({ named }) => named)).toHaveLength(1);
  });

  test('is told beforehand: how much of it, and what its form cannot keep, without a record', async () => {
    const administrator = await server.as('admin');
    const before = (await administrator.ask('listLogExports')).items.length;
    const params = { source: logKey };
    const csv = await administrator.ask('previewExport', { params, query: { format: 'csv', from: '2026-04-05' } });
    expect([csv.cases, csv.rows]).toEqual([1, 1]);
    const ocel = await administrator.ask('previewExport', { params, query: { format: 'ocel' } });
    expect(ocel).toMatchObject({ cases: 2, rows: 3 });
    const xes = await administrator.ask('previewExport', { params, query: { format: 'xes' } });
    expect(xes.losses).toEqual([]);
    expect((await administrator.ask('listLogExports')).items).toHaveLength(before);
    const names = `/api/logs/${logKey}/export/preview?format=csv&names=true`;
    expect(await (await server.as('analyst')).send('GET', names)).toMatchObject({ status: 403 });
  });

  test('of a process has its open cases and the names of its elements', async () => {
    await server.deploy({ name: 'p.bpmn', content: modelXml('start -> user:Check -> end', { id: 'p' }) });
    const clerk = await server.as('clerk');
    await clerk.ask('startCase', { body: { definition: { processId: 'p' }, dimensions: { unit: 'permits' } } });
    const { body } = await (await server.as('analyst')).send('GET', '/api/logs/p/export?format=xes&status=open');
    expect(String(body)).toContain('<string key="concept:name" value="Check"/>');
    expect(String(body)).toContain('<string key="lifecycle:transition" value="schedule"/>');
    const told = await (await server.as('analyst')).ask('previewExport', { params: { source: 'p' }, query: { format: 'csv' } });
    expect(told.losses).toContainEqual(
      expect.objectContaining({ kind: 'columns', sentence: expect.stringContaining('not read back') }),
    );
  });

  test('that is not there, or of which nothing is selected, is told', async () => {
    const manager = await server.as('manager');
    for (const [source, status] of [
      ['none', 404],
      ['999', 404],
      ['99999999999999999999', 404],
      [logKey, 422],
    ] as const)
      expect([source, (await manager.send('GET', `/api/logs/${source}/export?format=xes&unit=nowhere`)).status]).toEqual([
        source,
        status,
      ]);
    expect(await manager.send('GET', `/api/logs/${logKey}/export?format=pdf`)).toMatchObject({ status: 400 });
    expect(await manager.send('GET', `/api/logs/${logKey}/export?format=csv&where=a`)).toMatchObject({ status: 400 });
  });
});
