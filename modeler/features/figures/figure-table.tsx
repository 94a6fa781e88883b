import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { download, fileName } from '../editor/files.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { workingDuration } from '../insight/working-duration.ts';
import { csvOf } from './figures-csv.ts';
import type { CsvValue } from './figures-csv.ts';
import './figures.css';

/** A column of figures or words, or (`ms`) of durations, on the clock of the table: in words on the page, in days in a file. */
export type Column<Row> = ShownColumn<Row> | { readonly head: string; readonly ms: (row: Row) => number | null | undefined };

export interface ShownColumn<Row> {
  readonly head: string;
  /** What the head is in a file, where a unit must be told. */
  readonly fileHead?: string;
  /** What stands on the page; a column without it is in the file alone. */
  readonly show?: (row: Row) => ReactNode;
  /** What stands in the file; a column without it is on the page alone. */
  readonly file?: (row: Row) => CsvValue;
  /** Figures stand to the right. */
  readonly isNumber?: boolean;
}

interface FigureTableProps<Row> {
  readonly caption: string;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What the file is called, without ending. */
  readonly file: string;
  readonly isChosen?: (row: Row) => boolean;
  /** What a working day has, where durations are of working time; null or absent by the wall. */
  readonly dayMs?: number | null;
}

const FIRST = 50;
const DAY_MS = 86_400_000;

/** The figures of a view as a table, and the same as a file for a spreadsheet. Long tables show their beginning first. */
export function FigureTable<Row>(props: FigureTableProps<Row>): ReactElement {
  const { caption, columns: told, rows, keyOf, file, isChosen, dayMs = null } = props;
  const { t, format, language } = useLanguage();
  const columns = told.map((column): ShownColumn<Row> => ('ms' in column ? durationColumn(column, dayMs, t, format) : column));
  const drawn = columns.flatMap(({ show, ...column }) => (show === undefined ? [] : [{ ...column, show }]));
  const [whole, setWhole] = useState(false);
  const shown = whole ? rows : rows.slice(0, FIRST);
  const save = (): void => {
    const kept = columns.filter((column) => column.file !== undefined);
    const head = kept.map((column) => column.fileHead ?? column.head);
    const cells = rows.map((row) => kept.map((column) => column.file?.(row) ?? null));
    download(fileName(file, '.csv'), csvOf(head, cells, language), 'text/csv;charset=utf-8');
  };
  return (
    <div className="stack figure-table">
      <div className="table-scroll" role="group" aria-label={caption} tabIndex={0}>
        <table className="list">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {drawn.map(({ head, isNumber }, index) => (
                <th key={index} scope="col" className={isNumber ? 'number' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={keyOf(row)} className={isChosen?.(row) ? 'chosen' : undefined}>
                {drawn.map(({ show, isNumber }, index) =>
                  index === 0 ? (
                    <th key={index} scope="row" className={isNumber ? 'number' : undefined}>
                      {show(row)}
                    </th>
                  ) : (
                    <td key={index} className={isNumber ? 'number' : undefined}>
                      {show(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        {shown.length < rows.length ? (
          <button
            type="button"
            className="button small"
            onClick={() => {
              setWhole(true);
            }}
          >
            {t('figures.showAll', { all: format.number(rows.length) })}
          </button>
        ) : null}
        <button type="button" className="button small" onClick={save} aria-label={t('figures.saveTable', { table: caption })}>
          {t('figures.save')}
        </button>
      </div>
    </div>
  );
}

/** A dash where nothing is known or may be shown. */
function durationColumn<Row>(
  { head, ms }: Extract<Column<Row>, { ms: unknown }>,
  dayMs: number | null,
  t: Translate,
  format: Formats,
): ShownColumn<Row> {
  return {
    head,
    fileHead: t(dayMs === null ? 'figures.inDays' : 'figures.inWorkingDays', { head }),
    show: (row) => {
      const value = ms(row) ?? null;
      if (value === null) return '–';
      return dayMs === null ? format.duration(value) : workingDuration(value, dayMs, t, format);
    },
    file: (row) => {
      const value = ms(row) ?? null;
      return value === null ? null : value / (dayMs ?? DAY_MS);
    },
    isNumber: true,
  };
}
