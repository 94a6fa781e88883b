import { describe, expect, test } from '@jest/globals';
import type { Estimate } from '../../../modeler/features/forecast/estimate-words.ts';
import { wayOf } from '../../../modeler/features/forecast/estimate-words.ts';
import { standingOf } from '../../../modeler/features/forecast/outcome-of.ts';
import { comparisonOf } from '../../../modeler/features/forecast/outcome-question.ts';

const from = (low: number, high: number): Estimate => ({ mean: (low + high) / 2, low, high, n: 20 });

describe('what happened stands to what was expected', () => {
  test('as forecast where the intervals meet, better or worse by which way is good', () => {
    const expected = from(-6, -4);
    expect(standingOf(expected, from(-5, -3), 'less')).toBe('asForecast');
    expect(standingOf(expected, from(-9, -7), 'less')).toBe('better');
    expect(standingOf(expected, from(-3, -1), 'less')).toBe('worse');
    expect(standingOf(from(0.1, 0.2), from(0.3, 0.4), 'more')).toBe('better');
    expect(standingOf(from(0.1, 0.2), from(-0.1, 0), 'more')).toBe('worse');
  });

  test('too early where it is not known, or as near to no change as to what was expected', () => {
    const expected = from(-6, -4);
    expect(standingOf(expected, null, 'less')).toBe('tooEarly');
    expect(standingOf(expected, { mean: -5, low: null, high: -4, n: 9 }, 'less')).toBe('tooEarly');
    expect(standingOf(expected, from(-9, 1), 'less')).toBe('tooEarly');
    // No change was expected, and none is seen.
    expect(standingOf(from(-1, 1), from(-2, 2), 'less')).toBe('asForecast');
  });

  test('and a difference goes one way only when its whole interval does', () => {
    expect([from(-2, -1), from(1, 2), from(-1, 2), { mean: 3, low: null, high: null, n: 1 }].map(wayOf)).toEqual([
      'less',
      'more',
      'unproven',
      'unproven',
    ]);
  });
});

test('the cases that tell are those of both versions, or before and after the day', () => {
  const estimate = from(-2, -1);
  const kept = {
    forecastKey: '1',
    name: 'A',
    why: null,
    processId: 'p',
    processName: 'P',
    fromVersion: 1,
    toVersion: null,
    keptBy: 'analyst',
    keptAt: '2026-01-01T00:00:00Z',
    realised: null,
    cycleTimeMs: estimate,
    onTimeShare: estimate,
    costPerCase: estimate,
  };
  expect(comparisonOf(kept)).toBeUndefined();
  expect(comparisonOf({ ...kept, realised: { kind: 'version', version: 3, found: 'byModel' } })).toEqual({
    kind: 'compare',
    before: { processId: 'p', version: 1 },
    after: { processId: 'p', version: 3 },
  });
  expect(comparisonOf({ ...kept, realised: { kind: 'changeOn', day: '2026-03-01' } })).toEqual({
    kind: 'compare',
    before: { processId: 'p', to: '2026-03-01' },
    after: { processId: 'p', from: '2026-03-01' },
    changeOn: '2026-03-01',
  });
});
