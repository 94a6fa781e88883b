import type { ReactElement } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useSourceName } from '../insight/use-source-name.ts';
import { Answered } from '../page/answered.tsx';
import { selectionText } from './selection-text.ts';

/** Who took which cases out of the house, when, and whether with names; for administrators. */
export function ExportRecord({ sources }: { readonly sources: readonly SourceJson[] }): ReactElement {
  const { t, format } = useLanguage();
  const exports = useAnswer('listLogExports', {});
  const nameOf = useSourceName(sources);
  return (
    <section className="stack" aria-labelledby="exports">
      <h2 id="exports">{t('export.record')}</h2>
      <Answered question={exports}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('export.noRecord')}</p>
          ) : (
            <div className="table-scroll" role="group" aria-label={t('export.record')} tabIndex={0}>
              <table className="list">
                <caption className="visually-hidden">{t('export.record')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('export.when')}</th>
                    <th scope="col">{t('export.who')}</th>
                    <th scope="col">{t('export.what')}</th>
                    <th scope="col">{t('export.which')}</th>
                    <th scope="col" className="number">
                      {t('logs.cases')}
                    </th>
                    <th scope="col">{t('export.file')}</th>
                    <th scope="col">{t('export.people')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one, index) => {
                    const source = sources.find(({ kind, id }) => kind === one.sourceKind && id === one.sourceId);
                    return (
                      <tr key={`${one.exportedAt} ${String(index)}`}>
                        <th scope="row" className="figure">
                          {format.instant(one.exportedAt)}
                        </th>
                        <td>{one.exportedBy}</td>
                        <td>{source === undefined ? one.sourceId : nameOf(source)}</td>
                        <td>{selectionText(one.selection, t, format)}</td>
                        <td className="number">{format.number(one.cases)}</td>
                        <td>{t(`export.form.${one.format}.name`)}</td>
                        <td>
                          {one.named ? <span className="tag warn">{t('export.withNames')}</span> : t('export.withPseudonyms')}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )
        }
      </Answered>
    </section>
  );
}
