import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useNames } from '../labels/model-labels.ts';
import { CaseStatus } from './case-status.tsx';

/** The case that called this one, and those that it has called. */
export function CaseCalls({ standing }: { readonly standing: CaseDetail }): ReactElement | null {
  const { t } = useLanguage();
  const { caseKey, callerCaseKey = '' } = standing;
  const caller = useAnswer('getCase', { params: { caseKey: callerCaseKey } }, { enabled: callerCaseKey !== '' });
  const called = useAnswer('listCases', { query: { callerCaseKey: caseKey, limit: 50 } }, { refetchInterval: 15_000 });
  const items = called.data?.items ?? [];
  const shown = [...(caller.data ? [caller.data] : []), ...items];
  const nameOf = useNames(shown.map(({ definitionKey }) => definitionKey));
  if (shown.length === 0) return null;
  const total = called.data?.total ?? items.length;
  return (
    <section className="stack" aria-labelledby="calls">
      <h2 id="calls">{t('calls.title')}</h2>
      <ul className="case-places">
        {shown.map((one) => (
          <li key={one.caseKey}>
            {one === caller.data ? t('calls.caller') : t('calls.called')}{' '}
            <Link to="/cases/$caseKey" params={{ caseKey: one.caseKey }}>
              {nameOf(one.definitionKey, one.processId, one.processName)}
              {one.caseNumber === undefined ? null : `, ${one.caseNumber}`}
            </Link>{' '}
            <CaseStatus row={one} />
          </li>
        ))}
      </ul>
      {total > items.length ? <p className="soft">{t('calls.more', { count: total - items.length })}</p> : null}
    </section>
  );
}
