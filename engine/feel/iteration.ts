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
  if (!from.startIncluded || !from.endIncluded) throw new FeelError('One iterates over a range that includes both ends');
  return count(from.start, from.end, next);
}

/** From one whole number (or day) to the other, downwards too. */
function count(from: Value, to: Value, next: (value: Value) => boolean): boolean {
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
  for (let at = start; step > 0 ? at <= end : at >= end; at += step) {
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

export function quantified(kind: 'some' | 'every', iterators: readonly CompiledIterator[], body: Body): Code {
  const decisive = kind === 'some';
  return (run) => {
    let result = !decisive;
    iterate(run, iterators, 0, body.cost, () => {
      if (truth(body.code(run), kind) !== decisive) return true;
      result = decisive;
      return false;
    });
    return result;
  };
}

/** @throws FeelError for anything but true and false: null too, since a condition that is unknown must not pass for false. */
export function truth(value: Value, where: string): boolean {
  if (typeof value !== 'boolean')
    throw new FeelError(`The condition of "${where}" must be true or false, but it is ${described(value)}`);
  return value;
}

/**
 * `list[condition]` and `list[position]`. Which it is shows in the first value; `isCondition` decides for an empty list, where there is none.
 */
export function filter(of: Code, by: Body, slot: number, isCondition: boolean): Code {
  return (run) => {
    const target = of(run);
    if (target === null) return null;
    const list = isList(target) ? target : [target];
    if (list.length === 0) return isCondition ? [] : null;
    spend(run, by.cost + 1);
    run.slots[slot] = list[0] ?? null;
    const first = by.code(run);
    if (typeof first === 'number') return element(list, first);
    const kept = truth(first, 'filter') ? [list[0] ?? null] : [];
    for (const item of list.slice(1)) {
      spend(run, by.cost + 1);
      run.slots[slot] = item;
      if (truth(by.code(run), 'filter')) kept.push(item);
    }
    return kept;
  };
}

function element(list: readonly Value[], position: number): Value {
  if (!Number.isInteger(position)) throw new FeelError(`A position in a list is a whole number, not ${String(position)}`);
  return list[position > 0 ? position - 1 : list.length + position] ?? null;
}

/** A stable merge sort by "a comes before b"; never asks more than n log n times, whatever the function answers. */
export function sorted(list: Code, slots: readonly [number, number], precedes: Body): Code {
  return (run) => {
    const values = list(run);
    if (!isList(values)) throw new FeelError(`sort expects a list, but it is ${described(values)}`);
    const comesBefore = (a: Value, b: Value): boolean => {
      spend(run, precedes.cost + 1);
      run.slots[slots[0]] = a;
      run.slots[slots[1]] = b;
      return truth(precedes.code(run), 'sort');
    };
    return mergeSort(run, values, comesBefore);
  };
}

function mergeSort(run: Run, values: readonly Value[], comesBefore: (a: Value, b: Value) => boolean): readonly Value[] {
  spend(run, values.length + 1);
  if (values.length < 2) return values;
  const middle = values.length >> 1;
  const left = mergeSort(run, values.slice(0, middle), comesBefore);
  const right = mergeSort(run, values.slice(middle), comesBefore);
  const merged: Value[] = [];
  let next = 0;
  for (const item of left) {
    while (next < right.length && comesBefore(right[next] ?? null, item)) merged.push(right[next++] ?? null);
    merged.push(item);
  }
  return [...merged, ...right.slice(next)];
}

/** `value between low and high`. */
export function between(run: Run, value: Value, low: Value, high: Value): boolean {
  return compare(run, value, low) >= 0 && compare(run, value, high) <= 0;
}
