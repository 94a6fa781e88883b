import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../api/main.ts';
import { blankCard, openProgramme } from '../../programme/index.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let manager: Client;

const DAY = 86_400_000;
const promised = {
  title: { lt: 'Atsakome per 15 darbo dienų', en: 'We answer within 15 working days' },
  processId: 'answer',
  promise: { kind: 'answeredWithin', workingDays: 15, share: 0.9 },
  inCharter: true,
  status: 'inForce',
} as const;

const MEASURE = {
  title: { lt: 'Antras teisininkas' },
  owner: 'permits',
  dueOn: '2026-06-01',
  indicator: { kind: 'medianCycle', processId: 'answer' },
  baseline: { from: '2025-10-01', to: '2026-03-01' },
  target: 15 * DAY,
  status: 'planned',
  tolerance: 0.1,
} as const;

beforeAll(async () => {
  server = await testServer({ environment: { EIGA_TEST_CLOCK: '1', EIGA_LOG: 'error' } });
  manager = await server.as('manager');
  await server.deploy({
    name: 'answer.bpmn',
    content: modelXml('start -> user:Answer{groups: permits} -> end', { id: 'answer', name: 'Atsakymas' }),
  });
  const card = { ...blankCard('ATS-01', 'permits'), title: { lt: 'Atsakymas į prašymą', en: 'Answer to a request' } };
  await (await server.as('analyst')).ask('createService', { body: { card: { ...card, status: 'active', processId: 'answer' } } });
});
afterAll(() => server.stop());

const pin = async (timestamp: number): Promise<void> => {
  const { status } = await (await server.as('admin')).send('PUT', '/v2/clock', { body: { timestamp } });
  expect(status).toBe(204);
};

/** A request that came in on a day and is answered so many days later, or never. */
async function request(number: string, receivedOn: string, answeredAfter?: number): Promise<void> {
  const clerk = await server.as('clerk');
  const receivedAt = Date.parse(`${receivedOn}T08:00:00Z`);
  await pin(receivedAt);
  const { caseKey } = await clerk.ask('startCase', {
    body: {
      definition: { processId: 'answer' },
      dimensions: {
        caseNumber: number,
        unit: 'permits',
        receivedAt: new Date(receivedAt).toISOString(),
        channel: answeredAfter === 2 ? 'post' : 'desk',
        applicantKind: number === 'B-0' ? 'legal' : 'natural',
      },
    },
  });
  if (answeredAfter === undefined) return;
  await pin(receivedAt + answeredAfter * DAY);
  const { items } = await clerk.ask('listTasks', { query: { caseKey } });
  await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: {} });
}

describe('a quality standard', () => {
  test('is judged from live cases: months, quarter, what broke it, and an alert that is answered once', async () => {
    for (let number = 0; number < 6; number++) await request(`A-${String(number)}`, '2025-11-03', number < 3 ? 2 : 40);
    for (let number = 0; number < 6; number++) await request(`B-${String(number)}`, '2025-12-01', number < 4 ? 2 : 50);
    await request('C-1', '2026-02-02');
    await pin(Date.parse('2026-03-02T08:00:00Z'));
    const made = await manager.ask('createStandard', { body: { standard: promised } });
    expect(made).toMatchObject({ number: 1, version: 1, processName: 'Atsakymas', processNameEn: 'Answer to a request' });
    expect(made.months.map(({ from, n, kept }) => [from, n, kept])).toEqual([
      ['2025-11-01', 6, 3],
      ['2025-12-01', 6, 4],
      ['2026-01-01', 0, null],
      ['2026-02-01', 1, null],
      ['2026-03-01', 0, null],
    ]);
    expect(made.standing).toMatchObject({
      quarter: { from: '2025-10-01', to: '2026-01-01', n: 12, kept: 7 },
      alert: { from: '2025-11-01', reason: 'belowTarget', acknowledged: null },
      openBreaches: 1,
    });
    expect(made.breaches[0]).toMatchObject({ caseNumber: 'C-1', isOpen: true, endedAt: null });
    expect(made.breachCount).toBe(6);

    const charter = async (language: string) => (await fetch(`${server.url}/charter?lang=${language}`)).text();
    expect(await charter('en')).toContain(
      'In the last quarter (2025-10-01 – 2025-12-31) it was kept in 58.3%; requests decided: 12.',
    );
    expect(await charter('en')).toContain('<strong>Answer to a request.</strong>');
    expect(await charter('en')).toMatch(/you can complain on its page: <a href="\/status\?lang=en">/);
    expect(await charter('en')).toMatch(/How to complain is on the card of the service:.*\/services\/ATS-01\?lang=en/s);
    expect(await charter('lt')).toContain('Atsakome per 15 darbo dienų');

    const morning = await manager.ask('getMorning');
    expect(morning.alerts.map(({ number }) => number)).toEqual([1]);
    expect(morning.stuck).toMatchObject({
      total: 1,
      cases: [{ caseNumber: 'C-1', processNameEn: 'Answer to a request', step: { name: 'Answer' }, waitsFor: null }],
    });
    expect(morning.feedback).toEqual({ n: 0, mean: null, from: '2026-02-23', isDivided: true });

    const { number: measure } = await manager.ask('addMeasure', { body: { text: MEASURE } });
    const body = { from: '2025-11-01', note: 'A second lawyer from April', measure };
    const unknown = await manager.send('POST', '/api/standards/1/acknowledgements', { body: { ...body, measure: 99 } });
    expect(unknown.status).toBe(422);
    const answered = await manager.ask('acknowledgeAlert', { params: { number: '1' }, body });
    expect(answered.standing?.alert?.acknowledged).toMatchObject({ by: 'manager', note: body.note, measure });
    expect((await manager.ask('getMorning')).alerts).toEqual([]);
    const again = await manager.send('POST', '/api/standards/1/acknowledgements', { body });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test('is judged of some cases alone: by institution, unit, channel and kind of applicant, and by groups of the last quarter', async () => {
    const params = { number: '1' };
    const of = async (query: Readonly<Record<string, string>>) => {
      const { standing, breachCount, months } = await manager.ask('getStandard', { params, query });
      const [listed] = (await manager.ask('listStandards', { query })).items;
      expect(listed?.standing).toEqual(standing);
      return [standing?.quarter?.n, standing?.quarter?.kept, breachCount, months.at(0)?.n, standing?.alert];
    };
    // By post the seven that were answered after two days; at the desk the five that were answered late, and C-1, which is open.
    expect(await of({ where: 'channel=post' })).toEqual([7, 7, 0, 3, null]);
    expect(await of({ where: 'channel=desk' })).toEqual([5, 0, 6, 3, null]);
    expect(await of({ where: 'channel=post;applicantKind=natural' })).toEqual([6, 6, 0, 3, null]);
    expect(await of({ unit: 'permits', institution: 'municipality' })).toEqual([12, 7, 6, 6, null]);
    expect(await of({ unit: 'registry' })).toEqual([undefined, undefined, 0, undefined, null]);
    expect((await manager.send('GET', '/api/standards?colour=red')).status).toBe(400);
    const { divided } = await manager.ask('getStandard', { params });
    const told = (groups: typeof divided.unit) => groups.map(({ group, n, kept }) => [group, n, kept]);
    expect(told(divided.unit)).toEqual([['permits', 12, 7]]);
    expect(told(divided.channel)).toEqual([
      ['post', 7, 7],
      ['desk', 5, 0],
    ]);
    // One legal person is held back, and the others with her: the whole would tell of her.
    expect(told(divided.applicantKind)).toEqual([
      ['natural', 11, null],
      ['legal', 1, null],
    ]);
  });

  test('of satisfaction is judged from what citizens answered', async () => {
    const words = (lt: string) => ({ lt, en: lt });
    const analyst = await server.as('analyst');
    const question = { id: 'satisfaction', kind: 'satisfaction', text: words('Ar gerai?'), required: true };
    const instrument = { title: words('Apklausa'), lead: words('Klausimas'), questions: [question] };
    await analyst.ask('saveInstrument', { params: { instrument: 'short' }, body: { version: 0, body: instrument } });
    const wave = { title: words('Banga'), kind: 'feedback', instrument: 'short', instrumentVersion: 1, audience: 'all' };
    const { wave: number } = await analyst.ask('createWave', { body: { ...wave, from: '2020-01-01' } });
    const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
    const promise = { kind: 'satisfied', share: 0.8 } as const;
    const made = await manager.ask('createStandard', { body: { standard: { ...promised, promise } } });
    expect([made.months, made.standing?.quarter]).toEqual([[], null]);
    const answer = (satisfaction: number) =>
      ({
        answers: { satisfaction },
        source: 'link',
        week: '2025-12-08',
        processId: 'answer',
        unit: 'permits',
        applicantKind: 'natural',
      }) as const;
    await surveys.takeAll(TENANT, number, [5, 5, 4, 3, 1].map(answer));
    const { standing, breachCount } = await manager.ask('getStandard', { params: { number: String(made.number) } });
    expect([standing?.quarter?.n, standing?.quarter?.kept, breachCount]).toEqual([5, 3, 0]);
    const which = async (query: Readonly<Record<string, string>>) => {
      const found = await manager.ask('getStandard', { params: { number: String(made.number) }, query });
      return [found.isDivided, found.standing?.quarter?.kept ?? null];
    };
    expect(await which({ unit: 'permits' })).toEqual([true, 3]);
    expect(await which({ where: 'applicantKind=natural' })).toEqual([true, 3]);
    expect(await which({ where: 'applicantKind=legal' })).toEqual([true, null]);
    expect(await which({ where: 'colour=red' })).toEqual([false, null]);
    await surveys.takeAll(TENANT, number, [{ ...answer(1), unit: 'registry' }]);
    // All but the one of another unit would tell what she answered.
    expect(await which({ unit: 'permits' })).toEqual([false, null]);
    const charter = await (await fetch(`${server.url}/charter?lang=en`)).text();
    expect(charter).toContain('At least 80% of those who answer rate us 4 or 5 of 5.');
    expect(charter).toMatch(/In the last quarter .* 50% did; people who answered: 6\./);
  });

  test('is refused where it cannot be: a unit that is not, the same promise twice, a stale change, a stranger, fields unknown', async () => {
    const refused = async (body: object, path = '/api/standards', method = 'POST') =>
      (await manager.send(method, path, { body })).status;
    expect(await refused({ standard: { ...promised, unit: 'attic' } })).toBe(422);
    expect(await refused({ standard: promised })).toBe(409);
    expect(await refused({ standard: { ...promised, colour: 'red' } })).toBe(400);
    expect(await refused({ standard: promised, version: 1 }, '/api/standards/1', 'PUT')).toBe(409);
    expect((await (await server.as('clerk')).send('GET', '/api/standards')).status).toBe(403);
    expect((await (await server.as('strange-manager')).ask('listStandards')).items).toEqual([]);
    expect((await (await server.as('strange-manager')).send('GET', '/api/standards/1')).status).toBe(404);
  });

  test('that has no case yet says so, and one that is withdrawn alerts nobody', async () => {
    const body = { standard: { ...promised, processId: 'nothing', promise: { kind: 'inTime', share: 0.95 } } };
    expect((await manager.ask('createStandard', { body })).standing).toBeNull();
    const changed = await manager.ask('changeStandard', {
      params: { number: '1' },
      body: { version: 2, standard: { ...promised, status: 'withdrawn' } },
    });
    expect(changed).toMatchObject({ version: 3, status: 'withdrawn' });
  });
});

test('the morning tells what is overdue and what ends within three working days, from live cases, each with its last day', async () => {
  const term = {
    id: 'any',
    legalAct: 'VAĮ 10 str.',
    validFrom: '2020-01-01',
    startsFrom: 'registered',
    days: 20,
    unit: 'working',
    suspensionGrounds: [],
    restartsOnClarification: false,
  } as const;
  const card = { ...blankCard('TER-01', 'permits'), title: { lt: 'Leidimas' }, status: 'active', processId: 'timed' };
  await server.deploy({ name: 'timed.bpmn', content: modelXml('start -> user:Check{groups: permits} -> end', { id: 'timed' }) });
  await (
    await server.as('analyst')
  ).ask('createService', {
    body: { card: { ...card, legalActs: [{ title: 'VAĮ' }], terms: [{ ...term, suspensionGrounds: [] }] } },
  });
  const noon = (day: string) => pin(Date.parse(`${day}T10:00:00Z`));
  // Twenty working days from 7 April 2026, with 1 May free, end on Wednesday 6 May; three working days before is Thursday 30 April.
  await noon('2026-04-07');
  const applicant = { name: 'Ona' };
  const taken = await (
    await server.as('clerk')
  ).ask('takeIn', { body: { service: 'TER-01', channel: 'desk', applicantKind: 'natural', applicant } });
  expect(taken.dueOn).toBe('2026-05-06');
  const told = async (day: string) => {
    await noon(day);
    const { overdue, atRisk } = await manager.ask('getMorning');
    const of = (part: typeof overdue) => part.cases.map(({ caseNumber, dueOn }) => [caseNumber, dueOn]);
    return { overdue: of(overdue), atRisk: of(atRisk) };
  };
  const row = [[taken.caseNumber, '2026-05-06']];
  expect(await told('2026-04-29')).toEqual({ overdue: [], atRisk: [] });
  expect(await told('2026-04-30')).toEqual({ overdue: [], atRisk: row });
  expect(await told('2026-05-06')).toEqual({ overdue: [], atRisk: row });
  expect(await told('2026-05-07')).toEqual({ overdue: row, atRisk: [] });

  const { institutions } = await manager.ask('getOrganisation');
  const own = institutions.find(({ units }) => units.some(({ unit }) => unit === 'permits'))?.institution ?? '';
  const filtered = async (query: Readonly<Record<string, string>>) => {
    const { overdue, stuck, incidents, complaints } = await manager.ask('getMorning', { query });
    return [overdue.cases.map(({ caseNumber }) => caseNumber), stuck.total > 0, incidents, complaints];
  };
  const complaint = { kind: 'complaint', topic: 'time', text: 'Laukiu', receivedOn: '2026-04-07' } as const;
  await (await server.as('clerk')).ask('writeLetter', { params: { caseKey: taken.caseKey }, body: complaint });
  const late = { waiting: 1, late: 1 };
  // The log of cases is read again after two seconds.
  for (const untilAt = Date.now() + 10_000; Date.now() < untilAt && (await filtered({ institution: own })).flat().length < 4;);
  for (const query of [{ institution: own }, { unit: 'permits', where: 'channel=desk;applicantKind=natural' }])
    expect([query, await filtered(query)]).toEqual([query, [[taken.caseNumber], true, 0, late]]);
  for (const query of [{ institution: 'nowhere' }, { where: 'channel=post' }, { where: 'applicantKind=legal' }])
    expect([query, await filtered(query)]).toEqual([query, [[], false, 0, { waiting: 0, late: 0 }]]);
  // Nobody can be told apart by what answers do not say.
  const { feedback } = await manager.ask('getMorning', { query: { where: 'colour=red' } });
  expect(feedback).toMatchObject({ n: 0, mean: null, isDivided: false });
});
