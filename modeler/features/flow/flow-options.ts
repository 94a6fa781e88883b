import type { EChartsCoreOption } from 'echarts/core';
import type { FlowView } from '../../../api/contract/analytics-views.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { ChartLook } from '../charts/chart-look.ts';

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
