import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use as useParts } from 'echarts/core';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { chartLook } from './chart-look.ts';
import type { ChartLook } from './chart-look.ts';

let ready = false;

/** ECharts' parts are registered when the first chart is drawn, not when the file is loaded. */
function prepare(): void {
  if (ready) return;
  const parts = [AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent];
  useParts([BarChart, LineChart, ...parts, SVGRenderer]);
  ready = true;
}

interface DrawnChartProps {
  /** The chart as data; the same function as long as the data are the same. */
  readonly options: (look: ChartLook) => EChartsCoreOption;
  readonly label: string;
  readonly look: string;
}

/** A chart of ECharts; drawn anew when its data change. */
export function DrawnChart({ options, label, look }: DrawnChartProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    prepare();
    const chart: ECharts = init(place.current, undefined, { renderer: 'svg' });
    chart.setOption(options(chartLook(getComputedStyle(document.documentElement), place.current.clientWidth)));
    const resize = new ResizeObserver(() => {
      chart.resize();
    });
    resize.observe(place.current);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [options]);
  return <div ref={place} className={look} role="img" aria-label={label} />;
}
