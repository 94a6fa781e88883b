import { describe, expect, test } from '@jest/globals';
import { evaluate } from 'feelin';
import { compileExpression, FeelError, isFault } from '../../engine/feel/compile.ts';
import type { Environment } from '../../engine/feel/compile.ts';
import { agreed, disagreements, VARIABLES } from './corpus.ts';
import type { Outcome } from './corpus.ts';

const AGREED = agreed();

const environment: Environment = { read: (name) => VARIABLES[name], now: Date.UTC(2026, 2, 28, 10), zone: 'Europe/Vilnius' };

function outcome(text: string, noted?: (message: string) => void): Outcome {
  const expression = compileExpression(text);
  if (isFault(expression)) return { refused: expression.fault };
  try {
    return { gives: expression.evaluate({ ...environment, noted }) };
  } catch (error) {
    if (error instanceof FeelError) return { fails: error.message.split(', in:')[0] ?? '' };
    throw error;
  }
}

/** JSON text of feelin's answer, whose dates are objects that know their ISO text. */
function feelin(text: string): string {
  try {
    const json = JSON.stringify(evaluate(text, VARIABLES).value) as string | undefined;
    return json ?? 'undefined';
  } catch {
    return 'throws';
  }
}

describe('FEEL beside feelin', () => {
  test('at least 500 expressions are compared, none twice', () => {
    expect(AGREED.length).toBeGreaterThanOrEqual(500);
    expect(new Set(AGREED).size).toBe(AGREED.length);
  });

  test.each(AGREED)('%s: the same answer', (text) => {
    expect({ text, gives: JSON.stringify(outcome(text)) }).toEqual({ text, gives: `{"gives":${feelin(text)}}` });
  });

  test.each(AGREED)('%s: the same answer by the letter of DMN', (text) => {
    expect({ text, gives: JSON.stringify(outcome(text, () => undefined)) }).toEqual({ text, gives: `{"gives":${feelin(text)}}` });
  });

  test('by the letter of DMN what fails is null and says why, or is the value that feelin has for it', () => {
    const strange: string[] = [];
    for (const { text, ours, feelin: theirs } of disagreements()['errorsAreErrors']?.expressions ?? []) {
      const notes: string[] = [];
      const letter = outcome(text, (message) => notes.push(message));
      if ('fails' in letter) strange.push(`${text} still fails: ${letter.fails}`);
      else if (notes.length === 0 && JSON.stringify(letter) !== `{"gives":${theirs}}`) strange.push(text);
      else if (notes[0] !== undefined && 'fails' in ours && !notes[0].startsWith(ours.fails))
        strange.push(`${text}: ${notes[0]}`);
    }
    // A condition that is not true is false by the letter, without a note; endless calls are never null.
    expect(strange).toMatchInlineSnapshot(`
     [
       "if 1 then 1 else 2",
       "words["a"]",
       "[1, 2, 3][[1]]",
       "some i in [1] satisfies i",
       "every i in [null] satisfies i",
       "{f: function(f) f(f), r: f(f)}.r still fails: The expression ran out of fuel: functions call each other too deep",
     ]
    `);
  });

  describe.each(Object.entries(disagreements()))('%s', (_, { expressions }) => {
    test.each(expressions)('$text', ({ text, ours, feelin: theirs }) => {
      expect(outcome(text)).toEqual(ours);
      if (theirs !== 'anything') expect(feelin(text)).toBe(theirs);
    });
  });
});
