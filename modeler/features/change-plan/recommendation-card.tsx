import { useState } from 'react';
import type { ReactElement } from 'react';
import { RECOMMENDATION_STATUSES } from '../../../api/contract.ts';
import type { EvidenceJson, KeptRecommendation } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { HistoryList } from './history-list.tsx';
import { PlainField } from './plain-field.tsx';

const LOOK = { draft: 'warn', accepted: 'good', declined: '' } as const;

interface RecommendationCardProps {
  readonly recommendation: KeptRecommendation;
  readonly mayChange: boolean;
  readonly plan: () => void;
}

/** A recommendation: its words, which an analyst edits, and its evidence, which nobody does. */
export function RecommendationCard({ recommendation, mayChange, plan }: RecommendationCardProps): ReactElement {
  const { t, language } = useLanguage();
  const [editing, setEditing] = useState(false);
  const { number, version, body } = recommendation;
  const id = `recommendation-${String(number)}`;
  return (
    <article className="card stack" aria-labelledby={id}>
      <div className="row">
        <h3 id={id}>{inLanguage(body.title, language)}</h3>
        <span className={`tag ${LOOK[body.status]}`}>{t(`plan.recommendationStatus.${body.status}`)}</span>
      </div>
      {editing ? (
        <Edit recommendation={recommendation} close={() => setEditing(false)} />
      ) : (
        <p className="plan-prose">{inLanguage(body.text, language)}</p>
      )}
      {body.evidence.map((one) => (
        <EvidenceList key={one.frozenAt + one.subject} evidence={one} />
      ))}
      <div className="row plan-screen">
        {mayChange && !editing ? (
          <>
            <button
              type="button"
              className="button small"
              onClick={() => setEditing(true)}
              aria-label={t('plan.editRecommendation', { number })}
            >
              {t('plan.edit')}
            </button>
            {body.status === 'declined' ? null : (
              <button type="button" className="button small" onClick={plan}>
                {t('plan.toMeasure')}
              </button>
            )}
          </>
        ) : null}
        <HistoryList name="recommendationHistory" number={number} version={version} />
      </div>
    </article>
  );
}

function Edit({
  recommendation,
  close,
}: {
  readonly recommendation: KeptRecommendation;
  readonly close: () => void;
}): ReactElement {
  const { t } = useLanguage();
  const { number, version, body } = recommendation;
  const change = useChange('changeRecommendation', ['listRecommendations', 'recommendationHistory']);
  const [draft, setDraft] = useState({
    titleLt: body.title.lt,
    titleEn: body.title.en ?? '',
    textLt: body.text.lt,
    textEn: body.text.en ?? '',
    status: body.status,
  });
  const field = (name: keyof typeof draft, lines = 1) => (
    <PlainField
      id={`recommendation-${String(number)}-${name}`}
      label={t(`plan.field.${name}`)}
      value={draft[name]}
      lines={lines}
      longest={lines > 1 ? 4000 : 200}
      change={(value) => setDraft({ ...draft, [name]: value })}
    />
  );
  const inBoth = (lt: string, en: string) => ({ lt: lt.trim(), ...(en.trim() !== '' && { en: en.trim() }) });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const text = {
          title: inBoth(draft.titleLt, draft.titleEn),
          text: inBoth(draft.textLt, draft.textEn),
          status: draft.status,
        };
        change.mutate({ params: { number: String(number) }, body: { version, text } }, { onSuccess: close });
      }}
    >
      {change.error === null ? null : <Failure error={change.error} />}
      <div className="plan-fields">
        {field('titleLt')}
        {field('titleEn')}
        {field('textLt', 5)}
        {field('textEn', 5)}
        <PlainField
          id={`recommendation-${String(number)}-status`}
          label={t('plan.field.status')}
          value={draft.status}
          options={RECOMMENDATION_STATUSES.map((status) => [status, t(`plan.recommendationStatus.${status}`)] as const)}
          change={(value) =>
            setDraft({ ...draft, status: RECOMMENDATION_STATUSES.find((status) => status === value) ?? draft.status })
          }
        />
      </div>
      <p className="row">
        <button type="submit" className="button main" disabled={change.isPending}>
          {t('plan.save')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}

function EvidenceList({ evidence }: { readonly evidence: EvidenceJson }): ReactElement {
  const { t, format } = useLanguage();
  const say = (unit: EvidenceJson['figures'][number]['unit'], value: number) =>
    unit === 'ms' ? format.duration(value) : unit === 'share' ? format.share(value) : format.number(value, 2);
  return (
    <div>
      <p className="small soft">
        {t(`plan.evidence.${evidence.kind}`, { name: evidence.source.name, on: format.instant(evidence.frozenAt) })}
      </p>
      <dl className="facts">
        {evidence.figures.map(({ name, unit, value, low, high, n }) => (
          <div key={name}>
            <dt>{t(`plan.figure.${name}`)}</dt>
            <dd>
              {say(unit, value)}
              <div className="small soft">
                {low === null || high === null ? '' : `${say(unit, low)} – ${say(unit, high)}; `}
                {t('plan.nOf', { n: format.number(n) })}
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
