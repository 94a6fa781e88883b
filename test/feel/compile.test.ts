import { describe, expect, test } from '@jest/globals';
import type { Json, Variables } from '../../engine/errors.ts';
import { compileAttribute, compileExpression, constant, FeelError, isFault } from '../../engine/feel/compile.ts';
import type { Expression } from '../../engine/feel/compile.ts';

const NOW = Date.UTC(2026, 2, 28, 22, 30); // 00:30 on 29 March in Vilnius, hours before the clock goes forward

function compiled(text: string): Expression {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(`${text}: ${expression.fault}`);
  return expression;
}

function evaluate(text: string, variables: Variables = {}, zone = 'Europe/Vilnius'): Json {
  return compiled(text).evaluate({ read: (name) => variables[name], now: NOW, zone });
}

function fault(text: string): string {
  const result = compileExpression(text);
  return isFault(result) ? result.fault : 'none';
}

describe('an attribute of a model', () => {
  test('is FEEL after an equals sign and itself otherwise', () => {
    const text = compileAttribute('amount > 10');
    expect(text).toMatchObject({ constant: 'amount > 10', names: [] });
    const feel = compileAttribute('= amount > 10');
    expect(isFault(feel) ? feel : feel.evaluate({ read: () => 11, now: 0, zone: 'UTC' })).toBe(true);
  });

  test('with a fault after the equals sign is a fault', () => {
    expect(compileAttribute('= 1 +')).toEqual({ fault: 'This is not FEEL: it ends too early.', position: 4 });
  });
});

describe('a compiled expression', () => {
  test('names the variables it may read, not the names it binds itself nor functions', () => {
    expect(compiled('for i in list return i + count(other) + {a: 1, b: a}.b').names).toEqual(['list', 'other']);
    expect(compiled('cases[unit = wanted].id').names).toEqual(['cases', 'unit', 'wanted']);
    expect(compiled('`full name` + short name').names).toEqual(['full name', 'short name']);
  });

  test('knows its constant when it is a plain literal', () => {
    expect(compiled('"x"').constant).toBe('x');
    expect(compiled('null').constant).toBeNull();
    expect('constant' in compiled('x')).toBe(false);
    expect(constant({ a: 1 })).toMatchObject({ constant: { a: 1 }, names: [], text: '{"a":1}' });
  });

  test('gives a large variable through untouched and without fuel', () => {
    const big = Array.from({ length: 200_000 }, (_, index) => index);
    expect(evaluate('big', { big })).toEqual(big);
    expect(evaluate('holder.big', { holder: { big } })).toHaveLength(200_000);
    expect(() => evaluate('[big]', { big })).toThrow('ran out of fuel');
  });

  test('may be evaluated again and again and remembers nothing', () => {
    const expression = compiled('for i in xs return {n: i, all: count(partial)}');
    const run = (xs: Json): Json => expression.evaluate({ read: () => xs, now: 0, zone: 'UTC' });
    expect(run([1])).toEqual([{ n: 1, all: 0 }]);
    expect(run([2, 3])).toEqual([
      { n: 2, all: 0 },
      { n: 3, all: 1 },
    ]);
    expect(run([1])).toEqual([{ n: 1, all: 0 }]);
  });

  test('sees the names nearest to it: an item’s entry before a loop’s variable before the case’s', () => {
    const variables = { days: 1, list: [{ days: 3 }, { other: 0 }], limit: 2 };
    expect(evaluate('list[is defined(other)]', variables)).toEqual([{ other: 0 }]);
    expect(evaluate('for days in [7] return list[days >= 3]', variables)).toEqual([[{ days: 3 }, { other: 0 }]]);
    expect(evaluate('list[days > limit]', variables)).toEqual([{ days: 3 }]);
    expect(evaluate('{limit: 9, found: list[days > limit]}.found', variables)).toEqual([]);
    expect(evaluate('[[1, 2], [3]][count(item[item > 1]) = 1]')).toEqual([[1, 2], [3]]);
  });

  test('reads variables of any name by backticks', () => {
    expect(evaluate('`a-b` + `č ė`', { 'a-b': 1, 'č ė': 2 })).toBe(3);
  });
});

describe('time in an expression', () => {
  test('is the caller’s instant in the caller’s zone', () => {
    expect(evaluate('now()')).toBe('2026-03-29T00:30:00+02:00');
    expect(evaluate('today()')).toBe('2026-03-29');
    expect(evaluate('today()', {}, 'UTC')).toBe('2026-03-28');
    expect(evaluate('string(now())')).toBe('2026-03-29T00:30:00@Europe/Vilnius');
  });

  test('a day later is the same time of day across the clock change, hours pass as they pass', () => {
    expect(evaluate('now() + duration("P1D")')).toBe('2026-03-30T00:30:00+03:00');
    expect(evaluate('now() + duration("PT4H")')).toBe('2026-03-29T05:30:00+03:00');
    expect(evaluate('date and time("2026-03-30T00:30:00@Europe/Vilnius") - now()')).toBe('PT23H');
  });

  test('a time may name its zone, and stands at the zone’s standard time where a day would be needed', () => {
    expect(evaluate('string(time("06:00:00@Europe/Vilnius"))')).toBe('06:00:00@Europe/Vilnius');
    expect(evaluate('@"06:00:00@Europe/Vilnius"')).toBe('06:00:00+02:00');
    expect(evaluate('@"06:00:00@Europe/Vilnius".timezone')).toBe('Europe/Vilnius');
    expect(evaluate('@"06:00:00+02:00".timezone')).toBe(null);
    expect(evaluate('@"06:00:00@Europe/Vilnius" = @"04:00:00Z"')).toBe(true);
    expect(evaluate('@"06:00:00@Europe/Vilnius" - @"06:00:00@Europe/London"')).toBe('-PT2H');
    expect(evaluate('string(@"23:30:00@Europe/Vilnius" + @"PT1H")')).toBe('00:30:00@Europe/Vilnius');
    expect(evaluate('date and time(@"2026-07-01", @"06:00:00@Europe/Vilnius")')).toBe('2026-07-01T06:00:00+03:00');
    expect(evaluate('string(time(@"2026-07-01T06:00:00@Europe/Vilnius"))')).toBe('06:00:00@Europe/Vilnius');
    expect(fault('@"06:00:00@Nowhere/Land"')).toContain('no date, time or duration');
  });

  test('a date and time without a zone is one of the case’s zone beside one with a zone', () => {
    expect(evaluate('date and time("2026-03-29T00:30:00") = now()')).toBe(true);
    expect(evaluate('date and time("2026-03-29T00:30:00") = now()', {}, 'UTC')).toBe(false);
    expect(evaluate('now() > date and time("2026-03-28T22:29:59Z")')).toBe(true);
  });

  test('a date is a date only when it is made one', () => {
    expect(evaluate('received', { received: '2026-03-27' })).toBe('2026-03-27');
    expect(evaluate('date(received) + duration("P20D")', { received: '2026-03-27' })).toBe('2026-04-16');
    expect(() => evaluate('received < today()', { received: '2026-03-27' })).toThrow('no order between a string and a date');
  });

  test('dates outside the years 0 to 9999 do not exist', () => {
    expect(() => evaluate('@"9999-12-31" + @"P1D"')).toThrow('outside the years 0 to 9999');
    expect(() => evaluate('@"P9999Y" + @"P9999Y"')).toThrow('longer than 10,000 years');
  });
});

describe('and, or', () => {
  test('leave the right side alone when the left decides', () => {
    expect(evaluate('x != null and x > 5')).toBe(false);
    expect(evaluate('x = null or x > 5')).toBe(true);
    expect(() => evaluate('x > 5 and x != null')).toThrow('no order between null and a number');
  });
});

describe('a failed evaluation', () => {
  test('says why, and quotes the expression', () => {
    expect(() => evaluate('amount   >\n 10')).toThrow(
      new FeelError('There is no order between null and a number, in: amount > 10'),
    );
    expect(() => evaluate('contains(1, "a")')).toThrow('contains expects a string as argument 1, but it is a number');
    expect(() => evaluate('sort([1, 2], function(a, b) 1)')).toThrow('The function given to sort must answer true or false');
  });

  test('quotes no more than 200 characters', () => {
    const long = `nothing + ${'1 + '.repeat(200)}1`;
    expect(() => evaluate(long)).toThrow(/, in: .{199}…$/);
  });
});

describe('what is not supported', () => {
  test.each([
    ['sort([1], function(a, b) external {java: 1})', 'An external function (Java, PMML) is not supported.'],
    ['function(a, a) a', 'Two parameters of a function have the same name.'],
    ['function(a: nonsense) a', 'There is no type nonsense.'],
    ['x > ? + 1', 'The input value "?" of a unary test is not supported outside a decision table.'],
    ['>= 5', 'A unary test (such as "> 5") is supported only after "in", in a cell'],
    ['nonsense(1)', 'There is no function nonsense.'],
    ['uuid()', 'uuid is not supported: an expression gives the same result each time.'],
    ['count(1, 2, 3)', 'count takes (list).'],
    ['substring("a")', 'substring takes (string, start position, length?).'],
    ['substring(text: "a", start position: 1)', 'substring has no parameters named text, start position.'],
    ['x instance of nonsense', 'There is no type nonsense.'],
    ['applicant.name()', 'Only a function can be called by a path: variables hold none.'],
    ['@"yesterday"', '@"yesterday" is no date, time or duration.'],
    ['${amount > 1}', 'This is not FEEL, from "${amount > 1}" on.'],
    ['amount == 1', 'A unary test (such as "> 5") is supported only after "in", in a cell'],
    ['   ', 'The expression is empty.'],
  ])('%s is refused by name', (text, message) => {
    expect(fault(text)).toContain(message);
  });
});

describe('named parameters', () => {
  test('are taken in any order and may leave out what is optional', () => {
    expect(evaluate('substring(start position: 2, string: "abc")')).toBe('bc');
    expect(evaluate('date(day: 27, month: 3, year: 2026)')).toBe('2026-03-27');
    expect(evaluate('replace(input: "A", pattern: "a", replacement: "b", flags: "i")')).toBe('b');
  });
});

describe('sort', () => {
  test('is stable and never asks for ever, whatever the function answers', () => {
    const pairs = '[{k: 1, n: 1}, {k: 0, n: 2}, {k: 1, n: 3}, {k: 0, n: 4}]';
    expect(evaluate(`sort(${pairs}, function(a, b) a.k < b.k).n`)).toEqual([2, 4, 1, 3]);
    expect(evaluate('count(sort([1, 2, 3, 4, 5], function(a, b) true))')).toBe(5);
  });
});
