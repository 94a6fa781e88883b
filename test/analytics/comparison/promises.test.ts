import { describe, expect, test } from '@jest/globals';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { partCases } from './coverage-of-parts.ts';
import { covered, coverageCases, falseClaims, power } from './coverage.ts';

/** `npm run bench:intervals` does the same over 2,000 data sets; here the bounds are as wide as 300 allow (three errors of a share of 0.95). */
const DATA_SETS = 300;

describe('95 % intervals hold the truth in about 95 of 100 data sets', () => {
  // Walking curves again and again is for the benchmark.
  const slow =
    /like for like|decomposition.*(tied|weeks)|series|(BCa|superiority).*(open|weeks)|superiority by weeks|exponential$/;
  const quick = [...coverageCases(300), ...partCases(300)].filter(({ name }) => !slow.test(name));
  test.each(quick.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { share } = covered(one, DATA_SETS);
    expect(share).toBeGreaterThan(0.905);
    expect(share).toBeLessThan(0.99);
  });
});

describeWithLogs('over real periods', () => {
  test('of random splits hardly more than one in twenty is called different', async () => {
    expect(falseClaims(await referenceLog('municipal/BPIC15_1.xes.gz'), 150, 300)).toBeLessThanOrEqual(0.1);
  });

  test('durations shorter by 15 % are found in four of five, with 400 cases on each side', async () => {
    expect(power(await referenceLog('municipal/BPIC15_1.xes.gz'), 400, 0.85, 100, 300)).toBeGreaterThan(0.75);
  });
});
