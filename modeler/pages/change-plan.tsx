import { useState } from 'react';
import type { ReactElement } from 'react';
import type { KeptRecommendation, MeasureText, StandingMeasureJson } from '../../api/contract.ts';
import '../features/change-plan/change-plan.css';
import { MeasureCard } from '../features/change-plan/measure-card.tsx';
import { draftOf, newDraft } from '../features/change-plan/measure-draft.ts';
import { MeasureForm } from '../features/change-plan/measure-form.tsx';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { PlanPrint } from '../features/change-plan/plan-print.tsx';
import { RecommendationCard } from '../features/change-plan/recommendation-card.tsx';
import { useUnitName } from '../features/change-plan/use-unit-name.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

type Editing =
  { readonly of: 'new'; readonly from?: KeptRecommendation } | { readonly of: 'measure'; readonly measure: StandingMeasureJson };

/** Recommendations, and the measures that are made of them. */
export function ChangePlan(): ReactElement {
  const { t } = useLanguage();
  const mayChange = useMay('plan.change');
  const recommendations = useAnswer('listRecommendations', {});
  const measures = useAnswer('listMeasures', {});
  const [editing, setEditing] = useState<Editing>();
  const unitName = useUnitName();
  const found = recommendations.data?.items ?? [];
  return (
    <>
      <PageHead title={t('plan.title')} lead={t('plan.lead')}>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('plan.print')}
        </button>
        {mayChange ? (
          <button type="button" className="button main" onClick={() => setEditing({ of: 'new' })}>
            {t('plan.new')}
          </button>
        ) : null}
      </PageHead>
      <PlanNavigation />
      {editing === undefined ? null : (
        <Edit
          key={editing.of === 'measure' ? editing.measure.number : `new ${String(editing.from?.number)}`}
          editing={editing}
          recommendations={found}
          close={() => setEditing(undefined)}
        />
      )}
      <section className="stack" aria-labelledby="measures">
        <h2 id="measures">{t('plan.measures')}</h2>
        <Answered question={measures}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('plan.emptyTitle')}>{t('plan.empty')}</Empty>
            ) : (
              <>
                <PlanPrint measures={items} unitName={unitName} />
                <div className="stack plan-cards">
                  {items.map((measure) => (
                    <MeasureCard
                      key={measure.number}
                      measure={measure}
                      unitName={unitName}
                      edit={mayChange ? () => setEditing({ of: 'measure', measure }) : undefined}
                    />
                  ))}
                </div>
              </>
            )
          }
        </Answered>
      </section>
      <section className="stack plan-screen" aria-labelledby="recommendations">
        <h2 id="recommendations">{t('plan.recommendations')}</h2>
        <Answered question={recommendations}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('plan.noRecommendationsTitle')}>{t('plan.noRecommendations')}</Empty>
            ) : (
              <>
                {items.map((one) => (
                  <RecommendationCard
                    key={one.number}
                    recommendation={one}
                    mayChange={mayChange}
                    plan={() => setEditing({ of: 'new', from: one })}
                  />
                ))}
              </>
            )
          }
        </Answered>
      </section>
    </>
  );
}

interface EditProps {
  readonly editing: Editing;
  readonly recommendations: readonly KeptRecommendation[];
  readonly close: () => void;
}

function Edit({ editing, recommendations, close }: EditProps): ReactElement {
  const { t } = useLanguage();
  const old = ['listMeasures', 'measureHistory'] as const;
  const add = useChange('addMeasure', old);
  const change = useChange('changeMeasure', old);
  const [first] = useState(() => (editing.of === 'new' ? newDraft(editing.from) : draftOf(editing.measure)));
  const save = (text: MeasureText, note: string | undefined): void => {
    const told = { text, ...(note !== undefined && { note }) };
    if (editing.of === 'new') add.mutate({ body: told }, { onSuccess: close });
    else {
      const { number, version } = editing.measure;
      change.mutate({ params: { number: String(number) }, body: { version, ...told } }, { onSuccess: close });
    }
  };
  return (
    <section className="stack plan-screen" aria-labelledby="editing">
      <h2 id="editing">{editing.of === 'new' ? t('plan.new') : t('plan.editOf', { number: editing.measure.number })}</h2>
      <MeasureForm
        first={first}
        recommendations={recommendations}
        busy={add.isPending || change.isPending}
        error={add.error ?? change.error}
        save={save}
        cancel={close}
      />
    </section>
  );
}
