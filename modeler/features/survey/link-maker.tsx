import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { numberOf } from '../change-plan/indicator-words.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';

/** One-use links of a campaign, to be printed on letters: they are shown once. */
export function LinkMaker({ wave }: { readonly wave: number }): ReactElement {
  const { t } = useLanguage();
  const make = useChange('makeLinks', []);
  const [count, setCount] = useState('10');
  const whole = Math.round(numberOf(count) ?? 0);
  const links = make.data?.paths.map((path) => new URL(path, window.location.origin).href).join('\n');
  return (
    <section className="card stack" aria-labelledby="links">
      <h2 id="links">{t('survey.links.title')}</h2>
      <p className="soft">{t('survey.links.lead')}</p>
      {make.error === null ? null : <Failure error={make.error} />}
      <div className="filters">
        <PlainField
          id="link-count"
          label={t('survey.links.count')}
          value={count}
          inputMode="numeric"
          longest={4}
          change={setCount}
        />
        <button
          type="button"
          className="button"
          disabled={make.isPending || whole < 1 || whole > 1000}
          onClick={() => make.mutate({ params: { wave: String(wave) }, body: { count: whole, context: {} } })}
        >
          {t('survey.links.make')}
        </button>
      </div>
      {links === undefined ? null : (
        <div className="field">
          <label htmlFor="made-links">{t('survey.links.made')}</label>
          <textarea id="made-links" readOnly rows={6} value={links} />
        </div>
      )}
    </section>
  );
}
