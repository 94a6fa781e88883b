/** Views of /api/analytics on a real server: shapes (the client checks them), filters, suppression, walls, freshness. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { importOffice } from '../support/office-log.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
let server: TestServer;
let analyst: Client;
let logKey = '';

beforeAll(async () => {
  server = await testServer({ environment: { EIGA_TEST_CLOCK: '1' } });
  analyst = await server.as('analyst');
  logKey = await importOffice(server);
  const xml = modelXml('start -> user:Check{groups: permits} -> user:Sign{groups: permits} -> end', { id: 'permit' });
  await server.deploy({ name: 'permit.bpmn', content: xml });
  for (let number = 0; number < 5; number++) await complete(await startPermit());
  await startPermit();
});
afterAll(() => server.stop());

async function startPermit(): Promise<string> {
  const clerk = await server.as('clerk');
  const body = { definition: { processId: 'permit' }, dimensions: { unit: 'permits' } };
  return (await clerk.ask('startCase', { body })).caseKey;
}

async function complete(caseKey: string): Promise<void> {
  const clerk = await server.as('clerk');
  const { items } = await clerk.ask('listTasks', { query: { caseKey } });
  const params = { taskKey: items[0]?.taskKey ?? '' };
  await clerk.ask('claimTask', { params });
  await clerk.ask('completeTask', { params, body: { variables: {} } });
}

describe('an imported log', () => {
  test('has a map, thinned as asked, that says what is not on it', async () => {
    const whole = await analyst.ask('getProcessMap', { query: { logKey } });
    expect(whole).toMatchObject({ source: { kind: 'log', id: logKey, name: 'office.csv' }, cases: 40, left: 0 });
    expect(whole.view.transitions.map(({ from, to, n, medianMs }) => [from, to, n, (medianMs ?? 0) / HOUR])).toEqual([
      ['Receive', 'Check', 40, 2.5],
      ['Check', 'Decide', 38, 22.25],
      ['Check', 'Mend', 10, 3],
      ['Mend', 'Check', 10, 2],
    ]);
    // 128 of 138 events are of the other three: Mend goes, with the ways to it and back, in ten cases.
    const { view } = await analyst.ask('getProcessMap', { query: { logKey, activityShare: '0.9' } });
    expect(view.activities.map(({ name }) => name)).toEqual(['Check', 'Receive', 'Decide']);
    expect(view.hidden).toEqual({ activities: 1, transitions: 2, events: 10, cases: 10 });
  });

  test('shows no order of activities that fewer than five cases took, and says how many these are', async () => {
    const { view } = await analyst.ask('getVariants', { query: { logKey } });
    expect(view.variants.map(({ activities, cases, coverage }) => [activities.map(({ name }) => name), cases, coverage])).toEqual(
      [
        [['Receive', 'Check', 'Decide'], 28, 0.7],
        [['Receive', 'Check', 'Mend', 'Check', 'Decide'], 10, 0.95],
      ],
    );
    expect(view).toMatchObject({
      n: 40,
      count: 3,
      others: { variants: 1, cases: 2 },
      more: { variants: 0, cases: 0 },
      covering80: 2,
    });
    const { view: first } = await analyst.ask('getVariants', { query: { logKey, limit: '1' } });
    expect([first.variants.length, first.more]).toEqual([1, { variants: 1, cases: 10 }]);
  });

  test('tells loops, ping-pong and hand-overs with their time', async () => {
    const { view } = await analyst.ask('getRework', { query: { logKey } });
    expect(view).toMatchObject({ n: 40, cases: 10, loopMs: 50 * HOUR });
    expect(view.activities).toEqual([
      expect.objectContaining({ name: 'Check', kind: 'back', n: 10, sentBackFrom: { element: 'Mend', name: 'Mend' } }),
    ]);
    const { view: handovers } = await analyst.ask('getHandovers', { query: { logKey } });
    expect(handovers.units.map(({ name }) => name)).toEqual(['front', 'check', 'head']);
    // Forty wait 1.5 hours for their first check, ten one hour for their second.
    expect(handovers.cells[0]?.[1]).toMatchObject({ suppressed: false, n: 50, cases: 40, wait: { meanMs: 1.4 * HOUR } });
  });

  test('flows by month of the institution, and by unit when that is asked', async () => {
    const { view } = await analyst.ask('getFlow', { query: { logKey, step: 'month', by: 'unit' } });
    expect(view.steps.map(({ name, from, arrivals, completions }) => [name, from, arrivals, completions])).toEqual([
      ['2026-01', '2025-12-31T22:00:00.000Z', 20, 19],
      ['2026-02', '2026-01-31T22:00:00.000Z', 20, 21],
    ]);
    expect(view.units?.map(({ unit, n }) => [unit, n])).toEqual([['front', 40]]);
  });

  test('has control charts by the changes that are told, held back below five cases', async () => {
    const query = { logKey, measure: 'onTime', dueAttribute: 'due', changes: '2026-02-02' };
    const { view } = await analyst.ask('getChart', { query });
    // Each Monday the case of Friday is late.
    expect(view.points.map(({ n, value }) => [n, value])).toEqual([
      [4, null],
      ...Array.from({ length: 6 }, () => [5, 0.8]),
      [6, 5 / 6],
    ]);
    expect(view.phases.map(({ from, reason }) => [from.slice(0, 10), reason])).toEqual([
      ['2026-01-11', 'first'],
      ['2026-02-01', 'told'],
    ]);
    expect(view.withoutTerm).toBe(0);
    const { view: none } = await analyst.ask('getChart', { query: { logKey, measure: 'onTime' } });
    expect([none.points, none.withoutTerm]).toEqual([[], 40]);
  });

  test('tells times of cases by all clocks, and what a day of the calendar has', async () => {
    const { view } = await analyst.ask('getTimes', { query: { logKey } });
    expect(view.calendar).toBe('discovered');
    expect(view.dayMs).toBeGreaterThan(0);
    expect([view.gross.medianMs, view.working.n]).toEqual([25.25 * HOUR, 40]);
    expect(view.working.medianMs).toBeLessThan(10 * HOUR);
    const { view: none } = await analyst.ask('getTimes', { query: { logKey, hours: 'none' } });
    expect([none.calendar, none.dayMs, none.working.n, none.elements[0]?.waiting.working]).toEqual(['none', null, 0, null]);
    const { view: given } = await analyst.ask('getTimes', { query: { logKey, hours: 'given' } });
    expect([given.calendar, given.dayMs]).toEqual(['given', 8 * HOUR]);
  });

  test('names no people: utilisation is by unit, held back where few are, and by person for administrators alone', async () => {
    const { view } = await analyst.ask('getUtilisation', { query: { logKey } });
    expect(view.groups.map(({ group, suppressed, figures }) => [group, suppressed, figures?.busyMs])).toEqual([
      ['check', false, 50 * HOUR],
      ['front', true, undefined],
      ['head', true, undefined],
    ]);
    expect(await analyst.send('GET', `/api/analytics/utilisation?logKey=${logKey}&by=resource`)).toMatchObject({ status: 403 });
    const administrator = await server.as('admin');
    const { view: people } = await administrator.ask('getUtilisation', { query: { logKey, by: 'resource' } });
    expect(people.groups.map(({ name }) => name)).toContain('head-0');
    // The answer to the administrator is not the one that was kept for all.
    expect(JSON.stringify(await analyst.ask('getUtilisation', { query: { logKey } }))).not.toContain('head-0');
  });

  test('says what a filter can be made of, and hides values of fewer than five cases', async () => {
    const { view } = await analyst.ask('getChoices', { query: { logKey } });
    expect(view.units.map(({ name, cases }) => [name, cases])).toEqual([
      ['front', 40],
      ['check', 40],
      ['head', 38],
    ]);
    expect(view.attributes).toEqual([
      {
        name: 'district',
        values: [
          { value: 'Old Town', cases: 25 },
          { value: 'New Town', cases: 13 },
        ],
        others: 2,
      },
    ]);
    // Too many values to choose from, but dates: it may tell when a case is due.
    expect(view.dateAttributes).toEqual(['due']);
  });

  test('says what is wrong with it', async () => {
    const { view } = await analyst.ask('getQuality', { query: { logKey } });
    expect(view.rows).toBe(138);
    expect(view.items.find(({ kind }) => kind === 'missingEnabled')).toMatchObject({ n: 138, of: 138, unit: 'rows' });
    const { view: own } = await analyst.ask('getQuality', { query: { processId: 'permit' } });
    expect(own.items.find(({ kind }) => kind === 'openCase')).toMatchObject({ unit: 'cases' });
  });

  test('tells every duration by both clocks, by the hours that are asked for', async () => {
    const { view: map } = await analyst.ask('getProcessMap', { query: { logKey, hours: 'given' } });
    expect([map.calendar, map.dayMs, map.starts, map.ends]).toEqual([
      'given',
      8 * HOUR,
      [{ element: 'Receive', cases: 40 }],
      [
        { element: 'Decide', cases: 38 },
        { element: 'Check', cases: 2 },
      ],
    ]);
    // From 13:00 in Vilnius to 11:15 of the day after, 08:00 to 12:00 and 12:45 to 17:00; on Fridays to 15:45: nine ways of ten are 7.25 hours long.
    expect(map.transitions.find(({ to }) => to === 'Decide')?.working?.medianMs).toBe(7.25 * HOUR);
    const { view: rework } = await analyst.ask('getRework', { query: { logKey, hours: 'given' } });
    expect(rework.working).toEqual({ loopMs: expect.any(Number), allMs: expect.any(Number) });
    expect(rework.activities[0]?.working).toMatchObject({ n: 10 });
    const { view: units } = await analyst.ask('compareUnits', { query: { logKey, hours: 'given' } });
    expect(units.units[0]?.figures?.working?.medianMs).toBeLessThan(10 * HOUR);
    const { view: charts } = await analyst.ask('getChart', { query: { logKey, hours: 'none' } });
    expect([charts.calendar, charts.dayMs, charts.working]).toEqual(['none', null, null]);
  });

  test('is drawn as dots, so many as asked, of how many', async () => {
    const { view } = await analyst.ask('getDots', { query: { logKey, limit: '10', time: 'case' } });
    expect([view.atMs[0], view.drawnCases, view.cases, view.n]).toEqual([HOUR / 2, 3, 40, 138]);
    expect([view.line.length, view.activityOf.length]).toEqual([view.atMs.length, view.atMs.length]);
  });
});

describe('a filter', () => {
  test.each([
    ['a period of days of the institution, the last not in it', { from: '2026-01-05', to: '2026-01-07' }, 2],
    ['an attribute and its value', { where: 'district=New Town' }, 13],
    ['a unit in which cases were', { unit: 'head' }, 38],
    ['an activity that they have', { activity: 'Mend' }, 10],
    ['all of these together', { activity: 'Mend', where: 'district=Old Town', from: '2026-01-06' }, 6],
    ['any of several values', { where: 'district=New Town|Far' }, 15],
    ['any of several units', { unit: 'head|cellar' }, 38],
    ['a value that nobody has', { where: 'district=Nowhere' }, 0],
  ])('is %s; what it hides is told', async (_what, filter, cases) => {
    const answer = await analyst.ask('getProcessMap', { query: { logKey, ...filter } });
    expect([answer.cases, answer.left, answer.view.n]).toEqual([cases, 40 - cases, cases]);
  });

  test('that leaves few cases shows no times of them', async () => {
    const query = { logKey, where: 'district=Far' };
    const { view } = await analyst.ask('getTimes', { query });
    expect(view.gross).toEqual({ n: 2, suppressed: true, medianMs: null, p90Ms: null, meanMs: null });
    const { view: map } = await analyst.ask('getProcessMap', { query });
    expect(map.transitions).toEqual([expect.objectContaining({ n: 2, suppressed: true, medianMs: null })]);
    const { view: units } = await analyst.ask('compareUnits', { query });
    expect(units.units).toEqual([{ unit: 'front', name: 'front', suppressed: true, figures: null }]);
  });

  test.each([
    ['without a source', ''],
    ['with two', 'logKey=1&processId=permit'],
    ['with an attribute without a value', 'logKey=1&where=district'],
    ['with a day that there is not', 'logKey=1&from=2026-02-30'],
    ['with a field that nobody knows', 'logKey=1&colour=red'],
    ['with a share beyond the whole', 'logKey=1&activityShare=1.5'],
  ])('is refused %s', async (_what, query) => {
    expect(await analyst.send('GET', `/api/analytics/map?${query}`)).toMatchObject({ status: 400 });
  });

  test('of a source or a version that is not there is not found', async () => {
    for (const query of ['logKey=999', 'processId=nothing', 'processId=permit&version=7'])
      expect([query, (await analyst.send('GET', `/api/analytics/map?${query}`)).status]).toEqual([query, 404]);
    const strange = await server.as('strange-analyst');
    expect(await strange.send('GET', `/api/analytics/variants?logKey=${logKey}`)).toMatchObject({ status: 404 });
  });
});

describe('a process', () => {
  test('is answered about with the names of its elements and units', async () => {
    const { view } = await analyst.ask('getChoices', { query: { processId: 'permit' } });
    // The sixth waits in the queue of the unit.
    expect(view.units).toEqual([{ unit: 'permits', name: 'Skyrius permits', cases: 6 }]);
    expect(view.activities.map(({ name, cases }) => [name, cases])).toEqual([
      ['Check', 6],
      ['Sign', 5],
    ]);
    expect(view.versions).toMatchObject([{ version: 1, cases: 6 }]);
  });

  test('is answered about as it stands at most two seconds ago, and by what was known until then', async () => {
    const before = await analyst.ask('getFlow', { query: { processId: 'permit', step: 'day' } });
    expect(before.view.steps.reduce((sum, { completions }) => sum + completions, 0)).toBe(0);
    const caseKey = await startPermit();
    await complete(caseKey);
    await complete(caseKey);
    const deadline = Date.now() + 10_000;
    let completed = 0;
    let asked = 0;
    while (completed === 0 && Date.now() < deadline) {
      asked++;
      const { view } = await analyst.ask('getFlow', { query: { processId: 'permit', step: 'day' } });
      completed = view.steps.reduce((sum, { completions }) => sum + completions, 0);
    }
    expect([completed, asked > 0]).toEqual([1, true]);
    const { view } = await analyst.ask('getTimes', { query: { processId: 'permit' } });
    expect([view.calendar, view.dayMs, view.n, view.gross.suppressed]).toEqual(['given', 8 * HOUR, 1, true]);
  });

  test('has a calendar of its own: what an administrator changes counts at once', async () => {
    const administrator = await server.as('admin');
    const calendar = await administrator.ask('getCalendar');
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '10:00', to: '14:00' }));
    await administrator.ask('saveCalendar', { body: { ...calendar.calendar, weekly } });
    const { view } = await analyst.ask('getTimes', { query: { processId: 'permit' } });
    expect(view.dayMs).toBe(4 * HOUR);
  });

  test('goes on while nothing happens: open cases grow older', async () => {
    const ask = async () => (await analyst.ask('getFlow', { query: { processId: 'permit', step: 'week' } })).view.steps.length;
    expect(await ask()).toBe(1);
    const timestamp = Date.now() + 14 * 24 * HOUR;
    expect(await (await server.as('admin')).send('PUT', '/v2/clock', { body: { timestamp } })).toMatchObject({ status: 204 });
    const deadline = Date.now() + 10_000;
    let steps = 1;
    while (steps === 1 && Date.now() < deadline) steps = await ask();
    expect(steps).toBe(3);
  });
});
