/** Several institutions of one tenant: who sees which cases, and figures of cases by where they were. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let analyst: Client;
let manager: Client;
/** Of the municipality alone, and of both. */
const here: string[] = [];
const crossing: string[] = [];

beforeAll(async () => {
  server = await testServer();
  const administrator = await server.as('admin');
  for (const [institution, parent] of [
    ['water', 'municipality'],
    ['pumps', 'water'],
    ['school', 'municipality'],
  ] as const)
    await administrator.ask('saveInstitution', { params: { institution }, body: { name: institution, parent } });
  await administrator.ask('saveUnit', { params: { unit: 'pump-room' }, body: { name: 'Pump room', institution: 'pumps' } });
  await administrator.ask('changePerson', { params: { user: 'manager' }, body: { institution: 'water' } });
  const content = modelXml('start -> user:Check{groups: permits} -> user:Pipe{groups: pump-room} -> end', { id: 'pipe' });
  await server.deploy({ name: 'pipe.bpmn', content });
  const clerk = await server.as('clerk');
  for (let number = 0; number < 11; number++) {
    const dimensions = { unit: 'permits', channel: number % 2 === 0 ? 'desk' : 'post', applicantKind: 'natural' };
    const { caseKey } = await clerk.ask('startCase', { body: { definition: { processId: 'pipe' }, dimensions } });
    if (number >= 6) here.push(caseKey);
    else {
      crossing.push(caseKey);
      const { items } = await clerk.ask('listTasks', { query: { caseKey } });
      const params = { taskKey: items[0]?.taskKey ?? '' };
      await clerk.ask('claimTask', { params });
      await clerk.ask('completeTask', { params, body: { variables: {} } });
    }
  }
  analyst = await server.as('analyst');
  manager = await server.as('manager');
});
afterAll(() => server.stop());

const casesOf = async (client: Client, query: Readonly<Record<string, string>>) =>
  (await client.ask('getVariants', { query: { processId: 'pipe', ...query } })).cases;

describe('an institution', () => {
  test('is chosen among those that have cases, with those below it or by itself', async () => {
    const { view } = await analyst.ask('getChoices', { query: { processId: 'pipe' } });
    expect(view.institutions.map(({ institution, scope, cases }) => [institution, scope, cases])).toEqual([
      ['municipality', 'below', 11],
      ['municipality.own', 'own', 11],
      ['water', 'below', 6],
      ['pumps', 'all', 6],
    ]);
  });

  test.each([
    ['with all below it', { institution: 'water' }, 6],
    ['by itself', { institution: 'water.own' }, 0],
    ['or another', { institution: 'school|pumps' }, 6],
    ['and a channel', { institution: 'pumps', where: 'channel=post|phone;applicantKind=natural' }, 3],
    ['that there is not', { institution: 'nowhere' }, 0],
  ])('filters cases %s', async (_how, query, cases) => {
    expect(await casesOf(analyst, query)).toBe(cases);
  });

  test('filters both sides of a comparison', async () => {
    const side = { processId: 'pipe' };
    const { before } = await analyst.ask('compare', { body: { before: side, after: side, filter: { institution: 'pumps' } } });
    expect([before.n, before.open]).toEqual([6, 6]);
  });
});

describe('a case that crosses institutions', () => {
  test('is with each of them for its part; parts add up to the lead time, and waiting is where it waited', async () => {
    const { view } = await analyst.ask('getHolders', { query: { processId: 'pipe' } });
    expect(view.institutions.map(({ institution, figures }) => [institution, figures?.cases]).sort()).toEqual([
      ['municipality', 11],
      ['pumps', 6],
    ]);
    expect(view.institutions.flatMap(({ units }) => units.map(({ unit }) => unit)).sort()).toEqual(['permits', 'pump-room']);
    const sum = [...view.institutions, ...view.outside].reduce((all, { figures }) => all + (figures?.heldMs ?? 0), 0);
    expect(Math.abs(sum - view.leadMs)).toBeLessThan(1);
    expect(view.crossing).toBe(6);
    expect(view.cases.map(({ caseKey }) => caseKey).sort()).toEqual([...crossing].sort());
    for (const { leadMs, parts } of view.cases)
      expect(Math.abs(parts.reduce((all, { heldMs }) => all + heldMs, 0) - leadMs)).toBeLessThan(1);
  });

  test('counts for the institution that does the step in question', async () => {
    const of = async (query: Readonly<Record<string, string>>) => {
      const { view } = await analyst.ask('compareUnits', { query: { processId: 'pipe', by: 'institution', ...query } });
      return [view.step?.element ?? null, view.units.map(({ unit, figures }) => [unit, figures?.n ?? null])];
    };
    const { view } = await analyst.ask('getChoices', { query: { processId: 'pipe' } });
    const pipe = view.activities.find(({ name }) => name === 'Pipe')?.element ?? '';
    expect(await of({})).toEqual([null, [['municipality', 11]]]);
    expect((await of({ step: pipe }))[1]).toEqual(
      expect.arrayContaining([
        ['pumps', 6],
        [null, 5],
      ]),
    );
    expect(await analyst.send('GET', `/api/analytics/units?processId=pipe&step=none`)).toMatchObject({ status: 200 });
  });
});

describe('a manager of an institution below the head office', () => {
  test('sees its cases alone', async () => {
    const { items } = await manager.ask('listCases', { query: { limit: '50' } });
    expect(items.map(({ caseKey }) => caseKey).sort()).toEqual([...crossing].sort());
    expect((await manager.send('GET', `/api/cases/${here[0] ?? ''}`)).status).toBe(404);
    expect((await analyst.ask('listCases', { query: { limit: '50' } })).items).toHaveLength(11);
  });

  test('is answered from its cases: in views, sources, jobs, comparisons and exports', async () => {
    expect([await casesOf(manager, {}), await casesOf(manager, { unit: 'permits' }), await casesOf(analyst, {})]).toEqual([
      6, 6, 11,
    ]);
    const { items } = await manager.ask('listSources');
    expect(items.map(({ id, cases }) => [id, cases])).toEqual([['pipe', 6]]);
    const side = { processId: 'pipe' };
    expect((await manager.ask('compare', { body: { before: side, after: side } })).before.n).toBe(6);
    const exported = async (client: Client, query: Readonly<Record<string, string>> = {}) =>
      (await client.ask('previewExport', { params: { source: 'pipe' }, query: { format: 'csv', ...query } })).cases;
    expect([await exported(manager), await exported(analyst)]).toEqual([6, 11]);
    expect(await exported(manager, { institution: 'municipality.own' })).toBe(6);
    expect(await exported(manager, { institution: 'school' })).toBe(0);
  });

  test('comes back to all with the head office', async () => {
    const administrator = await server.as('admin');
    expect(await administrator.send('PATCH', '/api/people/manager', { body: { institution: 'nowhere' } })).toMatchObject({
      status: 422,
    });
    await administrator.ask('saveInstitution', { params: { institution: 'water' }, body: { name: 'water' } });
    expect(await casesOf(manager, {})).toBe(11);
  });
});
