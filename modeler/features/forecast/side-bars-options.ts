import type { EChartsCoreOption } from 'echarts/core';
import type { ChartLook } from '../charts/chart-look.ts';

export interface SideBar {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** As-is and to-be side by side, one pair of bars a row, the first row on top; told apart by colour and by the legend. */
export function sideBarsOptions(
  rows: readonly SideBar[],
  names: readonly [before: string, after: string],
  words: (value: number) => string,
  look: ChartLook,
): EChartsCoreOption {
  const shown = [...rows].reverse();
  const width = look.isNarrow ? 110 : 220;
  const bars = (name: string, token: string, of: (row: SideBar) => number | null) => ({
    name,
    type: 'bar',
    barMaxWidth: 16,
    data: shown.map(of),
    itemStyle: { color: look.colour(token) },
  });
  return {
    ...look.base,
    // The first of a pair is drawn below the second: so that the as-is stands on top, it comes last.
    legend: { ...look.base.legend, data: [...names] },
    grid: { left: width + 12, right: 24, top: 36, bottom: 30 },
    tooltip: { ...look.base.tooltip, valueFormatter: (value: unknown) => (typeof value === 'number' ? words(value) : '–') },
    xAxis: { ...look.axis(words), min: 0 },
    yAxis: {
      ...look.names(shown.map(({ name }) => name)),
      axisLabel: { ...look.text, width, overflow: 'truncate', interval: 0 },
    },
    series: [bars(names[1], '--after', ({ after }) => after), bars(names[0], '--before', ({ before }) => before)],
  };
}
