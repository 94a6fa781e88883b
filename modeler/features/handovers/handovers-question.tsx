import type { CSSProperties, ReactElement } from 'react';
import type { HandoversView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ShownTime } from '../insight/shown-time.ts';
import { unitText } from '../insight/unit-text.ts';
import { ViewQuestion } from '../insight/view-question.tsx';
import './handovers.css';

/** Who hands cases over to whom, and how long they lie in between. Units, never people. */
export function HandoversQuestion({ timed, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const handovers = useAnswer('getHandovers', { query: timed }, { keep: true });
  return (
    <ViewQuestion
      id="handovers"
      title={t('handovers.title')}
      question={handovers}
      nothing={({ total }) => total === 0 && { title: t('handovers.emptyTitle'), text: t('handovers.empty') }}
    >
      {(view) => <Shown view={view} file={source.name} />}
    </ViewQuestion>
  );
}

const NOBODY = { unit: null, name: null };
type Cell = HandoversView['cells'][number][number];

function Shown({ view, file }: { readonly view: HandoversView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const { units, total, changed, cells } = view;
  const shown = useShownTime(view);
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
  // Columns of what no hand-over has would be empty.
  const waitColumns: readonly Column<(typeof rows)[number]>[] = [
    { head: t('handovers.nWait'), show: ({ wait }) => format.number(wait.n), file: ({ wait }) => wait.n, isNumber: true },
    { head: t('handovers.wait'), ms: ({ wait, workingWait }) => shown.of(wait, workingWait)?.medianMs },
    { head: t('handovers.waitP90'), ms: ({ wait, workingWait }) => shown.of(wait, workingWait)?.p90Ms },
  ];
  const sojournColumns: readonly Column<(typeof rows)[number]>[] = [
    {
      head: t('handovers.nSojourn'),
      show: ({ sojourn }) => format.number(sojourn.n),
      file: ({ sojourn }) => sojourn.n,
      isNumber: true,
    },
    { head: t('handovers.sojourn'), ms: ({ sojourn, workingSojourn }) => shown.of(sojourn, workingSojourn)?.medianMs },
  ];
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
                      <CellFigures cell={cell} shown={shown} />
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
        dayMs={shown.dayMs}
        rows={rows}
        keyOf={({ from, to }) => `${String(from.unit)}→${String(to.unit)}`}
        columns={[
          { head: t('handovers.from'), show: ({ from }) => unitText(from, t), file: ({ from }) => unitText(from, t) },
          { head: t('handovers.to'), show: ({ to }) => unitText(to, t), file: ({ to }) => unitText(to, t) },
          { head: t('handovers.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
          { head: t('heat.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
          ...(rows.some(({ wait }) => wait.n > 0) ? waitColumns : []),
          ...(rows.some(({ sojourn }) => sojourn.n > 0) ? sojournColumns : []),
        ]}
      />
    </>
  );
}

/** How often, and below it how long in the median. */
function CellFigures({ cell, shown }: { readonly cell: Cell; readonly shown: ShownTime }): ReactElement {
  const { t, format } = useLanguage();
  if (cell.suppressed) return <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr>;
  if (cell.n === 0) return <span className="soft">–</span>;
  const [wait, sojourn] = [shown.of(cell.wait, cell.workingWait), shown.of(cell.sojourn, cell.workingSojourn)];
  const ms = wait?.medianMs ?? sojourn?.medianMs ?? null;
  return (
    <>
      {format.number(cell.n)}
      {ms === null ? null : <div className="small soft">{shown.say(ms)}</div>}
    </>
  );
}

function warmth(cell: Cell, most: number, isSame: boolean): CSSProperties | undefined {
  if (cell.suppressed || isSame || cell.n === 0) return undefined;
  return { '--warmth': `${String(Math.round(8 + 52 * Math.sqrt(cell.n / most)))}%` } as CSSProperties;
}
