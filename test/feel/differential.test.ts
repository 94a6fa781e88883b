import { describe, expect, test } from '@jest/globals';
import { evaluate } from 'feelin';
import { compileExpression, FeelError, isFault } from '../../engine/feel/compile.ts';
import type { Environment } from '../../engine/feel/compile.ts';
import { agreed, disagreements, VARIABLES } from './corpus.ts';
import type { Outcome } from './corpus.ts';

const AGREED = agreed();

const environment: Environment = { read: (name) => VARIABLES[name], now: Date.UTC(2026, 2, 28, 10), zone: 'Europe/Vilnius' };

function outcome(text: string): Outcome {
  const expression = compileExpression(text);
  if (isFault(expression)) return { refused: expression.fault };
  try {
    return { gives: expression.evaluate(environment) };
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

  describe.each(Object.entries(disagreements()))('%s', (_, { expressions }) => {
    test.each(expressions)('$text', ({ text, ours, feelin: theirs }) => {
      expect(outcome(text)).toEqual(ours);
      if (theirs !== 'anything') expect(feelin(text)).toBe(theirs);
    });
  });
});
