import { describe, expect, test } from '@jest/globals';
import { attributeList, attributesIn, attributesText, valuesIn, valuesText } from '../../../api/contract/case-filter.ts';
import { random } from '../../../analytics/simulation/random.ts';

describe('several values as one text', () => {
  test('are divided by |, each told once; a backslash takes the next letter as it is', () => {
    expect(valuesIn('desk|post|desk')).toEqual(['desk', 'post']);
    expect(valuesIn('A \\| B|C\\\\')).toEqual(['A | B', 'C\\']);
    expect(valuesIn('')).toEqual([]);
  });

  test('belong to attributes; a name told twice is one choice', () => {
    expect(attributesIn('channel=desk|post;kind=legal;channel=phone')).toEqual([
      { name: 'channel', values: ['desk', 'post', 'phone'] },
      { name: 'kind', values: ['legal'] },
    ]);
    expect(attributesIn('sum=a=b;note=')).toEqual([
      { name: 'sum', values: ['a=b'] },
      { name: 'note', values: [''] },
    ]);
  });

  test.each(['channel', '=desk', 'channel=desk;', 'channel\\=desk'])('are no attributes without a name or =: %s', (text) => {
    expect(attributesIn(text)).toBeUndefined();
    expect(attributeList.safeParse(text).success).toBe(false);
  });

  test('come back as they were written, whatever letters they have', () => {
    const chance = random(11);
    const word = () => Array.from({ length: 1 + chance.integer(4) }, () => 'ab|;=\\ ž'[chance.integer(8)]).join('');
    for (let round = 0; round < 500; round++) {
      const names = new Set(Array.from({ length: 3 }, word));
      const choices = [...names].map((name) => ({ name, values: [...new Set([word(), word()])] }));
      expect([round, attributesIn(attributesText(choices))]).toEqual([round, choices]);
      const [{ values } = { values: [] }] = choices;
      expect([round, valuesIn(valuesText(values))]).toEqual([round, values]);
    }
  });
});
