/**
 * `+ - * / **` over numbers, text, dates and durations. Numbers are JSON's doubles, read as their shortest decimal; a result that is
 * no whole number is rounded to 15 significant digits, so that 0.1 + 0.2 = 0.3.
 */
import { addMonths, MS_PER_DAY } from '../time/civil-day.ts';
import { zoneNamed } from '../time/zone.ts';
import { FeelError } from './fault.ts';
import type { Run } from './run.ts';
import { spendText } from './run.ts';
import {
  dateTimeAt,
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  instantOf,
  offsetMsOf,
  YearMonthDuration,
} from './temporal-values.ts';
import type { Value } from './values.ts';
import { described } from './values.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

/** @throws FeelError for what is no number (infinite, undefined). */
export function rounded(result: number): number {
  if (Number.isInteger(result)) return result + 0;
  if (!Number.isFinite(result)) throw new FeelError('The result is not a finite number');
  return Number(result.toPrecision(15));
}

/** @throws FeelError when the operator has no meaning for these operands, null among them. */
export function calculate(run: Run, operator: Operator, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return numbers(operator, a, b);
  switch (operator) {
    case '+':
      return added(run, a, b) ?? added(run, b, a, true) ?? refuse(operator, a, b);
    case '-':
      return subtracted(run, a, b) ?? refuse(operator, a, b);
    case '*':
      return scaled(a, b) ?? scaled(b, a) ?? refuse(operator, a, b);
    case '/':
      return divided(a, b) ?? refuse(operator, a, b);
    case '**':
      return refuse(operator, a, b);
    default:
      return operator satisfies never;
  }
}

function refuse(operator: Operator, a: Value, b: Value): never {
  throw new FeelError(`"${operator}" has no meaning between ${described(a)} and ${described(b)}`);
}

function numbers(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return rounded(a + b);
    case '-':
      return rounded(a - b);
    case '*':
      return rounded(a * b);
    case '/':
      if (b === 0) throw new FeelError('A number is divided by zero');
      return rounded(a / b);
    case '**':
      return rounded(a ** b);
    default:
      return operator satisfies never;
  }
}

/** Adds b to a; with `swapped` only what may also stand the other way round. */
function added(run: Run, a: Value, b: Value, swapped = false): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string' && !swapped) {
    spendText(run, a.length + b.length);
    return a + b;
  }
  if (b instanceof DayTimeDuration) {
    if (a instanceof DayTimeDuration) return duration(a.ms + b.ms);
    if (a instanceof FeelTime) return new FeelTime((((a.ms + b.ms) % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY, a.zone);
    if (a instanceof FeelDate) return date(a.dayNumber + Math.floor(b.ms / MS_PER_DAY));
    if (a instanceof FeelDateTime) return later(a, b.ms);
  }
  if (b instanceof YearMonthDuration) {
    if (a instanceof YearMonthDuration) return yearMonths(a.months + b.months);
    if (a instanceof FeelDate) return date(addMonths(a.dayNumber, b.months));
    if (a instanceof FeelDateTime) return monthsLater(a, b.months);
  }
  return undefined;
}

function subtracted(run: Run, a: Value, b: Value): Value | undefined {
  if (b instanceof DayTimeDuration) return added(run, a, new DayTimeDuration(0 - b.ms));
  if (b instanceof YearMonthDuration) return added(run, a, new YearMonthDuration(0 - b.months));
  if (a instanceof FeelDate && b instanceof FeelDate) return duration((a.dayNumber - b.dayNumber) * MS_PER_DAY);
  if (a instanceof FeelTime && b instanceof FeelTime) {
    const [to, from] = [offsetMsOf(a), offsetMsOf(b)];
    return duration(a.ms - b.ms + (to === undefined || from === undefined ? 0 : from - to));
  }
  const from = asDateTime(b);
  const to = asDateTime(a);
  if (from === undefined || to === undefined) return undefined;
  if (from.zone === undefined && to.zone === undefined) return duration(to.localMs - from.localMs);
  return duration(instantOf(to, run.environment.zone) - instantOf(from, run.environment.zone));
}

function asDateTime(value: Value): FeelDateTime | undefined {
  if (value instanceof FeelDate) return new FeelDateTime(value.dayNumber * MS_PER_DAY, undefined);
  return value instanceof FeelDateTime ? value : undefined;
}

function scaled(a: Value, b: Value): Value | undefined {
  if (typeof b !== 'number') return undefined;
  if (a instanceof DayTimeDuration) return duration(a.ms * b);
  return a instanceof YearMonthDuration ? yearMonths(a.months * b) : undefined;
}

function divided(a: Value, b: Value): Value | undefined {
  const byZero = b === 0 || (b instanceof DayTimeDuration && b.ms === 0) || (b instanceof YearMonthDuration && b.months === 0);
  if (byZero) throw new FeelError('Something is divided by zero');
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return rounded(a.ms / b.ms);
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return rounded(a.months / b.months);
  return typeof b === 'number' ? scaled(a, 1 / b) : undefined;
}

/**
 * Whole days of the duration are days of the calendar where the zone has a name (10:00 stays 10:00 across the clock change), the rest
 * passes as it passes.
 */
function later(a: FeelDateTime, ms: number): FeelDateTime {
  if (typeof a.zone !== 'string') return dateTime(a.localMs + ms, a.zone);
  const days = Math.trunc(ms / MS_PER_DAY);
  const instant = zoneNamed(a.zone).instantOf(a.localMs + days * MS_PER_DAY) + (ms - days * MS_PER_DAY);
  checkYear(instant);
  return dateTimeAt(instant, a.zone);
}

function monthsLater(a: FeelDateTime, months: number): FeelDateTime {
  const dayNumber = Math.floor(a.localMs / MS_PER_DAY);
  const localMs = addMonths(dayNumber, months) * MS_PER_DAY + (a.localMs - dayNumber * MS_PER_DAY);
  checkYear(localMs);
  return typeof a.zone === 'string' ? dateTimeAt(zoneNamed(a.zone).instantOf(localMs), a.zone) : dateTime(localMs, a.zone);
}

const FIRST_MS = -62_167_219_200_000; // 0000-01-01
const LAST_MS = 253_402_300_800_000; // 10000-01-01
const LONGEST_MS = LAST_MS - FIRST_MS;

function checkYear(ms: number): void {
  if (!(ms >= FIRST_MS && ms < LAST_MS)) throw new FeelError('The date lies outside the years 0 to 9999');
}

function date(dayNumber: number): FeelDate {
  checkYear(dayNumber * MS_PER_DAY);
  return new FeelDate(dayNumber);
}

function dateTime(localMs: number, zone: number | string | undefined): FeelDateTime {
  checkYear(localMs);
  return new FeelDateTime(localMs, zone);
}

function duration(ms: number): DayTimeDuration {
  if (!(Math.abs(ms) <= LONGEST_MS)) throw new FeelError('The duration is longer than 10,000 years');
  return new DayTimeDuration(Math.round(ms) + 0);
}

function yearMonths(months: number): YearMonthDuration {
  if (!(Math.abs(months) <= 120_000)) throw new FeelError('The duration is longer than 10,000 years');
  return new YearMonthDuration(Math.trunc(months) + 0);
}
