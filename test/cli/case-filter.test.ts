import { describe, expect, test } from '@jest/globals';
import { filtered, selectionIn } from '../../cli/case-filter.ts';
import { WrongUse } from '../../cli/command.ts';
import { logOf } from '../analytics/log-of.ts';

describe('the filter of the command line', () => {
  test('names units, steps, standing, days and attributes in one text', () => {
    expect(selectionIn('unit=a|b;activity=sign;status=open;from=2026-01-01;channel=desk|post')).toMatchObject({
      units: ['a', 'b'],
      activities: ['sign'],
      status: 'open',
      startedFromAt: Date.UTC(2026, 0, 1),
      attributes: [{ name: 'channel', values: ['desk', 'post'] }],
    });
    expect(selectionIn('institution=x', (names) => names.map((name) => `${name}-unit`))).toMatchObject({
      institutions: { names: ['x'], units: ['x-unit'] },
    });
  });

  test('leaves the cases that are meant', () => {
    expect(filtered(logOf('3 ab', '2 ac'), 'activity=c').cases.count).toBe(2);
  });

  test.each(['channel', 'status=done', 'from=soon', 'version=1|2', 'institution=x', 'activity=z'])('is wrong use: %s', (text) => {
    expect(() => filtered(logOf('ab'), text)).toThrow(WrongUse);
  });
});
