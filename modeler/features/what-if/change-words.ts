/** The changes of a scenario as a person reads them: what, from what, to what. */
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { meanOf } from './distribution-mean.ts';
import { gatheringWords } from './gathering-words.ts';
import { hoursOf, hoursWordsOf } from './group-words.ts';
import type { GroupNames } from './group-words.ts';
import type { ModelFacts } from './model-facts.ts';
import type { Change, Difference } from './scenario-diff.ts';
import type { ActivityJson, DistributionJson, GroupJson, ScenarioJson } from './scenario-json.ts';
import { sizeOf, teamOf, teamsOf } from './teams.ts';

export interface ChangeLine {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

interface Told {
  readonly before: ScenarioJson;
  readonly after: ScenarioJson;
  readonly facts: ModelFacts;
  readonly groupName: GroupNames;
  readonly t: Translate;
  readonly format: Formats;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LONGEST = 120;

export function changeLine(change: Change, told: Told): ChangeLine {
  const { t } = told;
  const [first] = change.differences;
  const [part, name] = first.path;
  switch (part) {
    case 'arrivals':
      return plain(first, told, t(`whatIf.change.arrivals.${String(name)}`, { defaultValue: placeOf(first) }));
    case 'staff':
      return typeof name === 'number' ? ofTeam(change, name, told) : plain(first, told, t('whatIf.change.staffWhole'));
    case 'activities':
      return ofActivity(change, String(name), told);
    case 'branches':
      return ofBranch(first, String(name), told);
    default:
      return plain(first, told, t('whatIf.change.other', { place: placeOf(first) }));
  }
}

function ofTeam(change: Change, index: number, told: Told): ChangeLine {
  const { before, after, t, format, groupName } = told;
  const [first] = change.differences;
  const field = String(first.path[2]);
  const team = teamsOf(before)[teamOf(teamsOf(before), index)] ?? [index];
  const group = groupName(team.flatMap((place) => before.staff[place]?.role ?? []));
  const say = (scenario: ScenarioJson): string => {
    const one = scenario.staff[index];
    if (one === undefined) return t('whatIf.nothing');
    switch (field) {
      case 'people':
      case 'calendar':
        return t('whatIf.peopleAndHours', { count: sizeOf(one), hours: hoursWordsOf(scenario, one, t) });
      case 'away':
        return awayWords(one, t, format);
      case 'takes':
        return t(`whatIf.takes.${one.takes}`);
      case 'costPerHour':
        return one.costPerHour === undefined ? t('whatIf.nothing') : format.number(one.costPerHour, 2);
      default:
        return valueWords(one[field], told);
    }
  };
  const isHoursAlone = field === 'calendar' || isSameSize(before.staff[index], after.staff[index]);
  const key = field === 'people' && isHoursAlone ? 'calendar' : field;
  return {
    what: t(`whatIf.change.staff.${key}`, { group, defaultValue: `${group}: ${field}` }),
    from: say(before),
    to: say(after),
  };
}

function isSameSize(a: GroupJson | undefined, b: GroupJson | undefined): boolean {
  return a !== undefined && b !== undefined && sizeOf(a) === sizeOf(b) && hoursOf(a) !== hoursOf(b);
}

function ofActivity(change: Change, id: string, told: Told): ChangeLine {
  const { before, after, facts, t, format } = told;
  const name = facts.nameOf(id);
  const [first] = change.differences;
  const kind = change.key.endsWith(' work') ? 'work' : change.key.endsWith(' batch') ? 'batch' : undefined;
  const say = (scenario: ScenarioJson, words: (activity: ActivityJson) => string): string => {
    const activity = scenario.activities[id];
    return activity === undefined ? t('whatIf.nothing') : words(activity);
  };
  const both = (what: string, words: (scenario: ScenarioJson, activity: ActivityJson) => string): ChangeLine => ({
    what,
    from: say(before, (activity) => words(before, activity)),
    to: say(after, (activity) => words(after, activity)),
  });
  if (kind === 'work')
    return both(t('whatIf.change.work', { name }), (_scenario, { workMinutes }) => minutesWords(workMinutes, t, format));
  if (kind === 'batch')
    return both(t('whatIf.change.batch', { name }), (scenario, activity) => gatheringWords(scenario, activity, t, format));
  const field = first.path[2];
  if (field === 'delay') return both(t('whatIf.change.delay', { name }), (_scenario, { delay }) => delayWords(delay, t, format));
  if (field === undefined)
    return both(t(first.to === undefined ? 'whatIf.change.without' : 'whatIf.change.with', { name }), (_, { workMinutes }) =>
      minutesWords(workMinutes, t, format),
    );
  return plain(first, told, t('whatIf.change.activity', { name, field: String(field) }));
}

function ofBranch({ path, from, to }: Difference, gateway: string, { facts, t, format }: Told): ChangeLine {
  const ways = facts.gateways.find(({ id }) => id === gateway)?.ways ?? [];
  const say = (value: unknown): string => {
    if (isRecord(value) && isRecord(value['repeats']))
      return t('whatIf.repeatsMean', { n: format.number(meanOf(value['repeats'] as DistributionJson) ?? 0) });
    const shares = isRecord(value) && isRecord(value['shares']) ? value['shares'] : undefined;
    if (shares === undefined) return t(value === undefined ? 'whatIf.byModel' : 'whatIf.byRules');
    const sum = Object.values(shares).reduce<number>((all, share) => all + Number(share), 0);
    return Object.entries(shares)
      .map(([flow, share]) => {
        const name = ways.find((way) => way.flow === flow)?.name ?? flow;
        return `${name} ${format.share(sum > 0 ? Number(share) / sum : 0)}`;
      })
      .join('; ');
  };
  return { what: t('whatIf.change.branch', { name: facts.nameOf(String(path[1] ?? gateway)) }), from: say(from), to: say(to) };
}

/** The mean of a work time. */
function minutesWords(distribution: DistributionJson, t: Translate, format: Formats): string {
  const mean = meanOf(distribution);
  return mean === undefined ? t('whatIf.nothing') : t('whatIf.onAverage', { time: format.duration(mean * MINUTE_MS) });
}

function delayWords(delay: ActivityJson['delay'], t: Translate, format: Formats): string {
  if (delay === undefined) return t('whatIf.nothing');
  const time = format.duration((meanOf(delay.minutes) ?? 0) * MINUTE_MS);
  return t(delay.calendar === undefined ? 'whatIf.delayed' : 'whatIf.delayedWorking', { share: format.share(delay.share), time });
}

function awayWords({ away }: GroupJson, t: Translate, format: Formats): string {
  if (away === undefined) return t('whatIf.neverAway');
  const days = meanOf(away.days) ?? 0;
  return t('whatIf.awayWords', { times: format.number(away.timesPerYear), days: format.duration(days * DAY_MS) });
}

function plain({ from, to }: Difference, told: Told, what: string): ChangeLine {
  return { what, from: valueWords(from, told), to: valueWords(to, told) };
}

function valueWords(value: unknown, { t, format }: Told): string {
  if (value === undefined || value === null) return t('whatIf.nothing');
  if (typeof value === 'number') return format.number(value, 2);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function placeOf({ path }: Difference): string {
  return path.join('.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
