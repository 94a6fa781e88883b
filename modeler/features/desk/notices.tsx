import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

/** Written notices that the law wants and nobody has noted as sent. */
export function Notices(): ReactElement {
  const { t, format } = useLanguage();
  const notices = useAnswer('listNotices', {}, { refetchInterval: 60_000 });
  return (
    <section className="stack">
      <h2 id="desk-notices">{t('desk.notices')}</h2>
      <Answered question={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('desk.noNotices')}</p>
          ) : (
            <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="desk-notices">
              <table className="list">
                <thead>
                  <tr>
                    <th scope="col">{t('case.number')}</th>
                    <th scope="col">{t('desk.notice')}</th>
                    <th scope="col">{t('desk.noticeBy')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ caseKey, caseNumber, kind, dueOn, isLate }) => (
                    <tr key={`${caseKey} ${kind}`}>
                      <th scope="row">
                        <Link to="/cases/$caseKey" params={{ caseKey }}>
                          {caseNumber ?? t('case.unregistered')}
                        </Link>
                      </th>
                      <td>{t(`letter.kind.${kind}`)}</td>
                      <td>
                        {dueOn === undefined ? null : format.day(dueOn)} {isLate ? <strong>{t('desk.late')}</strong> : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answered>
    </section>
  );
}
