/** From what was found to what it brought: evidence and effects are the server's own, what slid back is open again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { TENANT } from '../../api/main.ts';
import type { ComparisonQuestion, MeasureText } from '../../api/contract.ts';
import { openProgramme, type Gauge, type Rating } from '../../programme/index.ts';
import { bundle } from '../support/child.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

const PROCESS = 'permit';
let server: TestServer;
let analyst: Client;
let manager: Client;

beforeAll(async () => {
  server = await testServer({ analyticsWorker: pathToFileURL(await bundle('api/analytics-work/worker.ts')) });
  [analyst, manager] = [await server.as('analyst'), await server.as('manager')];
  await server.deploy({ name: 'p.bpmn', content: modelXml('start -> user:Check{groups: permits} -> end', { id: PROCESS }) });
  const clerk = await server.as('clerk');
  for (let count = 0; count < 6; count++) {
    const { caseKey } = await clerk.ask('startCase', {
      body: {
        definition: { processId: PROCESS },
        dimensions: { unit: 'permits', channel: count < 5 ? 'post' : 'desk', applicantKind: 'legal' },
      },
    });
    const { items } = await clerk.ask('listTasks', { query: { caseKey } });
    await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: { variables: {} } });
  }
}, 120_000);
afterAll(() => server.stop());

const text = (more: Partial<MeasureText> = {}): MeasureText => ({
  title: { lt: '=Trumpinti eilę' },
  owner: 'permits',
  dueOn: '2020-02-01',
  indicator: { kind: 'medianCycle', processId: PROCESS },
  baseline: { from: '2020-01-01', to: '2999-01-01' },
  target: 1000,
  status: 'underWay',
  tolerance: 0.1,
  ...more,
});

async function ended(name: 'getAnalyticsJob' | 'getComparison', id: string) {
  for (;;) {
    const job = await analyst.ask(name, { params: { id } });
    if (job.status !== 'waiting' && job.status !== 'running') return job;
    await new Promise(setImmediate);
  }
}

test('a bottleneck becomes a recommendation with its figures frozen, which is edited, and then a measure', async () => {
  const asked = { kind: 'bottlenecks', source: { processId: PROCESS }, filter: {}, options: { limit: 5 } };
  const { id } = await analyst.ask('askAnalyticsJob', { body: asked });
  const job = await ended('getAnalyticsJob', id);
  const [worst] = job.kind === 'bottlenecks' ? (job.answer?.view.bottlenecks ?? []) : [];
  const from = { kind: 'bottleneck', job: id, element: worst?.element ?? '' };
  const drafted = await analyst.ask('draftRecommendation', { body: { from } });
  const [evidence] = drafted.body.evidence;
  expect(evidence).toMatchObject({ kind: 'bottleneck', source: { id: PROCESS }, subject: worst?.element, n: worst?.saved.n });
  expect(evidence?.figures.find(({ name }) => name === 'saved')?.value).toBe(worst?.saved.meanMs);
  expect(evidence?.question).not.toBeNull();
  expect(drafted.body.text.lt).toContain('Check');

  const accepted = { title: { lt: 'Kitaip' }, text: { lt: 'Tekstas' }, status: 'accepted' } as const;
  const params = { number: String(drafted.number) };
  const edited = await manager.ask('changeRecommendation', { params, body: { version: 1, text: accepted, note: 'sutarta' } });
  expect(edited.body).toEqual({ ...accepted, evidence: drafted.body.evidence });
  const late = await analyst.send('PUT', `/api/recommendations/${params.number}`, { body: { version: 1, text: accepted } });
  expect(late.status).toBe(409);
  const { items } = await analyst.ask('recommendationHistory', { params });
  expect(items.map(({ changedBy, changed, note }) => [changedBy, changed, note])).toEqual([
    ['manager', ['status', 'text', 'title'], 'sutarta'],
    ['analyst', ['evidence', 'status', 'text', 'title'], undefined],
  ]);
  const made = await analyst.ask('addMeasure', { body: { text: text({ recommendation: drafted.number }) } });
  expect(made.body.before).toMatchObject({ n: 6, value: expect.any(Number) });
});

test('an answer that is no longer kept, a bottleneck that is none and a wave without answers make no recommendation', async () => {
  const status = async (from: object) => (await analyst.send('POST', '/api/recommendations', { body: { from } })).status;
  expect(await status({ kind: 'bottleneck', job: 'gone', element: 'Check' })).toBe(404);
  expect(await status({ kind: 'survey', wave: 99, measure: 'csat' })).toBe(404);
});

test('a baseline is measured and never typed in: too few cases, unknown processes, units and recommendations are refused', async () => {
  const refused = async (of: Partial<MeasureText>) =>
    (await analyst.send('POST', '/api/change-plan', { body: { text: text(of) } })).status;
  expect(await refused({ baseline: { from: '2020-01-01', to: '2020-02-01' } })).toBe(422);
  expect(await refused({ indicator: { kind: 'medianCycle', processId: 'none' } })).toBe(404);
  expect(await refused({ owner: 'nobody' })).toBe(422);
  expect(await refused({ recommendation: 99 })).toBe(422);
  expect(await refused({ forecast: '99' })).toBe(422);
  expect(await refused({ baseline: { from: '2020-02-01', to: '2020-01-01' } })).toBe(400);
  const typed = await analyst.send('POST', '/api/change-plan', { body: { text: { ...text(), before: { value: 1, n: 9 } } } });
  expect(typed.status).toBe(400);
});

test('an indicator is measured among the cases of an institution, a channel, a kind of person', async () => {
  const { institutions } = await analyst.ask('getOrganisation');
  const own = institutions.find(({ units }) => units.some(({ unit }) => unit === 'permits'))?.institution ?? '';
  const n = async (of: object) => {
    const query = { kind: 'medianCycle', processId: PROCESS, ...of } as const;
    return (await analyst.ask('measureNow', { query })).n;
  };
  expect(await n({ institution: own })).toBe(6);
  expect(await n({ channel: 'post' })).toBe(5);
  expect(await n({ channel: 'desk', applicantKind: 'legal' })).toBe(1);
  expect(await n({ applicantKind: 'natural' })).toBe(0);
  expect(await n({ kind: 'complaints', unit: 'permits', channel: 'post' })).toBe(5);
  const kept = await analyst.ask('addMeasure', {
    body: {
      text: text({
        indicator: { kind: 'medianCycle', processId: PROCESS, institution: own, channel: 'post' },
        // What is achieved is measured of the version of the change.
        toBe: { version: 1 },
      }),
    },
  });
  expect(kept.body.before.n).toBe(5);
  const { items } = await analyst.ask('listMeasures');
  expect(items.find(({ number }) => number === kept.number)?.standing.achieved.n).toBe(5);
  const unknown = text({ indicator: { kind: 'medianCycle', processId: PROCESS, institution: 'nowhere' } });
  expect((await analyst.send('POST', '/api/change-plan', { body: { text: unknown } })).status).toBe(422);
});

test('a row past its day is overdue until it is done', async () => {
  const { number, version } = await analyst.ask('addMeasure', { body: { text: text() } });
  const overdue = async () => (await manager.ask('listMeasures')).items.find((one) => one.number === number)?.standing.overdue;
  expect(await overdue()).toBe(true);
  await analyst.ask('changeMeasure', { params: { number: String(number) }, body: { version, text: text({ status: 'done' }) } });
  expect(await overdue()).toBe(false);
});

test('a comparison is kept with its verdict and its question, and only with a measure of its process', async () => {
  const { number } = await analyst.ask('addMeasure', { body: { text: text() } });
  const question: ComparisonQuestion = { before: { processId: PROCESS }, after: { processId: PROCESS }, seed: 3 };
  const { id } = await analyst.ask('askComparison', { body: question });
  await ended('getComparison', id);
  const kept = await manager.ask('keepEffect', { params: { number: String(number) }, body: { comparison: id } });
  // Six cases a side prove nothing, and it says so.
  expect(kept.body.effect).toMatchObject({
    verdict: 'not enough data',
    before: { n: 6 },
    indicator: { change: 'not enough data' },
  });
  expect(JSON.stringify(kept.body.effect?.question)).toContain('"seed":3');
  const gone = await manager.send('PUT', `/api/change-plan/${String(number)}/effect`, { body: { comparison: 'gone' } });
  expect(gone.status).toBe(404);
});

describe('the watch', () => {
  const at = { now: Date.parse('2026-03-10T10:00:00Z') };
  const values = new Map<string, number>();
  const gauge: Gauge = (_indicator, { from = '', to }) => ({ value: to === undefined ? 10 : (values.get(from) ?? null), n: 30 });

  test('opens a done measure again when its indicator slid back for two months, once, and says so in the history', async () => {
    const programme = openProgramme({ ...server, clock: { now: () => at.now } });
    const { plan } = programme;
    const baseline = { from: '2025-06-01', to: '2026-01-01' };
    values.set('2025-06-01', 20);
    const meter = () => Promise.resolve(gauge);
    const done = await plan.add('watched', text({ owner: 'permits', status: 'done', baseline }), meter, { user: 'analyst' });
    // The owner is no unit of that tenant.
    expect(done).toMatchObject({ refused: 'invalid' });
    const made = await plan.add(TENANT, text({ status: 'done', baseline }), meter, { user: 'analyst' });
    if ('refused' in made) throw new Error(made.message);
    expect(made.body.secured).toMatchObject({ value: 10 });
    const now = async () => (await plan.measures(TENANT, meter)).find(({ number }) => number === made.number);
    values.set('2026-04-01', 14);
    at.now = Date.parse('2026-05-02T10:00:00Z');
    expect((await now())?.body.status).toBe('done');
    // The month is bad, but not over.
    values.set('2026-05-01', 15);
    expect((await now())?.body.status).toBe('done');
    at.now = Date.parse('2026-06-02T10:00:00Z');
    const reopened = await now();
    expect(reopened?.body.status).toBe('reopened');
    expect(reopened?.body.slid?.periods.map(({ from, value }) => [from, value])).toEqual([
      ['2026-04-01', 14],
      ['2026-05-01', 15],
    ]);
    const version = (await now())?.version;
    expect(version).toBe(2);
    const history = await plan.history(TENANT, 'measure', made.number);
    expect(history.map(({ changedBy }) => changedBy)).toEqual(['eiga', 'analyst']);
  });
});

test('ratings of surveys, which know no case, are the satisfaction of a comparison', async () => {
  const { cohortRatings } = await import('../../api/answers/cohort-ratings.ts');
  const rating = (value: number, version: number, caseWeek = '2026-01-05'): Rating => ({
    ...{ wave: 1, value, version, unit: undefined, caseWeek, week: '2026-02-02' },
  });
  const ratings = [
    ...Array.from({ length: 5 }, () => rating(2, 1)),
    ...Array.from({ length: 6 }, () => rating(5, 2, '2026-01-12')),
  ];
  const surveys = { ...openProgramme(server).surveys, ratings: () => Promise.resolve(ratings) };
  const source = { kind: 'process', id: PROCESS, name: PROCESS } as const;
  const sides = await cohortRatings(surveys, TENANT, { before: { source, version: '1' }, after: { source, version: '2' } });
  expect(sides?.map(({ values }) => values)).toEqual([
    [2, 2, 2, 2, 2],
    [5, 5, 5, 5, 5, 5],
  ]);
  const early = { source, startedBeforeAt: Date.parse('2026-01-10') };
  // Four of a side would tell of single people.
  ratings.shift();
  expect(await cohortRatings(surveys, TENANT, { before: early, after: { source, version: '2' } })).toBeUndefined();
});
