import { describe, expect, test } from '@jest/globals';
import { lacking, sureness, withRole } from '../../../modeler/features/logs/csv-roles.ts';
import type { MappedColumn } from '../../../modeler/features/logs/csv-roles.ts';

const COLUMNS: readonly MappedColumn[] = [
  { name: 'a', role: 'case' },
  { name: 'b', role: 'end', dateFormat: 'day first' },
  { name: 'c', role: 'attribute', type: 'integer' },
  { name: 'd', role: 'ignore' },
];

describe('the role of a column', () => {
  test('that only one can have is taken from the one that had it; attributes and what is left out can be many', () => {
    expect(withRole(COLUMNS, 2, 'case').map(({ role }) => role)).toEqual(['attribute', 'end', 'case', 'ignore']);
    expect(withRole(COLUMNS, 0, 'attribute').map(({ role }) => role)).toEqual(['attribute', 'end', 'attribute', 'ignore']);
    expect(withRole(COLUMNS, 2, 'ignore').map(({ role }) => role)).toEqual(['case', 'end', 'ignore', 'ignore']);
  });

  test('brings no date format and no type from the role before', () => {
    expect(withRole(COLUMNS, 1, 'attribute')[1]).toEqual({ name: 'b', role: 'attribute' });
    expect(withRole(COLUMNS, 2, 'start')[2]).toEqual({ name: 'c', role: 'start' });
  });

  test('lacks until case, activity and one time are named', () => {
    expect(lacking(COLUMNS)).toEqual(['activity']);
    expect(lacking([])).toEqual(['case', 'activity', 'time']);
    expect(lacking([...COLUMNS.slice(0, 1), { name: 'x', role: 'activity' }, { name: 'y', role: 'start' }])).toEqual([]);
  });

  test('is sure, likely or a guess', () => {
    expect([0.95, 0.9, 0.6, 0.59].map(sureness)).toEqual(['sure', 'sure', 'likely', 'guess']);
  });
});
