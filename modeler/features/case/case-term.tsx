import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TermJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { TermLight } from '../term/term-light.tsx';
import { TermSheet } from './term-sheet.tsx';
import type { TermQuestion } from './term-sheet.tsx';

const MAKES_OLD = ['getCase', 'listCases', 'listTasks'] as const;

/** The statutory clock of the case, apart from its process: the law it comes from, its days, and what may be done with it now. */
export function CaseTerm({ caseKey, term }: { readonly caseKey: string; readonly term: TermJson }): ReactElement {
  const { t, format } = useLanguage();
  const params = { caseKey };
  const [asked, setAsked] = useState<TermQuestion | null>(null);
  const suspend = useChange('suspendTerm', MAKES_OLD);
  const resume = useChange('resumeTerm', MAKES_OLD);
  const restart = useChange('restartTerm', MAKES_OLD);
  const extend = useChange('extendTerm', MAKES_OLD);
  const forward = useChange('forwardTerm', MAKES_OLD);
  const error = [suspend, resume, restart, extend, forward].find((change) => change.isError)?.error;
  return (
    <section className="card stack" aria-labelledby="term">
      <h2 id="term">{t('term.title')}</h2>
      {error ? <Failure error={error} /> : null}
      <dl className="facts">
        <div>
          <dt>{t('term.dueOn')}</dt>
          <dd>{term.status === 'running' ? <TermLight term={term} /> : format.day(term.dueOn)}</dd>
        </div>
        <div>
          <dt>{t('term.state')}</dt>
          <dd>
            {t(`term.status.${term.status}`)}
            {term.suspension ? ` (${term.suspension.ground})` : null}
            {term.forwardedTo === undefined ? null : ` (${term.forwardedTo})`}
          </dd>
        </div>
        <div>
          <dt>{t('term.length')}</dt>
          <dd>{t(`term.days.${term.dayKind}`, { count: term.days })}</dd>
        </div>
        <div>
          <dt>{t('term.startedAt')}</dt>
          <dd>{format.day(term.startedAt)}</dd>
        </div>
        <div>
          <dt>{t('term.law')}</dt>
          <dd>{term.legalAct}</dd>
        </div>
        {term.suspendedDays > 0 ? (
          <div>
            <dt>{t('term.suspendedDays')}</dt>
            <dd>{format.number(term.suspendedDays)}</dd>
          </div>
        ) : null}
        {term.extensions > 0 ? (
          <div>
            <dt>{t('term.extensions')}</dt>
            <dd>{format.number(term.extensions)}</dd>
          </div>
        ) : null}
      </dl>
      {term.actions.length === 0 ? null : (
        <div className="row" role="group" aria-label={t('term.actions')}>
          {term.actions.map((action) => (
            <button
              key={action}
              type="button"
              className="button"
              onClick={() => {
                if (action === 'resume') resume.mutate({ params });
                else if (action === 'restart') restart.mutate({ params });
                else setAsked(action);
              }}
            >
              {t(`term.action.${action}`)}
            </button>
          ))}
        </div>
      )}
      {asked === null ? null : (
        <TermSheet
          question={asked}
          term={term}
          close={() => {
            setAsked(null);
          }}
          answer={(given) => {
            setAsked(null);
            if (given.question === 'suspend') suspend.mutate({ params, body: { ground: given.ground } });
            else if (given.question === 'extend') extend.mutate({ params, body: { days: given.days, reason: given.reason } });
            else forward.mutate({ params, body: { to: given.to } });
          }}
        />
      )}
    </section>
  );
}
