import { useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Heatmap } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';
import { Empty } from '../page/empty.tsx';
import { BottleneckHeadline } from './bottleneck-headline.tsx';
import { HeatDiagram } from './heat-diagram.tsx';
import { HeatLegend } from './heat-legend.tsx';
import { HeatTable } from './heat-table.tsx';
import { heatOf } from './measure.ts';
import type { Measure } from './measure.ts';

interface HeatViewProps {
  readonly heatmap: Heatmap;
  readonly measure: Measure;
  /** Cases of several versions are put together. */
  readonly mixed: boolean;
  readonly element: string | undefined;
  readonly choose: (element: string) => void;
}

/** Where the time goes: the sentence, the picture, the figures. */
export function HeatView({ heatmap, measure, mixed, element, choose }: HeatViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { definitionKey } = heatmap;
  const names = useNames(definitionKey === undefined ? [] : [definitionKey]);
  const nameOf = useCallback(
    (id: string, own: string) => (definitionKey === undefined ? own : names(definitionKey, id, own === '' ? id : own)),
    [definitionKey, names],
  );
  const heats = useMemo(() => heatOf(heatmap, measure), [heatmap, measure]);
  const worst = heatmap.bottlenecks[0];
  const linked = heatmap.source.kind === 'process';
  if (heatmap.cases === 0) return <Empty title={t('heat.emptyTitle')}>{t('heat.empty')}</Empty>;
  return (
    <>
      {worst ? <BottleneckHeadline bottleneck={worst} name={nameOf(worst.element, worst.name)} linked={linked} /> : null}
      <p className="soft">
        {t('heat.counted', { count: heatmap.cases, open: format.number(heatmap.openCases) })}{' '}
        {heatmap.cycle.medianMs === null ? null : t('heat.cycle', { median: format.duration(heatmap.cycle.medianMs) })}{' '}
        {t('heat.asOf', { at: format.instant(heatmap.asOf) })}
      </p>
      {definitionKey === undefined ? (
        <p className="notice">{t('heat.noDiagram')}</p>
      ) : (
        <section className="stack" aria-labelledby="heat-diagram">
          <h2 id="heat-diagram">{t('heat.diagram', { measure: t(`measure.${measure}`) })}</h2>
          {mixed ? <p className="notice">{t('heat.mixed')}</p> : null}
          <HeatLegend />
          <HeatDiagram definitionKey={definitionKey} heats={heats} label={t('heat.diagramLabel')} chosen={choose} />
        </section>
      )}
      <section className="stack" aria-labelledby="heat-table">
        <h2 id="heat-table">{t('heat.table')}</h2>
        <HeatTable
          heats={heats}
          measure={measure}
          bottlenecks={heatmap.bottlenecks}
          nameOf={nameOf}
          chosen={element}
          linked={linked}
        />
      </section>
    </>
  );
}
