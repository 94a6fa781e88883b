import { describe, expect, test } from '@jest/globals';
import { aboutMean, meanOf } from '../../../modeler/features/what-if/distribution-mean.ts';
import { hoursFault, hoursWords } from '../../../modeler/features/what-if/hours.ts';
import { changes, differences, withDifferences, withoutChange } from '../../../modeler/features/what-if/scenario-diff.ts';
import { withGathering, withShares, withTeamHours, withWork } from '../../../modeler/features/what-if/scenario-edits.ts';
import { scenarioOf } from '../../../modeler/features/what-if/scenario-json.ts';
import type { ScenarioJson } from '../../../modeler/features/what-if/scenario-json.ts';
import { teamsOf, withPeople } from '../../../modeler/features/what-if/teams.ts';

const PEOPLE = [{ id: 'p1', calendar: 'hours 1' }, { id: 'p2' }];
const HOURS = { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' };

function asIs(): ScenarioJson {
  const scenario = scenarioOf({
    formatVersion: 1,
    arrivals: { perWorkingDay: 2 },
    calendars: { 'hours 1': { weekly: [{ weekday: 1, from: '09:00', to: '12:00' }] } },
    staff: [
      { role: 'check', people: PEOPLE },
      { role: 'desk', people: 2 },
      { role: 'sign', people: [...PEOPLE].reverse() },
    ],
    activities: {
      check: { workMinutes: { kind: 'lognormal', mean: 60, sd: 30 }, workMinutesByRole: { desk: { kind: 'fixed', value: 20 } } },
      sign: { workMinutes: { kind: 'fixed', value: 5 }, calendar: 'hours 1' },
    },
    branches: { way: { shares: { yes: 0.5, no: 0.5 } } },
    term: { days: 20 },
  });
  if (scenario === undefined) throw new Error('this is no scenario');
  return scenario;
}

const keysOf = (after: ScenarioJson): readonly string[] => changes(asIs(), after).map(({ key }) => key);

describe('the changes of a scenario', () => {
  test('are none of one that was not changed, and what is left out is as good as empty', () => {
    expect(changes(asIs(), asIs())).toEqual([]);
    expect(differences(asIs(), { ...asIs(), messages: {} })).toEqual([]);
  });

  test('to people who stand in several groups are one change, made to each and taken back in each', () => {
    const team = teamsOf(asIs())[0];
    expect(teamsOf(asIs())).toEqual([[0, 2], [1]]);
    if (team === undefined) return;
    const after = withPeople(asIs(), team, 4);
    expect(after.staff.map(({ people }) => (typeof people === 'number' ? people : people.map(({ id }) => id)))).toEqual([
      ['p1', 'p2', 'new-1', 'new-2'],
      2,
      ['p2', 'p1', 'new-1', 'new-2'],
    ]);
    const [change, ...others] = changes(asIs(), after);
    expect(others).toEqual([]);
    expect(change?.differences.map(({ path }) => path)).toEqual([
      ['staff', 0, 'people'],
      ['staff', 2, 'people'],
    ]);
    if (change !== undefined) expect(withoutChange(after, change)).toEqual(asIs());
  });

  test('each stand alone: one taken back leaves the others, and a calendar that nothing uses any more goes with it', () => {
    const team = teamsOf(asIs())[1];
    if (team === undefined) return;
    const longer = withTeamHours(asIs(), team, HOURS);
    const all = withShares(withGathering(withWork(longer, 'check', 30), 'sign', { kind: 'none' }), 'way', { yes: 0.9, no: 0.1 });
    expect(keysOf(all)).toEqual(['staff 1 people', 'activities check work', 'activities sign batch', 'branches way']);
    expect(Object.keys(all.calendars)).toHaveLength(2);
    const [hours] = changes(asIs(), all);
    const less = hours === undefined ? all : withoutChange(all, hours);
    expect(keysOf(less)).toEqual(['activities check work', 'activities sign batch', 'branches way']);
    expect(less.calendars).toEqual(asIs().calendars);
    expect(less['term']).toEqual({ days: 20 });
  });

  test('are made to another scenario on top of its own', () => {
    const proposed = differences(asIs(), withGathering(asIs(), 'sign', { kind: 'size', size: 5 }));
    const own = withWork(asIs(), 'check', 30);
    const both = withDifferences(own, proposed);
    expect(keysOf(both)).toEqual(['activities check work', 'activities sign batch']);
    expect(both.activities['sign']).toEqual({
      ...asIs().activities['sign'],
      calendar: undefined,
      batch: { releases: [{ size: 5 }] },
    });
  });
});

test('work about another mean keeps its shape, in every role', () => {
  const { check } = withWork(asIs(), 'check', 90).activities;
  expect(check?.workMinutes).toEqual({ kind: 'lognormal', mean: 90, sd: 45 });
  expect(check?.workMinutesByRole).toEqual({ desk: { kind: 'fixed', value: 30 } });
  expect(aboutMean({ kind: 'fixed', value: 0 }, 7)).toEqual({ kind: 'fixed', value: 7 });
  expect(meanOf({ kind: 'empirical', values: [1, 4], weights: [2, 1] })).toBe(2);
  expect(meanOf(aboutMean({ kind: 'bounded', of: { kind: 'normal', mean: 8, sd: 2 }, plus: 2, min: 0 }, 5))).toBeCloseTo(5, 6);
});

test('hours are told by runs of weekdays, and what are none is said', () => {
  const words = (key: string): string => key.replace('whatIf.weekday.', 'd');
  const stretch = (weekday: number, from: string, to: string) => ({ weekday, from, to });
  const weekly = [
    stretch(1, '13:00', '17:00'),
    stretch(1, '08:00', '12:00'),
    stretch(2, '08:00', '12:00'),
    stretch(2, '12:00', '17:00'),
    stretch(3, '08:00', '17:00'),
    stretch(5, '08:00', '17:00'),
  ];
  expect(hoursWords({ calendars: { own: { weekly } } }, 'own', words)).toBe(
    'd1 08:00–12:00, 13:00–17:00; d2–d3 08:00–17:00; d5 08:00–17:00',
  );
  expect([
    hoursFault({ ...HOURS, weekdays: [] }),
    hoursFault({ ...HOURS, to: '7' }),
    hoursFault({ ...HOURS, from: '21:00' }),
    hoursFault(HOURS),
  ]).toEqual(['days', 'time', 'order', undefined]);
});
