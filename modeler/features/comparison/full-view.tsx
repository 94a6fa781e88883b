import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ControlView } from '../control-chart/control-view.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { CaseMixView } from './case-mix-view.tsx';
import { CasesBehind } from './cases-behind.tsx';
import type { Shown } from './cases-behind.tsx';
import { ChangeParts } from './change-parts.tsx';
import { ComparisonFigures } from './comparison-figures.tsx';
import { HeadlineMeasures } from './headline-measures.tsx';
import { HistogramChart } from './histogram-chart.tsx';
import { ProofView } from './proof-view.tsx';
import { SurvivalChart } from './survival-chart.tsx';
import { SurvivalTable } from './survival-table.tsx';

interface FullViewProps {
  readonly full: FullComparisonJson;
  readonly asOf: string;
  readonly file: string;
  readonly settings: ReactElement;
  readonly nameOf: ElementName;
}

/** Below the verdict: the measures, the figures, the charts, why, what proves it, the settings, the cases. */
export function FullView({ full, asOf, file, settings, nameOf }: FullViewProps): ReactElement {
  const { t, format } = useLanguage();
  const [shown, show] = useState<Shown>({ side: 'after' });
  const curves = useMemo(
    () =>
      ([full.survival.before, full.survival.after] as const).map((points) =>
        points.map(({ atMs, survival, low, high }) => ({ afterMs: atMs, share: survival, low, high })),
      ),
    [full],
  );
  const [before = [], after = []] = curves;
  const hasCurves = before.length > 0 || after.length > 0;
  return (
    <>
      <HeadlineMeasures full={full} file={file} />
      <section className="stack" aria-labelledby="figures">
        <h2 id="figures">{t('compare.figures')}</h2>
        <ComparisonFigures comparison={full} show={show} />
        <p className="small soft">{t('compare.asOf', { at: format.instant(asOf) })}</p>
      </section>
      {hasCurves ? (
        <section className="stack" aria-labelledby="curves">
          <h2 id="curves">{t('compare.curves')}</h2>
          <p className="soft">{t('compare.curvesLead')}</p>
          <div className="card">
            <SurvivalChart before={before} after={after} />
          </div>
          <SurvivalTable full={full} file={file} />
        </section>
      ) : null}
      {full.histogram.length === 0 ? null : (
        <section className="stack" aria-labelledby="spread">
          <h2 id="spread">{t('compare.spread')}</h2>
          <HistogramChart full={full} file={file} />
        </section>
      )}
      {full.chart === null || full.chart.points.length === 0 ? null : (
        <section className="stack" aria-labelledby="weeks">
          <h2 id="weeks">{t('compare.weeks')}</h2>
          <p className="soft">{t('compare.weeksLead')}</p>
          <ControlView view={full.chart} file={file} />
        </section>
      )}
      <ChangeParts full={full} file={file} />
      <CaseMixView
        full={full}
        file={file}
        showGroup={(stratum) => {
          show({ ...shown, ended: undefined, stratum });
        }}
      />
      <ProofView full={full} file={file} nameOf={nameOf} />
      {settings}
      <CasesBehind full={full} file={file} shown={shown} show={show} />
    </>
  );
}
