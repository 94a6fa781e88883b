import { expect, test } from '@jest/globals';
import { searchOf, writeSearch } from '../../modeler/search-params.ts';

test('a 64-bit key goes through the address unchanged', () => {
  const key = '4611686018427387905';
  const read = searchOf('caseKeys')(Object.fromEntries(new URLSearchParams(writeSearch({ caseKeys: key }))));
  expect(read).toEqual({ caseKeys: key });
});

test('what a page does not know and what is empty leave the address', () => {
  expect(searchOf('status')({ status: 'active', other: 'x' })).toEqual({ status: 'active' });
  expect(writeSearch({ status: '', number: undefined })).toBe('');
});
