/** Each log of letters is worked out by hand: `abc` is a case that does a, b, c. */
import { describe, expect, test } from '@jest/globals';
import { findCut } from '../../../analytics/discovery/cuts.ts';
import { discover } from '../../../analytics/discovery/discover.ts';
import { followsOf } from '../../../analytics/discovery/follows.ts';
import { shownTraces } from '../../../analytics/discovery/mined-traces.ts';
import { treeText } from '../../../analytics/discovery/process-tree.ts';
import { logOf, logOfTraces } from '../log-of.ts';

const mined = (noise: number, ...traces: readonly string[]): string => treeText(discover(logOf(...traces), { noise }).tree);

describe('the cuts', () => {
  test('what never follows each other is a choice, the more frequent way first', () => {
    expect(mined(0, 'a', '2 b')).toBe('×(b, a)');
  });

  test('what comes only later is a sequence; what may be missing may be left out', () => {
    // a→b→c and a→c: c is reached from b and never the other way; one of three cases has no b.
    expect(mined(0, '2 abc', 'ac')).toBe('→(a, ×(b, τ), c)');
  });

  test('what follows each other both ways, and begins and ends, is parallel', () => {
    // b→c and c→b; a before both, d after both.
    expect(mined(0, 'abcd', 'acbd')).toBe('→(a, ∧(b, c), d)');
  });

  test('a part that never ends a case is no branch of its own: it goes with one that does', () => {
    // a, b and c follow each other both ways; two cases end with c, two with a, none with b.
    const { mined } = shownTraces(logOf('abc', 'bac', 'bca', 'cba'), 3);
    expect(findCut(followsOf(mined))).toEqual({ kind: 'parallel', groups: [[0, 1], [2]] });
  });

  test('what leads from the end back to the beginning is a loop', () => {
    // Begins with a, ends with b; c follows b and is followed by a alone.
    expect(mined(0, 'ab', 'abcab')).toBe('↻(→(a, b), c)');
  });

  test('what enters in the middle does not lead back', () => {
    // c comes after a, which ends no case: it is in the body, before b.
    expect(mined(0, 'ab', 'acb')).toBe('→(a, ×(c, τ), b)');
  });

  test('a group that follows itself is in its place all the same', () => {
    // bb: b reaches itself, which says nothing of its place among a, b, c, d.
    expect(mined(0, 'abbcd', 'abcd')).toBe('→(a, ↻(b, τ), c, d)');
  });
});

describe('without a cut', () => {
  test('an activity that each case has once is beside all others', () => {
    // x stands before, between and after a and b, which are in order.
    expect(mined(0, 'xab', 'axb', 'abx', 'aabbx')).toContain('x');
    expect(mined(0, 'xaab', 'axab', 'aabx', 'abx', 'xab')).toBe('∧(→(↻(a, τ), b), x)');
  });

  test('what begins again right after what ends is repeated as a whole', () => {
    expect(mined(0, 'ab', 'abab')).toBe('↻(→(a, b), τ)');
  });

  test('what fits nothing may come in any order and number', () => {
    // Begins with a and ends with a and b; each follows each and itself.
    const tree = mined(0, 'aab', 'abba', 'baab', 'bbaa', 'abab');
    expect(tree).toBe('∧(↻(a, τ), ↻(b, τ))');
    expect(mined(0, 'abcabca', 'acb', 'bbacc', 'ccbab')).toMatch(/^(∧|↻)/);
  });

  test('cases without an event are not mined, and cases without one of the shown activities neither', () => {
    const found = discover(logOfTraces([['a', 'b'], ['a', 'b'], ['c'], []]), { noise: 0, activities: 2 });
    expect([treeText(found.tree), found.cases, found.events]).toEqual(['→(a, b)', 2, 4]);
  });
});

describe('noise', () => {
  test('a rare way is left out where nothing falls apart with it', () => {
    // c→a once, where c ends nine times: 1 < 0.2 · 9; with it a, b and c lead to each other in a circle.
    expect(mined(0, '9 abc', 'cab')).toMatch(/^∧/);
    expect(mined(0.2, '9 abc', 'cab')).toBe('→(a, b, c)');
    expect(mined(0.1, '9 abc', 'cab')).toMatch(/^∧/);
  });

  test('an activity that is rarely missing or rarely repeated is plain', () => {
    expect(mined(0.2, '9 abc', 'ac')).toBe('→(a, b, c)');
    expect(mined(0.2, '9 abc', 'abbc')).toBe('→(a, b, c)');
    expect(mined(0.2, '7 abc', '3 ac')).toBe('→(a, ×(b, τ), c)');
    expect(mined(0.2, '7 abc', '3 abbc')).toBe('→(a, ↻(b, τ), c)');
  });
});

describe('the filter', () => {
  test('shows the most frequent activities and counts what it hides', () => {
    // a 4, b 3, c 1, d 1 events: with two shown, c and d go, of cases 2 and 4.
    const found = discover(logOf('ab', 'abc', 'ab', 'ad'), { noise: 0, activities: 2 });
    expect(found.activities).toEqual(['a', 'b']);
    expect(found.hidden).toEqual({ activities: 2, events: 2, cases: 2 });
    expect([found.cases, found.events, found.variants]).toEqual([4, 7, 2]);
    expect(treeText(found.tree)).toBe('→(a, ×(b, τ))');
  });

  test('takes equally frequent activities by name', () => {
    expect(discover(logOf('ba', 'ab'), { activities: 1 }).activities).toEqual(['a']);
  });

  test('refuses what cannot be meant', () => {
    const log = logOf('a');
    for (const options of [{ noise: -0.1 }, { noise: 1.1 }, { noise: NaN }, { activities: 0 }, { activities: 1.5 }])
      expect(() => discover(log, options)).toThrow(RangeError);
  });
});

test('an empty log is a model in which nothing is done', () => {
  expect(treeText(discover(logOfTraces([[]])).tree)).toBe('τ');
});
