import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { ChoiceField } from '../features/insight/choice-field.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { periodWords } from '../features/quality-score/component-words.ts';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { ScoreTable } from '../features/quality-score/score-table.tsx';
import { SORTS, sortOf } from '../features/quality-score/sorting.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/quality');

/** The quality score of each service, beside what it is made of. */
export function Quality(): ReactElement {
  const { t, format } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/quality' });
  const scores = useAnswer('listQualityScores', { query: amongQuery(search) }, { keep: true });
  return (
    <>
      <PageHead title={t('score.title')} lead={t('score.lead')}>
        <Link to="/quality/method" className="button">
          {t('score.method')}
        </Link>
      </PageHead>
      <PlanNavigation />
      <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })}>
        <ChoiceField
          id="score-sort"
          label={t('score.sort')}
          value={sortOf(search.sort)}
          options={SORTS.map((value) => ({ value, text: t(`score.sorts.${value}`) }))}
          choose={(sort) => void navigate({ search: { ...search, sort }, replace: true })}
        />
      </AmongFilters>
      <Answered question={scores}>
        {(found) => (
          <>
            <p className="soft">
              {t('score.basis', { period: periodWords(found.from, found.to, format) })}{' '}
              {found.version === 0 ? t('score.byDefault') : t('score.byVersion', { version: format.number(found.version) })}{' '}
              {found.withoutCases === 0 ? '' : t('score.withoutCases', { count: found.withoutCases })}
            </p>
            {found.items.length === 0 ? (
              <Empty title={t('score.emptyTitle')}>{t('score.empty')}</Empty>
            ) : (
              <ScoreTable scores={found} search={search} />
            )}
            <p className="small soft">{t('score.how')}</p>
          </>
        )}
      </Answered>
    </>
  );
}
