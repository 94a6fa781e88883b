import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

/** What services miss, over all of them: each rule with how many miss it, and the way to those. */
export function GapTable({ show }: { readonly show: (rule: string) => void }): ReactElement {
  const { t, format } = useLanguage();
  const gaps = useAnswer('listServiceGaps', { query: {} });
  return (
    <details className="card">
      <summary>{t('services.gapsOverAll')}</summary>
      <Answered question={gaps}>
        {({ items }) => (
          <div className="table-scroll" role="group" aria-label={t('services.gapsOverAll')} tabIndex={0}>
            <table className="list">
              <caption className="visually-hidden">{t('services.gapsOverAll')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('services.rule_label')}</th>
                  <th scope="col" className="number">
                    {t('services.count')}
                  </th>
                  <th scope="col" className="number">
                    {t('services.places')}
                  </th>
                  <th scope="col">{t('services.source_label')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ rule, services, gaps: places, source }) => (
                  <tr key={rule}>
                    <th scope="row">
                      {services === 0 ? (
                        t(`services.rule.${rule}`)
                      ) : (
                        <button type="button" className="button small" onClick={() => show(rule)}>
                          {t(`services.rule.${rule}`)}
                        </button>
                      )}
                    </th>
                    <td className="number">{format.number(services)}</td>
                    <td className="number">{format.number(places)}</td>
                    <td className="small soft">{source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </details>
  );
}
