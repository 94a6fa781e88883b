import { expect, test } from '@jest/globals';
import { literalOf, plainTest } from '../../engine/decision/plain-cell.ts';
import { compileExpression, compileUnaryTests, isFault } from '../../engine/feel/compile.ts';
import type { Value } from '../../engine/feel/compile.ts';
import { MOMENT } from './dmn-file.ts';

const VALUES: readonly Value[] = [-6, -5, -4.5, 0, 4, 4.999, 5, 5.001, 6, 10, 'a', 'b', 'a, b', '', '5', true, null];
const CELLS = [
  '5',
  '-5',
  '5.0',
  '-4.5',
  '< 5',
  '<5',
  '<= 5',
  '> 5',
  '>= 5',
  '>-5',
  '[-5..5]',
  '(-5..5)',
  '[-5..5)',
  ']-5..5]',
  '[-5..5[',
  '(5..5)',
  '[ 4 .. 5 ]',
];
const TEXTS = ['"a"', '""', '"a", "b"', '"a","b"', '"5"', '"a, b"'];
const OTHERS = [
  '-',
  '5, 6',
  '"a\\u0020"',
  '"a" "b"',
  'a',
  '< x',
  '[5..x]',
  '[5..4]',
  '1e3',
  '0x5',
  '+5',
  '5.',
  '12345678901234567890',
  'not("a")',
  '"a", 5',
  '?',
  '',
];

test('what a plain cell says of a value is what FEEL says, or it leaves it to FEEL', () => {
  for (const cell of [...CELLS, ...TEXTS]) {
    const plain = plainTest(cell);
    const compiled = compileUnaryTests(cell);
    if (isFault(compiled)) throw new Error(`${cell}: ${compiled.fault}`);
    for (const value of VALUES) {
      const feel = compiled.value({ ...MOMENT, noted: () => undefined, read: () => value });
      const told = plain?.(value);
      expect([cell, value, told ?? feel]).toEqual([cell, value, feel]);
      const isItsKind = typeof value === (TEXTS.includes(cell) ? 'string' : 'number');
      expect([cell, value, told === undefined]).toEqual([cell, value, !isItsKind]);
    }
  }
});

test('anything else is FEEL’s to read', () => {
  expect(OTHERS.filter((cell) => plainTest(cell) !== undefined)).toEqual([]);
});

test('a plain value is the one that FEEL reads', () => {
  for (const text of ['5', '-5', '0.1', '-4.5', '123456789012345', '"a"', '""', '"ąž € 😀"']) {
    const compiled = compileExpression(text);
    if (isFault(compiled)) throw new Error(compiled.fault);
    expect([text, literalOf(text)]).toEqual([text, compiled.value({ ...MOMENT, read: () => null })]);
  }
  expect(['"a", "b"', '1e3', 'x', '"a\\n"', '1 + 1', ''].map(literalOf)).toEqual(new Array(6).fill(undefined));
});
