import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../api/main.ts';
import { blankCard, DECLARED_DEFAULT, openProgramme, type QualityMethod } from '../../programme/index.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let manager: Client;

const DAY = 86_400_000;
const METHOD: QualityMethod = {
  ...DECLARED_DEFAULT,
  components: {
    onTime: { weight: 40, worst: 0, best: 1 },
    firstTimeRight: { weight: 20, worst: 0, best: 1 },
    complaints: { weight: 0, worst: 1, best: 0 },
    satisfaction: { weight: 20, worst: 0, best: 1 },
    cost: { weight: 20, worst: 2, best: 0 },
  },
  months: 1,
  leastCases: 5,
  leastAnswers: 5,
  leastWeight: 0.8,
};

beforeAll(async () => {
  server = await testServer({ environment: { EIGA_TEST_CLOCK: '1', EIGA_LOG: 'error' } });
  manager = await server.as('manager');
  const answer = modelXml('start -> user:Answer{groups: permits} -> end', { id: 'answer', name: 'Atsakymas' });
  const other = modelXml('start -> user:Look{groups: social} -> end', { id: 'other', name: 'Kitas' });
  await server.deploy({ name: 'answer.bpmn', content: answer }, { name: 'other.bpmn', content: other });
  const term = {
    id: 'any',
    legalAct: 'VAĮ 10 str.',
    validFrom: '2020-01-01',
    startsFrom: 'received',
    days: 10,
    unit: 'calendar',
    suspensionGrounds: [],
    restartsOnClarification: false,
  } as const;
  const analyst = await server.as('analyst');
  const card = { ...blankCard('ATS-01', 'permits'), title: { lt: 'Atsakymas į prašymą', en: 'Answer to a request' } };
  const made = { ...card, status: 'active', processId: 'answer', legalActs: [{ title: 'VAĮ' }], terms: [term] };
  await analyst.ask('createService', { body: { card: made } });
  const idle = { ...blankCard('TYL-01', 'permits'), title: { lt: 'Tyli paslauga' }, status: 'active' };
  await analyst.ask('createService', { body: { card: idle } });
  // Ten requests in January, eight answered within ten days; in February three for another process.
  for (let number = 0; number < 10; number++) {
    const channel = number < 5 ? 'desk' : 'post';
    await request('ATS-01', `J-${String(number)}`, '2026-01-05', number < 8 ? 4 : 14, channel);
  }
  for (let number = 0; number < 3; number++) await request('other', `O-${String(number)}`, '2026-01-05', 2, 'desk');
  await pin('2026-02-10T08:00:00Z');
}, 60_000);
afterAll(() => server.stop());

async function pin(at: string): Promise<void> {
  const { status } = await (await server.as('admin')).send('PUT', '/v2/clock', { body: { timestamp: Date.parse(at) } });
  expect(status).toBe(204);
}

async function request(service: string, number: string, receivedOn: string, after: number, channel: string): Promise<void> {
  const clerk = await server.as('admin');
  const receivedAt = `${receivedOn}T08:00:00Z`;
  await pin(receivedAt);
  const processId = service === 'ATS-01' ? 'answer' : service;
  const dimensions = {
    caseNumber: number,
    unit: processId === 'other' ? 'social' : 'permits',
    receivedAt,
    channel,
    service,
  };
  const { caseKey } = await clerk.ask('startCase', { body: { definition: { processId }, dimensions } });
  const workedAt = Date.parse(receivedAt) + after * DAY;
  await pin(new Date(workedAt).toISOString());
  const { items } = await clerk.ask('listTasks', { query: { caseKey } });
  const params = { taskKey: items[0]?.taskKey ?? '' };
  await clerk.ask('claimTask', { params });
  await clerk.ask('startTask', { params });
  await pin(new Date(workedAt + 3_600_000).toISOString());
  await clerk.ask('completeTask', { params, body: {} });
}

async function takeAnswers(
  ...those: readonly { readonly satisfaction: number; readonly unit?: string; readonly processId?: string }[]
) {
  const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
  const words = (lt: string) => ({ lt, en: lt });
  const question = { id: 'satisfaction', kind: 'satisfaction', text: words('Ar gerai?'), required: true } as const;
  const analyst = await server.as('analyst');
  const instrument = { title: words('Apklausa'), lead: words('Klausimas'), questions: [question] };
  await analyst.ask('saveInstrument', { params: { instrument: 'short' }, body: { version: 0, body: instrument } });
  const wave = {
    title: words('Banga'),
    kind: 'feedback',
    instrument: 'short',
    instrumentVersion: 1,
    audience: 'all',
    from: '2020-01-01',
  };
  const { wave: number } = await analyst.ask('createWave', { body: wave });
  const kept = those.map(({ satisfaction, unit = 'permits', processId }) => ({
    answers: { satisfaction },
    source: 'link' as const,
    week: '2026-01-12',
    unit,
    ...(processId === undefined ? { service: 'ATS-01' } : { processId }),
  }));
  await surveys.takeAll(TENANT, number, kept);
}

const about = async (service: string, query: Record<string, string> = {}) =>
  manager.ask('getQualityScore', { params: { service }, query });

describe('the quality of services', () => {
  test('is scored by the default until a method is declared; then by that, each version kept, a stale change refused', async () => {
    const first = await manager.ask('getQualityMethod');
    expect(first).toEqual({ version: 0, method: DECLARED_DEFAULT, history: [] });
    const body = { version: 0, method: METHOD, note: 'A small town' };
    const declared = await manager.ask('declareQualityMethod', { body });
    expect(declared).toMatchObject({
      version: 1,
      method: METHOD,
      history: [{ version: 1, changedBy: 'manager', note: 'A small town' }],
    });
    expect(await manager.send('PUT', '/api/quality-method', { body })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const refused = async (method: object) =>
      (await manager.send('PUT', '/api/quality-method', { body: { version: 1, method: { ...METHOD, ...method } } })).status;
    expect(await refused({ colour: 'red' })).toBe(400);
    const { onTime } = METHOD.components;
    expect(await refused({ components: { ...METHOD.components, onTime: { ...onTime, best: onTime.worst } } })).toBe(400);
    expect((await (await server.as('strange-manager')).ask('getQualityMethod')).version).toBe(0);
  });

  test('comes from live cases and answers: components, what is behind them, and what is not rated with its reasons', async () => {
    await takeAnswers(...[5, 5, 4, 2, 1, 4].map((satisfaction) => ({ satisfaction })), { satisfaction: 4, processId: 'answer' });
    const { items, from, to, version, withoutCases } = await manager.ask('listQualityScores');
    expect([from, to, version, withoutCases]).toEqual(['2026-01-01', '2026-02-01', 1, 1]);
    expect(items.map(({ service, cases, score }) => [service, cases, score?.band ?? null])).toEqual([
      ['ATS-01', 10, 'good'],
      ['process:other', 3, null],
    ]);
    const [first] = items;
    // 0.5 × 80 + 0.25 × 100 + 0.25 × 5/7 × 100; the cost weighs 0.2 of all and has nothing before it to be compared with.
    expect(first?.score?.value).toBeCloseTo(40 + 25 + (0.25 * 500) / 7, 6);
    expect(first?.components.map(({ component, n, missing }) => [component, n, missing])).toEqual([
      ['onTime', 10, null],
      ['firstTimeRight', 10, null],
      ['complaints', 0, 'notRecorded'],
      ['satisfaction', 7, null],
      ['cost', 10, 'fewBefore'],
    ]);
    expect(first?.medianLeadMs).toBe(4 * DAY + 3_600_000);
    expect(first?.components.at(-1)?.mean).toBeCloseTo(METHOD.costPerHour, 6);
    const { behind, answers } = await about('ATS-01');
    expect([behind.late.total, behind.again.total, behind.complained.total, behind.dearest.total]).toEqual([2, 0, 0, 10]);
    expect(behind.late.cases.map(({ caseNumber }) => caseNumber).sort()).toEqual(['J-8', 'J-9']);
    // Counts of one rating would tell of single people: they are held back, the wave of seven is told.
    expect(answers?.ratings.map(({ n }) => n)).toEqual([null, null, 0, null, null]);
    expect(answers?.waves.map(({ n }) => n)).toEqual([7]);
    expect(await about('process:other')).toMatchObject({ code: null, title: { lt: 'Kitas' }, score: null, answers: null });
    expect(await about('TYL-01')).toMatchObject({ cases: 0, score: null });
    expect((await manager.send('GET', '/api/quality-scores/NIEKO')).status).toBe(404);
  });

  test('counts complaints as soon as the house writes one down, and leads to the case', async () => {
    const before = (await about('ATS-01')).behind.late.cases[0];
    const letter = { kind: 'complaint', text: 'Vėluojate', topic: 'time' };
    const clerk = await server.as('admin');
    await clerk.ask('writeLetter', { params: { caseKey: before?.caseKey ?? '' }, body: letter });
    const { components, behind } = await about('ATS-01');
    expect(components.find(({ component }) => component === 'complaints')).toMatchObject({ n: 10, value: 0.1, missing: null });
    expect(behind.complained.cases.map(({ caseKey }) => caseKey)).toEqual([before?.caseKey]);
  });

  test('is divided by unit and channel; answers that cannot be divided so, or would be told by the difference, do not count', async () => {
    const componentsOf = async (query: Record<string, string>) =>
      Object.fromEntries((await about('ATS-01', query)).components.map((one) => [one.component, one]));
    const desk = await componentsOf({ where: 'channel=desk' });
    expect([desk['onTime']?.n, desk['onTime']?.value]).toEqual([5, 1]);
    // No answer tells a channel: seven are left out, none is meant.
    expect(desk['satisfaction']).toMatchObject({ n: 0, missing: 'few' });
    expect((await componentsOf({ where: 'applicantKind=legal' }))['satisfaction']).toMatchObject({ n: 0, missing: 'few' });
    expect((await componentsOf({ where: 'colour=red' }))['satisfaction']).toMatchObject({ missing: 'notDivided' });
    expect((await componentsOf({ unit: 'permits' }))['satisfaction']).toMatchObject({ n: 7, missing: null });
    expect((await componentsOf({ unit: 'social' }))['onTime']?.n).toBe(0);
    const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
    const [wave] = await surveys.waves(TENANT);
    const other = {
      answers: { satisfaction: 1 },
      source: 'link',
      week: '2026-01-12',
      unit: 'social',
      service: 'ATS-01',
    } as const;
    await surveys.takeAll(TENANT, wave?.wave ?? 0, [other]);
    expect((await componentsOf({ unit: 'permits' }))['satisfaction']).toMatchObject({ n: 0, missing: 'notDivided' });
  });

  test('is for those who may look into cases, and each sees those of her own tenant alone', async () => {
    expect((await (await server.as('clerk')).send('GET', '/api/quality-scores')).status).toBe(403);
    expect((await (await server.as('strange-manager')).ask('listQualityScores')).items).toEqual([]);
    expect((await (await server.as('strange-manager')).send('GET', '/api/quality-scores/ATS-01')).status).toBe(404);
    expect((await manager.send('GET', '/api/quality-scores?colour=red')).status).toBe(400);
  });
});
