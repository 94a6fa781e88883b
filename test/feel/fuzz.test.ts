import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../engine/errors.ts';
import { compileExpression, compileUnaryTests, FeelError, isFault, OutOfFuel } from '../../engine/feel/compile.ts';
import type { Environment } from '../../engine/feel/compile.ts';
import { agreed, VARIABLES } from './corpus.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 20260328);
const environment: Environment = { read: (name) => VARIABLES[name], now: Date.UTC(2026, 2, 28, 10), zone: 'Europe/Vilnius' };

/** JSON text, the failure's message or the fault: whatever happens, but nothing else may. */
function outcome(text: string, noted?: (message: string) => void): string {
  const expression = compileExpression(text);
  if (isFault(expression)) return `refused: ${expression.fault}`;
  try {
    return JSON.stringify(expression.evaluate({ ...environment, noted }));
  } catch (error) {
    if (error instanceof FeelError) return `failed: ${error.message}`;
    throw error;
  }
}

const atoms = fc.constantFrom(
  '1',
  '-2.5',
  '0',
  '"a"',
  '"2026-03-27"',
  'null',
  'true',
  'false',
  '[]',
  '[1, 2, 3]',
  '{a: 1}',
  'x',
  'name',
  'cases',
  'missing',
  'numbers',
  'item',
  '@"P1D"',
  '@"2026-03-27"',
  '@"10:00:00"',
  '@"P1M"',
  '[1..5]',
  'now()',
  '1e15',
  'f',
  'g',
  'function(x) x',
  'function(i, x) i = x',
  '(> 2)',
  'abs',
);
const operators = fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or', 'in');
const functions = fc.constantFrom(
  'count',
  'sum',
  'string',
  'number',
  'date',
  'not',
  'flatten',
  'min',
  'mean',
  'reverse',
  'upper case',
  'day of week',
  'is empty',
  'duration',
  'floor',
  'mode',
  'all',
  'get entries',
  'context',
  'distinct values',
);
const functions2 = fc.constantFrom(
  'append',
  'contains',
  'matches',
  'split',
  'list contains',
  'remove',
  'sublist',
  'modulo',
  'before',
  'overlaps',
  'includes',
  'context merge',
  'get value',
  'substring',
  'index of',
  'partition',
  'string join',
  'is',
  'round up',
  'decimal',
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const part = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'feel' },
      atoms,
      fc.tuple(part, operators, part).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(functions, part).map(([name, a]) => `${name}(${a})`),
      fc.tuple(functions2, part, part).map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc.tuple(part, part, part).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
      fc.tuple(part, part).map(([a, b]) => `(for i in ${a} return ${b})`),
      fc.tuple(part, part).map(([a, b]) => `(some i in ${a} satisfies ${b})`),
      fc.tuple(part, part).map(([a, b]) => `${a}[${b}]`),
      fc.tuple(part, part).map(([a, b]) => `[${a}, ${b}]`),
      fc.tuple(part, part).map(([a, b]) => `{a: ${a}, b: ${b}}`),
      fc.tuple(part, part, part).map(([a, b, c]) => `(${a} between ${b} and ${c})`),
      part.map((a) => `${a}.a`),
      fc.tuple(part, part).map(([a, b]) => `{f: function(x) ${a}, g: function(x, i) ${b}, r: g(f(1), 2)}.r`),
      fc.tuple(part, part).map(([a, b]) => `(function(f) ${a})(function(x) ${b})`),
      fc.tuple(part, part).map(([a, b]) => `(function(i: number, x) ${a})(x: ${b}, i: 3)`),
      fc.tuple(part, part).map(([a, b]) => `(for f in [function(x) ${a}] return f(${b}))`),
      fc.tuple(part, part).map(([a, b]) => `sort(${a}, function(x, i) ${b})`),
      fc.tuple(part, part, part).map(([a, b, c]) => `list replace(${a}, function(x, i) ${b}, ${c})`),
      fc.tuple(part, part, part).map(([a, b, c]) => `(${a} in (${b}, not(${c}), ? = ${b}))`),
      fc.tuple(part, operators, part).map(([a, operator, b]) => `(${a} in ${b} ${operator} ${a})`),
      fc.tuple(part, part).map(([a, b]) => `(${a} in [(> ${b}), [${b}..${b}]])`),
      part.map((a) => `(${a} instance of function<Any, list<number>> -> range<number>)`),
      part.map((a) => `(${a} instance of number)`),
    ),
  };
});

describe('any text at all', () => {
  test('is answered: a value, a failure with a sentence or a fault with a sentence, the same each time', () => {
    let values = 0;
    fc.assert(
      fc.property(expression, (text) => {
        const first = outcome(text);
        expect(outcome(text)).toBe(first);
        if (!/^(refused|failed)/.test(first)) values++;
      }),
      { seed: SEED, numRuns: 1_500 },
    );
    // The generator is worth something only when much of what it makes has a value.
    expect(values).toBeGreaterThan(150);
  });

  test('by the letter of DMN never fails but for want of fuel or of a JSON form, and says why of each null', () => {
    let noted = 0;
    fc.assert(
      fc.property(expression, (text) => {
        const notes: string[] = [];
        const letter = outcome(text, (message) => notes.push(message));
        if (letter.startsWith('failed')) expect(letter).toMatch(/out of fuel|cannot be kept as a variable|nested deeper than 64/);
        if (letter.startsWith('refused')) expect(outcome(text)).toBe(letter);
        if (notes.length > 0) noted++;
        for (const note of notes) expect(note).toMatch(/, in: ./);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
    expect(noted).toBeGreaterThan(100);
  });

  test('is answered as a unary test: true or false, the same each time', () => {
    let answers = 0;
    fc.assert(
      fc.property(expression, fc.constantFrom(null, 1, 'a', true, [1, 2], { a: 1 }), (text, input) => {
        const tests = compileUnaryTests(text);
        if (isFault(tests)) return;
        const read = (name: string): Json | undefined => (name === '?' ? input : VARIABLES[name]);
        const ask = (): unknown => {
          try {
            return tests.evaluate({ ...environment, read, noted: () => undefined });
          } catch (error) {
            if (error instanceof OutOfFuel) return 'out of fuel';
            throw error;
          }
        };
        const answer = ask();
        expect(ask()).toBe(answer);
        expect(['boolean', 'string']).toContain(typeof answer);
        if (typeof answer === 'boolean') answers++;
      }),
      { seed: SEED, numRuns: 1_000 },
    );
    expect(answers).toBeGreaterThan(300);
  });

  test('also when it is no expression', () => {
    const scraps = fc.array(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '"',
        '`',
        '..',
        ',',
        ':',
        '@',
        '+',
        '-',
        '**',
        'if',
        'then',
        'for',
        'in',
        'return',
        'function',
        'x',
        '1',
        ' ',
        '//',
        '/*',
        '\n',
        '\\',
        'ą',
        '😀',
        '\u0000',
        '\ud800',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          scraps.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(outcome(text)).toBe(outcome(text));
        },
      ),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  test('also when an expression is cut, doubled or spliced with another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...agreed()), fc.constantFrom(...agreed()), fc.nat(60), fc.nat(60), (a, b, cutA, cutB) => {
        expect(typeof outcome(a.slice(0, cutA) + b.slice(cutB))).toBe('string');
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });
});
