import { describe, expect, test } from '@jest/globals';
import { evaluate, unaryTest } from 'feelin';
import { compileExpression, compileUnaryTests, isFault } from '../../engine/feel/compile.ts';
import type { Environment, Value } from '../../engine/feel/compile.ts';
import { INPUTS, unaryDisagreements, unaryTests, VARIABLES } from './corpus.ts';

const NOWHERE: Environment = { read: () => undefined, now: 0, zone: 'UTC' };

function input(text: string): Value {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(expression.fault);
  return expression.value(NOWHERE);
}

function ours(text: string, asked: string): Value {
  const tests = compileUnaryTests(text);
  if (isFault(tests)) throw new Error(`${text}: ${tests.fault}`);
  const value = input(asked);
  const read = (name: string): Value | undefined => (name === '?' ? value : VARIABLES[name]);
  return tests.value({ ...NOWHERE, read, noted: () => undefined });
}

function theirs(text: string, asked: string): boolean | 'throws' {
  try {
    return unaryTest(text, { ...VARIABLES, '?': evaluate(asked, {}).value }).value === true;
  } catch {
    return 'throws';
  }
}

describe('unary tests beside feelin', () => {
  const differs = new Map<string, boolean>();
  for (const { differs: tests } of Object.values(unaryDisagreements()))
    for (const [text, inputs] of Object.entries(tests))
      for (const [asked, answer] of Object.entries(inputs)) differs.set(`${text} of ${asked}`, answer);

  test('more than a thousand pairs of test and input are compared, and each disagreement is one of them', () => {
    const pairs = new Set(unaryTests().flatMap((text) => INPUTS.map((asked) => `${text} of ${asked}`)));
    expect(pairs.size).toBeGreaterThan(1_000);
    expect([...differs.keys()].filter((pair) => !pairs.has(pair))).toEqual([]);
  });

  test.each(unaryTests())('%s: passes for the same inputs, but where a decision says otherwise', (text) => {
    for (const asked of INPUTS) {
      const decided = differs.get(`${text} of ${asked}`);
      const [answer, feelin] = [ours(text, asked), theirs(text, asked)];
      if (decided === undefined) expect({ text, asked, answer }).toEqual({ text, asked, answer: feelin });
      else {
        expect({ text, asked, answer }).toEqual({ text, asked, answer: decided });
        expect({ text, asked, feelin }).not.toEqual({ text, asked, feelin: decided });
      }
    }
  });
});
