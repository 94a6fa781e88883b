import type { EChartsCoreOption } from 'echarts/core';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { ChartLook } from '../charts/chart-look.ts';

const DAY_MS = 86_400_000;

/** Steps of a curve; with a band where it is known. */
export type Curve = readonly {
  readonly afterMs: number;
  readonly share: number;
  readonly low?: number;
  readonly high?: number;
}[];

/** The chart as data: two step lines, told apart by colour, by dash and by the legend, each within its band. */
export function survivalOptions(before: Curve, after: Curve, t: Translate, format: Formats, look: ChartLook): EChartsCoreOption {
  const percent = (value: number): string => `${format.number(value, 0)} %`;
  const names = [t('compare.before'), t('compare.after')];
  return {
    ...look.base,
    legend: { ...look.base.legend, data: names },
    grid: { left: 52, right: 20, top: 40, bottom: 44 },
    tooltip: {
      ...look.base.tooltip,
      formatter: (rows: unknown) => tip(rows as readonly Tip[], names, t, format),
    },
    xAxis: {
      ...look.axis((value) => format.number(value)),
      min: 0,
      name: t('compare.axisDays'),
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: look.text,
      splitLine: { show: false },
    },
    yAxis: { ...look.axis(percent), min: 0, max: 100 },
    series: [
      ...band('before', before, look.colour('--before')),
      ...band('after', after, look.colour('--after')),
      line(names[0] ?? '', before, look.colour('--before'), 'dashed'),
      line(names[1] ?? '', after, look.colour('--after'), 'solid'),
    ],
  };
}

interface Tip {
  readonly seriesName: string;
  readonly value: readonly [number, number];
}

function tip(rows: readonly Tip[], names: readonly string[], t: Translate, format: Formats): string {
  const shown = rows.filter(({ seriesName }) => names.includes(seriesName));
  const [first] = shown;
  if (first === undefined) return '';
  const lines = shown.map(({ seriesName, value }) => `${seriesName}: ${format.number(value[1], 0)} %`);
  return [t('duration.days', { count: Number(first.value[0].toFixed(1)), amount: format.number(first.value[0]) }), ...lines].join(
    '\n',
  );
}

function line(name: string, curve: Curve, stroke: string, type: 'solid' | 'dashed') {
  return {
    name,
    type: 'line',
    step: 'end',
    showSymbol: false,
    data: [[0, 100], ...curve.map(({ afterMs, share }) => [afterMs / DAY_MS, share * 100])],
    lineStyle: { color: stroke, width: 2.5, type },
    itemStyle: { color: stroke },
    z: 3,
  };
}

/** Two lines on each other that are not drawn; the area of the upper one is the band. */
function band(name: string, curve: Curve, fill: string): readonly object[] {
  const known = curve.flatMap(({ afterMs, low, high }) =>
    low === undefined || high === undefined ? [] : [{ afterMs, low, high }],
  );
  if (known.length === 0) return [];
  const bare = {
    type: 'line',
    step: 'end',
    stack: name,
    showSymbol: false,
    silent: true,
    lineStyle: { opacity: 0 },
    itemStyle: { color: fill },
  };
  return [
    { ...bare, name: `${name}-low`, data: known.map(({ afterMs, low }) => [afterMs / DAY_MS, low * 100]) },
    {
      ...bare,
      name: `${name}-high`,
      data: known.map(({ afterMs, low, high }) => [afterMs / DAY_MS, (high - low) * 100]),
      areaStyle: { color: fill, opacity: 0.16 },
    },
  ];
}
