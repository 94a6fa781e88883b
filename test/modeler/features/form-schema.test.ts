import { describe, expect, test } from '@jest/globals';
import { keysOf, localisedSchema } from '../../../modeler/features/form/form-schema.ts';

const SCHEMA = {
  type: 'default',
  components: [
    { type: 'text', text: '### Prašymas', properties: { 'text.en': '### Request' } },
    { type: 'textfield', key: 'applicant', label: 'Pareiškėjas', properties: { 'label.en': 'Applicant' } },
    {
      type: 'select',
      key: 'kind.code',
      label: 'Rūšis',
      values: [
        { value: 'a', label: 'Pirma' },
        { value: 'b', label: 'Antra' },
      ],
      properties: { 'values.a.en': 'First' },
    },
    {
      type: 'group',
      label: 'Grupė',
      properties: { 'label.en': 'Group' },
      components: [{ type: 'number', key: 'amount', label: 'Suma' }],
    },
    { type: 'textfield', key: 'shown', label: 'Tik rodoma', readonly: true },
    { type: 'html', content: '<a href="https://example.org">Login</a>' },
    { type: 'iframe', url: 'https://example.org' },
  ],
} as const;

describe('a form in another language', () => {
  test('has the texts that its author gave, and its own ones where there are none', () => {
    expect(localisedSchema(SCHEMA, 'en')).toMatchObject({
      components: [
        { text: '### Request' },
        { label: 'Applicant' },
        {
          label: 'Rūšis',
          values: [
            { value: 'a', label: 'First' },
            { value: 'b', label: 'Antra' },
          ],
        },
        { label: 'Group', components: [{ label: 'Suma' }] },
        { label: 'Tik rodoma' },
      ],
    });
  });

  test('is as its author wrote it in its own language', () => {
    expect(localisedSchema(SCHEMA, 'lt')).toMatchObject({
      components: [{ text: '### Prašymas' }, { label: 'Pareiškėjas' }, {}, {}, {}],
    });
  });

  test('never draws foreign pages', () => {
    expect(JSON.stringify(localisedSchema(SCHEMA, 'lt'))).not.toContain('example.org');
  });
});

test('a form writes the variables of its fields, not those it only shows', () => {
  expect([...keysOf(SCHEMA)].sort()).toEqual(['amount', 'applicant', 'kind']);
});
