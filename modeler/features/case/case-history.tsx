import type { ReactElement } from 'react';
import type { HistoryRow } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';

/** Work that somebody, or some program, starts: of what the engine itself does nothing is unknown. */
const WORK = /^(user|service)Task$/;

/** Every activity with its instants; what nobody told stays unknown and is shown so. */
export function CaseHistory({
  rows,
  definitionKey,
}: {
  readonly rows: readonly HistoryRow[];
  readonly definitionKey: string;
}): ReactElement {
  const { t, format } = useLanguage();
  const nameOf = useNames([definitionKey]);
  // An instant that has not come yet is no unknown one.
  const instant = (row: HistoryRow, iso: string | undefined): ReactElement | string => {
    if (iso !== undefined) return format.instant(iso);
    return row.endedAt === undefined || !WORK.test(row.elementKind) ? '–' : <span className="soft">{t('history.unknown')}</span>;
  };
  return (
    <div className="table-scroll" role="group" aria-label={t('case.history')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('case.history')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('history.element')}</th>
            <th scope="col">{t('history.enabled')}</th>
            <th scope="col">{t('history.claimed')}</th>
            <th scope="col">{t('history.started')}</th>
            <th scope="col">{t('history.suspended')}</th>
            <th scope="col">{t('history.ended')}</th>
            <th scope="col">{t('history.by')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            return (
              <tr key={row.elementInstanceKey}>
                <th scope="row">
                  {nameOf(definitionKey, row.elementId, row.elementName === '' ? row.elementId : row.elementName)}
                  {row.loopCounter === undefined ? null : (
                    <span className="soft"> {t('history.round', { number: row.loopCounter })}</span>
                  )}
                </th>
                <td className="figure">{format.instant(row.enabledAt)}</td>
                <td className="figure">{instant(row, row.claimedAt)}</td>
                <td className="figure">{instant(row, row.startedAt)}</td>
                <td>
                  {row.suspensions.length === 0
                    ? '–'
                    : row.suspensions.map((pause) => (
                        <div key={pause.from}>
                          {t(`suspension.${pause.reason}`)}: <span className="figure">{format.instant(pause.from)}</span> –{' '}
                          <span className="figure">{pause.to === undefined ? t('history.still') : format.instant(pause.to)}</span>
                        </div>
                      ))}
                </td>
                <td className="figure">
                  {row.endedAt === undefined ? <span className="tag">{t('history.open')}</span> : format.instant(row.endedAt)}
                  {row.status === 'terminated' ? <span className="soft"> {t('history.terminated')}</span> : null}
                </td>
                <td>{row.actor ?? '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
