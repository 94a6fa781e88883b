import { describe, expect, test } from '@jest/globals';
import type { SourceJson } from '../../../api/contract.ts';
import { listIn, listText, questionOf, wayOf, wholeQuestionOf } from '../../../modeler/features/comparison/comparison-choice.ts';

const version = (number: number): SourceJson['versions'][number] => ({
  version: number,
  definitionKey: String(number),
  cases: 9,
  from: null,
  to: null,
});
const source = (kind: SourceJson['kind'], id: string, versions: readonly number[]): SourceJson => ({
  kind,
  id,
  name: id,
  cases: 9,
  openCases: 0,
  from: null,
  to: null,
  versions: versions.map(version),
});
const PERMIT = source('process', 'permit', [3, 2, 1]);
const BENEFIT = source('process', 'benefit', [1]);
const LOG = source('log', '77', []);

describe('what is compared', () => {
  test('is the newest version with the one before, of the process that has most, unless something else is named', () => {
    expect(questionOf({}, [BENEFIT, PERMIT])).toEqual({
      before: { processId: 'permit', version: 2 },
      after: { processId: 'permit', version: 3 },
    });
    expect(questionOf({ before: '1', after: '2' }, [PERMIT])).toEqual({
      before: { processId: 'permit', version: 1 },
      after: { processId: 'permit', version: 2 },
    });
  });

  test('is two periods only when all four days are known', () => {
    const asked = { way: 'periods', beforeFrom: '2026-01-01', beforeTo: '2026-03-01', afterFrom: '2026-04-01' };
    expect(questionOf(asked, [PERMIT])).toBeUndefined();
    expect(questionOf({ ...asked, afterTo: '2026-06-01' }, [PERMIT])).toEqual({
      before: { processId: 'permit', from: '2026-01-01', to: '2026-03-01' },
      after: { processId: 'permit', from: '2026-04-01', to: '2026-06-01' },
    });
  });

  test('is the old log with the newest version', () => {
    expect(questionOf({ way: 'log' }, [PERMIT, LOG])).toEqual({
      before: { logKey: '77' },
      after: { processId: 'permit', version: 3 },
    });
    expect(questionOf({ way: 'log' }, [PERMIT])).toBeUndefined();
  });

  test('begins with periods where no process has two versions', () => {
    expect(wayOf({}, [BENEFIT])).toBe('periods');
  });

  test('is compared by several attributes, whatever stands in their names, and by nothing that is no setting', () => {
    const names = ['kind', '5 %, or more', 'unit'];
    expect(listIn(listText(names))).toEqual(names);
    expect(listText([])).toBeUndefined();
    const question = { before: { logKey: '1' }, after: { logKey: '2' } };
    const asked = { by: listText(names), changeOn: '2026-03-01', hours: 'none', costPerHour: '20', dueAttribute: 'due' };
    expect(wholeQuestionOf(question, { ...asked, standardDays: 'soon', costAttribute: '' })).toEqual({
      ...question,
      by: names,
      changeOn: '2026-03-01',
      hours: 'none',
      costPerHour: 20,
      dueAttribute: 'due',
    });
    expect(wholeQuestionOf(question, { by: 'a,,b,a', hours: 'mine' })).toEqual({ ...question, by: ['a', 'b'] });
  });
});
