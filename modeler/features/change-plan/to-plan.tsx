import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { RequestOf } from '../../api-client.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';
import { PlainField } from './plain-field.tsx';

type From = RequestOf<'draftRecommendation'>['body']['from'];

/** Makes a recommendation of what is seen here; nothing for whoever may not. */
export function Recommend({ from, about }: { readonly from: From; readonly about: string }): ReactElement | null {
  const { t } = useLanguage();
  const may = useMay('plan.change');
  const draft = useChange('draftRecommendation', ['listRecommendations']);
  if (!may) return null;
  if (draft.data !== undefined)
    return (
      <p role="status">
        {t('plan.drafted')} <Link to="/plan">{t('plan.openPlan')}</Link>
      </p>
    );
  return (
    <>
      {draft.error === null ? null : <Failure error={draft.error} />}
      <p>
        <button
          type="button"
          className="button small"
          disabled={draft.isPending}
          aria-label={t('plan.recommendOf', { name: about })}
          onClick={() => draft.mutate({ body: { from } })}
        >
          {t('plan.recommend')}
        </button>
      </p>
    </>
  );
}

/** Keeps an answered comparison with the measure whose effect it is. */
export function KeepEffect({
  comparison,
  processId,
}: {
  readonly comparison: string;
  readonly processId: string;
}): ReactElement | null {
  const { t, language } = useLanguage();
  const may = useMay('plan.change');
  const plan = useAnswer('listMeasures', {}, { enabled: may });
  const keep = useChange('keepEffect', ['listMeasures', 'measureHistory']);
  const [chosen, setChosen] = useState('');
  const measures = (plan.data?.items ?? []).filter(({ body }) => body.indicator.processId === processId);
  const number = chosen === '' ? String(measures[0]?.number ?? '') : chosen;
  if (!may || measures.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="keep-effect">
      <h2 id="keep-effect">{t('plan.keepTitle')}</h2>
      {keep.error === null ? null : <Failure error={keep.error} />}
      <div className="filters">
        <PlainField
          id="keep-measure"
          label={t('plan.keepFor')}
          value={number}
          options={measures.map(
            (one) => [String(one.number), `${String(one.number)}. ${inLanguage(one.body.title, language)}`] as const,
          )}
          change={setChosen}
        />
        <button
          type="button"
          className="button"
          disabled={keep.isPending}
          onClick={() => keep.mutate({ params: { number }, body: { comparison } })}
        >
          {t('plan.keep')}
        </button>
      </div>
      {keep.data === undefined ? null : (
        <p role="status">
          {t('plan.kept')} <Link to="/plan">{t('plan.openPlan')}</Link>
        </p>
      )}
    </section>
  );
}
