/** Long questions through the API: threads of their own, progress, answers by kind, cancelling, limits, walls. */
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnalyticsJob, JobAnswer, JobKind, JobQuestion } from '../../api/contract.ts';
import { TENANT } from '../../api/main.ts';
import type { TermProfileData } from '../../organisation/index.ts';
import { bundle } from '../support/child.ts';
import { modelXml } from '../support/model.ts';
import { importOffice, officeRows } from '../support/office-log.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
let server: TestServer;
let analyst: Client;
let logKey = '';
/** Keeps a thread busy until it is cancelled: many variants against a model of many parallel branches. */
let endless: JobQuestion;

beforeAll(async () => {
  server = await testServer({ analyticsWorker: pathToFileURL(await bundle('api/analytics-work/worker.ts')) });
  analyst = await server.as('analyst');
  logKey = await importOffice(server);
  const reference = modelXml(
    `start -> user:Receive{groups: permits} -> user:Check{groups: permits} -> user:Sign{groups: permits} -> user:Decide{groups: permits} -> end`,
    { id: 'reference' },
  );
  await server.deploy({ name: 'reference.bpmn', content: reference });
  const hard = await importOffice(server, hardRows(), 'hard.csv');
  endless = { kind: 'discover', source: { logKey: hard }, options: { noise: 0, activities: 60 } };
});
afterAll(() => server.stop());

/** 3,000 cases of forty activities in orders that chance dealt. */
function hardRows(): readonly (readonly string[])[] {
  let seed = 7;
  const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: 3_000 }, (_, index) => {
    const at = Date.UTC(2026, 0, 1) + index * HOUR;
    return Array.from({ length: 25 }, (__, step) => {
      const time = new Date(at + step * 60_000).toISOString();
      return [`h${String(index)}`, `a${String(Math.floor(chance() * 40))}`, 'u', 'p', time, time, 'd', time];
    });
  }).flat();
}

async function ended(client: Client, { id }: AnalyticsJob): Promise<AnalyticsJob> {
  for (;;) {
    const job = await client.ask('getAnalyticsJob', { params: { id } });
    if (job.status !== 'waiting' && job.status !== 'running') return job;
    await new Promise(setImmediate);
  }
}

async function answer<Kind extends JobKind>(
  question: JobQuestion & { readonly kind: Kind },
  client = analyst,
): Promise<JobAnswer<Kind>> {
  const job = await ended(client, await client.ask('askAnalyticsJob', { body: question }));
  if (job.status !== 'done' || job.kind !== question.kind) throw new Error(JSON.stringify(job));
  // Its kind is that of the question.
  return job.answer as JobAnswer<Kind>;
}

describe('an answer', () => {
  test('to causes adds up, by element, by the wall and in working time', async () => {
    const { view, cases, left } = await answer({
      kind: 'causes',
      source: { logKey },
      filter: { where: 'district=Old Town' },
    });
    expect([cases, left, view.calendar]).toEqual([25, 15, 'discovered']);
    const { whole } = view;
    const sum = (list: readonly { readonly ms: number }[]) => list.reduce((all, { ms }) => all + ms, 0);
    expect([sum(whole.causes), sum(whole.parts)]).toEqual([whole.totalMs, whole.totalMs]);
    expect(view.elements.reduce((all, { wait }) => all + (wait?.totalMs ?? 0), 0)).toBe(whole.totalMs);
    expect(view.transitions.reduce((all, { wait }) => all + (wait?.totalMs ?? 0), 0)).toBe(whole.totalMs);
    const decide = view.elements.find(({ element }) => element === 'Decide');
    // Twenty wait 22 hours, five from Friday to Monday; of cases 0, 4, 8, … with a second check 5 hours less.
    expect(decide?.wait).toMatchObject({ n: 25, cases: 25, totalMs: (20 * 22 + 5 * 70 - 7 * 5) * HOUR });
    expect(decide?.wait?.working?.totalMs).toBeLessThan(decide?.wait?.totalMs ?? 0);
    expect(view.dayMs).toBeGreaterThan(0);
    expect(view.criticalPath.n).toBe(25);
  });

  test('to bottlenecks ranks them with interval, cause, parts and a sentence in clauses', async () => {
    const { view } = await answer({ kind: 'bottlenecks', source: { logKey }, options: { limit: 2 } });
    expect([view.bottlenecks.length, view.of]).toEqual([2, 3]);
    const [worst] = view.bottlenecks;
    expect(worst).toMatchObject({ rank: 1, element: 'Decide', name: 'Decide', n: 38 });
    expect(worst?.saved.lowMs).toBeLessThan(worst?.saved.meanMs ?? 0);
    expect(worst?.sentence.clauses[0]).toMatchObject({ key: 'savesWithin', params: { activity: 'Decide', n: 40 } });
    expect(worst?.sentence.text).toContain('Decide');
    expect(worst?.parts.map(({ part }) => part)).toContain('offHours');
    expect(worst?.cases.top[0]?.caseKey).toMatch(/^c\d+$/);
  });

  test('to predictions as of a past instant tells the open cases of then', async () => {
    // On Friday, 6 February at noon the case of that day is open.
    const { view } = await answer({
      kind: 'predict',
      source: { logKey },
      options: { now: '2026-02-06T12:00:00Z', dueAttribute: 'due', limit: 10 },
    });
    expect([view.open, view.openCases.map(({ caseKey, element }) => [caseKey, element])]).toEqual([1, [['c24', 'Check']]]);
    expect(view.openCases[0]).toMatchObject({ due: '2026-02-07T09:30:00.000Z', caseNumber: null });
    expect(view.now).toBe('2026-02-06T12:00:00.000Z');
  });

  test('to predictions of a process goes by the statutory term, to the end of its last day', async () => {
    const term = {
      id: 'permit',
      legalAct: 'VIII-1234',
      validFrom: '2020-01-01',
      startsFrom: 'registered',
      days: 20,
      unit: 'working',
      suspensionGrounds: [],
      restartsOnClarification: false,
    } satisfies TermProfileData;
    await server.organisation.calendars.saveTermProfiles(TENANT, 'permit', [term]);
    const clerk = await server.as('clerk');
    const dimensions = { unit: 'permits', service: 'permit', caseNumber: 'N-1', registeredAt: '2026-01-05T08:00:00Z' };
    const { caseKey } = await clerk.ask('startCase', { body: { definition: { processId: 'reference' }, dimensions } });
    const { view } = await answer({ kind: 'predict', source: { processId: 'reference' } });
    // Twenty working days after 5 January 2026 end on 2 February; in Vilnius the day ends at 22:00 UTC.
    expect(view.openCases).toMatchObject([
      { caseKey, caseNumber: 'N-1', element: 'Receive', due: '2026-02-02T21:59:59.999Z', risk: 1, outlook: 'overdue' },
    ]);
    expect(view.counts).toEqual({ overdue: 1, atRisk: 0, onTime: 0, unknown: 0 });
  });

  test('to discovery is a model that deploys, and how the cases fit it', async () => {
    const { view } = await answer({ kind: 'discover', source: { logKey }, options: { noise: 0 } });
    expect(view.fit).toEqual({ fitness: 1, cases: 40, fitting: 40, unproven: 0 });
    expect(view.activities).toEqual(['Check', 'Receive', 'Decide', 'Mend']);
    const body = { resources: [{ name: 'found.bpmn', content: view.xml }] };
    expect(await analyst.send('POST', '/api/definitions', { body })).toMatchObject({ status: 201 });
    const quick = await answer({ kind: 'discover', source: { logKey }, options: { noise: 0, fit: false } });
    expect(quick.view.fit).toBeNull();
  });

  test('to conformance counts no step as missing that a called process does, also where an analyst said which one does it', async () => {
    const deploy = (id: string, text: string) => server.deploy({ name: `${id}.bpmn`, content: modelXml(text, { id, name: id }) });
    await deploy('agreed', 'start -> user:Take{groups: permits} -> user:Look{groups: permits} -> end');
    await deploy('looking', 'start -> end');
    await deploy('calling', 'start -> user:Take{groups: permits} -> call:Elsewhere(looking) -> end');
    const clerk = await server.as('clerk');
    const body = { definition: { processId: 'calling' }, dimensions: { unit: 'permits' } };
    const params = { caseKey: (await clerk.ask('startCase', { body })).caseKey };
    const { items } = await clerk.ask('listTasks', { query: params });
    await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: { variables: {} } });
    while ((await clerk.ask('getCase', { params })).status !== 'completed') await new Promise(setImmediate);
    // The log of cases may have been read less than two seconds ago.
    for (const untilAt = Date.now() + 10_000; Date.now() < untilAt;)
      if ((await analyst.ask('listSources')).items.some(({ id }) => id === 'calling')) break;
    const missing = async () => {
      const options = { reference: { processId: 'agreed' } };
      const { view } = await answer({ kind: 'conform', source: { processId: 'calling' }, options });
      expect(view.cases).toBe(1);
      return view.deviations.filter(({ kind }) => kind === 'missing').flatMap(({ elements }) => elements);
    };
    expect(await missing()).toEqual(['Look']);
    const models = { referenceId: 'agreed', processId: 'calling' };
    await analyst.ask('chooseReferenceSteps', { params: models, body: { choices: { Look: 'Elsewhere' } } });
    expect(await missing()).toEqual([]);
  });

  test('to conformance names the steps that are missing or too many, with cases, by the mapping that was used', async () => {
    const options = { reference: { processId: 'reference' } };
    const { view } = await answer({ kind: 'conform', source: { logKey }, options });
    expect(view.deviations.map(({ kind, activity, cases }) => [kind, activity, cases])).toEqual([
      ['missing', 'Sign', 40],
      ['doubled', 'Check', 10],
      ['unknown', 'Mend', 10],
      ['missing', 'Decide', 2],
    ]);
    expect(view.deviations[3]).toMatchObject({ elements: ['Decide'], share: 0.05, examples: ['c38', 'c39'] });
    expect(view.mapping.activities.find(({ element }) => element === 'Mend')?.step).toBeNull();
    const { view: proposed } = await analyst.ask('getNameMapping', { query: { logKey, reference: 'reference' } });
    expect(proposed).toEqual(view.mapping);
    const mapped = await answer({ kind: 'conform', source: { logKey }, options: { ...options, mapping: { Mend: 'Sign' } } });
    expect(mapped.view.mapping.activities.find(({ element }) => element === 'Mend')?.step).toBe('Sign');
    expect(mapped.view.deviations.find(({ activity }) => activity === 'Sign')?.cases).toBeUndefined();
  });

  test('that cannot be given says why and what to do', async () => {
    const options = { reference: { processId: 'reference' }, mapping: { Nothing: 'Sign' } };
    const job = await analyst.ask('askAnalyticsJob', { body: { kind: 'conform', source: { logKey }, options } });
    expect(await ended(analyst, job)).toMatchObject({
      status: 'failed',
      fault: { code: 'notComparable', elements: ['Nothing'], remedy: expect.stringContaining('Map') },
    });
  });
});

describe('a job', () => {
  test('runs in a thread while the server answers, tells what it does, and is cancelled at once', async () => {
    const job = await analyst.ask('askAnalyticsJob', { body: endless });
    expect(job).toMatchObject({ kind: 'discover', status: 'running', endedAt: null, keptUntil: null });
    const { params } = { params: { id: job.id } };
    while ((await analyst.ask('getAnalyticsJob', { params })).phase !== 'mining') await new Promise(setImmediate);
    const begunMs = performance.now();
    await analyst.ask('cancelAnalyticsJob', { params });
    const cancelled = await analyst.ask('getAnalyticsJob', { params });
    expect(performance.now() - begunMs).toBeLessThan(5_000);
    expect(cancelled).toMatchObject({ status: 'cancelled', progress: null });
    expect(cancelled.answer).toBeUndefined();
    // Once more forgets it.
    await analyst.ask('cancelAnalyticsJob', { params });
    expect(await analyst.send('GET', `/api/analytics/jobs/${job.id}`)).toMatchObject({ status: 404 });
  });

  test('is the same for the same question of the same cases, and its answer is shared with whoever asks it', async () => {
    const body: JobQuestion = { kind: 'causes', source: { logKey } };
    const first = await ended(analyst, await analyst.ask('askAnalyticsJob', { body }));
    const again = await analyst.ask('askAnalyticsJob', { body: { ...body, filter: {}, options: {} } });
    expect([again.id, again.status]).toEqual([first.id, 'done']);
    const manager = await server.as('manager');
    const shared = await manager.ask('askAnalyticsJob', { body });
    expect([shared.status, shared.startedAt, shared.id === first.id]).toEqual(['done', first.startedAt, false]);
    const other = await analyst.ask('askAnalyticsJob', { body: { ...body, filter: { unit: 'head' } } });
    expect(other.id).not.toBe(first.id);
    await ended(analyst, other);
  });

  test('belongs to its tenant; others of the tenant may look, and who asked it cancels it', async () => {
    const job = await ended(analyst, await analyst.ask('askAnalyticsJob', { body: { kind: 'predict', source: { logKey } } }));
    const path = `/api/analytics/jobs/${job.id}`;
    const strange = await server.as('strange-analyst');
    expect([(await strange.send('GET', path)).status, (await strange.send('DELETE', path)).status]).toEqual([404, 404]);
    expect((await strange.ask('listAnalyticsJobs')).items).toEqual([]);
    const manager = await server.as('manager');
    expect([(await manager.send('GET', path)).status, (await manager.send('DELETE', path)).status]).toEqual([200, 403]);
    expect((await analyst.ask('listAnalyticsJobs')).items.map(({ id }) => id)).toContain(job.id);
    const body = { kind: 'causes', source: { logKey } };
    expect(await strange.send('POST', '/api/analytics/jobs', { body })).toMatchObject({ status: 404 });
  });

  test('is one of four at most that a person has under way', async () => {
    const noises = [0.01, 0.02, 0.03, 0.04];
    const asking = (noise: number) => ({ ...endless, options: { noise, activities: 60 } });
    const jobs = [];
    for (const noise of noises) jobs.push(await analyst.ask('askAnalyticsJob', { body: asking(noise) }));
    expect(jobs.at(-1)).toMatchObject({ status: 'waiting', startedAt: null });
    expect(await analyst.send('POST', '/api/analytics/jobs', { body: asking(0.05) })).toMatchObject({
      status: 429,
      body: { code: 'limit' },
    });
    // What is under way already may be asked for again, and what is known costs nothing.
    expect((await analyst.ask('askAnalyticsJob', { body: asking(0.04) })).id).toBe(jobs.at(-1)?.id);
    expect((await analyst.ask('askAnalyticsJob', { body: { kind: 'causes', source: { logKey } } })).status).toBe('done');
    for (const { id } of jobs) await analyst.ask('cancelAnalyticsJob', { params: { id } });
    const free = await analyst.ask('askAnalyticsJob', { body: asking(0.05) });
    await analyst.ask('cancelAnalyticsJob', { params: { id: free.id } });
  });

  test.each([
    ['a kind that there is not', { kind: 'guess' }],
    ['an option of another kind', { kind: 'predict', options: { noise: 0.1 } }],
    ['a field that nobody knows', { kind: 'causes', colour: 'red' }],
    ['a noise beyond 1', { kind: 'discover', options: { noise: 2 } }],
    ['a filter that nobody knows', { kind: 'causes', filter: { colour: 'red' } }],
    ['an attribute without a value', { kind: 'causes', filter: { where: 'district' } }],
    ['no reference', { kind: 'conform', options: {} }],
  ])('is refused for %s', async (_what, body) => {
    const answered = await analyst.send('POST', '/api/analytics/jobs', { body: { source: { logKey }, ...body } });
    expect(answered).toMatchObject({ status: 400 });
  });

  test('is refused for a reference, a version or a source that is not there', async () => {
    for (const body of [
      { kind: 'conform', source: { logKey }, options: { reference: { processId: 'nothing' } } },
      { kind: 'conform', source: { logKey }, options: { reference: { processId: 'reference', version: 9 } } },
      { kind: 'causes', source: { processId: 'nothing' } },
      { kind: 'causes', source: { logKey: '999' } },
    ])
      expect([body, (await analyst.send('POST', '/api/analytics/jobs', { body })).status]).toEqual([body, 404]);
  });
});

describe('a view of a log of more than 300,000 rows', () => {
  /** The office 2,174 times over: 300,012 rows. */
  const COPIES = 2_174;

  test('is worked out in a thread: the same figures, others are answered meanwhile, and once for all', async () => {
    const office = officeRows();
    const rows = Array.from({ length: COPIES }, (_, copy) =>
      office.map(([name = '', ...cells]) => [`${String(copy)}-${name}`, ...cells]),
    );
    const long = await importOffice(server, rows.flat(), 'long.csv');
    let [isUnderWay, answered] = [true, 0];
    const asked = analyst.ask('getProcessMap', { query: { logKey: long } }).finally(() => (isUnderWay = false));
    for (; isUnderWay; answered++) await analyst.ask('getChoices', { query: { logKey } });
    const { view: map, cases } = await asked;
    // On the server's own thread a few would be: before it begins, and the one that waited for it.
    expect(answered).toBeGreaterThan(10);
    const { view: small } = await analyst.ask('getProcessMap', { query: { logKey } });
    expect(cases).toBe(COPIES * 40);
    const scaled = ({ n, cases: own, nTimed, ...rest }: (typeof small.transitions)[number]) => ({
      ...rest,
      n: n * COPIES,
      cases: own * COPIES,
      nTimed: nTimed * COPIES,
    });
    const known = ({ meanMs: _mean, p90Ms: _p90, working: _working, ...rest }: ReturnType<typeof scaled>) => rest;
    expect(map.transitions.map(known)).toEqual(small.transitions.map((one) => known(scaled(one))));
    expect(map.transitions.every(({ working }) => working?.medianMs !== null)).toBe(true);
    const filtered = await analyst.ask('getFlow', { query: { logKey: long, step: 'month', activity: 'Mend' } });
    expect([filtered.cases, filtered.left]).toEqual([COPIES * 10, COPIES * 30]);
    expect(filtered.view.steps.map(({ arrivals }) => arrivals)).toEqual([COPIES * 5, COPIES * 5]);
  }, 60_000);
});
