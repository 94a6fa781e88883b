import type { EChartsCoreOption } from 'echarts/core';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { FigureTable } from '../figures/figure-table.tsx';

const DAY_MS = 86_400_000;
type Step = FullComparisonJson['histogram'][number];

/** How durations of completed cases spread, before and after; the same in a table. */
export function HistogramChart({ full, file }: { readonly full: FullComparisonJson; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const { histogram } = full;
  const options = useCallback(
    (look: ChartLook): EChartsCoreOption => {
      const bars = (name: string, side: 'before' | 'after', token: string) => ({
        name,
        type: 'bar',
        barGap: '0%',
        data: shares(histogram, side).map((share) => share * 100),
        itemStyle: { color: look.colour(token) },
      });
      return {
        ...look.base,
        tooltip: { ...look.base.tooltip, valueFormatter: (value: unknown) => `${format.number(Number(value))} %` },
        grid: { left: 52, right: 16, top: 40, bottom: 44 },
        xAxis: {
          ...look.names(histogram.map((step) => stepWords(step, format))),
          name: t('compare.daysOfCase'),
          nameLocation: 'middle',
          nameGap: 28,
          nameTextStyle: look.text,
        },
        yAxis: look.axis((value) => `${format.number(value, 0)} %`),
        series: [bars(t('compare.before'), 'before', '--before'), bars(t('compare.after'), 'after', '--after')],
      };
    },
    [histogram, t, format],
  );
  return (
    <>
      <div className="card">
        <Chart options={options} label={t('compare.histogramLabel')} />
      </div>
      <details>
        <summary>{t('compare.histogramTable')}</summary>
        <FigureTable
          caption={t('compare.histogramTable')}
          file={`${file}-${t('compare.file.histogram')}`}
          rows={histogram}
          keyOf={({ fromMs }) => String(fromMs)}
          columns={[
            { head: t('compare.daysOfCase'), show: (step) => stepWords(step, format), file: (step) => stepWords(step, format) },
            {
              head: t('compare.before'),
              show: ({ before }) => format.number(before),
              file: ({ before }) => before,
              isNumber: true,
            },
            { head: t('compare.after'), show: ({ after }) => format.number(after), file: ({ after }) => after, isNumber: true },
          ]}
        />
      </details>
    </>
  );
}

/** Of the completed cases of each side, so that sides of different size are alike. */
function shares(histogram: readonly Step[], side: 'before' | 'after'): readonly number[] {
  const all = histogram.reduce((sum, step) => sum + step[side], 0);
  return histogram.map((step) => (all === 0 ? 0 : step[side] / all));
}

function stepWords({ fromMs, toMs }: Step, format: Formats): string {
  const from = format.number(fromMs / DAY_MS, 2);
  return toMs === null ? `≥ ${from}` : `${from}–${format.number(toMs / DAY_MS, 2)}`;
}
