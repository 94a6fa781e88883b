import { expect, test } from '@jest/globals';
import i18next from 'i18next';
import { Readable } from 'node:stream';
import { readCsv } from '../../../analytics/log/csv.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { exampleWords } from '../../../modeler/features/quality/example-words.ts';
import en from '../../../modeler/i18n/en.json' with { type: 'json' };
import lt from '../../../modeler/i18n/lt.json' with { type: 'json' };
import type { Translate } from '../../../modeler/i18n/translate.ts';

async function saidIn(language: 'lt' | 'en'): Promise<Translate> {
  const i18n = i18next.createInstance();
  await i18n.init({
    resources: { lt: { translation: lt }, en: { translation: en } },
    lng: language,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  return (key, values) => i18n.t(key, values ?? {});
}

const ROWS = Array.from({ length: 60 }, (_, index) => `${String(index)},check,2026-03-01T08:00:00Z`);
const BROKEN = ['7,check', ',check,2026-03-01T08:00:00Z', '8,check,', '9,check,soon', '10,check,13/04/2026 09:00'];

/** What the reader itself says of the broken rows. */
async function met(): Promise<readonly string[]> {
  const text = ['case,activity,end', ...ROWS, ...BROKEN].join('\n');
  const log = await readCsv(Readable.from([Buffer.from(text)]), { skipBroken: true });
  if (isLogFault(log)) throw new Error(log.message);
  return log.notes?.find(({ kind }) => kind === 'skippedRow')?.examples ?? [];
}

test('what a reader met in broken rows is said in the language of the page', async () => {
  const examples = await met();
  expect(examples).toHaveLength(BROKEN.length);
  const [lithuanian, english] = [await saidIn('lt'), await saidIn('en')];
  expect(examples.map((example) => exampleWords(example, lithuanian))).toEqual([
    '62 eilutė: reikšmių yra 2, o stulpelių – 3',
    '63 eilutė: stulpelyje „case“ nėra reikšmės',
    '64 eilutė: stulpelyje „end“ nėra laiko',
    '65 eilutė: „soon“ stulpelyje „end“ nėra data',
    '66 eilutė: „13/04/2026 09:00“ stulpelyje „end“ užrašyta kitaip negu „2026-03-01T08:00:00Z“ (2 eilutė)',
  ]);
  expect(exampleWords(examples[3] ?? '', english)).toBe('line 65: “soon” in “end” is not a date');
});

test('names of cases and columns stay as they are', async () => {
  const t = await saidIn('lt');
  expect(
    ['end: Europe/Vilnius', 'N17', 'line', 'resume Tikrinti', 'line 4', 'the whole log', 'in the log itself'].map((one) =>
      exampleWords(one, t),
    ),
  ).toEqual([
    'end: Europe/Vilnius',
    'N17',
    'line',
    'žingsnio „Tikrinti“ tęsimas',
    '4 eilutė',
    'visas žurnalas',
    'pačiame žurnale',
  ]);
});
