import type { ReactElement } from 'react';
import type { CsvReadingJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ROLES, isAttribute, isDate, sureness, withRole } from './csv-roles.ts';
import type { MappedColumn, Role } from './csv-roles.ts';

const FORMATS = ['iso', 'year first', 'day first', 'month first', 'epoch seconds', 'epoch milliseconds'] as const;
const TYPES = ['text', 'integer', 'decimal', 'boolean', 'date'] as const;
const SAMPLES = 3;
const LONGEST_SAMPLE = 40;

interface ColumnTableProps {
  readonly reading: CsvReadingJson;
  readonly columns: readonly MappedColumn[];
  readonly change: (columns: MappedColumn[]) => void;
}

/** The columns of a file: what is in them, what each is taken for and how sure that is, how its dates and values are written. */
export function ColumnTable({ reading, columns, change }: ColumnTableProps): ReactElement {
  const { t } = useLanguage();
  return (
    <div className="table-scroll" role="group" aria-label={t('csv.columns')} tabIndex={0}>
      <table className="list columns">
        <caption className="visually-hidden">{t('csv.columns')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('csv.column')}</th>
            <th scope="col">{t('csv.role')}</th>
            <th scope="col">{t('csv.samples')}</th>
            <th scope="col">{t('csv.written')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => (
            // Two columns may have one name.
            <Row key={`${String(index)} ${column.name}`} at={index} {...{ reading, columns, column, change }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends ColumnTableProps {
  readonly column: MappedColumn;
  readonly at: number;
}

function Row({ reading, columns, column, at, change }: RowProps): ReactElement {
  const { t } = useLanguage();
  const found = reading.columns[at];
  const name = column.name === '' ? t('csv.unnamed', { number: at + 1 }) : column.name;
  const kept = reading.kept && reading.mapping.columns[at]?.role === column.role;
  const replace = (part: Partial<MappedColumn>): void => {
    change(columns.map((one, index) => (index === at ? { ...one, ...part } : one)));
  };
  return (
    <tr className={column.role === 'ignore' ? 'left-out' : undefined}>
      <th scope="row">{name}</th>
      <td>
        <select
          aria-label={t('csv.roleOf', { column: name })}
          value={column.role}
          onChange={({ target }) => {
            const role = ROLES.find((one) => one === target.value) ?? 'attribute';
            change(withRole(columns, at, role));
          }}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`csv.roles.${role}`)}
            </option>
          ))}
        </select>
        {kept || found?.guess !== column.role || !isSpecial(column.role) ? null : (
          <div className="small soft">{t(`csv.sure.${sureness(found.confidence)}`)}</div>
        )}
      </td>
      <td className="samples">
        {(found?.samples ?? []).slice(0, SAMPLES).map((sample) => (
          <div key={sample}>{sample.length > LONGEST_SAMPLE ? `${sample.slice(0, LONGEST_SAMPLE)}…` : sample}</div>
        ))}
      </td>
      <td>
        {isDate(column.role) ? (
          <select
            aria-label={t('csv.dateOf', { column: name })}
            value={column.dateFormat ?? ''}
            onChange={({ target }) => {
              replace({ dateFormat: FORMATS.find((one) => one === target.value) });
            }}
          >
            <option value="">{t('csv.dateFound')}</option>
            {FORMATS.map((one) => (
              <option key={one} value={one}>
                {t(`csv.date.${one.replaceAll(' ', '-')}`)}
              </option>
            ))}
          </select>
        ) : isAttribute(column.role) ? (
          <select
            aria-label={t('csv.typeOf', { column: name })}
            value={column.type ?? 'text'}
            onChange={({ target }) => {
              replace({ type: TYPES.find((one) => one === target.value) });
            }}
          >
            {[...new Set([...TYPES, column.type ?? 'text'])].map((type) => (
              <option key={type} value={type}>
                {t(`csv.type.${type}`)}
              </option>
            ))}
          </select>
        ) : null}
      </td>
    </tr>
  );
}

function isSpecial(role: Role): boolean {
  return !isAttribute(role) && role !== 'ignore';
}
