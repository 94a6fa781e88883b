/** Where points and ranges lie to each other: Allen's relations, DMN 1.5, 10.3.4.7, table 78. */
import { FeelError } from '../fault.ts';
import type { Value } from '../values.ts';
import { compare, inRange } from '../comparison.ts';
import { FeelRange } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const RANGE: Builtins = {
  before: builtin('a, b', (given) => before(given, span(given, 0), span(given, 1))),
  after: builtin('a, b', (given) => before(given, span(given, 1), span(given, 0))),
  meets: builtin('range1, range2', (given) => meets(given, given.range(0), given.range(1))),
  'met by': builtin('range1, range2', (given) => meets(given, given.range(1), given.range(0))),
  overlaps: builtin('range1, range2', (given) => {
    const [a, b] = [span(given, 0), span(given, 1)];
    return !before(given, a, b) && !before(given, b, a);
  }),
  'overlaps before': builtin('range1, range2', (given) => overlapsBefore(given, given.range(0), given.range(1))),
  'overlaps after': builtin('range1, range2', (given) => overlapsBefore(given, given.range(1), given.range(0))),
  finishes: builtin('a, range', (given) => finishes(given, 0, 1)),
  'finished by': builtin('range, a', (given) => finishes(given, 1, 0)),
  includes: builtin('range, a', (given) => includes(given, given.range(0), given.single(1))),
  during: builtin('a, range', (given) => includes(given, given.range(1), given.single(0))),
  starts: builtin('a, range', (given) => starts(given, 0, 1)),
  'started by': builtin('range, a', (given) => starts(given, 1, 0)),
  coincides: builtin('a, b', (given) => {
    const [a, b] = [span(given, 0), span(given, 1)];
    return atStart(given, a, b) === 0 && atEnd(given, a, b) === 0;
  }),
};

/** A point is a range from itself to itself. */
function span(given: Arguments, index: number): FeelRange {
  const value = given.single(index);
  return value instanceof FeelRange ? bounded(value) : new FeelRange(value, true, value, true);
}

function bounded(range: FeelRange): FeelRange {
  if (range.start === null || range.end === null) throw new FeelError('A range without an end has no place among others');
  return range;
}

function before(given: Arguments, a: FeelRange, b: FeelRange): boolean {
  const gap = compare(given.run, a.end, b.start);
  return gap < 0 || (gap === 0 && !(a.endIncluded && b.startIncluded));
}

function meets(given: Arguments, a: FeelRange, b: FeelRange): boolean {
  return a.endIncluded && b.startIncluded && compare(given.run, a.end, b.start) === 0;
}

/** Negative when a begins first. */
function atStart(given: Arguments, a: FeelRange, b: FeelRange): number {
  const order = compare(given.run, a.start, b.start);
  return order !== 0 ? order : Number(b.startIncluded) - Number(a.startIncluded);
}

/** Negative when a ends first. */
function atEnd(given: Arguments, a: FeelRange, b: FeelRange): number {
  const order = compare(given.run, a.end, b.end);
  return order !== 0 ? order : Number(a.endIncluded) - Number(b.endIncluded);
}

function overlapsBefore(given: Arguments, a: FeelRange, b: FeelRange): boolean {
  return atStart(given, a, b) < 0 && !before(given, a, b) && atEnd(given, a, b) < 0;
}

function finishes(given: Arguments, inner: number, outer: number): boolean {
  const range = bounded(given.range(outer));
  const value = given.single(inner);
  if (!(value instanceof FeelRange)) return range.endIncluded && compare(given.run, value, range.end) === 0;
  return atEnd(given, value, range) === 0 && atStart(given, value, range) >= 0;
}

function starts(given: Arguments, inner: number, outer: number): boolean {
  const range = bounded(given.range(outer));
  const value = given.single(inner);
  if (!(value instanceof FeelRange)) return range.startIncluded && compare(given.run, value, range.start) === 0;
  return atStart(given, value, range) === 0 && atEnd(given, value, range) <= 0;
}

function includes(given: Arguments, range: FeelRange, value: Value): boolean {
  if (!(value instanceof FeelRange)) return inRange(given.run, range, value);
  return atStart(given, value, bounded(range)) >= 0 && atEnd(given, value, range) <= 0;
}
