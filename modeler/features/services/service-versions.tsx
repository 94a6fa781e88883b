import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

/** The versions of a card: who changed what, when and why. */
export function ServiceVersions({ code }: { readonly code: string }): ReactElement {
  const { t, format } = useLanguage();
  const versions = useAnswer('listServiceVersions', { params: { code } });
  return (
    <section className="card stack">
      <h2>{t('services.versions')}</h2>
      <Answered question={versions}>
        {({ items }) => (
          <div className="table-scroll" role="group" aria-label={t('services.versions')} tabIndex={0}>
            <table className="list">
              <caption className="visually-hidden">{t('services.versions')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('services.version')}</th>
                  <th scope="col">{t('services.changedAt')}</th>
                  <th scope="col">{t('services.changedBy')}</th>
                  <th scope="col">{t('services.changed')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ version, changedAt, changedBy, note, changed }) => (
                  <tr key={version}>
                    <th scope="row" className="figure">
                      {version}
                    </th>
                    <td className="figure">{format.instant(changedAt)}</td>
                    <td>{changedBy}</td>
                    <td>
                      {version === 1 ? t('services.firstVersion') : changed.map((field) => t(`card.place.${field}`)).join(', ')}
                      {note === undefined ? null : <div className="small soft">{note}</div>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </section>
  );
}
