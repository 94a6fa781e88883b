import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { inLanguage } from '../../programme/card/service-card.ts';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { FigureTable } from '../features/figures/figure-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { ProcessName, processText } from '../features/standards/process-name.tsx';
import { complianceWords, promiseWords, spanWords } from '../features/standards/promise-words.ts';
import { StandardForm } from '../features/standards/standard-form.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/plan/standards');

/** Quality standards: what is promised, and whether it is kept. */
export function Standards(): ReactElement {
  const { t, format, language } = useLanguage();
  const mayChange = useMay('plan.change');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/plan/standards' });
  const query = amongQuery(search);
  const isFiltered = Object.keys(query).length > 0;
  const standards = useAnswer('listStandards', { query }, { keep: true });
  const create = useChange('createStandard', ['listStandards', 'getMorning']);
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <PageHead title={t('standards.title')} lead={t('standards.lead')}>
        <a className="button" href={`/charter?lang=${language}`}>
          {t('standards.charter')}
        </a>
        {mayChange ? (
          <button type="button" className="button main" onClick={() => setMaking(true)}>
            {t('standards.new')}
          </button>
        ) : null}
      </PageHead>
      <PlanNavigation />
      {isMaking ? (
        <StandardForm
          first={undefined}
          busy={create.isPending}
          error={create.error}
          save={(standard) => create.mutate({ body: { standard } }, { onSuccess: () => setMaking(false) })}
          cancel={() => setMaking(false)}
        />
      ) : null}
      <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })} />
      <Answered question={standards}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('standards.emptyTitle')}>{t('standards.empty')}</Empty>
          ) : (
            <FigureTable
              caption={t('standards.title')}
              file={t('standards.file')}
              rows={items}
              keyOf={({ number }) => String(number)}
              columns={[
                {
                  head: t('standards.standard'),
                  show: ({ number, title }) => (
                    <Link to="/plan/standards/$number" params={{ number: String(number) }} search={query}>
                      {inLanguage(title, language)}
                    </Link>
                  ),
                  file: ({ title }) => inLanguage(title, language),
                },
                {
                  head: t('standards.promised'),
                  show: (one) => promiseWords(one, t, format),
                  file: (one) => promiseWords(one, t, format),
                },
                {
                  head: t('standards.service'),
                  show: ({ processName, processNameEn }) => (
                    <ProcessName processName={processName} processNameEn={processNameEn} />
                  ),
                  file: (one) => processText(one, language),
                },
                {
                  head: t('standards.lastQuarter'),
                  show: ({ standing, promise, isDivided }) =>
                    !isDivided
                      ? t('standards.heldBack')
                      : standing?.quarter
                        ? `${complianceWords(standing.quarter, promise, t, format)} (${spanWords(standing.quarter, format)})`
                        : t('standards.nothingDecided'),
                  file: ({ standing }) => standing?.quarter?.share ?? null,
                },
                {
                  head: t('standards.now'),
                  show: ({ standing, status, promise }) =>
                    status === 'withdrawn' ? (
                      <span className="tag">{t('standards.status.withdrawn')}</span>
                    ) : standing?.alert && standing.alert.acknowledged === null ? (
                      <span className="tag bad">{t('standards.alerts')}</span>
                    ) : standing?.alert ? (
                      <span className="tag warn">{t('standards.alertAnswered')}</span>
                    ) : (standing?.quarter?.share ?? 1) < promise.share ? (
                      <span className="tag warn">{t('standards.below')}</span>
                    ) : isFiltered ? (
                      standing?.quarter?.share == null ? (
                        '–'
                      ) : (
                        <span className="tag good">{t('standards.reached')}</span>
                      )
                    ) : (
                      <span className="tag good">{t('standards.quiet')}</span>
                    ),
                  file: ({ standing }) => standing?.alert?.reason ?? null,
                },
                {
                  head: t('standards.openBreaches'),
                  show: ({ standing }) => (standing === null ? '–' : format.number(standing.openBreaches)),
                  file: ({ standing }) => standing?.openBreaches ?? null,
                  isNumber: true,
                },
              ]}
            />
          )
        }
      </Answered>
    </>
  );
}
