import { expect, test } from '@jest/globals';
import { suspensionTimes, type SuspensionTime } from '../../engine/case/suspension-times.ts';

const span = (reason: SuspensionTime['reason'], fromAt: number, toAt?: number): SuspensionTime => ({
  reason,
  fromAt,
  ...(toAt === undefined ? {} : { toAt }),
});
const LIVED = { enabledAt: 100, endedAt: 200 };

test.each([
  ['one that was over when the element began', [], [span('legal', 50, 100)], []],
  ['one that lasted into its life', [], [span('legal', 50, 101)], [span('legal', 50, 101)]],
  ['one that began before its end', [], [span('legal', 199, 300)], [span('legal', 199, 300)]],
  ['one that began at its end', [], [span('legal', 200, 300)], []],
  ['one that lasts still', [], [span('legal', 150)], [span('legal', 150)]],
  ['its own, with the case not suspended', [span('applicant', 120, 130)], [], [span('applicant', 120, 130)]],
  [
    'its own and the case’s, in order',
    [span('applicant', 150, 160)],
    [span('legal', 110, 120)],
    [span('legal', 110, 120), span('applicant', 150, 160)],
  ],
  [
    'the case’s inside its own: it waited for its own reason',
    [span('applicant', 120, 180)],
    [span('legal', 120, 180)],
    [span('applicant', 120, 180)],
  ],
  [
    'the case’s that began before its own',
    [span('applicant', 120, 180)],
    [span('legal', 119, 180)],
    [span('legal', 119, 180), span('applicant', 120, 180)],
  ],
  [
    'the case’s that ended after its own',
    [span('applicant', 120, 180)],
    [span('legal', 130, 181)],
    [span('applicant', 120, 180), span('legal', 130, 181)],
  ],
  ['the case’s beyond its end, inside its own', [span('applicant', 120)], [span('legal', 130)], [span('applicant', 120)]],
])('an element was suspended with its case for as long as both lived: %s', (_, own, ofCase, times) => {
  expect(suspensionTimes(LIVED, own, ofCase)).toEqual(times);
});

test('an element that lives still is suspended as long as its case is', () => {
  expect(suspensionTimes({ enabledAt: 100 }, [], [span('legal', 1_000)])).toEqual([span('legal', 1_000)]);
});
