import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportedLog } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';
import { Confirm } from '../page/confirm.tsx';

/** The imported logs, each with what is in it. */
export function LogTable({ logs }: { readonly logs: readonly ImportedLog[] }): ReactElement {
  const { t, format } = useLanguage();
  const mayChange = useMay('logs.change');
  const remove = useChange('deleteLog', ['listLogs', 'listSources']);
  const [asked, setAsked] = useState<ImportedLog | null>(null);
  return (
    <>
      {remove.error ? <Failure error={remove.error} /> : null}
      <div className="table-scroll" role="group" aria-label={t('logs.title')} tabIndex={0}>
        <table className="list">
          <caption className="visually-hidden">{t('logs.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('logs.name')}</th>
              <th scope="col" className="number">
                {t('logs.cases')}
              </th>
              <th scope="col" className="number">
                {t('logs.events')}
              </th>
              <th scope="col" className="number">
                {t('logs.activities')}
              </th>
              <th scope="col">{t('logs.period')}</th>
              <th scope="col">{t('logs.imported')}</th>
              {mayChange ? (
                <th scope="col">
                  <span className="visually-hidden">{t('logs.actions')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {logs.map((log) => (
              <tr key={log.logKey}>
                <th scope="row">
                  <Link to="/insight/logs/$logKey" params={{ logKey: log.logKey }}>
                    {log.name}
                  </Link>
                  <div className="small soft">{log.fileName}</div>
                </th>
                <td className="number">{format.number(log.cases)}</td>
                <td className="number">{format.number(log.events)}</td>
                <td className="number">{format.number(log.activities)}</td>
                <td className="figure">
                  {log.from === null || log.to === null ? '–' : `${format.day(log.from)} – ${format.day(log.to)}`}
                </td>
                <td className="figure">
                  {format.instant(log.importedAt)}
                  <div className="small soft">{log.importedBy}</div>
                </td>
                {mayChange ? (
                  <td>
                    <button
                      type="button"
                      className="button small danger"
                      onClick={() => {
                        setAsked(log);
                      }}
                    >
                      {t('logs.delete')}
                      <span className="visually-hidden"> {log.name}</span>
                    </button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked === null ? null : (
        <Confirm
          title={t('logs.deleteTitle')}
          yes={t('logs.delete')}
          danger
          close={() => {
            setAsked(null);
          }}
          agree={() => {
            remove.mutate({ params: { logKey: asked.logKey } });
            setAsked(null);
          }}
        >
          <p>{t('logs.deleteLead', { name: asked.name })}</p>
        </Confirm>
      )}
    </>
  );
}
