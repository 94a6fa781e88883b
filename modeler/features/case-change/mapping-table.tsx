import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';
import type { Mapping } from './use-mapping.ts';

/** What each place of a case is called in another version; equal ids are filled in. Nothing where no place needs it. */
export function MappingTable({ mapping }: { readonly mapping: Mapping }): ReactElement | null {
  const { t } = useLanguage();
  const steps = mapping.rows.filter(({ kind }) => kind === 'step');
  const flows = mapping.rows.filter(({ kind }) => kind === 'flow');
  return (
    <>
      {steps.length === 0 ? null : <Rows mapping={mapping} rows={steps} />}
      {flows.length === 0 ? null : (
        <details>
          <summary>{t('migrate.flows', { count: flows.length })}</summary>
          <Rows mapping={mapping} rows={flows} />
        </details>
      )}
    </>
  );
}

function Rows({ mapping, rows }: { readonly mapping: Mapping; readonly rows: Mapping['rows'] }): ReactElement {
  const { there, counterpart, choose, names } = mapping;
  const { t } = useLanguage();
  const nameOf = useNames([names.before, names.after].filter((key) => key !== ''));
  return (
    <table className="list mapping">
      <caption className="visually-hidden">{t('migrate.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('migrate.now')}</th>
          <th scope="col">{t('migrate.there')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, kind }) => (
          <tr key={id}>
            <th scope="row" id={`mapping-${id}`}>
              {nameOf(names.before, id, name)} <span className="soft mono small">{id}</span>
            </th>
            <td>
              <select
                aria-labelledby={`mapping-${id}`}
                value={counterpart(id)}
                onChange={(event) => {
                  choose(id, event.target.value);
                }}
              >
                <option value="">{t('migrate.none')}</option>
                {there
                  .filter((other) => other.kind === kind)
                  .map((other) => (
                    <option key={other.id} value={other.id}>
                      {t('migrate.step', { name: nameOf(names.after, other.id, other.name), id: other.id })}
                    </option>
                  ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
