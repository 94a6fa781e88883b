import { describe, expect, test } from '@jest/globals';
import type { Json, Variables } from '../../engine/errors.ts';
import {
  callFunction,
  compileExpression,
  FeelFunction,
  FUEL,
  isFault,
  makeFuel,
  makeFunction,
  OutOfFuel,
  toJson,
} from '../../engine/feel/compile.ts';
import type { Environment, Expression, Value } from '../../engine/feel/compile.ts';

const NOWHERE: Environment = { read: () => undefined, now: 0, zone: 'UTC' };

function compiled(text: string, known?: readonly string[]): Expression {
  const expression = compileExpression(text, known);
  if (isFault(expression)) throw new Error(`${text}: ${expression.fault}`);
  return expression;
}

function evaluate(text: string, variables: Variables = {}): Json {
  return compiled(text).evaluate({ ...NOWHERE, read: (name) => variables[name] });
}

/** A function that a caller made, as a business knowledge model is one. */
function made(text: string, parameters: readonly string[], known: readonly string[] = []): FeelFunction {
  const body = compiled(text, [...parameters, ...known]);
  return makeFunction(parameters, (args, caller) =>
    body.value({
      ...caller,
      read: (name) => (parameters.includes(name) ? args[parameters.indexOf(name)] : caller.read(name)),
    }),
  );
}

describe('a function', () => {
  test('keeps what the names around it meant when it was made', () => {
    expect(evaluate('for f in (for i in 1..3 return function() i * 10) return f()')).toEqual([10, 20, 30]);
    expect(evaluate('{a: 1, f: function(b) a + b, r: for a in [100] return f(a)}.r')).toEqual([101]);
    expect(evaluate('{f: function(x) function(y) x * y, g: f(2), h: f(3), r: [g(10), h(10)]}.r')).toEqual([20, 30]);
  });

  test('reads the variables of the expression that made it, wherever it is called', () => {
    const f = compiled('function(x) x + k').value({ ...NOWHERE, read: (name) => (name === 'k' ? 5 : undefined) });
    const elsewhere = compiled('f(1) + k', ['f', 'k']);
    expect(elsewhere.evaluate({ ...NOWHERE, read: (name) => (name === 'f' ? f : 100) })).toBe(106);
  });

  test('of a context may call itself and its neighbours, before and after it', () => {
    expect(evaluate('{sum: function(l) if count(l) = 0 then 0 else l[1] + sum(sublist(l, 2)), r: sum([1, 2, 3, 4])}.r')).toBe(10);
    const hanoi = '{move: function(n) if n = 0 then 0 else 2 * move(n - 1) + 1, r: move(10)}.r';
    expect(evaluate(hanoi)).toBe(1023);
    expect(
      evaluate('{a: function(n) if n = 0 then "a" else b(n - 1), b: function(n) if n = 0 then "b" else a(n - 1), r: a(7)}.r'),
    ).toBe('b');
  });

  test('sees its parameter before an outer name, and its own frame at each depth', () => {
    expect(evaluate('{x: 1, f: function(x) if x > 3 then [x] else concatenate([x], f(x + 1), [x]), r: f(1)}.r')).toEqual([
      1, 2, 3, 4, 3, 2, 1,
    ]);
    expect(evaluate('{f: function(n) for i in 1..n return if n = 1 then i else [i, f(n - 1)], r: f(2)}.r')).toEqual([
      [1, [1]],
      [2, [1]],
    ]);
  });

  test('is called by name, by path, by position and straight away', () => {
    expect(evaluate('{m: {inner: {f: function(x) -x}}, r: m.inner.f(1)}.r')).toBe(-1);
    expect(evaluate('[function(x) x + 1, function(x) x - 1][2](5)')).toBe(4);
    expect(evaluate('(function(x, y) x - y)(y: 1, x: 3)')).toBe(2);
    expect(evaluate('[{f: function(x) x * 2}][1].f(4)')).toBe(8);
    expect(evaluate('[{go: function(x) x > 1, v: 2}, {go: function(x) x > 5, v: 3}][go(v)].v')).toEqual([2]);
  });

  test('checks the types of its parameters, and takes the element of a list of one', () => {
    expect(evaluate('(function(d: date) d.year)(@"2026-03-27")')).toBe(2026);
    expect(evaluate('(function(n: list<number>) sum(n))(5)')).toBe(5);
    expect(evaluate('(function(f: function<number> -> number) f(2))(function(x) x + 1)')).toBe(3);
    expect(evaluate('(function(n: number) n = null)(null)')).toBe(true);
    expect(() => evaluate('(function(n: number) n)("1")')).toThrow('The argument "n" is a string, which is not of its type');
    expect(() => evaluate('(function(f: function<string> -> Any) 1)(function(x: number) x)')).toThrow('not of its type');
  });

  test('is refused at the border to variables, also inside a list', () => {
    expect(() => evaluate('function(x) x')).toThrow('The result is a function, which cannot be kept as a variable');
    expect(() => evaluate('[1, {f: function() 1}]')).toThrow('which cannot be kept as a variable');
    expect(() => evaluate('string(function() 1)')).toThrow('A function cannot be written as text');
    expect(() => toJson(makeFunction([], () => 1))).toThrow('The result is a function');
  });

  test('that is built in goes where functions go; a variable of its name goes before', () => {
    expect(evaluate('{apply: function(f, v) f(v), r: [apply(abs, -3), apply(upper case, "a")]}.r')).toEqual([3, 'A']);
    expect(evaluate('sort([2, 1, 3], before)')).toEqual([1, 2, 3]);
    expect(evaluate('abs instance of function<number> -> number')).toBe(true);
    expect(evaluate('{apply: function(f) f, r: apply(count)}.r', { count: 7 })).toBe(7);
    expect(evaluate('count = null')).toBe(true);
    expect(evaluate('{count: function(l) "mine", r: count([1])}.r')).toBe('mine');
    expect(() => evaluate('{apply: function(f) f(1, 2, 3), r: apply(abs)}.r')).toThrow('abs takes (n), not 3 arguments');
  });

  test('called wrongly says what it takes', () => {
    expect(() => evaluate('(function(a, b) a)(1)')).toThrow('The function takes (a, b), not 1 arguments');
    expect(() => evaluate('(function(a, b) a)(a: 1, c: 2)')).toThrow('The function takes (a, b)');
    expect(() => evaluate('{f: 1, r: f(2)}.r')).toThrow('Only a function can be called, not a number');
  });
});

describe('a function made by the caller', () => {
  const known = ['double it', 'max-of', 'loop'];
  const functions: Record<string, Value> = {
    'double it': made('2 * n', ['n']),
    'max-of': made('if a > b then a else b', ['a', 'b']),
    loop: made('loop(n + 1)', ['n'], ['loop']),
    count: made('"mine"', ['a', 'b']),
  };
  const environment: Environment = { ...NOWHERE, read: (name) => functions[name] };

  test('is called by its name, with spaces and signs, positional and named', () => {
    expect(compiled('double it(21)', known).evaluate(environment)).toBe(42);
    expect(compiled('max-of(3, double it(n: 2))', known).evaluate(environment)).toBe(4);
    expect(compiled('max-of(b: 3, a: 1)', known).evaluate(environment)).toBe(3);
    expect(compiled('sort([1, 2], function(x, y) max-of(x, y) = x and x != y)', known).evaluate(environment)).toEqual([2, 1]);
  });

  test('goes before a built-in of its name, which is used when no function is there', () => {
    expect(compiled('count(1, 2)', ['count']).evaluate(environment)).toBe('mine');
    expect(compiled('count([1, 2])', ['count']).evaluate(NOWHERE)).toBe(2);
  });

  test('is called from outside with values', () => {
    expect(callFunction(functions['double it'] ?? null, [4], environment)).toBe(8);
    expect(() => callFunction(functions['double it'] ?? null, [], environment)).toThrow(
      'The function takes (n), not 0 arguments',
    );
    const notes: string[] = [];
    expect(callFunction(7, [], { ...environment, noted: (message) => notes.push(message) })).toBeNull();
    expect(notes).toEqual(['Only a function can be called, not a number']);
  });

  test('shares fuel and depth with its caller, so endless recursion through it ends', () => {
    expect(() => compiled('loop(1)', known).evaluate(environment)).toThrow(OutOfFuel);
    expect(() => compiled('loop(1)', known).evaluate({ ...environment, noted: () => undefined })).toThrow('too deep');
    const fuel = makeFuel();
    compiled('double it(21)', known).evaluate({ ...environment, fuel });
    expect(fuel.left).toBeLessThan(FUEL);
    expect(fuel.depth).toBe(makeFuel().depth);
  });

  test('of another type than a function of FEEL is still one', () => {
    expect(compiled('f instance of function<number> -> Any', ['f']).evaluate({ ...NOWHERE, read: () => made('n', ['n']) })).toBe(
      true,
    );
    expect(made('n', ['n'])).toBeInstanceOf(FeelFunction);
  });
});

describe('fuel that is shared', () => {
  test('is spent by all evaluations together', () => {
    const fuel = makeFuel(1_000);
    const expression = compiled('count(for i in 1..100 return i)');
    expect(expression.evaluate({ ...NOWHERE, fuel })).toBe(100);
    expect(() => {
      for (let round = 0; round < 10; round++) expression.evaluate({ ...NOWHERE, fuel });
    }).toThrow('ran out of fuel');
    expect(() => expression.evaluate({ ...NOWHERE, fuel, noted: () => undefined })).toThrow(OutOfFuel);
  });
});
