import { expect, test } from '@jest/globals';
import { amongQuery, chosen, withChoice } from '../../../modeler/features/among/among-search.ts';

test('an address keeps one choice each, and the rest of what it says', () => {
  const search = withChoice(withChoice({ unit: 'permits', sort: 'name' }, 'channel', 'post'), 'applicantKind', 'legal');
  expect(amongQuery(search)).toEqual({ unit: 'permits', where: 'channel=post;applicantKind=legal' });
  expect(search.sort).toBe('name');
  expect([chosen(search, 'channel'), chosen(search, 'unit'), chosen(search, 'institution')]).toEqual(['post', 'permits', '']);
  expect(amongQuery(withChoice(withChoice(search, 'channel', ''), 'unit', ''))).toEqual({ where: 'applicantKind=legal' });
  expect(amongQuery({ where: 'nonsense' })).toEqual({});
});
