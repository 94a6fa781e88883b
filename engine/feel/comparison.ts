/** Which values are equal, which comes first, and what a value is as JSON. */
import type { Json } from '../errors.ts';
import { FeelError } from './fault.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  instantOf,
  offsetMsOf,
  temporalText,
  YearMonthDuration,
} from './temporal-values.ts';
import type { Value } from './values.ts';
import { described, FeelFunction, FeelRange, isContext, isList, isTemporal, kindOf, member, safeName } from './values.ts';

/** Values nested deeper than JSON may be are refused before they can exhaust the stack. */
const DEEPEST = 64;

/** Whether two values are the same; of different kinds they are not. Instants count in dates with times, not their zones. */
export function equal(run: Run, a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > DEEPEST) throw new FeelError(`Values nested deeper than ${String(DEEPEST)} levels cannot be compared`);
  spend(run, 1);
  if (isList(a)) {
    if (!isList(b) || a.length !== b.length) return false;
    spend(run, a.length);
    return a.every((item, index) => equal(run, item, b[index] ?? null, depth + 1));
  }
  if (a instanceof FeelRange) {
    return (
      b instanceof FeelRange &&
      a.startIncluded === b.startIncluded &&
      a.endIncluded === b.endIncluded &&
      equal(run, a.start, b.start, depth + 1) &&
      equal(run, a.end, b.end, depth + 1)
    );
  }
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  if (isContext(a) && isContext(b)) {
    const names = Object.keys(a);
    spend(run, names.length);
    if (names.length !== Object.keys(b).length) return false;
    return names.every((name) => Object.hasOwn(b, name) && equal(run, member(a, name), member(b, name), depth + 1));
  }
  return compareMs(run, a, b) === 0;
}

/** Below 0 when a comes before b, 0 when they are level; undefined when there is no order between values of these kinds. */
export function order(run: Run, a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return compareMs(run, a, b);
}

function compareMs(run: Run, a: Value, b: Value): number | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return a.dayNumber - b.dayNumber;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    if (a.zone === undefined && b.zone === undefined) return a.localMs - b.localMs;
    return instantOf(a, run.environment.zone) - instantOf(b, run.environment.zone);
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    const [offsetA, offsetB] = [offsetMsOf(a), offsetMsOf(b)];
    return offsetA === undefined || offsetB === undefined ? a.ms - b.ms : a.ms - offsetA - (b.ms - offsetB);
  }
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return a.ms - b.ms;
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return a.months - b.months;
  return undefined;
}

/**
 * Whether a comes before b (negative), after it (positive) or neither (0).
 * @throws FeelError when one is null or they are of kinds without an order.
 */
export function compare(run: Run, a: Value, b: Value): number {
  const result = order(run, a, b);
  if (result === undefined) throw new FeelError(`There is no order between ${described(a)} and ${described(b)}`);
  return result;
}

/** @throws FeelError as `compare` does, for the ends of the range. */
export function inRange(run: Run, range: FeelRange, value: Value): boolean {
  if (range.start !== null) {
    const fromStart = compare(run, value, range.start);
    if (fromStart < 0 || (fromStart === 0 && !range.startIncluded)) return false;
  }
  if (range.end === null) return range.start !== null || value !== null;
  const fromEnd = compare(run, value, range.end);
  return fromEnd < 0 || (fromEnd === 0 && range.endIncluded);
}

/**
 * The value as JSON: dates, times and durations are ISO 8601 text.
 * @throws FeelError for a range or a function, which have no JSON form, and beyond 64 levels.
 */
export function toJson(run: Run, value: Value, depth = 0): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) throw new FeelError(`The result is nested deeper than ${String(DEEPEST)} levels`);
  if (isList(value)) {
    spend(run, value.length + 1);
    return value.map((item) => toJson(run, item, depth + 1));
  }
  if (isTemporal(value)) return temporalText(value);
  if (value instanceof FeelRange || value instanceof FeelFunction)
    throw new FeelError(`The result is ${described(value)}, which cannot be kept as a variable`);
  const names = Object.keys(value);
  spend(run, names.length + 1);
  const json: Record<string, Json> = {};
  for (const name of names) json[safeName(name)] = toJson(run, member(value, name), depth + 1);
  return json;
}
