import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { command } from '../../cli/commands/analyse.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const HOUR = 3_600_000;

/** Ona ends register on Friday 6 March 2026 at 16:00 and begins decide on Monday at 9:00: 65 hours, 63 of them off duty. */
const LOG = `case_id,activity,resource,start_time,end_time
1,register,Ona,2026-03-06T15:00:00Z,2026-03-06T16:00:00Z
1,decide,Ona,2026-03-09T09:00:00Z,2026-03-09T10:00:00Z
`;
const office = {
  zone: 'UTC',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '17:00' })),
  holidays: 'none',
  shortEves: false,
};

async function analysed(calendar: string | undefined) {
  const folder = await temporaryDirectory();
  const path = join(folder, 'log.csv');
  await writeFile(path, LOG);
  const file = join(folder, 'calendar.json');
  if (calendar !== undefined) await writeFile(file, calendar);
  const outcome = await command.run([path, '--json', ...(calendar === undefined ? [] : ['--calendar', file])]);
  if (outcome === undefined) throw new Error('analyse answers nothing');
  return outcome;
}

test('analyse takes working hours from a file and says that they were given', async () => {
  const { exit, json, text } = await analysed(JSON.stringify({ resources: { Ona: office } }));
  expect(exit).toBe(0);
  expect(json).toMatchObject({
    waiting: {
      n: 2,
      totalMs: 65 * HOUR,
      processingMs: 2 * HOUR,
      cte: 2 / 67,
      causes: { batchingMs: 0, contentionMs: 0, prioritisationMs: 0, unavailabilityMs: 63 * HOUR, extraneousMs: 2 * HOUR },
      calendar: 'given',
      byTransition: [
        {
          from: 'register',
          to: 'decide',
          fromResource: 'Ona',
          toResource: 'Ona',
          count: 1,
          totalMs: 65 * HOUR,
          unavailabilityMs: 63 * HOUR,
        },
      ],
      criticalPath: { n: 1, totalMs: 67 * HOUR },
    },
  });
  expect(text).toContain('working hours as given');
});

test('without them, and where the log does not show any, nothing is unavailability and the answer says so', async () => {
  const { json } = await analysed(undefined);
  expect(json).toMatchObject({
    waiting: { calendar: 'none', causes: { unavailabilityMs: 0, extraneousMs: 65 * HOUR }, working: null },
  });
});

test.each([
  ['no JSON', '{', /is not JSON/],
  ['an unknown zone', JSON.stringify({ ...office, zone: 'Here' }), /Here/],
  ['hours that overlap', JSON.stringify({ ...office, weekly: [...office.weekly, ...office.weekly] }), /overlap/],
])('%s instead of working hours is refused with what is wrong', async (_, calendar, sentence) => {
  const { exit, text } = await analysed(calendar);
  expect(exit).toBe(1);
  expect(text).toMatch(sentence);
});

test('in words each bottleneck is a sentence, what under five cases have is not shown, and what the data lacks is said', async () => {
  const folder = await temporaryDirectory();
  const path = join(folder, 'log.csv');
  const lines = Array.from({ length: 24 }, (_, index) => {
    const at = (hours: number) => new Date(Date.UTC(2026, 2, 2 + index, 8) + hours * HOUR).toISOString();
    const key = String(index);
    const rare = index < 4 ? [`${key},appeal,Ona,${at(9)},${at(10)}`] : [];
    return [`${key},register,Ona,${at(0)},${at(1)}`, `${key},decide,Jonas,${at(5)},${at(6)}`, ...rare].join('\n');
  });
  await writeFile(path, `case_id,activity,resource,start_time,end_time\n${lines.join('\n')}\n`);
  const { text } = (await command.run([path])) ?? {};
  expect(text).toMatch(/1\. Without the time lost at "decide" a case would take 4 hours less in the mean/);
  expect(text).toContain('Not shown: 1 activities with fewer than 5 cases.');
  expect(text).not.toMatch(/appeal|Ona|Jonas/);
  expect(text).toMatch(/24 of 24 cases: The source does not say which cases are still open/);
});
