import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileExpression, FeelError, isFault } from '../../engine/feel/compile.ts';
import type { Environment } from '../../engine/feel/compile.ts';
import { agreed, VARIABLES } from './corpus.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 20260328);
const environment: Environment = { read: (name) => VARIABLES[name], now: Date.UTC(2026, 2, 28, 10), zone: 'Europe/Vilnius' };

/** JSON text, the failure's message or the fault: whatever happens, but nothing else may. */
function outcome(text: string): string {
  const expression = compileExpression(text);
  if (isFault(expression)) return `refused: ${expression.fault}`;
  try {
    return JSON.stringify(expression.evaluate(environment));
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
      { maxDepth: 5, depthIdentifier: 'feel' },
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
      { seed: SEED, numRuns: 3_000 },
    );
    // The generator is worth something only when much of what it makes has a value.
    expect(values).toBeGreaterThan(300);
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
