import type { ReactElement } from 'react';
import type { MapView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { ElementName } from '../insight/use-element-name.ts';

interface MapTableProps {
  readonly map: MapView;
  readonly nameOf: ElementName;
  readonly file: string;
}

/** The steps of the map in figures. */
export function ActivityTable({ map, nameOf, file }: MapTableProps): ReactElement {
  const { t, format } = useLanguage();
  const [starts, ends] = [map.starts, map.ends].map((all) => new Map(all.map(({ element, cases }) => [element, cases])));
  return (
    <FigureTable
      caption={t('map.activities')}
      file={`${file}-${t('map.fileActivities')}`}
      rows={map.activities}
      keyOf={({ element }) => element}
      columns={[
        { head: t('heat.step'), show: nameOf, file: nameOf },
        { head: t('map.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
        { head: t('heat.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
        {
          head: t('map.starts'),
          show: ({ element }) => format.number(starts?.get(element) ?? 0),
          file: ({ element }) => starts?.get(element) ?? 0,
          isNumber: true,
        },
        {
          head: t('map.ends'),
          show: ({ element }) => format.number(ends?.get(element) ?? 0),
          file: ({ element }) => ends?.get(element) ?? 0,
          isNumber: true,
        },
      ]}
    />
  );
}

/** The ways of the map in figures. */
export function TransitionTable({ map, nameOf, file, dayMs }: MapTableProps & { readonly dayMs: number | null }): ReactElement {
  const { t, format } = useLanguage();
  const names = new Map(map.activities.map((activity) => [activity.element, nameOf(activity)]));
  const name = (element: string): string => names.get(element) ?? element;
  return (
    <FigureTable
      caption={t('map.transitions')}
      file={`${file}-${t('map.fileTransitions')}`}
      dayMs={dayMs}
      rows={map.transitions}
      keyOf={({ from, to }) => `${from}→${to}`}
      columns={[
        { head: t('map.from'), show: ({ from }) => name(from), file: ({ from }) => name(from) },
        { head: t('map.to'), show: ({ to }) => name(to), file: ({ to }) => name(to) },
        { head: t('map.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
        { head: t('heat.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
        { head: t('map.nTimed'), show: ({ nTimed }) => format.number(nTimed), file: ({ nTimed }) => nTimed, isNumber: true },
        { head: t('map.figures.median'), ms: ({ medianMs }) => medianMs },
        { head: t('map.figures.mean'), ms: ({ meanMs }) => meanMs },
        { head: t('map.figures.p90'), ms: ({ p90Ms }) => p90Ms },
      ]}
    />
  );
}
