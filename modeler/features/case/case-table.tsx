import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseSummary } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';
import { TermLight } from '../term/term-light.tsx';
import { CaseStatus } from './case-status.tsx';

/** Cases with what one looks for first: number, process, state, term, length. */
export function CaseTable({ cases, now }: { readonly cases: readonly CaseSummary[]; readonly now: number }): ReactElement {
  const { t, format } = useLanguage();
  const nameOf = useNames(cases.map(({ definitionKey }) => definitionKey));
  return (
    <div className="table-scroll" role="group" aria-label={t('cases.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('cases.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('case.number')}</th>
            <th scope="col">{t('case.process')}</th>
            <th scope="col">{t('case.status')}</th>
            <th scope="col">{t('case.started')}</th>
            <th scope="col">{t('case.lasts')}</th>
            <th scope="col">{t('case.term')}</th>
            <th scope="col">{t('case.unit')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((row) => (
            <tr key={row.caseKey}>
              <th scope="row">
                <Link to="/cases/$caseKey" params={{ caseKey: row.caseKey }}>
                  {row.caseNumber ?? t('case.unregistered')}
                </Link>
              </th>
              <td>
                {t('process.version', {
                  name: nameOf(row.definitionKey, row.processId, row.processName),
                  version: row.processVersion,
                })}
              </td>
              <td>
                <CaseStatus row={row} />
              </td>
              <td className="figure">{format.instant(row.receivedAt ?? row.startedAt)}</td>
              <td className="figure">
                {format.duration((row.endedAt === undefined ? now : Date.parse(row.endedAt)) - Date.parse(row.startedAt))}
              </td>
              <td>{row.term ? <TermLight term={row.term} /> : <span className="soft">–</span>}</td>
              <td>{row.unit ?? <span className="soft">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
