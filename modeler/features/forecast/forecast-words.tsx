import type { ReactElement } from 'react';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { apartWords, boundsWords, valueWords, wayOf } from './estimate-words.ts';
import type { SidedMeasure } from './sided-measure.ts';

const LOOK = { better: 'good', worse: 'bad', unproven: '' } as const;

/** The answer first, in words: how the time of a case changes, then what else changes. */
export function ForecastWords({ measures }: { readonly measures: readonly SidedMeasure[] }): ReactElement | null {
  const { t, format } = useLanguage();
  const [first, ...others] = measures;
  if (first === undefined) return null;
  const standing = standingOf(first);
  return (
    <section className={`notice verdict ${LOOK[standing]}`} aria-labelledby="forecast-words">
      <h2 id="forecast-words" className="verdict-words">
        {t(`forecast.verdict.${standing}`)}
      </h2>
      <p>{timeWords(first, t, format)}</p>
      <ul>
        {others.map((measure) => (
          <li key={measure.name}>{measureSentence(measure, t, format)}</li>
        ))}
      </ul>
    </section>
  );
}

export function standingOf({ difference, better }: SidedMeasure): 'better' | 'worse' | 'unproven' {
  const way = wayOf(difference);
  return way === 'unproven' ? way : way === better ? 'better' : 'worse';
}

/** "The mean cycle time falls by 4.2 days (3.1–5.3)." */
export function timeWords({ asIs, toBe, difference }: SidedMeasure, t: Translate, format: Formats): string {
  const way = wayOf(difference);
  const { mean, low, high } = difference;
  if (mean === null) return t('forecast.time.unknown');
  if (way === 'unproven')
    return t('forecast.time.unproven', {
      difference: apartWords(mean, 'ms', t, format),
      range: boundsWords(difference, (value) => apartWords(value, 'ms', t, format)),
    });
  const [least, most] = [Math.abs(low ?? 0), Math.abs(high ?? 0)].sort((a, b) => a - b);
  return t(`forecast.time.${way}`, {
    amount: format.duration(Math.abs(mean)),
    least: format.duration(least ?? 0),
    most: format.duration(most ?? 0),
    before: valueWords(asIs.mean, 'ms', format),
    after: valueWords(toBe.mean, 'ms', format),
  });
}

/** "On time: 71 % → 88 % (+15 … +19 points)." */
function measureSentence({ name, unit, asIs, toBe, difference }: SidedMeasure, t: Translate, format: Formats): string {
  return t(wayOf(difference) === 'unproven' ? 'forecast.sameMeasure' : 'forecast.changedMeasure', {
    name: t(`forecast.measures.${name}`),
    before: valueWords(asIs.mean, unit, format),
    after: valueWords(toBe.mean, unit, format),
    range: boundsWords(difference, (value) => apartWords(value, unit, t, format)),
  });
}
