import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import { IntervalMark } from '../figures/interval-mark.tsx';
import { apartWords, boundsWords, fileValue, valueWords, wayOf } from './estimate-words.ts';
import type { Estimate, Unit } from './estimate-words.ts';

/** A row of figures of both sides; null where a side does not have it. */
export interface SidedRow {
  readonly key: string;
  readonly name: string;
  readonly note?: ReactNode;
  readonly unit: Unit;
  readonly better: 'less' | 'more' | 'none';
  readonly asIs: Estimate | null;
  readonly toBe: Estimate | null;
  readonly difference: Estimate | null;
}

interface SidedTableProps {
  readonly caption: string;
  /** Head of the first column. */
  readonly head: string;
  readonly rows: readonly SidedRow[];
  readonly file: string;
}

/** As-is, to-be and their difference, each with its interval; in a file the bounds are columns of their own. */
export function SidedTable({ caption, head, rows, file }: SidedTableProps): ReactElement {
  const { t, format } = useLanguage();
  const side = (title: string, of: (row: SidedRow) => Estimate | null): readonly Column<SidedRow>[] => [
    {
      head: title,
      show: (row) => <SideFigure estimate={of(row)} unit={row.unit} />,
      file: (row) => fileValue(of(row)?.mean ?? null, row.unit),
      isNumber: true,
    },
    { head: t('compare.low', { head: title }), file: (row) => fileValue(of(row)?.low ?? null, row.unit) },
    { head: t('compare.high', { head: title }), file: (row) => fileValue(of(row)?.high ?? null, row.unit) },
  ];
  const [asIs, toBe] = [side(t('forecast.asIs'), (row) => row.asIs), side(t('forecast.toBe'), (row) => row.toBe)];
  const apart = side(t('forecast.difference'), ({ difference }) => difference).map((column, index): Column<SidedRow> =>
    index === 0 ? { ...column, show: (row: SidedRow) => <Apart row={row} /> } : column,
  );
  return (
    <FigureTable
      caption={caption}
      file={file}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          head,
          show: ({ name, note }) => (
            <>
              {name}
              {note === undefined ? null : <div className="small soft">{note}</div>}
            </>
          ),
          file: ({ name }) => name,
        },
        ...asIs,
        ...toBe,
        ...apart,
        { head: t('compare.unit'), file: ({ unit }) => t(`forecast.units.${unit}`) },
        {
          head: t('forecast.runs'),
          show: ({ difference, toBe: after, asIs: before }) => format.number((difference ?? after ?? before)?.n ?? 0),
          file: ({ difference, toBe: after, asIs: before }) => (difference ?? after ?? before)?.n ?? 0,
          isNumber: true,
        },
      ]}
    />
  );
}

function SideFigure({ estimate, unit }: { readonly estimate: Estimate | null; readonly unit: Unit }): ReactElement {
  const { format } = useLanguage();
  if (estimate === null) return <>–</>;
  return (
    <>
      {valueWords(estimate.mean, unit, format)}
      <div className="small soft">{boundsWords(estimate, (value) => valueWords(value, unit, format))}</div>
    </>
  );
}

function Apart({ row: { difference, unit, better } }: { readonly row: SidedRow }): ReactElement {
  const { t, format } = useLanguage();
  if (difference === null) return <>–</>;
  const { mean, low, high } = difference;
  const way = wayOf(difference);
  const look = way === 'unproven' || better === 'none' ? 'plain' : way === better ? 'good' : 'bad';
  const reach = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0), 1e-9);
  return (
    <>
      <span className={`change-mark ${look}`}>{apartWords(mean, unit, t, format)}</span>
      <div className="small soft">{boundsWords(difference, (value) => apartWords(value, unit, t, format))}</div>
      {low === null || high === null || mean === null ? null : (
        <IntervalMark
          low={(low / reach) * 1000}
          estimate={(mean / reach) * 1000}
          high={(high / reach) * 1000}
          from={-1000}
          to={1000}
          line={0}
          look={look}
        />
      )}
    </>
  );
}
