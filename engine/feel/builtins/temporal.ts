/** Dates and times: DMN 1.5, 10.3.4.8. `now` and `today` are the caller's, so that a replay gives what the first run gave. */
import { civilDay, dayNumberOf, daysInMonth, MS_PER_DAY, weekdayOf } from '../../time/civil-day.ts';
import { dateTimeAt, FeelDate, FeelDateTime, FeelTime, offsetMsOf } from '../temporal-values.ts';
import type { Value } from '../values.ts';
import { equal } from '../comparison.ts';
import { kindOf } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const TEMPORAL: Builtins = {
  now: builtin('', ({ run }) => dateTimeAt(run.environment.now, run.environment.zone)),
  today: builtin(
    '',
    ({ run }) => new FeelDate(Math.floor(dateTimeAt(run.environment.now, run.environment.zone).localMs / MS_PER_DAY)),
  ),
  'day of week': builtin('date', (given) => WEEKDAYS[weekdayOf(dayOf(given)) - 1] ?? null),
  'day of year': builtin('date', (given) => dayOf(given) - dayNumberOf(civilDay(dayOf(given)).year, 1, 1) + 1),
  'month of year': builtin('date', (given) => MONTHS[civilDay(dayOf(given)).month - 1] ?? null),
  'week of year': builtin('date', (given) => {
    // ISO 8601: the week belongs to the year of its Thursday.
    const thursday = dayOf(given) - weekdayOf(dayOf(given)) + 4;
    return Math.floor((thursday - dayNumberOf(civilDay(thursday).year, 1, 1)) / 7) + 1;
  }),
  'last day of month': builtin('date', (given) => {
    const { year, month } = civilDay(dayOf(given));
    return new FeelDate(dayNumberOf(year, month, daysInMonth(year, month)));
  }),
  is: builtin('value1, value2', (given) => isSame(given, given.at(0), given.at(1))),
};

function dayOf(given: Arguments): number {
  const day = given.day(0);
  return day instanceof FeelDate ? day.dayNumber : Math.floor(day.localMs / MS_PER_DAY);
}

/** Stricter than `=`: dates and times must show the same clock at the same offset. */
function isSame(given: Arguments, a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b) || !equal(given.run, a, b)) return false;
  const zoned = (value: Value): value is FeelTime | FeelDateTime => value instanceof FeelTime || value instanceof FeelDateTime;
  return !zoned(a) || !zoned(b) || offsetMsOf(a) === offsetMsOf(b);
}
