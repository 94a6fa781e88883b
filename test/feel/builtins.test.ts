import { describe, expect, test } from '@jest/globals';
import { builtinNamed, builtinNames } from '../../engine/feel/builtins/catalogue.ts';
import { compileExpression, isFault } from '../../engine/feel/compile.ts';

/**
 * The functions of DMN 1.5, 10.3.4.1 to 10.3.4.10, each with its parameters (as `name: value`, the spelling of the standard) for every one
 * of its signatures, and what it gives; beside them the same call by position.
 */
const DMN: readonly (readonly [call: string, named: string, gives: unknown])[] = [
  ['date("2026-03-27")', 'date(from: "2026-03-27")', '2026-03-27'],
  ['date(2026, 3, 27)', 'date(year: 2026, month: 3, day: 27)', '2026-03-27'],
  ['date and time(@"2026-03-27", @"10:00:00")', 'date and time(date: @"2026-03-27", time: @"10:00:00")', '2026-03-27T10:00:00'],
  ['date and time("2026-03-27T10:00:00")', 'date and time(from: "2026-03-27T10:00:00")', '2026-03-27T10:00:00'],
  ['time("10:00:00")', 'time(from: "10:00:00")', '10:00:00'],
  ['time(10, 0, 0)', 'time(hour: 10, minute: 0, second: 0)', '10:00:00'],
  ['time(10, 0, 0, @"PT2H")', 'time(hour: 10, minute: 0, second: 0, offset: @"PT2H")', '10:00:00+02:00'],
  ['number("1 000,5", " ", ",")', 'number(from: "1 000,5", grouping separator: " ", decimal separator: ",")', 1000.5],
  ['string(1.1)', 'string(from: 1.1)', '1.1'],
  ['duration("P1D")', 'duration(from: "P1D")', 'P1D'],
  [
    'years and months duration(@"2011-12-22", @"2013-08-24")',
    'years and months duration(from: @"2011-12-22", to: @"2013-08-24")',
    'P1Y8M',
  ],
  ['range("[18..21)").start', 'range(from: "[18..21)").start', 18],
  ['not(true)', 'not(negand: true)', false],
  ['substring("foobar", 3)', 'substring(string: "foobar", start position: 3)', 'obar'],
  ['substring("foobar", 3, 3)', 'substring(string: "foobar", start position: 3, length: 3)', 'oba'],
  ['string length("foo")', 'string length(string: "foo")', 3],
  ['upper case("aBc4")', 'upper case(string: "aBc4")', 'ABC4'],
  ['lower case("aBc4")', 'lower case(string: "aBc4")', 'abc4'],
  ['substring before("foobar", "bar")', 'substring before(string: "foobar", match: "bar")', 'foo'],
  ['substring after("foobar", "ob")', 'substring after(string: "foobar", match: "ob")', 'ar'],
  ['replace("abcd", "(ab)|(a)", "[1=$1]")', 'replace(input: "abcd", pattern: "(ab)|(a)", replacement: "[1=$1]")', '[1=ab]cd'],
  ['replace("A", "a", "b", "i")', 'replace(input: "A", pattern: "a", replacement: "b", flags: "i")', 'b'],
  ['contains("foobar", "of")', 'contains(string: "foobar", match: "of")', false],
  ['starts with("foobar", "fo")', 'starts with(string: "foobar", match: "fo")', true],
  ['ends with("foobar", "r")', 'ends with(string: "foobar", match: "r")', true],
  ['matches("foobar", "^fo*b")', 'matches(input: "foobar", pattern: "^fo*b")', true],
  ['matches("FOO", "foo", "i")', 'matches(input: "FOO", pattern: "foo", flags: "i")', true],
  ['split("John Doe", "\\\\s")', 'split(string: "John Doe", delimiter: "\\\\s")', ['John', 'Doe']],
  ['string join(["a", "b"])', 'string join(list: ["a", "b"])', 'ab'],
  ['string join(["a", "b"], "-")', 'string join(list: ["a", "b"], delimiter: "-")', 'a-b'],
  ['list contains([1, null], null)', 'list contains(list: [1, null], element: null)', true],
  ['count([1, 2, 3])', 'count(list: [1, 2, 3])', 3],
  ['min([1, 2, 3])', 'min(list: [1, 2, 3])', 1],
  ['max(1, 2, 3)', 'max(list: [1, 2, 3])', 3],
  ['sum([1, 2, 3])', 'sum(list: [1, 2, 3])', 6],
  ['mean([1, 2, 3])', 'mean(list: [1, 2, 3])', 2],
  ['all([false, null, true])', 'all(list: [false, null, true])', false],
  ['any([false, null, true])', 'any(list: [false, null, true])', true],
  ['sublist([4, 5, 6], 1, 2)', 'sublist(list: [4, 5, 6], start position: 1, length: 2)', [4, 5]],
  ['append([1], 2, 3)', 'append(list: [1], item: 2)', [1, 2, 3]],
  ['concatenate([1, 2], [3])', 'concatenate(list: [1, 2, 3])', [1, 2, 3]],
  ['insert before([1, 3], 1, 2)', 'insert before(list: [1, 3], position: 1, newItem: 2)', [2, 1, 3]],
  ['remove([1, 2, 3], 2)', 'remove(list: [1, 2, 3], position: 2)', [1, 3]],
  ['list replace([2, 4, 7, 8], 3, 6)', 'list replace(list: [2, 4, 7, 8], position: 3, newItem: 6)', [2, 4, 6, 8]],
  [
    'list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)',
    'list replace(list: [2, 4, 7, 8], match: function(item, newItem) item < newItem, newItem: 5)',
    [5, 5, 7, 8],
  ],
  ['reverse([1, 2, 3])', 'reverse(list: [1, 2, 3])', [3, 2, 1]],
  ['index of([1, 2, 3, 2], 2)', 'index of(list: [1, 2, 3, 2], match: 2)', [2, 4]],
  ['union([1, 2], [2, 3])', 'union(list: [1, 2, 2, 3])', [1, 2, 3]],
  ['distinct values([1, 2, 1])', 'distinct values(list: [1, 2, 1])', [1, 2]],
  ['flatten([[1, 2], [[3]], 4])', 'flatten(list: [[1, 2], [[3]], 4])', [1, 2, 3, 4]],
  ['product([2, 3, 4])', 'product(list: [2, 3, 4])', 24],
  ['median(8, 2, 5, 3, 4)', 'median(list: [8, 2, 5, 3, 4])', 4],
  ['stddev([2, 4, 7, 5])', 'stddev(list: [2, 4, 7, 5])', 2.08166599946613],
  ['mode([6, 1, 9, 6, 1])', 'mode(list: [6, 1, 9, 6, 1])', [1, 6]],
  ['decimal(1 / 3, 2)', 'decimal(n: 1 / 3, scale: 2)', 0.33],
  ['floor(1.56, 1)', 'floor(n: 1.56, scale: 1)', 1.5],
  ['floor(-1.5)', 'floor(n: -1.5)', -2],
  ['ceiling(1.56, 1)', 'ceiling(n: 1.56, scale: 1)', 1.6],
  ['ceiling(-1.5)', 'ceiling(n: -1.5)', -1],
  ['round up(5.5, 0)', 'round up(n: 5.5, scale: 0)', 6],
  ['round down(5.5, 0)', 'round down(n: 5.5, scale: 0)', 5],
  ['round half up(5.5, 0)', 'round half up(n: 5.5, scale: 0)', 6],
  ['round half down(5.5, 0)', 'round half down(n: 5.5, scale: 0)', 5],
  ['abs(@"-PT5H")', 'abs(n: @"-PT5H")', 'PT5H'],
  ['modulo(-12, 5)', 'modulo(dividend: -12, divisor: 5)', 3],
  ['sqrt(16)', 'sqrt(number: 16)', 4],
  ['log(10)', 'log(number: 10)', 2.30258509299405],
  ['exp(5)', 'exp(number: 5)', 148.413159102577],
  ['odd(5)', 'odd(number: 5)', true],
  ['even(2)', 'even(number: 2)', true],
  ['is(@"23:00:50", @"23:00:50")', 'is(value1: @"23:00:50", value2: @"23:00:50")', true],
  ['before(1, 10)', 'before(point1: 1, point2: 10)', true],
  ['before(1, [2..3])', 'before(point: 1, range: [2..3])', true],
  ['before([1..2], 3)', 'before(range: [1..2], point: 3)', true],
  ['before([1..2], [3..4])', 'before(range1: [1..2], range2: [3..4])', true],
  ['after(10, 5)', 'after(point1: 10, point2: 5)', true],
  ['after([5..9], 1)', 'after(range: [5..9], point: 1)', true],
  ['after(12, [1..10])', 'after(point: 12, range: [1..10])', true],
  ['after([5..9], [1..4])', 'after(range1: [5..9], range2: [1..4])', true],
  ['meets([1..5], [5..10])', 'meets(range1: [1..5], range2: [5..10])', true],
  ['met by([5..10], [1..5])', 'met by(range1: [5..10], range2: [1..5])', true],
  ['overlaps([1..5], [3..8])', 'overlaps(range1: [1..5], range2: [3..8])', true],
  ['overlaps before([1..5], [3..8])', 'overlaps before(range1: [1..5], range2: [3..8])', true],
  ['overlaps after([3..8], [1..5])', 'overlaps after(range1: [3..8], range2: [1..5])', true],
  ['finishes(10, [1..10])', 'finishes(point: 10, range: [1..10])', true],
  ['finishes([5..10], [1..10])', 'finishes(range1: [5..10], range2: [1..10])', true],
  ['finished by([1..10], 10)', 'finished by(range: [1..10], point: 10)', true],
  ['finished by([1..10], [5..10])', 'finished by(range1: [1..10], range2: [5..10])', true],
  ['includes([1..10], 5)', 'includes(range: [1..10], point: 5)', true],
  ['includes([1..10], [4..6])', 'includes(range1: [1..10], range2: [4..6])', true],
  ['during(5, [1..10])', 'during(point: 5, range: [1..10])', true],
  ['during([4..6], [1..10])', 'during(range1: [4..6], range2: [1..10])', true],
  ['starts(1, [1..10])', 'starts(point: 1, range: [1..10])', true],
  ['starts([1..5], [1..10])', 'starts(range1: [1..5], range2: [1..10])', true],
  ['started by([1..10], 1)', 'started by(range: [1..10], point: 1)', true],
  ['started by([1..10], [1..5])', 'started by(range1: [1..10], range2: [1..5])', true],
  ['coincides(5, 5)', 'coincides(point1: 5, point2: 5)', true],
  ['coincides([1..5], [1..5])', 'coincides(range1: [1..5], range2: [1..5])', true],
  ['day of year(@"2019-09-17")', 'day of year(date: @"2019-09-17")', 260],
  ['day of week(@"2019-09-17")', 'day of week(date: @"2019-09-17")', 'Tuesday'],
  ['month of year(@"2019-09-17")', 'month of year(date: @"2019-09-17")', 'September'],
  ['week of year(@"2005-01-01")', 'week of year(date: @"2005-01-01")', 53],
  ['sort([3, 1, 2], function(x, y) x < y)', 'sort(list: [3, 1, 2], precedes: function(x, y) x < y)', [1, 2, 3]],
  ['get value({key1: "value1"}, "key1")', 'get value(m: {key1: "value1"}, key: "key1")', 'value1'],
  ['get entries({a: 1})', 'get entries(m: {a: 1})', [{ key: 'a', value: 1 }]],
  ['context([{key: "a", value: 1}])', 'context(entries: [{key: "a", value: 1}])', { a: 1 }],
  ['context put({x: 1}, "y", 2)', 'context put(context: {x: 1}, key: "y", value: 2)', { x: 1, y: 2 }],
  ['context put({x: {}}, ["x", "y"], 2)', 'context put(context: {x: {}}, keys: ["x", "y"], value: 2)', { x: { y: 2 } }],
  ['context merge([{x: 1}, {y: 2}])', 'context merge(contexts: [{x: 1}, {y: 2}])', { x: 1, y: 2 }],
  ['now()', 'now()', '2026-03-27T10:00:00Z'],
  ['today()', 'today()', '2026-03-27'],
];

/** Camunda 8's, and names that are known and refused. */
const BESIDES = [
  'is defined',
  'get or else',
  'trim',
  'is blank',
  'extract',
  'is empty',
  'duplicate values',
  'partition',
  'last day of month',
  'round',
];

function evaluate(text: string): unknown {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(`${text}: ${expression.fault}`);
  return expression.evaluate({ read: () => undefined, now: Date.UTC(2026, 2, 27, 10), zone: 'UTC' });
}

const nameOf = (call: string): string => call.slice(0, call.indexOf('('));

describe('the built-in functions', () => {
  test.each(DMN)('%s', (call, named, gives) => {
    // append and the like take any number of items by position only.
    const byName = nameOf(call) === 'append' ? [1, 2] : gives;
    expect([evaluate(call), evaluate(named)]).toEqual([gives, byName]);
  });

  test('are those of DMN 1.5, Camunda’s few, and the two that no expression may have', () => {
    const names = new Set([...DMN.map(([call]) => nameOf(call)), ...BESIDES, 'uuid', 'random number']);
    expect([...builtinNames()].sort()).toEqual([...names].sort());
    for (const name of ['uuid', 'random number']) expect(builtinNamed(name)).toBeUndefined();
  });
});
