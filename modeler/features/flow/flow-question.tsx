import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { FlowView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { CountedLine } from '../insight/counted-line.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { flowOptions } from './flow-options.ts';
import { StepField, useStep } from './step-field.tsx';

/** How many cases come, how many are finished, how many lie there. */
export function FlowQuestion({ query, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const step = useStep();
  const flow = useAnswer('getFlow', { query: { ...query, step } }, { keep: true });
  return (
    <section className="stack" aria-labelledby="flow">
      <h2 id="flow">{t('flow.title')}</h2>
      <div className="filters">
        <StepField />
      </div>
      <Answered question={flow}>
        {(answer) =>
          answer.view.n === 0 ? (
            <Empty title={t('figures.emptyTitle')}>{t('figures.empty')}</Empty>
          ) : (
            <>
              <CountedLine answer={answer} />
              <Shown view={answer.view} file={source.name} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Shown({ view, file }: { readonly view: FlowView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const { steps } = view;
  const options = useCallback((look: ChartLook) => flowOptions(view, t, format, look), [view, t, format]);
  const partial = steps.find(({ isPartial }) => isPartial);
  return (
    <>
      <div className="card">
        <Chart options={options} label={t('flow.label')} look="chart tall" />
      </div>
      {partial === undefined ? null : <p className="small soft">{t('flow.partial', { step: partial.name })}</p>}
      <FigureTable
        caption={t('flow.table')}
        file={`${file}-${t('flow.file')}`}
        rows={[...steps].reverse()}
        keyOf={({ name }) => name}
        columns={[
          {
            head: t(`flow.steps.${view.step}`),
            show: ({ name, isPartial }) => (
              <>
                {name} {isPartial ? <span className="tag">{t('flow.notOver')}</span> : null}
              </>
            ),
            file: ({ name }) => name,
          },
          {
            head: t('flow.arrivals'),
            show: ({ arrivals }) => format.number(arrivals),
            file: ({ arrivals }) => arrivals,
            isNumber: true,
          },
          {
            head: t('flow.completions'),
            show: ({ completions }) => format.number(completions),
            file: ({ completions }) => completions,
            isNumber: true,
          },
          {
            head: t('flow.withdrawals'),
            show: ({ withdrawals }) => format.number(withdrawals),
            file: ({ withdrawals }) => withdrawals,
            isNumber: true,
          },
          {
            head: t('flow.inProgress'),
            show: (one) => format.number(one.inProgressAtStart),
            file: (one) => one.inProgressAtStart,
            isNumber: true,
          },
        ]}
      />
    </>
  );
}
