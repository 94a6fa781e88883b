import { expect, test } from '@jest/globals';
import { KeptAnswers } from '../../../api/analytics-work/kept-answers.ts';

function counting() {
  let times = 0;
  return { work: () => ++times };
}

test('an answer is worked out once for as long as what it is about does not change', () => {
  const kept = new KeptAnswers();
  const { work } = counting();
  const [state, changed] = [{}, {}];
  expect([kept.once(state, 'q', work), kept.once(state, 'q', work), kept.once(state, 'p', work)]).toEqual([1, 1, 2]);
  expect([kept.once(changed, 'q', work), kept.once(state, 'q', work)]).toEqual([3, 1]);
});

test('what grows old by itself is worked out again when it is old', () => {
  let nowMs = 0;
  const kept = new KeptAnswers({ wallMs: () => nowMs });
  const { work } = counting();
  const state = {};
  const ask = (): number => kept.once(state, 'q', work, 2_000);
  expect(ask()).toBe(1);
  nowMs = 1_999;
  expect(ask()).toBe(1);
  nowMs = 2_000;
  expect(ask()).toBe(2);
});

test('of too many answers the one that was asked for longest ago goes', () => {
  const kept = new KeptAnswers({ most: 2 });
  const { work } = counting();
  const state = {};
  const ask = (question: string): number => kept.once(state, question, work);
  expect([ask('a'), ask('b'), ask('a'), ask('c'), ask('a'), ask('b')]).toEqual([1, 2, 1, 3, 1, 4]);
});

test('work that fails is not kept', () => {
  const kept = new KeptAnswers();
  const state = {};
  const fails = (): number => {
    throw new Error('not now');
  };
  expect(() => kept.once(state, 'q', fails)).toThrow('not now');
  expect(kept.once(state, 'q', () => 7)).toBe(7);
});

test('of two states there is one object, whoever asks, in this order', () => {
  const kept = new KeptAnswers();
  const [one, other] = [{}, {}];
  expect(kept.pair(one, other)).toBe(kept.pair(one, other));
  expect(kept.pair(other, one)).not.toBe(kept.pair(one, other));
  expect(kept.pair(one, {})).not.toBe(kept.pair(one, other));
});
