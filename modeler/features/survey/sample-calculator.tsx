import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { numberOf } from '../change-plan/indicator-words.ts';
import { PlainField } from '../change-plan/plain-field.tsx';

/** How many to ask, and what a second wave can prove: before anybody is asked. */
export function SampleCalculator(): ReactElement {
  const { t, format } = useLanguage();
  const [typed, setTyped] = useState({ population: '25000', margin: '5', share: '60', first: '', second: '' });
  const whole = (text: string) => {
    const value = numberOf(text);
    return value === undefined || value < 1 ? undefined : Math.round(value);
  };
  const [population, first, second] = [whole(typed.population), whole(typed.first), whole(typed.second)];
  const [margin, share] = [numberOf(typed.margin), numberOf(typed.share)];
  const isRight =
    population !== undefined &&
    margin !== undefined &&
    margin >= 0.5 &&
    margin <= 25 &&
    share !== undefined &&
    share >= 1 &&
    share <= 99;
  const answer = useAnswer(
    'surveySample',
    {
      query: {
        population: population ?? 1,
        margin: (margin ?? 5) / 100,
        share: (share ?? 60) / 100,
        ...(first !== undefined && { first }),
        ...(second !== undefined && { second }),
      },
    },
    { enabled: isRight, keep: true },
  );
  const field = (name: keyof typeof typed) => (
    <PlainField
      id={`sample-${name}`}
      label={t(`survey.sample.${name}`)}
      value={typed[name]}
      inputMode="decimal"
      longest={10}
      change={(value) => setTyped({ ...typed, [name]: value })}
    />
  );
  return (
    <section className="card stack" aria-labelledby="sample">
      <h2 id="sample">{t('survey.sample.title')}</h2>
      <div className="plan-fields">
        {field('population')}
        {field('margin')}
        {field('share')}
        {field('first')}
        {field('second')}
      </div>
      <div role="status">
        {!isRight ? (
          <p>{t('survey.sample.wrong')}</p>
        ) : answer.data === undefined ? null : (
          <>
            <p className="headline">
              {t('survey.sample.needed', { count: answer.data.needed, needed: format.number(answer.data.needed) })}
            </p>
            <p>
              {answer.data.provable === null
                ? t('survey.sample.nothing')
                : t('survey.sample.provable', {
                    rise: format.number(answer.data.provable * 100),
                    power: format.share(answer.data.power),
                  })}
            </p>
            <p className="small soft">
              {t('survey.sample.perWave', {
                ten: format.number(answer.data.toProveTen),
                five: format.number(answer.data.toProveFive),
              })}
            </p>
          </>
        )}
      </div>
    </section>
  );
}
