import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { CaseDiagram } from '../case-diagram/case-diagram.tsx';
import { useNames } from '../labels/model-labels.ts';
import { Correspondence } from '../desk/correspondence.tsx';
import { Answered } from '../page/answered.tsx';
import { CaseFeedback } from '../survey/case-feedback.tsx';
import { PageHead } from '../page/page-head.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseCalls } from './case-calls.tsx';
import { CaseDecisions } from './case-decisions.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseIncidents } from './case-incidents.tsx';
import { CasePlaces } from './case-places.tsx';
import { CaseTerm } from './case-term.tsx';
import { CaseSuspension } from './case-suspension.tsx';
import { CaseVariables } from './case-variables.tsx';
import './case.css';

/** The file of a case: where it stands, its term, what hinders it, what happened and when. */
export function CaseFile({ standing }: { readonly standing: CaseDetail }): ReactElement {
  const { t } = useLanguage();
  const params = { caseKey: standing.caseKey };
  const nameOf = useNames([standing.definitionKey]);
  const history = useAnswer('getCaseHistory', { params }, { refetchInterval: 15_000 });
  const processName = nameOf(standing.definitionKey, standing.processId, standing.processName);
  const title = standing.caseNumber ?? t('case.unregistered');
  return (
    <>
      <PageHead title={title} lead={t('process.version', { name: processName, version: standing.processVersion })}>
        <Link to="/cases" className="button">
          {t('case.back')}
        </Link>
        <CaseActions standing={standing} title={title} />
      </PageHead>
      <CaseSuspension standing={standing} />
      <div className="card">
        <CaseFacts standing={standing} />
      </div>
      <CaseIncidents incidents={standing.incidents} />
      <section className="stack" aria-labelledby="place">
        <h2 id="place">{t('case.place')}</h2>
        <CaseDiagram standing={standing} {...(history.data ? { history: history.data.items } : {})} />
        <CasePlaces standing={standing} />
      </section>
      <CaseCalls standing={standing} />
      {standing.term ? <CaseTerm caseKey={standing.caseKey} term={standing.term} /> : null}
      <Correspondence
        caseKey={standing.caseKey}
        numbered={standing.caseNumber !== undefined}
        ended={standing.endedAt !== undefined}
      />
      <section className="stack" aria-labelledby="history">
        <h2 id="history">{t('case.history')}</h2>
        <Answered question={history}>
          {({ items }) => <CaseHistory rows={items} definitionKey={standing.definitionKey} />}
        </Answered>
      </section>
      {standing.status === 'completed' ? <CaseFeedback caseKey={standing.caseKey} /> : null}
      <CaseDecisions standing={standing} />
      <CaseVariables caseKey={standing.caseKey} />
    </>
  );
}
