import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as useParts } from 'echarts/core';
import type { ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Comparison } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { survivalOptions } from './survival-options.ts';

let ready = false;

/** ECharts' parts are registered when the first chart is drawn, not when the file is loaded. */
function prepare(): void {
  if (ready) return;
  useParts([LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);
  ready = true;
}

/** The share of cases still open as time goes by, before and after; open cases count as far as they are known (Kaplan-Meier). */
export function SurvivalChart({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { t, format } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    prepare();
    const chart: ECharts = init(place.current, undefined, { renderer: 'svg' });
    chart.setOption(survivalOptions(comparison, t, format, getComputedStyle(document.documentElement)));
    const resize = new ResizeObserver(() => {
      chart.resize();
    });
    resize.observe(place.current);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [comparison, t, format]);
  return <div ref={place} className="survival-chart" role="img" aria-label={t('compare.curveLabel')} />;
}
