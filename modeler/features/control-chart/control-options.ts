import type { EChartsCoreOption } from 'echarts/core';
import type { ChartsView } from '../../../api/contract/analytics-views.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { ChartLook } from '../charts/chart-look.ts';

const DAY_MS = 86_400_000;

/** Values as a line, points that stand out as large diamonds, limits as dashed steps, the centre of each phase; changes as upright lines. @param dayMs what a working day has, where the values are of working time */
export function controlOptions(
  view: ChartsView,
  dayMs: number | null,
  t: Translate,
  format: Formats,
  look: ChartLook,
): EChartsCoreOption {
  const { points, phases, measure } = view;
  const scale =
    measure === 'onTime'
      ? (value: number | null) => (value === null ? null : value * 100)
      : (value: number | null) => (value === null ? null : value / (dayMs ?? DAY_MS));
  const days = points.map(({ from }) => stepName(from, view.step, format));
  const line = (name: string, data: readonly (number | null)[], token: string, type: 'solid' | 'dashed', width: number) => ({
    name,
    type: 'line',
    data,
    step: 'middle',
    showSymbol: false,
    connectNulls: true,
    symbol: 'none',
    lineStyle: { color: look.colour(token), width, type },
    itemStyle: { color: look.colour(token) },
  });
  const marked = markedDays(view, days);
  const words = (value: number): string => (measure === 'onTime' ? `${format.number(value, 0)} %` : format.number(value));
  return {
    ...look.base,
    tooltip: { ...look.base.tooltip, valueFormatter: (value: unknown) => (typeof value === 'number' ? words(value) : '–') },
    grid: { left: look.isNarrow ? 44 : 64, right: 20, top: look.isNarrow ? 84 : 64, bottom: 30 },
    xAxis: look.names(days),
    yAxis: {
      ...look.axis(words, measure === 'onTime' ? undefined : t(dayMs === null ? 'control.axisDays' : 'control.axisWorkingDays')),
      min: 0,
      ...(measure === 'onTime' && { max: 100 }),
    },
    series: [
      {
        name: t(`control.measures.${measure}`),
        type: 'line',
        data: points.map(({ value, signals, isPartial }) => ({
          value: scale(value),
          symbol: signals.length > 0 ? 'diamond' : isPartial ? 'emptyCircle' : 'circle',
          symbolSize: signals.length > 0 ? 13 : 5,
          itemStyle: { color: look.colour(signals.length > 0 ? '--bad' : '--accent') },
        })),
        showSymbol: true,
        showAllSymbol: true,
        connectNulls: true,
        lineStyle: { color: look.colour('--accent'), width: 1.5 },
        itemStyle: { color: look.colour('--accent') },
        markLine: {
          symbol: 'none',
          lineStyle: { color: look.colour('--warn'), width: 1.5, type: 'dotted' },
          label: { ...look.text, fontSize: 11, formatter: ({ name }: { name: string }) => name },
          data: marked.map(({ day, version, reason }) => ({
            xAxis: day,
            name: version === null ? t(`control.marks.${reason}`) : t('control.marks.version', { version }),
          })),
        },
      },
      line(
        t('control.centre'),
        points.map(({ phase, lowLimit }) => (lowLimit === null ? null : scale(phases[phase]?.centre ?? null))),
        '--good',
        'solid',
        1.5,
      ),
      line(
        t('control.high'),
        points.map(({ highLimit }) => scale(highLimit)),
        '--bad',
        'dashed',
        1.5,
      ),
      line(
        t('control.low'),
        points.map(({ lowLimit }) => scale(lowLimit === null ? null : Math.max(0, lowLimit))),
        '--bad',
        'dashed',
        1,
      ),
    ],
  };

  function markedDays({ changes: told }: ChartsView, known: readonly string[]) {
    const atOrAfter = (iso: string): string | undefined =>
      points.findIndex(({ from }) => from >= iso) < 0 ? undefined : known[points.findIndex(({ from }) => from >= iso)];
    return phases.slice(1).flatMap(({ from, reason }) => {
      const day = atOrAfter(from);
      const version = reason === 'told' ? (told.filter((change) => change.from <= from).at(-1)?.version ?? null) : null;
      return day === undefined ? [] : [{ day, version, reason: reason === 'found' ? 'found' : 'told' }];
    });
  }
}

/** A step as it stands on the axis and in files: its first day, or the month. */
export function stepName(from: string, step: ChartsView['step'], format: Formats): string {
  const day = format.isoDay(from);
  return step === 'month' ? day.slice(0, 7) : day;
}
