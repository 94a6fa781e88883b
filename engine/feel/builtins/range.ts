/** Ranges from text, and where points and ranges lie to each other: Allen's relations, DMN 1.5, 10.3.4.7, table 78. */
import { FeelError } from '../fault.ts';
import { readString } from '../literals.ts';
import { spend } from '../run.ts';
import { parseTemporal } from '../temporal-values.ts';
import type { Value } from '../values.ts';
import { compare, inRange, order } from '../comparison.ts';
import { FeelRange, kindOf } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

/** As DMN names the parameters, for two points, a point and a range, or two ranges. */
const EITHER = ['point1, point2', 'point, range', 'range, point', 'range1, range2'];

export const RANGE: Builtins = {
  range: builtin('from', rangeFrom),
  before: builtin('a, b', (given) => before(given, span(given, 0), span(given, 1)), ...EITHER),
  after: builtin('a, b', (given) => before(given, span(given, 1), span(given, 0)), ...EITHER),
  meets: builtin('range1, range2', (given) => meets(given, given.range(0), given.range(1))),
  'met by': builtin('range1, range2', (given) => meets(given, given.range(1), given.range(0))),
  overlaps: builtin('range1, range2', (given) => {
    const [a, b] = [span(given, 0), span(given, 1)];
    return !before(given, a, b) && !before(given, b, a);
  }),
  'overlaps before': builtin('range1, range2', (given) => overlapsBefore(given, given.range(0), given.range(1))),
  'overlaps after': builtin('range1, range2', (given) => overlapsBefore(given, given.range(1), given.range(0))),
  finishes: builtin('a, range', (given) => finishes(given, 0, 1), 'point, range', 'range1, range2'),
  'finished by': builtin('range, a', (given) => finishes(given, 1, 0), 'range, point', 'range1, range2'),
  includes: builtin('range, a', (given) => includes(given, given.range(0), given.single(1)), 'range, point', 'range1, range2'),
  during: builtin('a, range', (given) => includes(given, given.range(1), given.single(0)), 'point, range', 'range1, range2'),
  starts: builtin('a, range', (given) => starts(given, 0, 1), 'point, range', 'range1, range2'),
  'started by': builtin('range, a', (given) => starts(given, 1, 0), 'range, point', 'range1, range2'),
  coincides: builtin(
    'a, b',
    (given) => {
      const [a, b] = [span(given, 0), span(given, 1)];
      return atStart(given, a, b) === 0 && atEnd(given, a, b) === 0;
    },
    'point1, point2',
    'range1, range2',
  ),
};

const END = String.raw`(?:-?(?:\d+(?:\.\d+)?|\.\d+)|(?:@|(?:date and time|date|time|duration)\s*\(\s*)?"(?:[^"\\]|\\.)*"(?:\s*\))?)?`;
const RANGE_TEXT = new RegExp(String.raw`^\s*([\[(\]])\s*(${END})\s*\.\.\s*(${END})\s*([\])[])\s*$`, 's');

/** A range as it is written, of literals: `[1..10)`, `["a".."c"]`, `(@"2026-01-01"..)` (DMN 1.5, 10.3.4.1). */
function rangeFrom(given: Arguments): FeelRange {
  const text = given.text(0);
  spend(given.run, 1 + (text.length >> 5));
  const match = text.length > 1_000 ? null : RANGE_TEXT.exec(text);
  const [open, from, to, close] = [match?.[1], match?.[2] ?? '', match?.[3] ?? '', match?.[4]];
  const [start, end] = [from === '' ? null : literalOf(from), to === '' ? null : literalOf(to)];
  const isOpenSided = (start === null && open === '[') || (end === null && close === ']');
  const ordered = start === null || end === null ? start !== end : (order(given.run, start ?? null, end ?? null) ?? 1) <= 0;
  if (match === null || start === undefined || end === undefined || isOpenSided || !ordered) {
    throw new FeelError(`range cannot read "${text.slice(0, 60)}" as a range of two literals of one kind, the lower first`);
  }
  return new FeelRange(start, open === '[', end, close === ']');
}

/** A number, a string, a date, time or duration; undefined when the text is none. */
function literalOf(text: string): Value | undefined {
  const quote = text.indexOf('"');
  if (quote < 0) return Number(text);
  const [before, inside] = [
    text.slice(0, quote).replace(/[\s(]+$/, ''),
    readString(text.slice(quote, text.lastIndexOf('"') + 1)),
  ];
  if (text.endsWith(')') !== (before !== '' && before !== '@')) return undefined;
  if (before === '') return inside;
  const value = parseTemporal(inside);
  if (value === undefined || before === '@') return value;
  return before === 'duration'
    ? kindOf(value).endsWith('duration')
      ? value
      : undefined
    : kindOf(value) === before
      ? value
      : undefined;
}

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
