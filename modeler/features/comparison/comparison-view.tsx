import type { ReactElement } from 'react';
import type { Comparison } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { JobProgress } from '../insight/job-progress.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import type { AskedJob } from '../insight/use-job.ts';
import { ComparisonFigures } from './comparison-figures.tsx';
import { ForecastBeside } from './forecast-beside.tsx';
import { FullView } from './full-view.tsx';
import { SurvivalChart } from './survival-chart.tsx';
import { Verdict } from './verdict.tsx';
import './comparison.css';

interface ComparisonViewProps {
  readonly comparison: Comparison;
  readonly asked: AskedJob<'compare'>;
  readonly settings: ReactElement;
  readonly nameOf: ElementName;
  readonly file: string;
}

/** The quick verdict at once; the whole answer as soon as it is worked out. */
export function ComparisonView({ comparison, asked, settings, nameOf, file }: ComparisonViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { before, after } = comparison;
  const full = asked.answer?.view;
  if (full !== undefined)
    return (
      <>
        <Verdict comparison={full} />
        <ForecastBeside full={full} />
        <FullView full={full} asOf={comparison.asOf} file={file} settings={settings} nameOf={nameOf} />
      </>
    );
  return (
    <>
      <Verdict comparison={comparison} />
      <JobProgress asked={asked} />
      <section className="stack" aria-labelledby="figures">
        <h2 id="figures">{t('compare.figures')}</h2>
        <ComparisonFigures comparison={comparison} />
        <p className="small soft">{t('compare.asOf', { at: format.instant(comparison.asOf) })}</p>
      </section>
      {before.survival.length > 0 || after.survival.length > 0 ? (
        <section className="stack" aria-labelledby="curves">
          <h2 id="curves">{t('compare.curves')}</h2>
          <p className="soft">{t('compare.curvesLead')}</p>
          <div className="card">
            <SurvivalChart before={before.survival} after={after.survival} />
          </div>
        </section>
      ) : null}
      {settings}
    </>
  );
}
