import type { EChartsCoreOption } from 'echarts/core';
import type { Comparison } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

const DAY_MS = 86_400_000;
type Steps = Comparison['before']['survival'];

/** The chart as data: two step lines, told apart by colour, by dash and by the legend. */
export function survivalOptions(
  comparison: Comparison,
  t: Translate,
  format: Formats,
  style: CSSStyleDeclaration,
): EChartsCoreOption {
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const text = { color: colour('--ink'), fontFamily: style.fontFamily, fontSize: 13 };
  const line = (name: string, steps: Steps, stroke: string, type: 'solid' | 'dashed') => ({
    name,
    type: 'line',
    step: 'end',
    showSymbol: false,
    data: [[0, 100], ...steps.map(({ afterMs, share }) => [afterMs / DAY_MS, share * 100])],
    lineStyle: { color: stroke, width: 2.5, type },
    itemStyle: { color: stroke },
  });
  return {
    animation: false,
    textStyle: text,
    legend: { top: 0, left: 0, textStyle: text, itemWidth: 32 },
    grid: { left: 56, right: 24, top: 40, bottom: 48 },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => `${format.number(Number(value), 0)} %`,
    },
    xAxis: {
      type: 'value',
      min: 0,
      name: t('compare.axisDays'),
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: text,
      axisLabel: { ...text, formatter: (value: number) => format.number(value) },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      axisLabel: { ...text, formatter: (value: number) => `${format.number(value, 0)} %` },
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: [
      line(t('compare.before'), comparison.before.survival, colour('--before'), 'dashed'),
      line(t('compare.after'), comparison.after.survival, colour('--after'), 'solid'),
    ],
  };
}
