/** The whole comparison through the API: a job in a thread with progress, its shape, refusals, walls. */
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ComparisonQuestion, FullComparisonJson } from '../../api/contract.ts';
import { bundle } from '../support/child.ts';
import { CASES, importOffice } from '../support/office-log.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HALF = 60;
let server: TestServer;
let analyst: Client;
let logKey = '';
let question: ComparisonQuestion;

beforeAll(async () => {
  server = await testServer({ analyticsWorker: pathToFileURL(await bundle('api/analytics-work/worker.ts')) });
  analyst = await server.as('analyst');
  logKey = await importOffice(server, rows(), 'change.csv');
  question = { before: { logKey, to: '2026-03-01' }, after: { logKey, from: '2026-03-01' } };
});
afterAll(() => server.stop());

/**
 * Sixty cases a side, one a day from 1 January and from 1 March: Check takes an hour, Decide comes 10 hours after it in the easy cases (Near)
 * and 100 in the hard ones (Far), 2 less after the change. Before two of three are Far, after one of three. Each lasts its minutes longer.
 */
function rows(): readonly (readonly string[])[] {
  return Array.from({ length: 2 * HALF }, (_, index) => {
    const isAfter = index >= HALF;
    const isFar = isAfter ? index % 3 === 0 : index % 3 > 0;
    const startAt = Date.UTC(2026, isAfter ? 2 : 0, 1, 9) + (index % HALF) * DAY * 0.9;
    const decideAt = startAt + HOUR + (isFar ? 100 : 10) * HOUR - (isAfter ? 2 * HOUR : 0) + ((index * 7) % HALF) * 60_000;
    const district = isFar ? 'Far' : 'Near';
    const row = (activity: string, unit: string, from: number, to: number) =>
      [`c${String(index)}`, activity, unit, `${unit}-1`, iso(from), iso(to), district, iso(startAt + 2 * DAY)] as const;
    return [row('Check', 'front', startAt, startAt + HOUR), row('Decide', 'head', decideAt, decideAt + HOUR)];
  }).flat();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

async function ended(id: string) {
  for (;;) {
    const job = await analyst.ask('getComparison', { params: { id } });
    if (job.status !== 'waiting' && job.status !== 'running') return job;
    await new Promise(setImmediate);
  }
}

async function answer(
  asked: ComparisonQuestion,
): Promise<{ readonly view: FullComparisonJson; readonly cases: number; readonly left: number }> {
  const job = await ended((await analyst.ask('askComparison', { body: asked })).id);
  if (job.answer === undefined) throw new Error(JSON.stringify(job));
  return job.answer;
}

describe('a whole comparison', () => {
  test('says everything at once: figures, five measures, why, tests, and the cases behind', async () => {
    const { view, cases, left } = await answer({ ...question, dueAttribute: 'due', costPerHour: 20 });
    expect([cases, left, view.before.n, view.after.n, view.before.source.kind]).toEqual([120, 0, HALF, HALF, 'log']);
    // All together became much faster, since easy cases came.
    expect(view.verdict).toBe('faster');
    expect(view.difference.highMs).toBeLessThan(0);
    expect(view.quantiles.map(({ share }) => share)).toEqual([0.5, 0.25, 0.75, 0.9]);
    expect(view.headline.quality?.onTime).toMatchObject({ before: { n: HALF, value: 1 / 3 }, after: { n: HALF, value: 2 / 3 } });
    // Two hours of work a case, 20 an hour.
    expect(view.headline.cost).toMatchObject({ unit: 'money', before: { value: 40 }, after: { value: 40 } });
    expect(view.unmeasured.map(({ measure, key }) => [measure, key])).toContainEqual(['satisfaction', 'noSatisfaction']);
    const why = view.decomposition;
    expect(why?.parts.reduce((sum, { estimateMs }) => sum + estimateMs, 0)).toBeCloseTo(why?.differenceMs ?? NaN, 3);
    expect(view.tests.map(({ name }) => name)).toEqual(['Mann-Whitney', 'Brunner-Munzel', 'log-rank']);
    expect(view.histogram.reduce((sum, { before, after }) => sum + before + after, 0)).toBe(120);
    expect(view.chart?.phases.map(({ reason }) => reason)).toEqual(['first', 'told']);
    expect(view.survival.after.every(({ low, survival, high }) => low <= survival && survival <= high)).toBe(true);
    const [longest] = view.cases.before;
    expect(longest).toMatchObject({ ended: 'completed', caseKey: expect.stringMatching(/^c\d+$/), stratum: null });
    expect(longest?.durationMs).toBe(Math.max(...view.cases.before.map(({ durationMs }) => durationMs)));
    expect(view.reasons.find(({ key }) => key === 'othersBetter')?.params.measures).toEqual(['onTime']);
  });

  test('of like cases tells them apart and puts both sides into one mix', async () => {
    const { view } = await answer({ ...question, by: ['district'] });
    expect(view.caseMix?.strata.map(({ values, before, after }) => [values[0], before.n, after.n])).toEqual([
      ['Far', 40, 20],
      ['Near', 20, 40],
    ]);
    // Within each the change is of two hours, and that is what the verdict rests on.
    for (const { differenceMs } of view.caseMix?.strata ?? [])
      expect(Math.abs((differenceMs ?? 0) + 2 * HOUR)).toBeLessThan(HOUR / 2);
    expect(view.reasons[0]).toMatchObject({ key: 'likeForLike', params: { by: 'district' } });
    expect(view.decomposition?.parts[0]?.part).toBe('mix');
    const far = view.cases.before.filter(({ stratum }) => stratum === 0);
    expect([far.length, view.cases.before.length]).toEqual([40, HALF]);
  });

  test('against a control leaves the cases of the control out of both sides', async () => {
    const { view } = await answer({ ...question, control: 'district=Near' });
    expect([view.before.n, view.after.n, view.control?.before.n, view.cases.after.length]).toEqual([40, 20, 20, 20]);
  });

  test('that cannot be made says why and what to do; people who work are no groups', async () => {
    for (const [more, words] of [
      [{ by: ['nothing'] }, /nothing/],
      [{ control: 'Nowhere' }, /Nowhere/],
      [{ by: ['resource'] }, /people/],
    ] as const) {
      const job = await ended(
        (await analyst.ask('askComparison', { body: { ...question, ...more, by: [...('by' in more ? more.by : [])] } })).id,
      );
      expect(job).toMatchObject({ status: 'failed', fault: { code: 'notCompared', message: expect.stringMatching(words) } });
    }
    const nowhere = { before: { logKey: '999' }, after: { logKey } };
    expect(await analyst.send('POST', '/api/comparisons', { body: nowhere })).toMatchObject({ status: 404 });
    expect(await analyst.send('POST', '/api/comparisons', { body: { before: { logKey } } })).toMatchObject({ status: 400 });
  });
});

test('the same question is worked on once; whoever cancels it finds it cancelled, also among all jobs', async () => {
  const [first, second] = [
    await analyst.ask('askComparison', { body: { ...question, seed: 2 } }),
    await analyst.ask('askComparison', { body: { ...question, seed: 2 } }),
  ];
  expect(second.id).toBe(first.id);
  await analyst.ask('cancelComparison', { params: { id: first.id } });
  const job = await analyst.send('GET', `/api/comparisons/${first.id}`);
  expect(job.status === 404 || JSON.stringify(job).includes('cancelled')).toBe(true);
  const again = await answer({ ...question, seed: 2 });
  expect(again.view.seed).toBe(2);
  const { items } = await analyst.ask('listAnalyticsJobs', {});
  expect(items.map(({ kind }) => kind)).toContain('compare');
});

test('two logs are compared each with its own cases', async () => {
  const other = await importOffice(server);
  const { view, cases, left } = await answer({ before: { logKey: other }, after: { logKey, from: '2026-03-01' } });
  expect([cases, left, view.before.n]).toEqual([CASES + HALF, HALF, CASES]);
  const { phases = [], points = [], changes = [] } = view.chart ?? {};
  expect(phases.map(({ reason }) => reason)).toEqual(['first', 'told']);
  expect(new Set(points.map(({ phase }) => phase))).toEqual(new Set([0, 1]));
  expect(points.every(({ from, phase }) => phase === (from < (changes[0]?.from ?? '') ? 0 : 1))).toBe(true);
  // There is no one chart of two that worked in the same weeks.
  const together = await answer({ before: { logKey: other }, after: { logKey, to: '2026-03-01' } });
  expect(together.view.chart).toBeNull();
  const { status } = await (await server.as('stranger')).send('POST', '/api/comparisons', { body: question });
  expect([403, 404]).toContain(status);
});
