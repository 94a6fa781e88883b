/** People who stand in several groups of a scenario under the same names are one team: they are changed together. */
import type { GroupJson, ScenarioJson } from './scenario-json.ts';

/** The places of its groups in `staff`, in their order. */
export type Team = readonly [number, ...number[]];

export function teamsOf({ staff }: Pick<ScenarioJson, 'staff'>): readonly Team[] {
  const found = new Map<string, [number, ...number[]]>();
  for (const [index, { people }] of staff.entries()) {
    const key =
      typeof people === 'number'
        ? String(index)
        : people
            .map(({ id }) => id)
            .sort()
            .join('\n');
    const known = found.get(key);
    if (known === undefined) found.set(key, [index]);
    else known.push(index);
  }
  return [...found.values()];
}

/** The team of a group: its place among the teams. */
export function teamOf(teams: readonly Team[], index: number): number {
  return teams.findIndex((team) => team.includes(index));
}

export function sizeOf({ people }: Pick<GroupJson, 'people'>): number {
  return typeof people === 'number' ? people : people.length;
}

const NEW_PERSON = 'new-';

/** So many people: the last go first, new ones work the hours of the group and, in all groups of the team, are the same people. */
export function withPeople(scenario: ScenarioJson, team: Team, size: number): ScenarioJson {
  const taken = new Set(scenario.staff.flatMap(({ people }) => (typeof people === 'number' ? [] : people.map(({ id }) => id))));
  const first = scenario.staff[team[0]];
  const missing = first === undefined ? 0 : size - sizeOf(first);
  const added: { id: string; calendar?: string }[] = [];
  for (let number = 1; added.length < missing; number++) {
    const id = `${NEW_PERSON}${String(number)}`;
    if (!taken.has(id)) added.push({ id, ...calendarOf(first) });
  }
  return withGroups(scenario, team, ({ people, ...group }) => ({
    ...group,
    people: typeof people === 'number' ? size : people.length > size ? people.slice(0, size) : [...people, ...added],
  }));
}

/** The hours that most of the team work, where each person has hours of their own. */
function calendarOf(group: GroupJson | undefined): { readonly calendar?: string } {
  if (group === undefined || typeof group.people === 'number') return {};
  const counts = new Map<string, number>();
  for (const { calendar } of group.people) if (calendar !== undefined) counts.set(calendar, (counts.get(calendar) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most === undefined ? {} : { calendar: most[0] };
}

/** Everybody of the team works the hours of a calendar. */
export function withHours(scenario: ScenarioJson, team: Team, calendar: string): ScenarioJson {
  return withGroups(scenario, team, ({ people, ...group }) => ({
    ...group,
    people: typeof people === 'number' ? people : people.map(({ calendar: _own, ...one }) => one),
    calendar,
  }));
}

/** The calendar that all of the team work by; undefined where they differ. */
export function hoursOf({ people, calendar }: GroupJson): string | undefined {
  if (typeof people === 'number') return calendar;
  const used = new Set(people.map((person) => person.calendar ?? calendar));
  return used.size === 1 ? [...used][0] : undefined;
}

export function withGroups(scenario: ScenarioJson, team: Team, change: (group: GroupJson) => GroupJson): ScenarioJson {
  return { ...scenario, staff: scenario.staff.map((group, index) => (team.includes(index) ? change(group) : group)) };
}
