import { Suspense, lazy } from 'react';
import type { ComponentProps, ReactElement } from 'react';
import { Waiting } from '../page/waiting.tsx';
import './charts.css';

const DrawnChart = lazy(() => import('./drawn-chart.tsx').then((module) => ({ default: module.DrawnChart })));

/** A chart; ECharts is loaded when the first one is shown. What it shows stands in a table beside it, too. */
export function Chart({
  look = 'chart',
  ...chart
}: Omit<ComponentProps<typeof DrawnChart>, 'look'> & { readonly look?: string }): ReactElement {
  return (
    <Suspense fallback={<Waiting />}>
      <DrawnChart {...chart} look={look} />
    </Suspense>
  );
}
