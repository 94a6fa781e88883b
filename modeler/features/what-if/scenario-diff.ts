/** What a to-be scenario has otherwise than the as-is: one line each, so that each can be read and taken back by itself. */
import type { ScenarioJson } from './scenario-json.ts';
import { teamOf, teamsOf } from './teams.ts';

export interface Difference {
  readonly path: readonly (string | number)[];
  /** undefined: it is not there. */
  readonly from: unknown;
  readonly to: unknown;
}

/** Differences that are one change to a reader: those of a team are made to each of its groups. */
export interface Change {
  readonly key: string;
  readonly differences: readonly [Difference, ...Difference[]];
}

/** Parts whose own parts are looked at: by name, and of a list by place. */
const DEPTHS: Readonly<Record<string, number>> = {
  arrivals: 2,
  cases: 2,
  staff: 3,
  activities: 3,
  messages: 3,
  events: 3,
  jobs: 3,
};
/** Of a record of things by name, each thing whole. */
const WHOLE = 2;
const RECORDS: ReadonlySet<string> = new Set(['calendars', 'branches']);

export function differences(before: ScenarioJson, after: ScenarioJson): readonly Difference[] {
  const sameStaff = before.staff.length === after.staff.length;
  return names(before, after).flatMap((name) => {
    const depth = RECORDS.has(name) ? WHOLE : name === 'staff' && !sameStaff ? 1 : (DEPTHS[name] ?? 1);
    return apart([name], before[name], after[name], depth);
  });
}

/** Those that a person reads: calendars that only a change brought along are told where they are used. */
export function changes(before: ScenarioJson, after: ScenarioJson): readonly Change[] {
  const found = new Map<string, [Difference, ...Difference[]]>();
  const isTeamwise = before.staff.length === after.staff.length;
  for (const difference of differences(before, after)) {
    const key = keyOf(before, after, difference, isTeamwise);
    if (key === undefined) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, [difference]);
    else known.push(difference);
  }
  return [...found].map(([key, all]) => ({ key, differences: all }));
}

function keyOf(before: ScenarioJson, after: ScenarioJson, { path, from }: Difference, isTeamwise: boolean): string | undefined {
  const [part, name, field] = path;
  if (part === 'calendars' && from === undefined && usedCalendars(after).has(String(name))) return undefined;
  if (part === 'staff' && isTeamwise && typeof name === 'number')
    // Hours may be each person's own: who they are and when they work is told together.
    return `staff ${String(teamOf(teamsOf(before), name))} ${field === 'calendar' ? 'people' : String(field)}`;
  if (part === 'activities' && /^workMinutes/.test(String(field))) return `activities ${String(name)} work`;
  if (part === 'activities' && (field === 'batch' || field === 'calendar')) return `activities ${String(name)} batch`;
  return path.join(' ');
}

/** A change taken back: what stood there before stands there again. */
export function withoutChange(after: ScenarioJson, { differences: all }: Change): ScenarioJson {
  return withoutIdle(all.reduce((scenario, { path, from }) => placed(scenario, path, from), after));
}

/** The same differences made to another scenario: a proposal on top of what was changed already. */
export function withDifferences(scenario: ScenarioJson, all: readonly Difference[]): ScenarioJson {
  return all.reduce((changed, { path, to }) => placed(changed, path, to), scenario);
}

function placed(scenario: ScenarioJson, path: readonly (string | number)[], value: unknown): ScenarioJson {
  return put(scenario, path, value) as ScenarioJson;
}

function put(whole: unknown, [first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) return value;
  const inner = put((whole as Readonly<Record<string, unknown>> | undefined)?.[first], rest, value);
  if (Array.isArray(whole)) return whole.map((one: unknown, index) => (index === first ? inner : one));
  const { [first]: _gone, ...others } = (whole ?? {}) as Readonly<Record<string, unknown>>;
  return inner === undefined ? others : { ...others, [first]: inner };
}

/** Without the calendars that changes brought along and nothing uses any more: those whose name says so. */
export function withoutIdle(scenario: ScenarioJson): ScenarioJson {
  const used = usedCalendars(scenario);
  const kept = Object.entries(scenario.calendars).filter(([name]) => !name.startsWith(OWN_CALENDAR) || used.has(name));
  return kept.length === Object.keys(scenario.calendars).length ? scenario : { ...scenario, calendars: Object.fromEntries(kept) };
}

/** How the names of calendars begin that the page makes. */
export const OWN_CALENDAR = 'what-if ';

function usedCalendars(scenario: ScenarioJson): ReadonlySet<string> {
  const { calendars: _calendars, ...rest } = scenario;
  const used = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value))
        if ((name === 'calendar' || name === 'during') && typeof one === 'string') used.add(one);
        else look(one);
  };
  look(rest);
  return used;
}

function apart(path: readonly (string | number)[], from: unknown, to: unknown, depth: number): readonly Difference[] {
  if (isSame(from, to)) return [];
  if (path.length >= depth || !isRecord(from) || !isRecord(to)) return [{ path, from, to }];
  return names(from, to).flatMap((name) => {
    const place = Array.isArray(from) ? Number(name) : name;
    return apart([...path, place], from[name], to[name], depth);
  });
}

/** What is left out is as good as empty: a file need not write it. */
function isSame(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  if (!isRecord(a) || !isRecord(b)) return a === b;
  return names(a, b).every((name) => isSame(a[name], b[name]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isRecord(value) && Object.keys(value).length === 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function names(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
