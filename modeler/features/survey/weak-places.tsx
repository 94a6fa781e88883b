import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Recommend } from '../change-plan/to-plan.tsx';
import { measureValue } from './survey-words.ts';

type Results = AnswerOf<'getWaveResults'>;
type By = keyof Results['groups'];

/** Where people are least satisfied: the five weakest services, and what is lower than the rest beyond doubt; each may become a recommendation. */
export function WeakPlaces({
  by,
  results,
  nameOf,
}: {
  readonly by: By;
  readonly results: Results;
  readonly nameOf: (value: string) => string;
}): ReactElement | null {
  const { t, format } = useLanguage();
  const weak = by === 'service' ? results.weakest : results.groups[by].filter(({ isLow }) => isLow);
  if (weak.length === 0) return null;
  return (
    <div className="card stack">
      <h3>{t(by === 'service' ? 'survey.weakest' : 'survey.lower')}</h3>
      <ul className="stack">
        {weak.map(({ value, csat, n }) =>
          value === null ? null : (
            <li key={value}>
              {t('survey.weakOne', {
                name: nameOf(value),
                value: measureValue({ name: 'csat' }, csat.value, format),
                n: format.number(n ?? 0),
              })}
              <Recommend
                from={{ kind: 'survey', wave: results.wave.wave, measure: 'csat', group: { by, value, name: nameOf(value) } }}
                about={nameOf(value)}
              />
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
