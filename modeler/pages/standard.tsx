import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { StandardDetail, StandardText } from '../../api/contract.ts';
import { inLanguage } from '../../programme/card/service-card.ts';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { FigureTable } from '../features/figures/figure-table.tsx';
import { ShareBar } from '../features/figures/share-bar.tsx';
import { unitText } from '../features/insight/unit-text.ts';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { AlertAnswer } from '../features/standards/alert-answer.tsx';
import { DividedTables } from '../features/standards/divided-tables.tsx';
import { ProcessName } from '../features/standards/process-name.tsx';
import { complianceWords, promiseWords, spanWords } from '../features/standards/promise-words.ts';
import { StandardForm } from '../features/standards/standard-form.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/plan/standards/$number');

/** One standard: its months, its alert, the cases that broke it. */
export function StandardPage(): ReactElement {
  const { t, language } = useLanguage();
  const { number } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/plan/standards/$number' });
  const query = amongQuery(search);
  const standard = useAnswer('getStandard', { params: { number }, query }, { keep: true });
  return (
    <>
      <PageHead title={standard.data ? inLanguage(standard.data.title, language) : t('standards.standard')} />
      <PlanNavigation />
      <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })} />
      <Answered question={standard}>{(found) => <Shown standard={found} isFiltered={Object.keys(query).length > 0} />}</Answered>
    </>
  );
}

interface ShownProps {
  readonly standard: StandardDetail;
  /** Of some of its cases alone. */
  readonly isFiltered: boolean;
}

function Shown({ standard, isFiltered }: ShownProps): ReactElement {
  const { t, format } = useLanguage();
  const mayChange = useMay('plan.change');
  const change = useChange('changeStandard', ['getStandard', 'listStandards', 'getMorning']);
  const [isChanging, setChanging] = useState(false);
  const { number, version, standing, months, breaches, breachCount } = standard;
  return (
    <>
      <p className="lead">
        {promiseWords(standard, t, format)}{' '}
        <ProcessName processName={standard.processName} processNameEn={standard.processNameEn} />.
      </p>
      {mayChange && !isChanging ? (
        <p>
          <button type="button" className="button" onClick={() => setChanging(true)}>
            {t('standards.change')}
          </button>
        </p>
      ) : null}
      {isChanging ? (
        <StandardForm
          first={textOf(standard)}
          busy={change.isPending}
          error={change.error}
          save={(text) =>
            change.mutate(
              { params: { number: String(number) }, body: { version, standard: text } },
              { onSuccess: () => setChanging(false) },
            )
          }
          cancel={() => setChanging(false)}
        />
      ) : null}
      {!standard.isDivided ? (
        <p className="notice">{t('standards.notDivided')}</p>
      ) : standing === null ? (
        <p className="notice">{t('standards.noCases')}</p>
      ) : isFiltered && months.length === 0 ? (
        <p className="notice">{t('standards.nothingDecided')}</p>
      ) : (
        <>
          {isFiltered ? (
            <p className="notice">{t('standards.someCases')}</p>
          ) : standing.alert === null ? (
            <p className="notice">{t('standards.noAlert')}</p>
          ) : (
            <AlertAnswer number={number} alert={standing.alert} />
          )}
          <h2>{t('standards.months')}</h2>
          <p className="soft">{t('standards.monthsLead')}</p>
          <FigureTable
            caption={t('standards.months')}
            file={`${t('standards.file')}-${String(number)}`}
            rows={[...months].reverse()}
            keyOf={({ from }) => from}
            columns={[
              { head: t('standards.month'), show: (month) => spanWords(month, format), file: ({ from }) => from.slice(0, 7) },
              {
                head: t('standards.keptHead'),
                show: (month) => (
                  <>
                    {complianceWords(month, standard.promise, t, format)}
                    {month.share === null ? null : <ShareBar share={month.share} />}
                  </>
                ),
                file: ({ share }) => share,
              },
              { head: t('standards.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
              {
                head: t('standards.limits'),
                show: ({ lowLimit, highLimit }) =>
                  lowLimit === null || highLimit === null ? '–' : `${format.share(lowLimit)} – ${format.share(highLimit)}`,
                file: ({ lowLimit }) => lowLimit,
              },
              {
                head: t('standards.signal'),
                show: ({ isPartial, isSignal, share }) =>
                  isPartial ? (
                    t('standards.partial')
                  ) : isSignal ? (
                    <span className="tag bad">{t('standards.out')}</span>
                  ) : share !== null && share < standard.promise.share ? (
                    <span className="tag warn">{t('standards.below')}</span>
                  ) : (
                    ''
                  ),
              },
            ]}
          />
          <DividedTables standard={standard} />
          <h2>{t('standards.breaches')}</h2>
          {standard.promise.kind === 'satisfied' ? (
            <p>{t('standards.nobodySought')}</p>
          ) : breachCount === 0 ? (
            <p>{t('standards.noBreaches')}</p>
          ) : (
            <>
              <p className="soft">{t('standards.breachesLead', { count: breachCount, shown: format.number(breaches.length) })}</p>
              <FigureTable
                caption={t('standards.breaches')}
                file={`${t('standards.breachFile')}-${String(number)}`}
                rows={breaches}
                keyOf={({ caseKey }) => caseKey}
                columns={[
                  {
                    head: t('standards.case'),
                    show: ({ caseKey, caseNumber }) => (
                      <Link to="/cases/$caseKey" params={{ caseKey }}>
                        {caseNumber ?? caseKey}
                      </Link>
                    ),
                    file: ({ caseNumber, caseKey }) => caseNumber ?? caseKey,
                  },
                  { head: t('units.unit'), show: ({ unit }) => unitText(unit, t), file: ({ unit }) => unitText(unit, t) },
                  {
                    head: t('standards.broken'),
                    show: ({ brokenAt }) => format.instant(brokenAt),
                    file: ({ brokenAt }) => brokenAt,
                  },
                  {
                    head: t('standards.ended'),
                    show: ({ endedAt, isOpen }) =>
                      isOpen || endedAt === null ? t('standards.stillOpen') : format.instant(endedAt),
                    file: ({ endedAt }) => endedAt,
                  },
                ]}
              />
            </>
          )}
        </>
      )}
    </>
  );
}

function textOf({ title, processId, unit, promise, inCharter, status }: StandardDetail): StandardText {
  return { title, processId, ...(unit !== undefined && { unit }), promise, inCharter, status };
}
