import { describe, expect, test } from '@jest/globals';
import type { NameMapping } from '../../../api/contract.ts';
import {
  LEFT_OUT,
  NOT_IN_MODEL,
  askedNames,
  choicesOf,
  choicesText,
  isInCommon,
  proposals,
  withChoice,
} from '../../../modeler/features/conformance/name-choices.ts';

const activity = (element: string, step: string | null) => ({ element, name: element, n: 10, step });
const MAPPING: NameMapping = {
  activities: [
    activity('Užregistruoti', 'register'),
    activity('Sprendimo priemimas', null),
    activity('Skambutis', null),
    activity('Sprendimas', null),
  ],
  steps: [
    { element: 'register', name: 'Užregistruoti' },
    { element: 'decide', name: 'Sprendimo priėmimas' },
    { element: 'send', name: 'Išsiųsti atsakymą' },
  ],
};

describe('which step of a model an activity is', () => {
  test('is proposed by the likeness of names, the most alike first, no step twice, nothing where nothing is alike', () => {
    // "Sprendimas" is like the same step, too, but less.
    expect(proposals(MAPPING, {})).toEqual({ 'Sprendimo priemimas': 'decide' });
    expect(proposals(MAPPING, { 'Sprendimo priemimas': LEFT_OUT })).toEqual({ Sprendimas: 'decide' });
    expect(proposals(MAPPING, { Skambutis: 'decide' })).toEqual({});
  });

  test('is one activity alone: who is given its step takes it away; leaving out takes nothing away', () => {
    const one = withChoice({}, 'Sprendimas', 'decide');
    expect(withChoice(one, 'Skambutis', 'decide')).toEqual({ Skambutis: 'decide' });
    const left = withChoice(withChoice(one, 'Skambutis', LEFT_OUT), 'Sprendimo priemimas', LEFT_OUT);
    expect(left).toEqual({ Sprendimas: 'decide', Skambutis: LEFT_OUT, 'Sprendimo priemimas': LEFT_OUT });
    expect(withChoice(left, 'Sprendimas', '')).toEqual({ Skambutis: LEFT_OUT, 'Sprendimo priemimas': LEFT_OUT });
  });

  test('is asked as a mapping, and what is left out as all the others; what neither log nor model has is not asked', () => {
    expect(askedNames({}, MAPPING)).toEqual({});
    expect(askedNames({ Sprendimas: 'decide', Skambutis: LEFT_OUT, Kitas: 'decide', Užregistruoti: 'gone' }, MAPPING)).toEqual({
      mapping: { Sprendimas: 'decide' },
      only: ['Užregistruoti', 'Sprendimo priemimas', 'Sprendimas'],
    });
  });

  test('can be none though the name is the same: then it is not in the model, and its step is free for another', () => {
    const choices = withChoice({}, 'Užregistruoti', NOT_IN_MODEL);
    expect(askedNames(choices, MAPPING)).toEqual({ mapping: { Užregistruoti: '' } });
    expect(isInCommon(MAPPING, choices)).toBe(false);
    expect(isInCommon(MAPPING, withChoice(choices, 'Skambutis', 'register'))).toBe(true);
    expect(isInCommon(MAPPING, {})).toBe(true);
    expect(isInCommon(MAPPING, { Užregistruoti: LEFT_OUT })).toBe(false);
    const other = { ...MAPPING, activities: [...MAPPING.activities, activity('Užregistruotii', null)] };
    expect(proposals(other, choices)).toMatchObject({ Užregistruotii: 'register' });
    expect(proposals(other, {})).not.toHaveProperty('Užregistruotii');
  });

  test('is kept in the address, and an address that says something else is as good as none', () => {
    expect(choicesOf(choicesText({ a: 'b' }))).toEqual({ a: 'b' });
    expect(choicesText({})).toBeUndefined();
    for (const text of [undefined, '{', '[]', 'null', '7', '{"a":1}']) expect(choicesOf(text)).toEqual({});
  });
});
