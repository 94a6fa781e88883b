import { describe, expect, test } from '@jest/globals';
import type { Json, Variables } from '../../engine/errors.ts';
import { compileExpression, FeelError, isFault } from '../../engine/feel/compile.ts';

const VARIABLES: Variables = {
  long: 'a'.repeat(100_000),
  list: Array.from({ length: 5_000 }, (_, index) => index),
  person: { name: 'Ona' },
};

function evaluate(text: string): Json {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(expression.fault);
  return expression.evaluate({ read: (name) => VARIABLES[name], now: 0, zone: 'UTC' });
}

function fault(text: string): string {
  const result = compileExpression(text);
  return isFault(result) ? result.fault : 'none';
}

describe('fuel', () => {
  test.each([
    'for i in 1..1000000 return i',
    'for i in 1..100000000 return i',
    'some i in 1..100000000 satisfies i < 0',
    'every i in 1..100000000 satisfies i > 0',
    'for a in 1..300, b in 1..300, c in 1..300 return a',
    'for a in list return for b in list return 1',
    'list[item in list]',
    'string join(for i in 1..20000000 return "x")',
    'for i in 1..40 return partial',
    'count(for i in 1..1000 return count(partial))',
    'for i in 1..30 return concatenate(partial, partial)',
    'string(for i in 1..40 return partial)',
    'for i in 1..100 return list',
    'distinct values(for i in list return {a: i})',
    'sort(list, function(a, b) a > b)',
    'string join(for i in 1..1000 return long)',
    'for i in 1..10000 return contains(long, "b")',
    'for i in 1..10000 return upper case(long)',
    'extract(long, "a")',
    'count(extract(substring(long, 1, 4000), "a*?c|a"))',
    'count(for i in 1..300 return matches("", "(a{1,100}){1,9}" + string(i)))',
    'matches(long, "(a{1,30}){1,30}c")',
    'for i in 1..10000 return matches("aaaaaaaaaa", "(a{1,100}){1,9}" + string(i))',
    `{a: "${'x'.repeat(20)}", ${Array.from({ length: 25 }, (_, i) => `a${String(i)}: ${i === 0 ? 'a + a' : `a${String(i - 1)} + a${String(i - 1)}`}`).join(', ')}}.a24`,
  ])('%s ends for want of it', (text) => {
    expect(() => evaluate(text)).toThrow('ran out of fuel');
    expect(() => evaluate(text)).toThrow(FeelError);
  });

  test('is there for all that a model needs', () => {
    expect(evaluate('sum(for i in 1..10000 return i)')).toBe(50_005_000);
    expect(evaluate('count(list[item > 10])')).toBe(4_989);
    expect(evaluate('count(list[modulo(item, 2) = 0 and item > 10])')).toBe(2_494);
  });

  test('is spent alike each time', () => {
    expect(evaluate('count(for i in 1..33333 return i)')).toBe(33_333);
    expect(() => evaluate('count(for i in 1..50001 return i)')).toThrow('ran out of fuel');
  });
});

describe('patterns', () => {
  test('that make other engines hang are matched in linear time', () => {
    expect(evaluate(`matches("${'a'.repeat(30)}!", "^(a+)+$")`)).toBe(false);
    expect(evaluate(`replace("${'a'.repeat(30)}!", "(a|aa)+$", "")`)).toBe(`${'a'.repeat(30)}!`);
    expect(evaluate(`split("${'a'.repeat(30)}!", "(a*)*b")`)).toEqual([`${'a'.repeat(30)}!`]);
  });

  test('with look-around, back-references or huge repetitions are refused with the reason', () => {
    expect(() => evaluate('matches("a", "(?<=a)b")')).toThrow('The pattern "(?<=a)b" is not supported');
    expect(() => evaluate('matches("aa", "(a)\\\\1")')).toThrow('is not supported');
    expect(() => evaluate('matches("a", "(a{1000}){1000}")')).toThrow('is not supported');
    expect(() => evaluate('matches("a", "a", "x")')).toThrow('The flag "x"');
    expect(() => evaluate(`matches("a", "${'a'.repeat(501)}")`)).toThrow('A pattern may have 500 characters');
    expect(evaluate(`matches("a", "${'a'.repeat(500)}")`)).toBe(false);
  });
});

describe('size', () => {
  test('an expression has at most 4,000 characters', () => {
    expect(fault(`"${'x'.repeat(3_998)}"`)).toBe('none');
    expect(fault(`"${'x'.repeat(3_999)}"`)).toBe('The expression has 4001 characters; 4000 are allowed.');
  });

  test('brackets are at most 50 levels deep, those in text and comments not counted', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(fault(nested(50))).toBe('none');
    expect(fault(nested(51))).toBe('Brackets are nested deeper than 50 levels.');
    expect(fault(`"${'['.repeat(60)}" // ${'('.repeat(60)}`)).toBe('none');
    expect(fault('('.repeat(3_000))).toBe('Brackets are nested deeper than 50 levels.');
  });

  test('a result is at most 64 levels deep, as JSON is', () => {
    const nested = (levels: number): string => `${'for i in [1] return '.repeat(levels)}1`;
    expect(JSON.stringify(evaluate(nested(64)))).toHaveLength(129);
    expect(() => evaluate(nested(66))).toThrow('nested deeper than 64 levels');
  });

  test.each([
    '-'.repeat(3_990) + '1',
    '1' + '+1'.repeat(1_990),
    'a' + '.b'.repeat(1_990),
    'a' + '[1]'.repeat(1_300),
    'not('.repeat(900),
    'if a then '.repeat(390),
  ])('a chain without end is refused or evaluated, never a crash', (text) => {
    const result = compileExpression(text);
    expect(isFault(result)).toBe(true);
  });
});

describe('JavaScript', () => {
  test.each([
    'person.constructor',
    'person.__proto__',
    'person.toString',
    'get value(person, "__proto__")',
    'get value(person, "constructor")',
    'globalThis',
    'process',
    'constructor',
    '__proto__',
    'toString',
    '[person].constructor[1]',
  ])('is not reached by %s', (text) => {
    expect(evaluate(text)).toBeNull();
  });

  test.each([
    'constructor.constructor("return 1")()',
    'person.toString()',
    'eval("1")',
    'globalThis.process.exit()',
    'hasOwnProperty("a")',
    'toString()',
    '__proto__()',
  ])('%s is refused', (text) => {
    expect(fault(text)).toMatch(/^(Only a function can be called|There is no function)/);
  });

  test('no context gets a name that reaches a prototype', () => {
    expect(() => evaluate('context put({}, ["__proto__", "polluted"], 1)')).toThrow('cannot be the name');
    expect(() => evaluate('context([{key: "__proto__", value: {polluted: 1}}])')).toThrow('cannot be the name');
    expect(fault('{"__proto__": {polluted: 1}}')).toContain('cannot be the name');
    expect(fault('{prototype: 1}')).toContain('cannot be the name');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
