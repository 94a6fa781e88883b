import { Suspense, lazy } from 'react';
import type { ReactElement } from 'react';
import type { Comparison } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Waiting } from '../page/waiting.tsx';
import { ComparisonFigures } from './comparison-figures.tsx';
import { SurvivalTable } from './survival-table.tsx';
import { Verdict } from './verdict.tsx';
import './comparison.css';

const SurvivalChart = lazy(() => import('./survival-chart.tsx').then((module) => ({ default: module.SurvivalChart })));

/** Verdict, figures, curves: in this order. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { t, format } = useLanguage();
  const drawn = comparison.before.survival.length > 0 || comparison.after.survival.length > 0;
  return (
    <>
      <Verdict comparison={comparison} />
      <section className="stack" aria-labelledby="figures">
        <h2 id="figures">{t('compare.figures')}</h2>
        <ComparisonFigures comparison={comparison} />
        <p className="small soft">{t('compare.asOf', { at: format.instant(comparison.asOf) })}</p>
      </section>
      {drawn ? (
        <section className="stack" aria-labelledby="curves">
          <h2 id="curves">{t('compare.curves')}</h2>
          <p className="soft">{t('compare.curvesLead')}</p>
          <div className="comparison-pair">
            <div className="card">
              <Suspense fallback={<Waiting />}>
                <SurvivalChart comparison={comparison} />
              </Suspense>
            </div>
            <SurvivalTable comparison={comparison} />
          </div>
        </section>
      ) : null}
    </>
  );
}
