import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { sideBarsOptions } from './side-bars-options.ts';
import type { SideBar } from './side-bars-options.ts';

const DAY_MS = 86_400_000;

interface SideBarsProps {
  readonly rows: readonly SideBar[];
  readonly unit: 'ms' | 'share';
  readonly label: string;
}

/** Bars of both sides; the same stand in the table beside them. */
export function SideBars({ rows, unit, label }: SideBarsProps): ReactElement | null {
  const { t, format } = useLanguage();
  const options = useCallback(
    (look: ChartLook) => {
      const scale = (value: number | null): number | null => (value === null || unit === 'share' ? value : value / DAY_MS);
      const scaled = rows.map(({ name, before, after }) => ({ name, before: scale(before), after: scale(after) }));
      const words = (value: number): string =>
        unit === 'share' ? format.share(value) : t('forecast.daysShort', { days: format.number(value) });
      return sideBarsOptions(scaled, [t('forecast.asIs'), t('forecast.toBe')], words, look);
    },
    [rows, unit, t, format],
  );
  return rows.length === 0 ? null : <Chart options={options} label={label} look={rows.length > 6 ? 'chart tall' : 'chart'} />;
}
