import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ForecastJson } from '../../../api/contract/forecasts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { apartWords, boundsWords, fileValue } from './estimate-words.ts';
import { realisedWords } from './realised-words.ts';

/** Kept forecasts: what each expected, and whether it has come true. */
export function ForecastTable({ forecasts }: { readonly forecasts: readonly ForecastJson[] }): ReactElement {
  const { t, format } = useLanguage();
  return (
    <FigureTable
      caption={t('forecast.title')}
      file={t('forecast.file.list')}
      rows={forecasts}
      keyOf={({ forecastKey }) => forecastKey}
      columns={[
        {
          head: t('forecast.name'),
          show: ({ forecastKey, name, why }) => (
            <>
              <Link to="/insight/forecasts/$forecastKey" params={{ forecastKey }}>
                {name}
              </Link>
              {why === null ? null : <div className="small soft">{why}</div>}
            </>
          ),
          file: ({ name }) => name,
        },
        { head: t('compare.field.source'), show: ({ processName }) => processName, file: ({ processName }) => processName },
        {
          head: t('forecast.expectedTime'),
          fileHead: t('figures.inDays', { head: t('forecast.expectedTime') }),
          show: ({ cycleTimeMs }) => (
            <>
              {apartWords(cycleTimeMs.mean, 'ms', t, format)}
              <div className="small soft">{boundsWords(cycleTimeMs, (value) => apartWords(value, 'ms', t, format))}</div>
            </>
          ),
          file: ({ cycleTimeMs }) => fileValue(cycleTimeMs.mean, 'ms'),
          isNumber: true,
        },
        {
          head: t('forecast.cameTrue'),
          show: ({ realised }) => realisedWords(realised, t, format),
          file: ({ realised }) => realisedWords(realised, t, format),
        },
        {
          head: t('forecast.keptAt'),
          show: ({ keptAt, keptBy }) => t('forecast.keptBy', { at: format.instant(keptAt), by: keptBy }),
          file: ({ keptAt }) => format.isoDay(keptAt),
        },
      ]}
    />
  );
}
