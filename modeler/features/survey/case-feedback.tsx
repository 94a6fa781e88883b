import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';

/** The one-use link of an ended case, to hand to its applicant; it is told once and kept nowhere. */
export function CaseFeedback({ caseKey }: { readonly caseKey: string }): ReactElement | null {
  const { t } = useLanguage();
  const may = useMay('surveys.enter');
  const make = useChange('makeCaseLink', []);
  if (!may) return null;
  return (
    <section className="card stack" aria-labelledby="case-feedback">
      <h2 id="case-feedback">{t('survey.caseLink.title')}</h2>
      {make.error === null ? null : <Failure error={make.error} />}
      {make.data === undefined ? (
        <>
          <p className="soft">{t('survey.caseLink.lead')}</p>
          <p>
            <button
              type="button"
              className="button"
              disabled={make.isPending}
              onClick={() => make.mutate({ params: { caseKey } })}
            >
              {t('survey.caseLink.make')}
            </button>
          </p>
        </>
      ) : (
        <div className="field">
          <label htmlFor="case-link">{t('survey.caseLink.made')}</label>
          <input id="case-link" readOnly value={new URL(make.data.path, window.location.origin).href} />
        </div>
      )}
    </section>
  );
}
