import { describe, expect, test } from '@jest/globals';
import type { Json, Variables } from '../../engine/errors.ts';
import {
  compileExpression,
  compileUnaryTests,
  FeelError,
  FUEL,
  isFault,
  makeFuel,
  OutOfFuel,
} from '../../engine/feel/compile.ts';

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

function evaluates(text: string): boolean {
  try {
    evaluate(text);
    return true;
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
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

  test.each([
    '{f: function(n) f(n + 1), r: f(1)}.r',
    '{a: function(n) b(n), b: function(n) a(n), r: a(1)}.r',
    '{f: function(f) f(f), r: f(f)}.r',
    '(function(f) f(f))(function(f) f(f))',
    '{y: function(f) (function(x) f(function(v) x(x)(v)))(function(x) f(function(v) x(x)(v))), r: y(function(g) function(n) g(n))(1)}.r',
    '{f: function(n) [f(n), f(n)], r: f(1)}.r',
    '{f: function(n) if f(n) then 1 else 2, r: f(1)}.r',
    '{f: function(n) sort([1, 2], function(a, b) f(n)), r: f(1)}.r',
    '{f: function(n) list replace([1], function(a, b) f(n), 1), r: f(1)}.r',
    '{f: function(n) for i in [1] return f(n), r: f(1)}.r',
    '{f: function(n) (some i in [1] satisfies f(n)), r: f(1)}.r',
    '{f: function(n) [1][f(n)], r: f(1)}.r',
    '{f: function(n) 1 in (f(n)), r: f(1)}.r',
  ])('%s calls itself for ever, which ends at a depth', (text) => {
    expect(() => evaluate(text)).toThrow('functions call each other too deep');
    expect(() => evaluate(text)).toThrow(OutOfFuel);
  });

  test.each([
    '{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(40)}.r',
    '{f: function(n) for i in 1..10 return if n = 0 then 1 else f(n - 1), r: f(9)}.r',
    'count(for i in 1..100000 return function() i)',
    'sort(list, function(a, b) a > b)',
    'list replace(list, function(a, b) sum(list) > b, 1)',
    '{double: function(l) concatenate(l, l), r: double(double(double(double(double(double(list))))))}.r',
    'for i in range("[1..100000000]") return i',
    'for d in @"0001-01-01"..@"9999-12-31" return d',
    'some f in (for i in 1..100000000 return function() i) satisfies f()',
  ])('%s ends for want of fuel', (text) => {
    expect(() => evaluate(text)).toThrow('ran out of fuel');
  });

  test('is enough for a recursion of a hundred levels, and not for one of a thousand', () => {
    expect(evaluate('{sum: function(n) if n = 0 then 0 else n + sum(n - 1), r: sum(100)}.r')).toBe(5_050);
    expect(() => evaluate('{sum: function(n) if n = 0 then 0 else n + sum(n - 1), r: sum(1000)}.r')).toThrow('too deep');
  });

  test('and depth run out at the same place each time, wherever the stack stands', () => {
    const text = (n: number): string => `{sum: function(n) if n = 0 then 0 else n + sum(n - 1), r: sum(${String(n)})}.r`;
    const reach = (): number => {
      let n = 100;
      while (evaluates(text(n))) n++;
      return n;
    };
    const deeper = (levels: number): number => (levels === 0 ? reach() : deeper(levels - 1));
    expect(deeper(1_000)).toBe(reach());
  });

  test('is not bought with a body of many operations: depth counts them too', () => {
    const body = (inside: string): string => `${'1 + '.repeat(200)}${inside}`;
    expect(() => evaluate(`{f: function(n) ${body('f(n)')}, r: f(1)}.r`)).toThrow('too deep');
    const nested = `${'(function() '.repeat(45)}1${')()'.repeat(45)}`;
    expect(evaluate(nested)).toBe(1);
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

describe('unary tests', () => {
  const passes = (text: string, input: Json, left = FUEL): Json => {
    const tests = compileUnaryTests(text);
    if (isFault(tests)) throw new Error(tests.fault);
    const fuel = makeFuel(left);
    return tests.evaluate({
      read: (name) => (name === '?' ? input : VARIABLES[name]),
      now: 0,
      zone: 'UTC',
      noted: () => undefined,
      fuel,
    });
  };

  test('cost fuel as other expressions do, and end for want of it by the letter of DMN too', () => {
    expect(passes('list', 4_999)).toBe(true);
    expect(() => passes('list', 4_999, 1_000)).toThrow(OutOfFuel);
    expect(() => passes('for i in 1..100000000 return i', 1)).toThrow(OutOfFuel);
    expect(() => passes('some i in 1..100000000 satisfies ? = i', 0)).toThrow(OutOfFuel);
    expect(() => passes('? in (for i in 1..200000 return i)', 0)).toThrow(OutOfFuel);
    expect(() => passes('(function(f) f(f))(function(f) f(f))', 0)).toThrow(OutOfFuel);
  });

  test('in long chains and deep nests are refused or evaluated, never a crash', () => {
    expect(passes(Array.from({ length: 800 }, (_, index) => String(index)).join(', '), 799)).toBe(true);
    for (const text of [
      `${'not('.repeat(49)}1${')'.repeat(49)}`,
      `${'1 in '.repeat(700)}1`,
      '1 in [1] and '.repeat(300) + 'true',
    ]) {
      const result = compileUnaryTests(text);
      if (!isFault(result)) expect(typeof passes(text, 1)).toBe('boolean');
    }
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
    '(function(p) p.constructor)(person)',
    '{f: function() __proto__, r: f()}.r',
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
    'person.constructor("return 1")()',
    '(function(x) toString())(1)',
  ])('%s is refused', (text) => {
    expect(fault(text)).toMatch(/^(Only a function can be called|There is no function)/);
  });

  test.each([
    '(function(f) f.constructor)(function() 1)',
    '(function(f) f.body)(function() 1)',
    '(function(f) f.captured)(function() 1)',
    '(function(f) f.call)(function() 1)',
    '[1..2].constructor',
    'abs.constructor',
  ])('%s finds no member of a function or a range', (text) => {
    const expression = compileExpression(text, []);
    if (isFault(expression)) throw new Error(expression.fault);
    expect(expression.evaluate({ read: () => undefined, now: 0, zone: 'UTC', noted: () => undefined })).toBeNull();
  });

  test('no parameter or known name reaches a prototype', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      expect(evaluate(`(function(${name}) ${name})(5)`)).toBe(5);
      const expression = compileExpression(`${name}.x`, names);
      if (isFault(expression)) throw new Error(expression.fault);
      expect(expression.evaluate({ read: (read) => ({})[read], now: 0, zone: 'UTC' })).toBeNull();
    }
    expect(evaluate('person instance of context<constructor: Any>')).toBe(false);
    expect(evaluate('person instance of context<__proto__: Any>')).toBe(false);
  });

  test('no context gets a name that reaches a prototype', () => {
    expect(() => evaluate('context put({}, ["__proto__", "polluted"], 1)')).toThrow('cannot be the name');
    expect(() => evaluate('context([{key: "__proto__", value: {polluted: 1}}])')).toThrow('cannot be the name');
    expect(fault('{"__proto__": {polluted: 1}}')).toContain('cannot be the name');
    expect(fault('{prototype: 1}')).toContain('cannot be the name');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
