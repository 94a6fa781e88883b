import type { CSSProperties, ReactElement } from 'react';
import type { HandoversView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { CountedLine } from '../insight/counted-line.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { unitText } from '../insight/unit-text.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import './handovers.css';

/** Who hands cases over to whom, and how long they lie in between. Units, never people. */
export function HandoversQuestion({ query, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const handovers = useAnswer('getHandovers', { query }, { keep: true });
  return (
    <section className="stack" aria-labelledby="handovers">
      <h2 id="handovers">{t('handovers.title')}</h2>
      <Answered question={handovers}>
        {(answer) =>
          answer.view.total === 0 ? (
            <Empty title={t('handovers.emptyTitle')}>{t('handovers.empty')}</Empty>
          ) : (
            <>
              <CountedLine answer={answer} />
              <Shown view={answer.view} file={source.name} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

const NOBODY = { unit: null, name: null };
type Cell = HandoversView['cells'][number][number];

function Shown({ view, file }: { readonly view: HandoversView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const { units, total, changed, cells } = view;
  const held = cells.flat().filter(({ suppressed }) => suppressed).length;
  const between = cells.flatMap((row, from) =>
    row.flatMap((cell, to) =>
      cell.suppressed || cell.n === 0
        ? []
        : [{ from: units[from] ?? NOBODY, to: units[to] ?? NOBODY, ...cell, isSame: from === to }],
    ),
  );
  const rows = between.sort((a, b) => Number(a.isSame) - Number(b.isSame) || b.n - a.n);
  const most = Math.max(1, ...rows.filter(({ isSame }) => !isSame).map(({ n }) => n));
  return (
    <>
      <p>
        {t('handovers.told', {
          count: changed,
          changed: format.number(changed),
          total: format.number(total),
          share: format.share(changed / total),
        })}
      </p>
      {held === 0 ? null : <p className="notice">{t('handovers.suppressed', { count: held })}</p>}
      {units.length < 2 ? null : (
        <div className="table-scroll" role="group" aria-label={t('handovers.matrix')} tabIndex={0}>
          <table className="list handover-matrix">
            <caption className="visually-hidden">{t('handovers.matrix')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('handovers.fromTo')}</th>
                {units.map((unit) => (
                  <th key={unit.unit ?? ''} scope="col">
                    {unitText(unit, t)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cells.map((row, from) => (
                <tr key={units[from]?.unit ?? ''}>
                  <th scope="row">{unitText(units[from] ?? NOBODY, t)}</th>
                  {row.map((cell, to) => (
                    <td
                      key={units[to]?.unit ?? ''}
                      className={from === to ? 'number same' : 'number'}
                      style={warmth(cell, most, from === to)}
                    >
                      <CellFigures cell={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="small soft">{t('handovers.legend')}</p>
      <FigureTable
        caption={t('handovers.table')}
        file={`${file}-${t('handovers.file')}`}
        rows={rows}
        keyOf={({ from, to }) => `${String(from.unit)}→${String(to.unit)}`}
        columns={[
          { head: t('handovers.from'), show: ({ from }) => unitText(from, t), file: ({ from }) => unitText(from, t) },
          { head: t('handovers.to'), show: ({ to }) => unitText(to, t), file: ({ to }) => unitText(to, t) },
          { head: t('handovers.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
          { head: t('heat.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
          { head: t('handovers.nWait'), show: ({ wait }) => format.number(wait.n), file: ({ wait }) => wait.n, isNumber: true },
          { head: t('handovers.wait'), ms: ({ wait }) => wait.medianMs },
          { head: t('handovers.waitP90'), ms: ({ wait }) => wait.p90Ms },
          {
            head: t('handovers.nSojourn'),
            show: ({ sojourn }) => format.number(sojourn.n),
            file: ({ sojourn }) => sojourn.n,
            isNumber: true,
          },
          { head: t('handovers.sojourn'), ms: ({ sojourn }) => sojourn.medianMs },
        ]}
      />
    </>
  );
}

/** How often, and below it how long in the median. */
function CellFigures({ cell }: { readonly cell: Cell }): ReactElement {
  const { t, format } = useLanguage();
  if (cell.suppressed) return <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr>;
  if (cell.n === 0) return <span className="soft">–</span>;
  const ms = cell.wait.medianMs ?? cell.sojourn.medianMs;
  return (
    <>
      {format.number(cell.n)}
      {ms === null ? null : <div className="small soft">{format.duration(ms)}</div>}
    </>
  );
}

function warmth(cell: Cell, most: number, isSame: boolean): CSSProperties | undefined {
  if (cell.suppressed || isSame || cell.n === 0) return undefined;
  return { '--warmth': `${String(Math.round(8 + 52 * Math.sqrt(cell.n / most)))}%` } as CSSProperties;
}
