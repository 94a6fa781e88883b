import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../engine/errors.ts';
import {
  coerce,
  compileExpression,
  compileUnaryTests,
  conformsTo,
  FeelError,
  fromJson,
  isFault,
  parseType,
  toJson,
} from '../../engine/feel/compile.ts';
import type { Environment, FeelType, Value } from '../../engine/feel/compile.ts';

const NOWHERE: Environment = { read: () => undefined, now: 0, zone: 'UTC' };

interface Answer {
  readonly gives: Json;
  readonly notes: readonly string[];
}

function byLetter(text: string, variables: Readonly<Record<string, Value>> = {}, known = Object.keys(variables)): Answer {
  const expression = compileExpression(text, known);
  if (isFault(expression)) throw new Error(`${text}: ${expression.fault}`);
  const notes: string[] = [];
  const gives = expression.evaluate({ ...NOWHERE, read: (name) => variables[name], noted: (message) => notes.push(message) });
  return { gives, notes };
}

function type(text: string): FeelType {
  const read = parseType(text);
  if (isFault(read)) throw new Error(read.fault);
  return read;
}

function value(text: string): Value {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(expression.fault);
  return expression.value(NOWHERE);
}

describe('by the letter of DMN', () => {
  test('what fails is null, with a note that quotes the expression, and the rest goes on', () => {
    expect(byLetter('[1 + "a", 2, abs(null), x.y.z, 1 / 0]', { x: 1 })).toEqual({
      gives: [null, 2, null, null, null],
      notes: [
        '"+" has no meaning between a number and a string, in: [1 + "a", 2, abs(null), x.y.z, 1 / 0]',
        'abs expects a number as argument 1, but it is null, in: [1 + "a", 2, abs(null), x.y.z, 1 / 0]',
        'A number has no member "y", in: [1 + "a", 2, abs(null), x.y.z, 1 / 0]',
        'A number is divided by zero, in: [1 + "a", 2, abs(null), x.y.z, 1 / 0]',
      ],
    });
  });

  test('what is not true is false in if and in filters, and unknown in some and every', () => {
    expect(byLetter('if null then 1 else 2').gives).toBe(2);
    expect(byLetter('if "true" then 1 else 2').gives).toBe(2);
    expect(byLetter('[1, null, "a", 3][item > 1]').gives).toEqual([3]);
    expect(byLetter('some i in [null, 1] satisfies i > 0').gives).toBe(true);
    expect(byLetter('some i in [null, -1] satisfies i > 0').gives).toBeNull();
    expect(byLetter('every i in [null, 1] satisfies i > 0').gives).toBeNull();
    expect(byLetter('every i in [null, -1] satisfies i > 0').gives).toBe(false);
  });

  test('and, or, not know true, false and anything else', () => {
    expect(byLetter('[true and 1, false and "a", true or 1, false or null, not(null), not(1)]').gives).toEqual([
      null,
      false,
      true,
      null,
      null,
      null,
    ]);
  });

  test('values of two kinds are neither equal nor unequal, but null is equal to nothing else', () => {
    expect(byLetter('[1 = "1", 1 != "1", 1 = null, null = null, 1 != null]').gives).toEqual([null, null, false, true, true]);
  });

  test('a function called wrongly, or given what is not of its type, is null', () => {
    expect(byLetter('(function(a) a)(1, 2)').gives).toBeNull();
    expect(byLetter('(function(a: number) a)("x")').notes[0]).toContain('which is not of its type');
    expect(byLetter('f(1)', { f: 5 }).notes[0]).toContain('Only a function can be called, not a number');
  });

  test('a function made by the letter fails by it, wherever it is called', () => {
    const f = compileExpression('function(x) x + 1');
    const notes: string[] = [];
    const made = isFault(f) ? null : f.value({ ...NOWHERE, noted: (message) => notes.push(message) });
    const strict = compileExpression('f("a")', ['f']);
    expect(isFault(strict) ? strict : strict.evaluate({ ...NOWHERE, read: () => made })).toBeNull();
    expect(notes).toHaveLength(1);
  });

  test('a built-in function is a value of its name when nothing else has it', () => {
    expect(byLetter('{f: abs, r: f(-1)}.r').gives).toBe(1);
    expect(byLetter('abs', { abs: 7 }).gives).toBe(7);
    expect(byLetter('{f: max of, r: f}.r', { 'max of': null }).gives).toBeNull();
  });

  test('without notes an expression is strict, whichever way it ran before', () => {
    const expression = compileExpression('1 + x', ['x']);
    if (isFault(expression)) throw new Error(expression.fault);
    expect(expression.evaluate({ ...NOWHERE, noted: () => undefined })).toBeNull();
    expect(() => expression.evaluate(NOWHERE)).toThrow(FeelError);
    expect(expression.evaluate({ ...NOWHERE, noted: () => undefined })).toBeNull();
  });

  test('notes cost fuel, so that they cannot flood', () => {
    let count = 0;
    const expression = compileExpression('for i in 1..90000 return i + null');
    if (isFault(expression)) throw new Error(expression.fault);
    expect(() => expression.evaluate({ ...NOWHERE, noted: () => count++ })).toThrow('ran out of fuel');
    expect(count).toBeLessThan(5_000);
  });
});

describe('names that the caller knows', () => {
  const variables = {
    'Applicant Data': { 'Monthly Income': 100, 'first-name': 'Ona', 'A+B': 1 },
    'pre-check': true,
    'Is it late?': false,
    "father's name": 'Jonas',
    a: 10,
    b: 3,
    'a-b': 'one name',
  };
  const known = [...Object.keys(variables), 'Monthly Income', 'first-name', 'A+B'];
  const gives = (text: string): Json => byLetter(text, variables, known).gives;

  test('may have spaces and signs, as variables and as members', () => {
    expect(gives('Applicant Data.Monthly Income + 1')).toBe(101);
    expect(gives('Applicant  Data . Monthly   Income')).toBe(100);
    expect(gives('Applicant Data.first-name')).toBe('Ona');
    expect(gives('Applicant Data.first - name')).toBe('Ona');
    expect(gives('Applicant Data.A+B + 1')).toBe(2);
    expect(gives('[Applicant Data][Monthly Income > 50].first-name')).toEqual(['Ona']);
    expect(gives('{x: Applicant Data}.x.first-name')).toBe('Ona');
    expect(gives('if pre-check and not(Is it late?) then father\'s name else "none"')).toBe('Jonas');
  });

  test('are the longest that fit: "a-b" is one name where it is known, a difference elsewhere', () => {
    expect(gives('a-b')).toBe('one name');
    expect(byLetter('a-b', { a: 10, b: 3 }).gives).toBe(7);
    expect(gives('a -b')).toBe('one name');
    expect(gives('a*b')).toBe(30);
  });

  test('are named by what they read, as the caller spells them', () => {
    const expression = compileExpression('Applicant  Data.Monthly Income + a - b + a-b', known);
    expect(isFault(expression) ? expression : expression.names).toEqual(['Applicant Data', 'a-b']);
  });

  test('do not change what other expressions read', () => {
    compileUnaryTests('a-b', known);
    const plain = compileExpression('a-b');
    expect(isFault(plain) ? plain : plain.names).toEqual(['a', 'b']);
  });
});

describe('types', () => {
  const person: FeelType = {
    entries: [
      { name: 'name', type: { name: 'string' } },
      { name: 'born', type: { name: 'date' } },
    ],
  };
  const typeNamed = (name: string): FeelType | undefined =>
    name === 'tPerson'
      ? person
      : name === 'tLoop'
        ? { listOf: { name: 'tLoop' } }
        : name === 'tSelf'
          ? { name: 'tSelf' }
          : undefined;

  test('are read from text', () => {
    expect(type('number')).toEqual({ name: 'number' });
    expect(type(' years and months duration ')).toEqual({ name: 'years and months duration' });
    expect(conformsTo(value('function(x) x'), type('function'))).toBe(true);
    expect(type('list<range<date and time>>')).toEqual({ listOf: { rangeOf: { name: 'date and time' } } });
    expect(type('function<number, tPerson>->list<Any>')).toEqual({
      parameters: [{ name: 'number' }, { name: 'tPerson' }],
      result: { listOf: { name: 'Any' } },
    });
    expect(parseType('1 + 1')).toEqual({ fault: 'This is not a type: 1 + 1.' });
    expect(parseType('number = 1')).toEqual({ fault: 'This is not a type: number = 1.' });
  });

  test('are conformed to as DMN defines it: null is only Null, more entries are fine, fewer are not', () => {
    const cases: readonly (readonly [text: string, type: string, conforms: boolean])[] = [
      ['null', 'Any', false],
      ['null', 'Null', true],
      ['1', 'Any', true],
      ['[1, 2]', 'list<number>', true],
      ['[1, "a"]', 'list<number>', false],
      ['[]', 'list<string>', true],
      ['{a: 1, b: 2}', 'context<a: number>', true],
      ['{b: 2}', 'context<a: number>', false],
      ['{a: null}', 'context<a: number>', false],
      ['[1..2]', 'range<number>', true],
      ['(> 1)', 'range<number>', true],
      ['[1..2]', 'range<string>', false],
      ['@"P1D"', 'days and time duration', true],
      ['function(a: list<number>) 1', 'function<list<number>>->Any', true],
      ['function(a: number) 1', 'function<Any>->Any', false],
      ['function(a) 1', 'function<number, number>->Any', false],
      ['function(a: context<x: number>) 1', 'function<context<x: number, y: string>>->Any', true],
      ['function(a: function<number>->Any) 1', 'function<function<number>->Any>->Any', true],
    ];
    for (const [text, of, conforms] of cases)
      expect({ text, of, conforms: conformsTo(value(text), type(of)) }).toEqual({ text, of, conforms });
  });

  test('may be the caller’s, and a name that nobody knows, or a type within itself, fails in words', () => {
    expect(conformsTo(value('{name: "Ona", born: @"1980-01-01"}'), { name: 'tPerson' }, typeNamed)).toBe(true);
    expect(conformsTo(value('{name: "Ona", born: "1980-01-01"}'), { name: 'tPerson' }, typeNamed)).toBe(false);
    expect(() => conformsTo(1, { name: 'tOther' }, typeNamed)).toThrow('There is no type tOther');
    expect(() => conformsTo(1, { name: 'tSelf' }, typeNamed)).toThrow('nested deeper than 64 levels');
    expect(conformsTo([[], [[]]], { name: 'tLoop' }, typeNamed)).toBe(true);
    const expression = compileExpression('p instance of tPerson', ['p']);
    if (isFault(expression)) throw new Error(expression.fault);
    expect(expression.evaluate({ ...NOWHERE, read: () => ({ name: 'x' }), typeNamed })).toBe(false);
    expect(() => expression.evaluate(NOWHERE)).toThrow('There is no type tPerson');
  });

  test('make lists of elements, elements of lists of one, and midnights of dates', () => {
    expect(coerce(1, type('list<number>'))).toEqual([1]);
    expect(coerce([1], type('number'))).toBe(1);
    expect(coerce([1, 2], type('number'))).toBeUndefined();
    expect(coerce('1', type('number'))).toBeUndefined();
    expect(coerce('1', type('list<number>'))).toBeUndefined();
    expect(coerce(null, type('number'))).toBeNull();
    expect(coerce([[1]], type('list<list<number>>'))).toEqual([[1]]);
    const midnight = coerce(value('@"2026-03-27"'), type('date and time'));
    expect(midnight === undefined ? midnight : toJson(midnight)).toBe('2026-03-27T00:00:00Z');
    expect(coerce(value('@"2026-03-27"'), type('time'))).toBeUndefined();
  });

  test('make dates, times and durations of JSON', () => {
    const read = (json: Json, of: FeelType): Json => toJson(fromJson(json, of, typeNamed));
    const born = fromJson({ name: 'Ona', born: '1980-02-29' }, { name: 'tPerson' }, typeNamed);
    expect(conformsTo(born, person)).toBe(true);
    expect(toJson(born)).toEqual({ name: 'Ona', born: '1980-02-29' });
    expect(
      conformsTo(fromJson(['P1D', 'PT2H'], type('list<days and time duration>')), type('list<days and time duration>')),
    ).toBe(true);
    expect(read('10:00:00Z', type('time'))).toBe('10:00:00Z');
    expect(read(null, type('date'))).toBeNull();
    expect(read(5, type('date'))).toBe(5);
    expect(read({ x: 1 }, { name: 'Any' })).toEqual({ x: 1 });
    expect(() => read('yesterday', type('date'))).toThrow('"yesterday" is not a date');
    expect(() => read('P1Y', type('days and time duration'))).toThrow('"P1Y" is not a days and time duration');
    expect(() => read('x', { name: 'tOther' })).toThrow('There is no type tOther');
  });
});
