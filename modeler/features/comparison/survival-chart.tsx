import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { survivalOptions } from './survival-options.ts';
import type { Curve } from './survival-options.ts';

/** The share of cases still open as time goes by, before and after; open cases count as far as they are known (Kaplan-Meier). */
export function SurvivalChart({ before, after }: { readonly before: Curve; readonly after: Curve }): ReactElement {
  const { t, format } = useLanguage();
  const options = useCallback((look: ChartLook) => survivalOptions(before, after, t, format, look), [before, after, t, format]);
  return <Chart options={options} label={t('compare.curveLabel')} look="chart survival-chart" />;
}
