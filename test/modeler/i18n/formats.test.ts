import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next from 'i18next';
import en from '../../../modeler/i18n/en.json' with { type: 'json' };
import { formatsOf } from '../../../modeler/i18n/formats.ts';
import type { Formats } from '../../../modeler/i18n/formats.ts';
import type { Language } from '../../../modeler/i18n/languages.ts';
import lt from '../../../modeler/i18n/lt.json' with { type: 'json' };

const DAY = 86_400_000;
const HOUR = 3_600_000;

async function formats(language: Language): Promise<Formats> {
  const words = i18next.createInstance();
  await words.init({ showSupportNotice: false, lng: language, resources: { lt: { translation: lt }, en: { translation: en } } });
  return formatsOf(language, (key, values) => words.t(key, values ?? {}));
}

describe('times in Lithuanian', () => {
  let format: Formats;
  beforeAll(async () => {
    format = await formats('lt');
  });

  test('take the plural form that the number asks for, also of fractions', () => {
    const days = [2, 5, 10, 11, 21, 2.4].map((count) => format.duration(count * DAY));
    expect(days).toEqual(['2 dienos', '5 dienos', '10 dienų', '11 dienų', '21 diena', '2,4 dienos']);
  });

  test('are told in the largest unit that still says something', () => {
    expect([
      format.duration(47 * HOUR),
      format.duration(90 * 60_000),
      format.duration(59 * 60_000),
      format.duration(30_000),
    ]).toEqual(['47 valandos', '1,5 valandos', '59 minutės', '30 sekundžių']);
  });

  test('are of Vilnius, on both sides of the clock change', () => {
    // 2026-10-25 01:00 UTC: summer time ends; 00:30 UTC is 03:30 before it, 01:30 UTC is 03:30 after it.
    expect(
      [format.instant('2026-10-25T00:30:00Z'), format.instant('2026-10-25T01:30:00Z')].map((text) => text.slice(-5)),
    ).toEqual(['03:30', '03:30']);
    expect(format.instant('2026-11-22T22:30:00Z')).toContain('23 00:30'.slice(3));
    expect(format.day('2026-11-22T22:30:00Z')).toContain('23');
  });

  test('leave a day on its day', () => {
    expect(format.day('2026-11-22')).toContain('22');
  });
});

test('in English a day is one day and two are days', async () => {
  const format = await formats('en');
  expect([format.duration(2 * DAY), format.duration(HOUR), format.duration(-3 * DAY)]).toEqual(['2 days', '1 hour', '-3 days']);
});
