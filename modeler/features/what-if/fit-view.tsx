import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { NEAR, distancesOf, nearnessOf } from './fit-words.ts';
import type { Fit } from './fit-words.ts';

const HOUR_MS = 3_600_000;
const LOOK = { near: 'good', further: 'warn', far: 'bad' } as const;

/** How near the simulated as-is comes to the real cases, beside how near two halves of these come to each other. */
export function FitView({ fit, file }: { readonly fit: Fit; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const rows = distancesOf(fit);
  const cycle = rows.find(({ name }) => name === 'cycleTimeHours');
  const words = ({ isShare, value }: { readonly isShare: boolean; readonly value: number }): string =>
    isShare ? format.share(value) : format.duration(value * HOUR_MS);
  const nearness = cycle === undefined ? 'near' : nearnessOf(cycle.simulated, cycle.floor, cycle.least);
  return (
    <div className="stack">
      <p className={`notice ${LOOK[nearness]}`}>
        {cycle === undefined
          ? null
          : t('whatIf.fit.cycle', {
              simulated: format.duration(cycle.simulated * HOUR_MS),
              floor: format.duration(cycle.floor * HOUR_MS),
              cases: format.number(fit.cases),
            })}{' '}
        {t(`whatIf.fit.nearness.${nearness}`)}
      </p>
      <details>
        <summary>{t('whatIf.fit.table')}</summary>
        <FigureTable
          caption={t('whatIf.fit.table')}
          file={`${file}-${t('whatIf.fit.file')}`}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            {
              head: t('whatIf.fit.what'),
              show: ({ name }) => t(`whatIf.fit.distances.${name}`),
              file: ({ name }) => t(`whatIf.fit.distances.${name}`),
            },
            {
              head: t('whatIf.fit.simulated'),
              show: ({ simulated, isShare }) => words({ isShare, value: simulated }),
              file: ({ simulated }) => simulated,
              isNumber: true,
            },
            {
              head: t('whatIf.fit.floor'),
              show: ({ floor, isShare }) => words({ isShare, value: floor }),
              file: ({ floor }) => floor,
              isNumber: true,
            },
            {
              head: t('whatIf.fit.says'),
              show: ({ simulated, floor, least }) => t(`whatIf.fit.short.${nearnessOf(simulated, floor, least)}`),
              file: ({ simulated, floor, least }) => t(`whatIf.fit.short.${nearnessOf(simulated, floor, least)}`),
            },
          ]}
        />
        <p className="small soft">{t('whatIf.fit.note', { near: format.number(NEAR), runs: format.number(fit.replications) })}</p>
      </details>
    </div>
  );
}
