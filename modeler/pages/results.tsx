import type { ReactElement } from 'react';
import type { StandingMeasureJson } from '../../api/contract.ts';
import { inLanguage } from '../../programme/card/service-card.ts';
import '../features/change-plan/change-plan.css';
import { fileValue, typedUnit, valueWords } from '../features/change-plan/indicator-words.ts';
import { useAmongWords } from '../features/change-plan/use-among-words.ts';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { FigureTable } from '../features/figures/figure-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { processText } from '../features/standards/process-name.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const PROOF = { better: 'better', worse: 'worse', 'not proven': 'unproven', 'not enough data': 'unknown' } as const;

/** For the funder: baseline, target, achieved, and whether the change is proved. */
export function Results(): ReactElement {
  const { t } = useLanguage();
  const measures = useAnswer('listMeasures', {});
  return (
    <>
      <PageHead title={t('plan.results.title')} lead={t('plan.results.lead')}>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('plan.print')}
        </button>
      </PageHead>
      <PlanNavigation />
      <Answered question={measures}>
        {({ items }) => {
          const shown = items.filter(({ body }) => body.status !== 'dropped');
          return shown.length === 0 ? <Empty title={t('plan.emptyTitle')}>{t('plan.empty')}</Empty> : <Table measures={shown} />;
        }}
      </Answered>
    </>
  );
}

function Table({ measures }: { readonly measures: readonly StandingMeasureJson[] }): ReactElement {
  const { t, language, format } = useLanguage();
  type Row = StandingMeasureJson;
  const proofOf = ({ body: { effect } }: Row) =>
    t(`plan.proof.${effect === undefined ? 'none' : effect.indicator === null ? 'unmeasured' : PROOF[effect.indicator.change]}`);
  const amongWords = useAmongWords();
  const indicatorOf = ({ body: { indicator }, ...named }: Row) =>
    [t(`plan.indicator.${indicator.kind}`), processText(named, language), ...amongWords(indicator)].join(', ');
  const value = (head: string, of: (row: Row) => number | null) => ({
    head,
    show: (row: Row) => valueWords(row.body.indicator.kind, of(row), format),
    file: (row: Row) => fileValue(row.body.indicator.kind, of(row)),
    isNumber: true,
  });
  const reached = measures.filter(({ standing }) => standing.reached === true).length;
  const proved = measures.filter(({ body }) => body.effect?.indicator?.change === 'better').length;
  return (
    <>
      <p>{t('plan.results.counts', { all: measures.length, reached, proved })}</p>
      <FigureTable
        caption={t('plan.results.title')}
        file={t('plan.results.file')}
        rows={measures}
        keyOf={({ number }) => String(number)}
        columns={[
          {
            head: t('plan.measure'),
            show: ({ number, body }) => `${String(number)}. ${inLanguage(body.title, language)}`,
            file: ({ body }) => inLanguage(body.title, language),
          },
          {
            head: t('plan.field.kind'),
            show: indicatorOf,
            file: indicatorOf,
          },
          { head: t('plan.results.unit'), file: ({ body }) => t(`plan.fileUnit.${typedUnit(body.indicator.kind)}`) },
          value(t('plan.baseline'), ({ body }) => body.before.value),
          value(t('plan.field.target'), ({ body }) => body.target),
          value(t('plan.achieved'), ({ standing }) => standing.achieved.value),
          {
            head: 'n',
            show: ({ standing }) => format.number(standing.achieved.n),
            file: ({ standing }) => standing.achieved.n,
            isNumber: true,
          },
          {
            head: t('plan.results.way'),
            show: ({ standing }) => (standing.wayGone === null ? '–' : format.share(standing.wayGone)),
            file: ({ standing }) => standing.wayGone,
            isNumber: true,
          },
          { head: t('plan.results.proof'), show: proofOf, file: proofOf },
          {
            head: t('plan.field.status'),
            show: ({ body, standing }) => `${t(`plan.status.${body.status}`)}${standing.overdue ? `, ${t('plan.overdue')}` : ''}`,
            file: ({ body }) => t(`plan.status.${body.status}`),
          },
          { head: t('plan.field.owner'), file: ({ body }) => body.owner },
          { head: t('plan.field.dueOn'), file: ({ body }) => body.dueOn },
          {
            head: t('plan.results.budget'),
            file: ({ body }) => (body.budgetCents === undefined ? null : body.budgetCents / 100),
          },
        ]}
      />
      <p className="small soft">{t('plan.results.how')}</p>
    </>
  );
}
