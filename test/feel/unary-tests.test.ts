import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../engine/errors.ts';
import { compileExpression, compileUnaryTests, isFault } from '../../engine/feel/compile.ts';
import type { Value } from '../../engine/feel/compile.ts';

function passes(text: string, input: Value, others: Readonly<Record<string, Value>> = {}): Json {
  const tests = compileUnaryTests(text, Object.keys(others));
  if (isFault(tests)) throw new Error(`${text}: ${tests.fault}`);
  const read = (name: string): Value | undefined => (name === '?' ? input : others[name]);
  return tests.evaluate({ read, now: 0, zone: 'UTC', noted: () => undefined });
}

function fault(text: string): string {
  const tests = compileUnaryTests(text);
  return isFault(tests) ? tests.fault : 'none';
}

describe('unary tests', () => {
  test('are true or false, never null, whatever the input', () => {
    const tests = ['-', '< 5', 'not(< 5)', '"a"', 'not("a")', '[1..3]', '? > 1', 'contains(?, "a")', 'null', 'not(null)'];
    for (const text of tests) {
      for (const input of [null, 1, 'a', true, [1], { a: 1 }]) expect(typeof passes(text, input)).toBe('boolean');
    }
  });

  test('hold when one of them does', () => {
    expect(passes('1, [5..7], > 100', 6)).toBe(true);
    expect(passes('1, [5..7], > 100', 101)).toBe(true);
    expect(passes('1, [5..7], > 100', 8)).toBe(false);
    expect(passes('"a", ? = 5', 5)).toBe(true);
  });

  test('in not(…) hold when none does, and neither way when it cannot be told', () => {
    expect(passes('not("a", "b")', 'c')).toBe(true);
    expect(passes('not("a", "b")', 'b')).toBe(false);
    expect(passes('not("a", "b")', null)).toBe(true);
    expect(passes('not(< 5)', 7)).toBe(true);
    expect(passes('not(< 5)', null)).toBe(false);
    expect(passes('< 5', null)).toBe(false);
  });

  test('read other names, with spaces and signs, and functions', () => {
    expect(passes('>= Monthly Income', 10, { 'Monthly Income': 9 })).toBe(true);
    expect(passes('[low-end..high-end)', 5, { 'low-end': 1, 'high-end': 5 })).toBe(false);
    expect(passes('? > low-end and ? < 3 * low-end', 5, { 'low-end': 2 })).toBe(true);
    expect(passes('allowed codes', 'B', { 'allowed codes': ['A', 'B'] })).toBe(true);
  });

  test('compare the words true and false with the input, and take a condition for itself', () => {
    expect(passes('true', true)).toBe(true);
    expect(passes('true', 'x')).toBe(false);
    expect(passes('false', false)).toBe(true);
    expect(passes('false', null)).toBe(false);
    expect(passes('x > 4', 'anything', { x: 5 })).toBe(true);
    expect(passes('x > 4', false, { x: 5 })).toBe(true);
    expect(passes('flag', false, { flag: false })).toBe(true);
    expect(passes('flag', 'anything', { flag: true })).toBe(true);
  });

  test('know dates and durations as such', () => {
    const date = compileExpression('date("2026-03-27")');
    const day = isFault(date) ? null : date.value({ read: () => undefined, now: 0, zone: 'UTC' });
    expect(passes('> date("2026-01-01")', day)).toBe(true);
    expect(passes('[@"2026-01-01"..@"2026-03-27")', day)).toBe(false);
    expect(passes('?.month = 3', day)).toBe(true);
    expect(passes('> date("2026-01-01")', '2026-03-27')).toBe(false);
  });

  test('keep their "?" apart from that of an "in" within them', () => {
    expect(passes('count(?[item in (> 1)]) = 2', [1, 2, 3])).toBe(true);
    expect(passes('5 in (? > 3) and ? = 1', 1)).toBe(true);
    expect(passes('(function(x) x in (? > 3))(5)', 'anything')).toBe(true);
  });

  test('name the variables they read, the input not among them', () => {
    const tests = compileUnaryTests('? > limit, [low..high]');
    expect(isFault(tests) ? tests : tests.names).toEqual(['high', 'limit', 'low']);
  });

  test('without a note of failures are as strict as any expression', () => {
    const tests = compileUnaryTests('< 5');
    expect(() => (isFault(tests) ? null : tests.evaluate({ read: () => null, now: 0, zone: 'UTC' }))).toThrow(
      'There is no order between null and a number, in: < 5',
    );
  });

  test.each([
    ['', 'The expression is empty.'],
    ['1,', 'This is not FEEL: it ends too early.'],
    ['> 5 and < 10', '"and" and "or" join conditions, not a comparison such as "> 5": write ? > 5 and ….'],
    ['nonsense(1)', 'There is no function nonsense.'],
    ['"x', 'This is not FEEL'],
    [`"${'x'.repeat(4_000)}"`, 'The expression has 4002 characters; 4000 are allowed.'],
    [`${'['.repeat(51)}${']'.repeat(51)}`, 'Brackets are nested deeper than 50 levels.'],
  ])('%s is refused by name', (text, message) => {
    expect(fault(text)).toContain(message);
  });
});

describe('in', () => {
  const evaluate = (text: string): Json => {
    const expression = compileExpression(text);
    if (isFault(expression)) throw new Error(expression.fault);
    return expression.evaluate({ read: (name) => ({ x: 5, yes: true, no: false })[name], now: 0, zone: 'UTC' });
  };

  test('takes tests: comparisons, ranges, conditions about "?", and not(…)', () => {
    expect(evaluate('x in (? > 4, "a")')).toBe(true);
    expect(evaluate('x in (not(< 5, 7))')).toBe(true);
    expect(evaluate('x in not(5)')).toBe(false);
    expect(evaluate('x in [(> 4)]')).toBe(true);
    expect(evaluate('some n in [1, 5] satisfies n in (? = x)')).toBe(true);
  });

  test('ends before and, or and comparisons, by the rank of the operators', () => {
    expect(evaluate('x in [1, 5] and yes')).toBe(true);
    expect(evaluate('x in [1, 5] and no')).toBe(false);
    expect(evaluate('no and x in [5] or yes')).toBe(true);
    expect(evaluate('no and (x in [5] or yes)')).toBe(false);
    expect(evaluate('no or x in [5] and no')).toBe(false);
    expect(evaluate('yes and x in [1] and yes or x in [5] and yes')).toBe(true);
    expect(evaluate('x in > 4 and no')).toBe(false);
    expect(evaluate('x in [5] = no')).toBe(false);
    expect(evaluate('x in ? > 4 and ? < 6')).toBe(true);
    expect(evaluate('x in (? > 4) and no')).toBe(false);
    expect(() => evaluate('x in [5] and ? = 5')).toThrow('The input value "?"');
    expect(evaluate('if x in [5] and no then 1 else 2')).toBe(2);
  });
});
