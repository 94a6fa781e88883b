import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { CaseDiagram } from '../case-diagram/case-diagram.tsx';
import { Failure } from '../failure/failure.tsx';
import { useNames } from '../labels/model-labels.ts';
import { Answered } from '../page/answered.tsx';
import { Confirm } from '../page/confirm.tsx';
import { PageHead } from '../page/page-head.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseIncidents } from './case-incidents.tsx';
import { CasePlaces } from './case-places.tsx';
import { CaseTerm } from './case-term.tsx';
import { CaseVariables } from './case-variables.tsx';
import { RegisterSheet } from './register-sheet.tsx';
import './case.css';

/** The file of a case: where it stands, its term, what hinders it, what happened and when. */
export function CaseFile({ standing }: { readonly standing: CaseDetail }): ReactElement {
  const { t } = useLanguage();
  const params = { caseKey: standing.caseKey };
  const nameOf = useNames([standing.definitionKey]);
  const history = useAnswer('getCaseHistory', { params }, { refetchInterval: 15_000 });
  const cancel = useChange('cancelCase', ['getCase', 'getCaseHistory', 'listCases', 'listTasks']);
  const [sheet, setSheet] = useState<'cancel' | 'register' | null>(null);
  const close = (): void => {
    setSheet(null);
  };
  const processName = nameOf(standing.definitionKey, standing.processId, standing.processName);
  const title = standing.caseNumber ?? t('case.unregistered');
  return (
    <>
      <PageHead title={title} lead={t('process.version', { name: processName, version: standing.processVersion })}>
        <Link to="/cases" className="button">
          {t('case.back')}
        </Link>
        {standing.actions.includes('register') ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              setSheet('register');
            }}
          >
            {t('case.action.register')}
          </button>
        ) : null}
        {standing.actions.includes('cancel') ? (
          <button
            type="button"
            className="button danger"
            onClick={() => {
              setSheet('cancel');
            }}
          >
            {t('case.action.cancel')}
          </button>
        ) : null}
      </PageHead>
      {cancel.error ? <Failure error={cancel.error} /> : null}
      <div className="card">
        <CaseFacts standing={standing} />
      </div>
      <CaseIncidents incidents={standing.incidents} />
      <section className="stack" aria-labelledby="place">
        <h2 id="place">{t('case.place')}</h2>
        <CaseDiagram standing={standing} {...(history.data ? { history: history.data.items } : {})} />
        <CasePlaces standing={standing} />
      </section>
      {standing.term ? <CaseTerm caseKey={standing.caseKey} term={standing.term} /> : null}
      <section className="stack" aria-labelledby="history">
        <h2 id="history">{t('case.history')}</h2>
        <Answered question={history}>
          {({ items }) => <CaseHistory rows={items} definitionKey={standing.definitionKey} />}
        </Answered>
      </section>
      <CaseVariables caseKey={standing.caseKey} />
      {sheet === 'cancel' ? (
        <Confirm
          title={t('case.cancelTitle', { number: title })}
          yes={t('case.action.cancel')}
          no={t('case.keep')}
          danger
          close={close}
          agree={() => {
            close();
            cancel.mutate(
              { params },
              {
                onSuccess: () => {
                  announce(t('case.cancelled'));
                },
              },
            );
          }}
        >
          <p>{t('case.cancelLead')}</p>
        </Confirm>
      ) : null}
      {sheet === 'register' ? <RegisterSheet caseKey={standing.caseKey} close={close} /> : null}
    </>
  );
}
