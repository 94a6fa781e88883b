import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { MethodForm } from '../features/quality-score/method-form.tsx';
import { MethodSheet } from '../features/quality-score/method-sheet.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

/** The method of the quality score, for paper and for those who may change it. */
export function QualityMethodPage(): ReactElement {
  const { t } = useLanguage();
  const mayChange = useMay('plan.change');
  const mayScore = useMay('insight.read');
  const method = useAnswer('getQualityMethod', {});
  const scores = useAnswer('listQualityScores', { query: {} }, { enabled: mayScore });
  const declare = useChange('declareQualityMethod', ['getQualityMethod', 'listQualityScores', 'getQualityScore']);
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <PageHead title={t('score.sheet.title')} lead={t('score.sheet.lead')}>
        <Link to="/quality" className="button">
          {t('score.toScores')}
        </Link>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('plan.print')}
        </button>
        {mayChange && !isChanging ? (
          <button type="button" className="button main" onClick={() => setChanging(true)}>
            {t('score.change')}
          </button>
        ) : null}
      </PageHead>
      <PlanNavigation />
      <Answered question={method}>
        {(found) => (
          <>
            {isChanging ? (
              <MethodForm
                first={found.method}
                busy={declare.isPending}
                error={declare.error}
                save={(next, note) =>
                  declare.mutate(
                    { body: { version: found.version, method: next, ...(note !== undefined && { note }) } },
                    { onSuccess: () => setChanging(false) },
                  )
                }
                cancel={() => {
                  declare.reset();
                  setChanging(false);
                }}
              />
            ) : null}
            <MethodSheet of={found} scores={scores.data} />
          </>
        )}
      </Answered>
    </>
  );
}
