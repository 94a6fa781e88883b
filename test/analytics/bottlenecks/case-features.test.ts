import { describe, expect, test } from '@jest/globals';
import { bottlenecks } from '../../../analytics/bottlenecks.ts';
import { caseFeatures, unitFeature } from '../../../analytics/bottlenecks/case-features.ts';
import { whereText } from '../../../analytics/bottlenecks/sentence.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { AttributeValue } from '../../../analytics/log/columns.ts';

const HOUR = 3_600_000;

/** Forty cases with one activity, whose wait, unit and attributes follow from the number of the case. */
function fortyCases(attributes: (index: number) => Readonly<Record<string, AttributeValue>>, waitHours = (_: number) => 1) {
  const builder = new EventLogBuilder('started');
  for (let index = 0; index < 40; index++) {
    builder.addCase(String(index));
    for (const [name, value] of Object.entries(attributes(index))) builder.setCaseAttribute(index, name, value);
    const startedAt = waitHours(index) * HOUR;
    builder.addRow(index, {
      activity: 'examine',
      resource: `clerk ${String(index % 2)}`,
      unit: index < 37 ? 'north' : 'south',
      enabledAt: 0,
      startedAt,
      completedAt: startedAt + HOUR,
    });
    builder.describeCase(index, { status: 'completed', startedAt: 0, completedAt: startedAt + HOUR });
  }
  return builder.build();
}

describe('what cases are divided by', () => {
  test('is the values of their attributes, and quarters of numbers', () => {
    const features = caseFeatures(fortyCases((index) => ({ district: index < 30 ? 'Kaunas' : 'Vilnius', area: index / 2 })));
    expect(features.map(({ groups }) => groups.map((group) => whereText([group])))).toEqual([
      ['district = Kaunas', 'district = Vilnius'],
      // 0, 0.5 … 19.5: quarters at 4.875, 9.75 and 14.63.
      ['area below 4.875', 'area from 4.875 below 9.75', 'area from 9.75 below 14.63', 'area from 14.63'],
    ]);
    expect([9, 10, 39].map((index) => features[1]?.groupOf[index])).toEqual([0, 1, 3]);
  });

  test('is no clerk, no running number, and no group of fewer than five', () => {
    const log = fortyCases((index) => ({
      responsible: `clerk ${String(index % 2)}`,
      number: 1000 + index,
      name: `case ${String(index)}`,
      rare: index < 4 ? 'yes' : 'no',
    }));
    expect(caseFeatures(log).map(({ groups }) => whereText(groups))).toEqual(['rare = no']);
    // South has three cases.
    expect(unitFeature(log, [...log.caseOf.keys()]).groups).toEqual([{ of: 'unit', value: 'north' }]);
  });

  test('names where a bottleneck is worst, with the size of both sides and the number of tests', () => {
    const log = fortyCases(
      (index) => ({ district: index % 4 === 0 ? 'Kaunas' : 'Vilnius' }),
      (index) => (index % 4 === 0 ? 50 : 5) + index / 100,
    );
    const [examine] = bottlenecks(log);
    // Two districts; north, but its rest is too small; north in Vilnius (in Kaunas all are in the north).
    expect(examine?.segments).toMatchObject({
      tests: 3,
      worst: { groups: [{ of: 'attribute', attribute: 'district', value: 'Kaunas' }], n: 10, nRest: 30, cliffsDelta: 1 },
    });
    expect(examine?.sentence.clauses.at(-1)).toMatchObject({
      key: 'worstWhere',
      parameters: { where: 'district = Kaunas', n: 10 },
    });
    // 50.18 and 5.2 hours: means of 50 + 0 … 0.36, and of 5 + the other hundredths.
    expect(examine?.sentence.text).toContain('worst where district = Kaunas: 2.09 days against 5.2 hours (n = 10)');
  });
});
