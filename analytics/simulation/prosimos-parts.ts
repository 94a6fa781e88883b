/** Distributions, calendars, attributes and conditions of Prosimos in our words. What has no counterpart is noted. */
import type { CalendarData, WorkingHours } from '../../engine/time/calendar.ts';
import type { Distribution } from './distributions.ts';
import type { ProsimosAttribute, ProsimosDistribution, ProsimosPeriod, ProsimosRule } from './prosimos-schema.ts';
import { prosimosDistribution } from './prosimos-schema.ts';
import type { Value } from './scenario.ts';

export type Note = (sentence: string) => void;

/**
 * In seconds divided by `unit`. Samples outside the bounds are drawn again there too.
 * @returns undefined for one that is not known, which is noted
 */
export function distributionFrom(
  { distribution_name: name, distribution_params: params }: ProsimosDistribution,
  unit: number,
  where: string,
  note: Note,
): Distribution | undefined {
  const [a = 0, b = 0, c, d] = params.map(({ value }) => value / unit);
  /** Of the square of the unit. */
  const variance = (params[1]?.value ?? 0) / unit ** 2;
  const bounded = (of: Exclude<Distribution, { kind: 'bounded' }>, min?: number, max?: number, plus = 0): Distribution => {
    const [least, most] = [Math.max(0, min ?? 0), max ?? Infinity];
    return { kind: 'bounded', of, plus, min: least, ...(most === Infinity || most < least ? {} : { max: most }) };
  };
  const spread = (kind: 'lognormal' | 'gamma', sd: number): Distribution =>
    sd > 0 && a > 0 ? bounded({ kind, mean: a, sd }, c, d) : { kind: 'fixed', value: Math.max(0, a) };
  switch (name) {
    case 'fix':
    case 'default':
      return { kind: 'fixed', value: Math.max(0, a) };
    case 'expon': {
      const [mean, least, most] = [a, params.length > 1 ? b : 0, c];
      if (mean - least <= 0) return { kind: 'fixed', value: Math.max(0, mean) };
      return least === 0 && most === undefined
        ? { kind: 'exponential', mean }
        : bounded({ kind: 'exponential', mean: mean - least }, least, most, least);
    }
    case 'norm':
      return b > 0 ? bounded({ kind: 'normal', mean: a, sd: b }, c, d) : { kind: 'fixed', value: Math.max(0, a) };
    case 'uniform':
      return { kind: 'uniform', min: Math.max(0, Math.min(a, b)), max: Math.max(0, a, b) };
    case 'lognorm':
      return spread('lognormal', Math.sqrt(variance));
    case 'gamma':
      return spread('gamma', Math.sqrt(variance));
    case 'triang': {
      const [min = 0, mode = 0, max = 0] = [a, b, c ?? b].sort((one, other) => one - other);
      note(`${where}: the triangular distribution is read as least, likeliest, most.`);
      return { kind: 'triangular', min: Math.max(0, min), mode: Math.max(0, mode), max: Math.max(0, max) };
    }
    default:
      note(`${where}: the distribution "${name}" has no counterpart; its first parameter is taken as fixed.`);
      return { kind: 'fixed', value: Math.max(0, a) };
  }
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const DAY_MINUTES = 24 * 60;
/** Of a fuzzy calendar: hours that are at least so likely are worked. */
const LIKELY = 0.5;

/** @returns undefined when nothing is worked in it, or a day is not known */
export function calendarFrom(periods: readonly ProsimosPeriod[], where: string, note: Note): CalendarData | undefined {
  const stretches: { weekday: number; from: number; to: number }[] = [];
  const add = (weekday: number, from: number, to: number): void => {
    if (to > from) stretches.push({ weekday, from, to });
    else if (to < from || from > 0) {
      // Over midnight.
      stretches.push({ weekday, from, to: DAY_MINUTES });
      if (to > 0) stretches.push({ weekday: (weekday + 1) % 7, from: 0, to });
    } else stretches.push({ weekday, from: 0, to: DAY_MINUTES });
  };
  let isFuzzy = false;
  for (const period of periods) {
    if ('fuzzy_intervals' in period) {
      isFuzzy = true;
      const weekday = WEEKDAYS.indexOf(period.weekDay.toUpperCase());
      if (weekday < 0) return undefined;
      for (const { beginTime, endTime, probability } of period.fuzzy_intervals)
        if (probability >= LIKELY) add(weekday, minutesOf(beginTime), minutesOf(endTime));
      continue;
    }
    const [first, last] = [WEEKDAYS.indexOf(period.from.toUpperCase()), WEEKDAYS.indexOf(period.to.toUpperCase())];
    if (first < 0 || last < 0) return undefined;
    if (period.probability !== undefined && period.probability < 1) isFuzzy = true;
    if ((period.probability ?? 1) < LIKELY) continue;
    for (let step = 0; step <= (last - first + 7) % 7; step++)
      add((first + step) % 7, minutesOf(period.beginTime), minutesOf(period.endTime));
  }
  if (isFuzzy) note(`${where}: probabilities of hours have no counterpart; hours of ${String(LIKELY)} or more are worked.`);
  return stretches.length === 0 ? undefined : calendarData(joined(stretches));
}

export function calendarData(weekly: readonly WorkingHours[]): CalendarData {
  return { zone: 'UTC', weekly, holidays: 'none', extraHolidays: [], workingDays: [], shortEves: false, absences: [] };
}

function joined(stretches: readonly { weekday: number; from: number; to: number }[]): readonly WorkingHours[] {
  const merged: { weekday: number; from: number; to: number }[] = [];
  for (const one of [...stretches].sort((a, b) => a.weekday - b.weekday || a.from - b.from)) {
    const last = merged.at(-1);
    if (last?.weekday === one.weekday && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else merged.push({ ...one });
  }
  return merged.map(({ weekday, from, to }) => ({ weekday: weekday + 1, from: timeOf(from), to: timeOf(to) }));
}

/** The last minute of a day means its end. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const all = hours * 60 + minutes;
  return all >= DAY_MINUTES - 1 ? DAY_MINUTES : all;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** An attribute as a value that is drawn; undefined for a kind that has no counterpart, which is noted. */
export function valueFrom({ name, type, values }: ProsimosAttribute, where: string, note: Note): Value | undefined {
  if (type === 'discrete' && Array.isArray(values)) {
    const options = values.flatMap((one: unknown) => {
      if (typeof one !== 'object' || one === null || !('key' in one) || !('value' in one)) return [];
      return [{ value: plain(String(one.key)), weight: Math.max(0, Number(one.value)) }];
    });
    if (options.length > 0) return { kind: 'choice', options };
  }
  const distribution = type === 'continuous' ? prosimosDistribution.safeParse(values).data : undefined;
  const of = distribution && distributionFrom(distribution, 1, where, note);
  if (of !== undefined) return { kind: 'number', of, decimals: 6 };
  note(`${where}: the attribute "${name}" of the kind "${type}" has no counterpart and is left out.`);
  return undefined;
}

/** FEEL reads names of letters, digits and underscores. */
export function nameFrom(attribute: string): string {
  return attribute.replace(/[^\p{L}\p{N}_]/gu, '_').replace(/^(\p{N})/u, '_$1');
}

/** Any of the lists, of which all must hold. */
export function conditionFrom(rules: readonly (readonly ProsimosRule[])[]): string {
  if (rules.length === 0) return 'false';
  return rules.map((all) => all.map(testOf).join(' and ') || 'true').join(' or ');
}

function testOf({ attribute, comparison, value }: ProsimosRule): string {
  const name = nameFrom(attribute);
  if (comparison !== 'in')
    return `${name} ${comparison === '==' ? '=' : comparison} ${feel(Array.isArray(value) ? (value[0] ?? '') : value)}`;
  const list = Array.isArray(value)
    ? value
    : String(value)
        .replace(/^\[|\]$/g, '')
        .split(',');
  const [low, high] = list.map((one) => Number(one === 'inf' ? Infinity : one));
  if (list.length === 2 && low !== undefined && high !== undefined && !Number.isNaN(low) && !Number.isNaN(high))
    return (
      [
        ...(low === -Infinity ? [] : [`${name} >= ${String(low)}`]),
        ...(high === Infinity ? [] : [`${name} <= ${String(high)}`]),
      ].join(' and ') || 'true'
    );
  return `list contains([${list.map(feel).join(', ')}], ${name})`;
}

function feel(value: string | number): string {
  const known = plain(
    String(value)
      .trim()
      .replace(/^['"]|['"]$/g, ''),
  );
  return JSON.stringify(known);
}

function plain(text: string): string | number | boolean {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
