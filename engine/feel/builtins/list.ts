/** Lists: DMN 1.5, 10.3.4.4. Positions count from 1, negative ones from the end. */
import { FeelError } from '../fault.ts';
import type { Run } from '../run.ts';
import { spend } from '../run.ts';
import type { Value } from '../values.ts';
import { compare, equal } from '../comparison.ts';
import { FeelFunction, isList } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const LIST: Builtins = {
  'list contains': builtin('list, element', (given) => items(given).some((item) => equal(given.run, item, given.at(1)))),
  count: builtin('list', (given) => given.list(0).length),
  min: builtin('...list', (given) => extreme(given, -1)),
  max: builtin('...list', (given) => extreme(given, 1)),
  all: builtin('...list', (given) => quantified(given, false)),
  any: builtin('...list', (given) => quantified(given, true)),
  sublist: builtin('list, start position, length?', (given) => {
    const list = items(given);
    const start = position(given, list.length);
    return given.has(2) ? list.slice(start, start + Math.max(0, given.integer(2))) : list.slice(start);
  }),
  append: builtin('list, ...item', (given) => [...items(given), ...given.values.slice(1)]),
  concatenate: builtin('...list', (given) => given.values.flatMap((_, index) => paid(given.run, given.list(index)))),
  'insert before': builtin('list, position, newItem', (given) => {
    const list = items(given);
    const index = position(given, list.length);
    return [...list.slice(0, index), given.at(2), ...list.slice(index)];
  }),
  remove: builtin('list, position', (given) => {
    const list = items(given);
    const index = position(given, list.length);
    return list.filter((_, at) => at !== index);
  }),
  'list replace': builtin('list, position, newItem', listReplace, 'list, match, newItem'),
  sort: builtin('list, precedes', sort),
  reverse: builtin('list', (given) => [...items(given)].reverse()),
  'index of': builtin('list, match', (given) =>
    items(given).flatMap((item, index) => (equal(given.run, item, given.at(1)) ? [index + 1] : [])),
  ),
  union: builtin('...list', (given) =>
    distinct(
      given.run,
      given.values.flatMap((_, index) => given.list(index)),
    ),
  ),
  'distinct values': builtin('list', (given) => distinct(given.run, given.list(0))),
  'duplicate values': builtin('list', (given) => {
    const list = items(given);
    return distinct(
      given.run,
      list.filter((item) => countOf(given.run, list, item) > 1),
    );
  }),
  flatten: builtin('list', (given) => {
    const flat: Value[] = [];
    flatten(given.run, given.list(0), flat, 0);
    return flat;
  }),
  'is empty': builtin('list', (given) => given.list(0).length === 0),
  partition: builtin('list, size', (given) => {
    const list = items(given);
    const size = given.integer(1);
    if (size < 1) throw new FeelError('partition expects a size of at least 1');
    const parts: Value[] = [];
    for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
    return parts;
  }),
};

function paid(run: Run, list: readonly Value[]): readonly Value[] {
  spend(run, list.length);
  return list;
}

/** The list of the first argument, paid for. */
function items(given: Arguments): readonly Value[] {
  return paid(given.run, given.list(0));
}

/** Index of the position in the second argument. */
function position(given: Arguments, length: number): number {
  const at = given.integer(1);
  const index = at > 0 ? at - 1 : length + at;
  if (at === 0 || index < 0 || index > length)
    throw new FeelError(`${given.name} expects a position of the list, but it is ${String(at)}`);
  return index;
}

/** At a position, or wherever the function says so of an item and the new one. */
function listReplace(given: Arguments): Value {
  const list = items(given);
  const match = given.at(1);
  if (match instanceof FeelFunction) {
    return list.map((item) => (given.condition(match, [item, given.at(2)]) ? given.at(2) : item));
  }
  const index = position(given, list.length);
  if (index >= list.length) throw new FeelError('list replace expects a position inside the list');
  return list.map((item, at) => (at === index ? given.at(2) : item));
}

/** A stable merge sort by "a comes before b"; never asks more than n log n times, whatever the function answers. */
function sort(given: Arguments): Value {
  const precedes = given.at(1);
  if (!(precedes instanceof FeelFunction)) return given.refuse(1, 'a function(a, b)');
  return mergeSort(given.run, given.list(0), (a, b) => given.condition(precedes, [a, b]));
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

function extreme(given: Arguments, sign: number): Value {
  const list = paid(given.run, given.listOrAll());
  let best: Value = list[0] ?? null;
  for (const item of list) if (compare(given.run, item, best) * sign > 0) best = item;
  return best;
}

/** all and any: three-valued; what decides wins over null. */
function quantified(given: Arguments, decisive: boolean): Value {
  let unknown = false;
  for (const item of paid(given.run, given.listOrAll())) {
    if (item === decisive) return decisive;
    if (item === null) unknown = true;
    else if (typeof item !== 'boolean') throw new FeelError(`${given.name} expects booleans`);
  }
  return unknown ? null : !decisive;
}

function countOf(run: Run, list: readonly Value[], wanted: Value): number {
  spend(run, list.length);
  return list.reduce<number>((count, item) => count + (equal(run, item, wanted) ? 1 : 0), 0);
}

function distinct(run: Run, list: readonly Value[]): Value[] {
  const scalars = new Set<Value>();
  const others: Value[] = [];
  const kept: Value[] = [];
  for (const item of list) {
    spend(run, 1);
    if (typeof item !== 'object' || item === null) {
      if (scalars.has(item)) continue;
      scalars.add(item);
    } else {
      spend(run, others.length);
      if (others.some((other) => equal(run, other, item))) continue;
      others.push(item);
    }
    kept.push(item);
  }
  return kept;
}

function flatten(run: Run, list: readonly Value[], into: Value[], depth: number): void {
  if (depth > 64) throw new FeelError('A list nested deeper than 64 levels cannot be flattened');
  spend(run, list.length + 1);
  for (const item of list) {
    if (isList(item)) flatten(run, item, into, depth + 1);
    else into.push(item);
  }
}
