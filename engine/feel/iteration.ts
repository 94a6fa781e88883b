/** for, some, every, filters and sort: whatever runs a part of an expression once an element, and pays fuel for each time. */
import { compare } from './comparison.ts';
import { FeelError } from './fault.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import type { Code } from './scope.ts';
import { FeelDate } from './temporal-values.ts';
import type { Value } from './values.ts';
import { described, FeelRange, isList } from './values.ts';

export interface CompiledIterator {
  readonly slot: number;
  readonly from: Code;
  readonly to: Code | undefined;
}

/** A compiled part with what one run of it costs. */
export interface Body {
  readonly code: Code;
  readonly cost: number;
}

/** Runs `visit` for each combination, the last iterator fastest, until it says false. */
function iterate(run: Run, iterators: readonly CompiledIterator[], index: number, cost: number, visit: () => boolean): boolean {
  const iterator = iterators[index];
  if (iterator === undefined) {
    spend(run, cost);
    return visit();
  }
  const next = (value: Value): boolean => {
    spend(run, 1);
    run.slots[iterator.slot] = value;
    return iterate(run, iterators, index + 1, cost, visit);
  };
  const from = iterator.from(run);
  if (iterator.to !== undefined) return count(from, iterator.to(run), next);
  if (isList(from)) {
    for (const item of from) if (!next(item)) return false;
    return true;
  }
  if (!(from instanceof FeelRange)) throw new FeelError(`One iterates over a list or a range, not over ${described(from)}`);
  return count(from.start, from.end, next, from);
}

/** From one whole number (or day) to the other, downwards too; of a range without the ends that it leaves out. */
function count(from: Value, to: Value, next: (value: Value) => boolean, range?: FeelRange): boolean {
  const areDays = from instanceof FeelDate && to instanceof FeelDate;
  const start = from instanceof FeelDate ? from.dayNumber : from;
  const end = to instanceof FeelDate ? to.dayNumber : to;
  const areNumbers = Number.isSafeInteger(from) && Number.isSafeInteger(to);
  if (typeof start !== 'number' || typeof end !== 'number' || (!areDays && !areNumbers)) {
    throw new FeelError(
      `One iterates between two whole numbers or two dates, not between ${described(from)} and ${described(to)}`,
    );
  }
  const step = start <= end ? 1 : -1;
  const last = range?.endIncluded === false ? end - step : end;
  for (let at = range?.startIncluded === false ? start + step : start; step > 0 ? at <= last : at >= last; at += step) {
    if (!next(areDays ? new FeelDate(at) : at)) return false;
  }
  return true;
}

/** `partialSlot`: where the body reads the results so far, if it does. */
export function forLoop(iterators: readonly CompiledIterator[], body: Body, partialSlot: number | undefined): Code {
  return (run) => {
    const results: Value[] = [];
    iterate(run, iterators, 0, body.cost, () => {
      if (partialSlot !== undefined) {
        spend(run, results.length);
        run.slots[partialSlot] = results.slice();
      }
      results.push(body.code(run));
      return true;
    });
    return results;
  };
}

/** By DMN's letter what is neither true nor false makes the whole unknown, unless another decides it. */
export function quantified(isLenient: boolean, kind: 'some' | 'every', iterators: readonly CompiledIterator[], body: Body): Code {
  const decisive = kind === 'some';
  return (run) => {
    let result: boolean | null = !decisive;
    iterate(run, iterators, 0, body.cost, () => {
      const value = body.code(run);
      if (isLenient && typeof value !== 'boolean') result = null;
      else if (truth(value, kind, isLenient) === decisive) {
        result = decisive;
        return false;
      }
      return true;
    });
    return result;
  };
}

/**
 * By DMN's letter what is not true is false.
 * @throws FeelError for anything but true and false: null too, since a condition that is unknown must not pass for false.
 */
export function truth(value: Value, where: string, isLenient = false): boolean {
  if (isLenient) return value === true;
  if (typeof value !== 'boolean')
    throw new FeelError(`The condition of "${where}" must be true or false, but it is ${described(value)}`);
  return value;
}

/**
 * `list[condition]` and `list[position]`. Which it is shows in the first value; `isCondition` decides for an empty list, where there is none.
 */
export function filter(of: Code, by: Body, slot: number, isCondition: boolean, isLenient: boolean): Code {
  return (run) => {
    const target = of(run);
    if (target === null) return null;
    const list = isList(target) ? target : [target];
    if (list.length === 0) return isCondition ? [] : null;
    spend(run, by.cost + 1);
    run.slots[slot] = list[0] ?? null;
    const first = by.code(run);
    if (typeof first === 'number') return element(list, first);
    const kept = truth(first, 'filter', isLenient) ? [list[0] ?? null] : [];
    for (const item of list.slice(1)) {
      spend(run, by.cost + 1);
      run.slots[slot] = item;
      if (truth(by.code(run), 'filter', isLenient)) kept.push(item);
    }
    return kept;
  };
}

function element(list: readonly Value[], position: number): Value {
  if (!Number.isInteger(position)) throw new FeelError(`A position in a list is a whole number, not ${String(position)}`);
  return list[position > 0 ? position - 1 : list.length + position] ?? null;
}

/** `value between low and high`. */
export function between(run: Run, value: Value, low: Value, high: Value): boolean {
  return compare(run, value, low) >= 0 && compare(run, value, high) <= 0;
}
