import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { QualityScoreJson } from '../../api/contract.ts';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { Behind } from '../features/quality-score/behind.tsx';
import { ComponentTable } from '../features/quality-score/component-table.tsx';
import { componentOf, periodWords, titleOf } from '../features/quality-score/component-words.ts';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { ScoreText } from '../features/quality-score/score-text.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/quality/$service');

/** One service: how its score comes about, the cases and answers behind it. */
export function QualityOne(): ReactElement {
  const { t, language } = useLanguage();
  const { service } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/quality/$service' });
  const score = useAnswer('getQualityScore', { params: { service }, query: amongQuery(search) }, { keep: true });
  return (
    <>
      <PageHead title={score.data ? titleOf(score.data, language) : t('score.title')} lead={t('score.oneLead')} />
      <PlanNavigation />
      <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })} />
      <Answered question={score}>{(found) => <Shown score={found} />}</Answered>
    </>
  );
}

function Shown({ score }: { readonly score: QualityScoreJson }): ReactElement {
  const { t, format } = useLanguage();
  const { code, cases, medianLeadMs, method, version, from, to } = score;
  const { mean, meanBefore } = componentOf(score, 'cost');
  const euros = (value: number | null): string => (value === null ? '–' : `${format.number(value, 2)} €`);
  return (
    <>
      <p className="row">
        {code === null ? null : (
          <Link to="/catalogue/$code" params={{ code }}>
            {t('score.card', { code })}
          </Link>
        )}
        <Link to="/quality/method">
          {version === 0 ? t('score.byDefault') : t('score.byVersion', { version: format.number(version) })}
        </Link>
      </p>
      <dl className="facts">
        <div>
          <dt>{t('score.score')}</dt>
          <dd>
            <ScoreText of={score} method={method} />
          </dd>
        </div>
        <div>
          <dt>{t('score.period')}</dt>
          <dd>{periodWords(from, to, format)}</dd>
        </div>
        <div>
          <dt>{t('score.cases')}</dt>
          <dd>{format.number(cases)}</dd>
        </div>
        <div>
          <dt>{t('score.time')}</dt>
          <dd>{medianLeadMs === null ? '–' : format.duration(medianLeadMs)}</dd>
        </div>
        <div>
          <dt>{t('score.cost')}</dt>
          <dd>
            {euros(mean)} {meanBefore === null ? '' : t('score.before', { cost: euros(meanBefore) })}
          </dd>
        </div>
      </dl>
      <h2>{t('score.parts')}</h2>
      <ComponentTable of={score} method={method} caption={t('score.parts')} file={t('score.partsFile')} />
      <Behind of={score} />
    </>
  );
}
