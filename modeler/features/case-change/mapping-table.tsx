import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';
import type { ModelStep } from './model-steps.ts';

interface MappingTableProps {
  /** What of the case's version needs a counterpart. */
  readonly rows: readonly ModelStep[];
  /** What the other version has. */
  readonly there: readonly ModelStep[];
  readonly counterpart: (id: string) => string;
  readonly choose: (id: string, counterpart: string) => void;
  /** Keys of both versions, whose names these are. */
  readonly names: { readonly before: string; readonly after: string };
}

/** What each place of a case is called in another version; equal ids are filled in. */
export function MappingTable({ rows, there, counterpart, choose, names }: MappingTableProps): ReactElement {
  const { t } = useLanguage();
  const nameOf = useNames([names.before, names.after]);
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
