import type { Translate } from '../../i18n/translate.ts';

/**
 * What a reader of logs met, in the reader's language: readers say `line 7`, and what is wrong there, in English. What is not known here
 * (names of cases, columns, activities) stays as it is.
 */
export function exampleWords(example: string, t: Translate): string {
  if (example === 'the whole log') return t('quality.whole');
  if (example === 'in the log itself') return t('quality.example.outside');
  const [, move, step] = /^(suspend|resume) (.+)$/s.exec(example) ?? [];
  if (move !== undefined && step !== undefined) return t(`quality.example.unpaired.${move}`, { step });
  const [, line, rest = ''] = /^line (\d+)(?:: )?(.*)$/s.exec(example) ?? [];
  if (line === undefined) return example;
  return rest === ''
    ? t('quality.example.line', { line })
    : t('quality.example.told', { line, what: brokenWords(rest, t) ?? rest });
}

/** What is wrong with a row of a CSV; undefined where the sentence is none of those known. */
export function brokenWords(message: string, t: Translate): string | undefined {
  for (const [pattern, key] of BROKEN) {
    const found = pattern.exec(message);
    if (found) return t(`quality.example.${key}`, { ...found.groups });
  }
  return undefined;
}

/** The sentences of analytics/log/csv-rows, csv-records and date-column. */
const BROKEN: readonly (readonly [RegExp, string])[] = [
  [/^The line has (?<values>\d+) values, the header (?<columns>\d+)\.$/, 'width'],
  [/^The row has no value in (?<column>.*)\.$/s, 'noValue'],
  [/^The row has no time in (?<column>.*)\.$/s, 'noTime'],
  [/^“(?<value>.*)” in (?<column>.*) is not a date\.$/s, 'noDate'],
  [
    /^(?<column>.*) mixes ways of writing dates: “(?<value>.*)” \(.*\) after “(?<other>.*)” \(line (?<otherLine>\d+)\)\.$/s,
    'mixed',
  ],
  [/^After a closing quote stands neither a delimiter nor the end of the line\.$/, 'quote'],
];
