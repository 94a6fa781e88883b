/** Batching rules of Prosimos in our words. */
import type { CalendarData, WorkingHours } from '../../engine/time/calendar.ts';
import { calendarData } from './prosimos-parts.ts';
import type { Note } from './prosimos-parts.ts';
import type { ProsimosBatch, ProsimosRule } from './prosimos-schema.ts';
import type { Batch, Release } from './scenario.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** @param addCalendar names a calendar of the hours in which a batch may be let go */
export function batchFrom(
  source: ProsimosBatch,
  addCalendar: (name: string, data: CalendarData) => void,
  note: Note,
): Batch | undefined {
  const { task_id: task, type, size_distrib: sizes, duration_distrib: durations, firing_rules: rules } = source;
  const where = `batch_processing of ${task}`;
  if (type === 'Concurrent') note(`${where}: a concurrent batch is worked one after the other by one person.`);
  let most: number | undefined;
  const releases: Release[] = [];
  for (const [index, all] of rules.entries()) {
    const read = releaseFrom(all, `${where}, rule ${String(index + 1)}`, note);
    if (read.most !== undefined) most = Math.min(most ?? Infinity, read.most);
    const { hours, ...release } = read.release;
    if (hours !== undefined) addCalendar(`batch ${task} ${String(index + 1)}`, calendarData(hours));
    const whole: Release = { ...release, ...(hours === undefined ? {} : { during: `batch ${task} ${String(index + 1)}` }) };
    if (Object.keys(whole).length > 0) releases.push(whole);
  }
  if (releases.length === 0) {
    // The likeliest size that is a batch.
    const likely = sizes.filter(({ key }) => Number(key) >= 2).sort((a, b) => b.value - a.value)[0];
    if (likely === undefined) {
      note(`${where}: no rule says when a batch is let go, so none is gathered.`);
      return undefined;
    }
    note(`${where}: no rule says when a batch is let go; it is at the likeliest size, ${likely.key}.`);
    releases.push({ size: Math.round(Number(likely.key)) });
  } else if (sizes.length > 0) note(`${where}: size_distrib has no counterpart beside the rules.`);
  return {
    worked: type === 'Parallel' ? 'together' : 'oneByOne',
    releases,
    factors: durations.map(({ key, value }) => ({ size: Math.max(1, Math.round(Number(key))), factor: value })),
    ...(most === undefined || most < 2 ? {} : { most }),
  };
}

interface Read {
  readonly release: Omit<Release, 'during'> & { readonly hours?: readonly WorkingHours[] };
  readonly most?: number;
}

function releaseFrom(all: readonly ProsimosRule[], where: string, note: Note): Read {
  let release: { size?: number; waitedMinutes?: number; quietMinutes?: number } = {};
  let most: number | undefined;
  let days: readonly number[] | undefined;
  let hours = { from: 0, to: 24 };
  for (const { attribute, comparison, value: given } of all) {
    const value = Array.isArray(given) ? (given[0] ?? '') : given;
    const figure = Number(value);
    const isUpper = comparison.startsWith('<');
    const unknown = (): void => {
      note(`${where}: "${attribute} ${comparison} ${String(value)}" has no counterpart and is left out.`);
    };
    switch (attribute) {
      case 'size':
      case 'batch_size':
        if (isUpper) most = Math.round(comparison === '<' ? figure - 1 : figure);
        else {
          const size = Math.round(comparison === '>' ? figure + 1 : figure);
          if (size >= 2) release = { ...release, size };
        }
        break;
      case 'ready_wt':
      case 'batch_ready_wt':
        if (isUpper || figure <= 0) unknown();
        else release = { ...release, quietMinutes: figure / 60 };
        break;
      case 'large_wt':
      case 'batch_max_wt':
        if (isUpper || figure <= 0) unknown();
        else release = { ...release, waitedMinutes: figure / 60 };
        break;
      case 'daily_hour': {
        const hour = /^\d+:/.test(String(value)) ? Number(String(value).split(':')[0]) : figure;
        const found = hoursOf(comparison, hour);
        if (found === undefined) unknown();
        else hours = { from: Math.max(hours.from, found.from), to: Math.min(hours.to, found.to) };
        break;
      }
      case 'week_day': {
        const day = WEEKDAYS.indexOf(String(value).toLowerCase()) + 1;
        if (day === 0 || (comparison !== '=' && comparison !== '==')) unknown();
        else days = (days ?? [1, 2, 3, 4, 5, 6, 7]).filter((one) => one === day);
        break;
      }
      default:
        unknown();
    }
  }
  const isTimed = days !== undefined || hours.from > 0 || hours.to < 24;
  const weekly = (days ?? [1, 2, 3, 4, 5, 6, 7]).flatMap((weekday) =>
    hours.from < hours.to ? [{ weekday, from: timeOf(hours.from), to: timeOf(hours.to) }] : [],
  );
  if (isTimed && weekly.length === 0) note(`${where}: no hour of the week fits the rule; its hours are left out.`);
  return {
    release: { ...release, ...(isTimed && weekly.length > 0 ? { hours: weekly } : {}) },
    ...(most === undefined ? {} : { most }),
  };
}

function hoursOf(comparison: string, hour: number): { readonly from: number; readonly to: number } | undefined {
  if (!Number.isInteger(hour) || hour < 0 || hour > 24) return undefined;
  switch (comparison) {
    case '=':
    case '==':
      return { from: hour, to: hour + 1 };
    case '>=':
      return { from: hour, to: 24 };
    case '>':
      return { from: hour + 1, to: 24 };
    case '<':
      return { from: 0, to: hour };
    case '<=':
      return { from: 0, to: hour + 1 };
    default:
      return undefined;
  }
}

function timeOf(hour: number): string {
  return `${String(Math.min(24, hour)).padStart(2, '0')}:00`;
}
