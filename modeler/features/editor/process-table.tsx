import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ProcessJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';

/** Processes, each with its versions, newest first. */
export function ProcessTable({ processes }: { readonly processes: readonly ProcessJson[] }): ReactElement {
  const { t, format } = useLanguage();
  const newest = processes.flatMap(({ versions }) => versions[0]?.definitionKey ?? []);
  const nameOf = useNames(newest);
  return (
    <div className="table-scroll" role="group" aria-label={t('models.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('models.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('models.process')}</th>
            <th scope="col">{t('models.version')}</th>
            <th scope="col">{t('models.deployed')}</th>
            <th scope="col">{t('models.by')}</th>
            <th scope="col" className="number">
              {t('models.activeCases')}
            </th>
          </tr>
        </thead>
        {processes.map((process) => (
          <tbody key={process.processId}>
            {process.versions.map((version, index) => (
              <tr key={version.definitionKey}>
                {index === 0 ? (
                  <th scope="rowgroup" rowSpan={process.versions.length}>
                    {nameOf(version.definitionKey, process.processId, process.name)}
                    <div className="small soft mono">{process.processId}</div>
                  </th>
                ) : null}
                <td>
                  <Link to="/models/$drawing" params={{ drawing: version.definitionKey }}>
                    {t('models.open', { version: version.version })}
                  </Link>{' '}
                  {version.versionTag === undefined ? null : <span className="tag">{version.versionTag}</span>}
                </td>
                <td className="figure">{format.instant(version.deployedAt)}</td>
                <td>{version.deployedBy ?? '–'}</td>
                {index === 0 ? (
                  <td className="number" rowSpan={process.versions.length}>
                    <Link to="/cases" search={{ processId: process.processId, status: 'active' }}>
                      {format.number(process.activeCases)}
                    </Link>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
