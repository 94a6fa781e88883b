/** What a person changes of a scenario on the page, each as a new scenario. */
import { aboutMean, meanOf, scaled } from './distribution-mean.ts';
import type { Hours } from './hours.ts';
import { OFFICE, withCalendar } from './hours.ts';
import type { ActivityJson, DistributionJson, GroupJson, ScenarioJson } from './scenario-json.ts';
import { withoutIdle } from './scenario-diff.ts';
import type { Team } from './teams.ts';
import { withGroups, withHours } from './teams.ts';

export function withArrivals(scenario: ScenarioJson, perWorkingDay: number): ScenarioJson {
  return { ...scenario, arrivals: { ...scenario.arrivals, perWorkingDay } };
}

/** Minutes of work on average: also of each role and person that work differently, in proportion. */
export function withWork(scenario: ScenarioJson, activity: string, mean: number): ScenarioJson {
  return withActivity(scenario, activity, (one) => {
    const before = meanOf(one.workMinutes);
    const factor = before === undefined || !(before > 0) ? 1 : mean / before;
    const all = (by: ActivityJson['workMinutesByRole']): ActivityJson['workMinutesByRole'] =>
      Object.fromEntries(Object.entries(by).map(([name, each]) => [name, scaled(each, factor)]));
    return {
      ...one,
      workMinutes: aboutMean(one.workMinutes, mean),
      workMinutesByRole: all(one.workMinutesByRole),
      workMinutesByPerson: all(one.workMinutesByPerson),
    };
  });
}

/** Why else a step cannot be begun at once: in a share of cases, so many minutes on average of office hours, or of the clock as before. */
export function withDelay(scenario: ScenarioJson, activity: string, share: number, mean: number): ScenarioJson {
  return withActivity(scenario, activity, ({ delay, ...one }) => {
    if (share === 0) return one;
    const minutes = delay === undefined ? { kind: 'exponential', mean } : aboutMean(delay.minutes, mean);
    return { ...one, delay: { ...(delay ?? { calendar: OFFICE }), share, minutes } };
  });
}

/** How a step is gathered: not at all, by so many, or inside some hours of the week. */
export type Gathering =
  | { readonly kind: 'none' }
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'hours'; readonly hours: Hours };

export function withGathering(scenario: ScenarioJson, activity: string, gathering: Gathering): ScenarioJson {
  const only = (changed: ScenarioJson, releases: readonly object[]): ScenarioJson =>
    withoutIdle(
      withActivity(changed, activity, ({ batch, calendar: _calendar, ...one }) =>
        releases.length === 0 ? one : { ...one, batch: { ...batch, releases: [...releases] } },
      ),
    );
  switch (gathering.kind) {
    case 'none':
      return only(scenario, []);
    case 'size':
      return only(scenario, [{ size: gathering.size }]);
    case 'hours': {
      const { scenario: changed, name } = withCalendar(scenario, gathering.hours);
      return only(changed, [{ during: name }]);
    }
    default:
      return gathering satisfies never;
  }
}

export function withTeamHours(scenario: ScenarioJson, team: Team, hours: Hours): ScenarioJson {
  const { scenario: changed, name } = withCalendar(scenario, hours);
  return withoutIdle(withHours(changed, team, name));
}

/** Absences by chance: so many times a year, so many calendar days each; none for 0. */
export function withAbsences(scenario: ScenarioJson, team: Team, timesPerYear: number, days: number): ScenarioJson {
  return withGroups(scenario, team, ({ away, ...group }): GroupJson => {
    if (timesPerYear === 0) return group;
    const lengths = away === undefined ? { kind: 'fixed', value: days } : aboutMean(away.days, days);
    return { ...group, away: { ...away, timesPerYear, days: lengths } };
  });
}

export function withCostPerHour(scenario: ScenarioJson, team: Team, costPerHour: number | undefined): ScenarioJson {
  return withGroups(scenario, team, ({ costPerHour: _before, ...group }): GroupJson => {
    const people = typeof group.people === 'number' ? group.people : group.people.map(({ costPerHour: _own, ...one }) => one);
    return { ...group, people, ...(costPerHour !== undefined && { costPerHour }) };
  });
}

export function withOrder(scenario: ScenarioJson, team: Team, takes: string): ScenarioJson {
  return withGroups(scenario, team, (group) => ({ ...group, takes }));
}

/** The share of one way out of a gateway; undefined: the model's conditions decide again. */
export function withShares(
  scenario: ScenarioJson,
  gateway: string,
  shares: Readonly<Record<string, number>> | undefined,
): ScenarioJson {
  const { [gateway]: _before, ...others } = scenario.branches;
  return { ...scenario, branches: shares === undefined ? others : { ...others, [gateway]: { shares: { ...shares } } } };
}

/** How often an activity is done that is done several times. */
export function withRepeats(scenario: ScenarioJson, activity: string, repeats: DistributionJson): ScenarioJson {
  return { ...scenario, branches: { ...scenario.branches, [activity]: { ...scenario.branches[activity], repeats } } };
}

function withActivity(scenario: ScenarioJson, id: string, change: (activity: ActivityJson) => ActivityJson): ScenarioJson {
  const activity = scenario.activities[id];
  return activity === undefined ? scenario : { ...scenario, activities: { ...scenario.activities, [id]: change(activity) } };
}
