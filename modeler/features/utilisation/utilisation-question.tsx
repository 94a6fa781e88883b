import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { UtilisationView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { ViewQuestion } from '../insight/view-question.tsx';
import { Empty } from '../page/empty.tsx';

const HOUR_MS = 3_600_000;

/** How much of the time on duty the log shows work. By unit, never by person. */
export function UtilisationQuestion({ timed, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const busy = useAnswer('getUtilisation', { query: { ...timed, by: 'unit' } }, { keep: true });
  return (
    <ViewQuestion
      id="busy"
      title={t('busy.title')}
      lead={t('busy.lead')}
      question={busy}
      nothing={({ n }) => n === 0 && { title: t('busy.emptyTitle'), text: t('busy.empty') }}
      hasNoClock
    >
      {(view) => <Shown view={view} file={source.name} />}
    </ViewQuestion>
  );
}

function Shown({ view, file }: { readonly view: UtilisationView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const { groups, n, withoutHours, withoutStarts, calendar } = view;
  const shown = groups.filter(({ figures }) => figures !== null);
  const held = groups.length - shown.length;
  const options = useCallback(
    (look: ChartLook) => {
      const bars = groups
        .filter(({ figures }) => figures?.share != null)
        .slice(0, 30)
        .reverse();
      return {
        ...look.base,
        legend: { show: false },
        grid: { left: look.isNarrow ? 110 : 220, right: 48, top: 8, bottom: 30 },
        tooltip: { ...look.base.tooltip, valueFormatter: (value: unknown) => `${format.number(Number(value), 0)} %` },
        xAxis: { ...look.axis((value) => `${format.number(value, 0)} %`), min: 0 },
        yAxis: {
          ...look.names(bars.map(({ group, name }) => name ?? group ?? t('figures.noUnit'))),
          axisLabel: { ...look.text, width: look.isNarrow ? 100 : 205, overflow: 'truncate' },
        },
        series: [
          {
            name: t('busy.share'),
            type: 'bar',
            data: bars.map(({ figures }) => Math.round((figures?.share ?? 0) * 1000) / 10),
            itemStyle: { color: look.colour('--accent') },
            barMaxWidth: 26,
            label: {
              ...look.text,
              show: true,
              position: 'right',
              formatter: ({ value }: { value: number }) => `${format.number(value, 0)} %`,
            },
          },
        ],
      };
    },
    [groups, t, format],
  );
  const hours = (ms: number): string => format.number(ms / HOUR_MS, 0);
  return (
    <>
      <p>
        {t('busy.people', { count: n, n: format.number(n) })} {t(`busy.calendar.${calendar}`)}
      </p>
      {withoutHours === 0 ? null : <p className="notice">{t('busy.withoutHours', { count: withoutHours })}</p>}
      {withoutStarts === 0 ? null : <p className="notice">{t('busy.withoutStarts', { count: withoutStarts })}</p>}
      {held === 0 ? null : <p className="notice">{t('busy.suppressed', { count: held })}</p>}
      {shown.length === 0 ? (
        <Empty title={t('busy.emptyTitle')}>{t('busy.empty')}</Empty>
      ) : (
        <>
          <div className="card">
            <Chart options={options} label={t('busy.label')} />
          </div>
          <FigureTable
            caption={t('busy.table')}
            file={`${file}-${t('busy.file')}`}
            rows={groups}
            keyOf={({ group }) => group ?? ''}
            columns={[
              {
                head: t('units.unit'),
                show: ({ group, name }) => name ?? group ?? t('figures.noUnit'),
                file: ({ group, name }) => name ?? group ?? t('figures.noUnit'),
              },
              {
                head: t('busy.n'),
                show: ({ figures }) =>
                  figures === null ? <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr> : format.number(figures.n),
                file: ({ figures }) => figures?.n ?? null,
                isNumber: true,
              },
              {
                head: t('busy.share'),
                show: ({ figures }) => (figures?.share == null ? '–' : format.share(figures.share)),
                file: ({ figures }) => figures?.share ?? null,
                isNumber: true,
              },
              ...(['busyMs', 'onDutyMs', 'offDutyMs'] as const).map((name) => ({
                head: t(`busy.${name}`),
                show: ({ figures }: UtilisationView['groups'][number]) => (figures === null ? '–' : hours(figures[name])),
                file: ({ figures }: UtilisationView['groups'][number]) => (figures === null ? null : figures[name] / HOUR_MS),
                isNumber: true,
              })),
            ]}
          />
        </>
      )}
    </>
  );
}
