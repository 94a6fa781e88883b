/** What all charts look like: the page's colours and letters, no movement, tips without markup (which the page's policy would refuse). */
export interface ChartLook {
  readonly colour: (token: string) => string;
  readonly text: { readonly color: string; readonly fontFamily: string; readonly fontSize: number };
  readonly isNarrow: boolean;
  readonly base: {
    readonly animation: false;
    readonly textStyle: ChartLook['text'];
    readonly legend: object;
    readonly tooltip: object;
  };
  /** An axis of values, without lines where `isBare`. */
  readonly axis: (format: (value: number) => string, name?: string) => object;
  /** An axis of names or days. */
  readonly names: (names: readonly string[]) => object;
}

export function chartLook(style: CSSStyleDeclaration, width: number): ChartLook {
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const isNarrow = width < 520;
  const text = { color: colour('--ink'), fontFamily: style.fontFamily, fontSize: isNarrow ? 11 : 13 };
  return {
    colour,
    text,
    isNarrow,
    base: {
      animation: false,
      textStyle: text,
      legend: { type: 'plain', top: 0, left: 0, textStyle: text, itemWidth: 26, itemGap: isNarrow ? 8 : 14 },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, textStyle: { ...text, fontSize: 12 } },
    },
    axis: (format, name) => ({
      type: 'value',
      axisLabel: { ...text, formatter: format },
      splitLine: { lineStyle: { color: colour('--line') } },
      ...(name !== undefined && {
        name,
        nameLocation: 'end',
        nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -36] },
      }),
    }),
    names: (names) => ({
      type: 'category',
      data: names,
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
    }),
  };
}
