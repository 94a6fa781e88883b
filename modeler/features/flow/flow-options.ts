import type { EChartsCoreOption } from 'echarts/core';
import type { FlowView } from '../../../api/contract/analytics-views.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { ChartLook } from '../charts/chart-look.ts';
import { unitText } from '../insight/unit-text.ts';

/** What the lines of units show. */
export const FIGURES = ['inProgressAtStart', 'arrivals', 'completions'] as const;
export type FlowFigure = (typeof FIGURES)[number];

/** So many units have a line of their own: those with the most cases. */
const LINES = 8;

/** Above: cases in progress when a step begins. Below: what came and what was finished in it, told apart by colour and dash. */
export function flowOptions({ steps }: FlowView, t: Translate, format: Formats, look: ChartLook): EChartsCoreOption {
  const names = steps.map(({ name }) => name);
  const number = (value: number): string => format.number(value);
  const line = (name: string, data: readonly number[], grid: 0 | 1, token: string, type: 'solid' | 'dashed') => ({
    name,
    type: 'line',
    data,
    xAxisIndex: grid,
    yAxisIndex: grid,
    showSymbol: steps.length === 1,
    symbol: 'circle',
    lineStyle: { color: look.colour(token), width: 2, type },
    itemStyle: { color: look.colour(token) },
    ...(grid === 0 && { areaStyle: { color: look.colour(token), opacity: 0.12 } }),
  });
  const left = look.isNarrow ? 40 : 56;
  return {
    ...look.base,
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left, right: 16, top: look.isNarrow ? 76 : 44, height: '34%' },
      { left, right: 16, bottom: 30, height: '34%' },
    ],
    xAxis: [
      { ...look.names(names), axisLabel: { show: false } },
      { ...look.names(names), gridIndex: 1 },
    ],
    yAxis: [look.axis(number), { ...look.axis(number), gridIndex: 1 }],
    series: [
      line(
        t('flow.inProgress'),
        steps.map(({ inProgressAtStart }) => inProgressAtStart),
        0,
        '--accent',
        'solid',
      ),
      line(
        t('flow.arrivals'),
        steps.map(({ arrivals }) => arrivals),
        1,
        '--bad',
        'solid',
      ),
      line(
        t('flow.completions'),
        steps.map(({ completions }) => completions),
        1,
        '--good',
        'dashed',
      ),
    ],
  };
}

/** A line for each unit; each is told apart by its colour and its dashes. */
export function unitFlowOptions(
  { steps, units = [] }: FlowView,
  figure: FlowFigure,
  t: Translate,
  format: Formats,
  look: ChartLook,
): EChartsCoreOption {
  const drawn = [...units]
    .filter(({ suppressed }) => !suppressed)
    .sort((a, b) => (b.n ?? 0) - (a.n ?? 0))
    .slice(0, LINES);
  const rows = Math.ceil(drawn.length / (look.isNarrow ? 1 : 3));
  return {
    ...look.base,
    grid: { left: look.isNarrow ? 40 : 56, right: 16, top: 24 + 26 * rows, bottom: 30 },
    xAxis: look.names(steps.map(({ name }) => name)),
    yAxis: look.axis((value) => format.number(value)),
    series: drawn.map((unit, index) => {
      const known = new Map(unit.steps.map((step) => [step.name, step[figure]]));
      const colour = look.colour(`--dot-${String(index + 1)}`);
      return {
        name: unitText(unit, t),
        type: 'line',
        // Before its first case and after its last one a unit has none.
        data: steps.map(({ name }) => known.get(name) ?? 0),
        showSymbol: steps.length === 1,
        symbol: 'circle',
        lineStyle: { color: colour, width: 2, type: (['solid', 'dashed', 'dotted'] as const)[index % 3] ?? 'solid' },
        itemStyle: { color: colour },
      };
    }),
  };
}
