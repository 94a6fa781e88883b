import type { ReactElement } from 'react';
import type { LeanView } from '../../../api/contract/lean.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { FigureTable } from '../figures/figure-table.tsx';

const UNSEEN = ['overproduction', 'motion', 'talent'] as const;

interface WastesProps {
  readonly wastes: NonNullable<LeanView['wastes']>;
  readonly nameOf: ElementName;
  readonly timeOf: (ms: number) => string;
  readonly file: string;
}

interface Waste {
  readonly waste: string;
  readonly shows: string;
}

/** The eight wastes of lean and what the log shows of each; of three it shows nothing, and says so. */
export function Wastes({ wastes, nameOf, timeOf, file }: WastesProps): ReactElement {
  const { t, format } = useLanguage();
  const { defects, waiting, transport, inventory, excess } = wastes;
  const share = (of: number | null): string => (of === null ? '–' : format.share(of));
  const rows: readonly Waste[] = [
    {
      waste: 'defects',
      shows: t('lean.shows.defects', {
        count: defects.cases,
        cases: format.number(defects.cases),
        share: format.share(defects.share),
        time: timeOf(defects.againMsPerCase),
      }),
    },
    { waste: 'waiting', shows: t('lean.shows.waiting', { share: share(waiting.share) }) },
    {
      waste: 'transport',
      shows:
        transport.perCase === null
          ? t('lean.shows.noUnits')
          : t('lean.shows.transport', { number: format.number(Number(transport.perCase.toFixed(1))) }),
    },
    {
      waste: 'inventory',
      shows: t('lean.shows.inventory', {
        mean: inventory.meanOpen === null ? '–' : format.number(Number(inventory.meanOpen.toFixed(1))),
        now: format.number(inventory.openNow),
        ended: inventory.endedPerDay === null ? '–' : format.number(Number(inventory.endedPerDay.toFixed(2))),
      }),
    },
    { waste: 'excess', shows: t('lean.shows.excess', { share: share(excess.share) }) },
    ...UNSEEN.map((waste) => ({ waste, shows: t('lean.shows.nothing') })),
  ];
  return (
    <>
      <FigureTable
        caption={t('lean.wastes')}
        file={`${file}-${t('lean.wastesFile')}`}
        rows={rows}
        keyOf={({ waste }) => waste}
        columns={[
          {
            head: t('lean.waste'),
            show: ({ waste }) => t(`lean.wasteOf.${waste}`),
            file: ({ waste }) => t(`lean.wasteOf.${waste}`),
          },
          { head: t('lean.logShows'), show: ({ shows }) => shows, file: ({ shows }) => shows },
        ]}
      />
      {excess.decisions.length === 0 ? (
        <p>{t('lean.noDecisions')}</p>
      ) : (
        <>
          <h3>{t('lean.decisions')}</h3>
          <ul>
            {excess.decisions.map(({ n, othersAtMost, next, touchMsPerCase, ...step }) => (
              <li key={step.element}>
                {t('lean.decision', {
                  step: nameOf(step),
                  count: n,
                  n: format.number(n),
                  next: next.length === 0 ? t('lean.toTheEnd') : next.map(nameOf).join(', '),
                  share: format.share(othersAtMost),
                })}{' '}
                {touchMsPerCase === null ? null : t('lean.decisionTouch', { time: timeOf(touchMsPerCase) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
