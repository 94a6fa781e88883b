import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ChartMeasure } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { StepField, useStep } from '../flow/step-field.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { CountedLine } from '../insight/counted-line.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { NumberField } from '../insight/number-field.tsx';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { ControlView } from './control-view.tsx';

const MEASURES: readonly ChartMeasure[] = ['duration', 'onTime'];

interface ChartSearch {
  readonly measure?: string | undefined;
  readonly find?: string | undefined;
  readonly standardDays?: string | undefined;
}

/** Is a week out of the ordinary, or as the weeks are? */
export function ControlQuestion({ query, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const step = useStep();
  const search: ChartSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: ChartSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const measure = MEASURES.find((one) => one === search.measure) ?? 'duration';
  const standardDays = Number(search.standardDays);
  const hasStandard = search.standardDays !== undefined && standardDays >= 0 && standardDays <= 10_000;
  const chart = useAnswer(
    'getChart',
    { query: { ...query, step, measure, find: search.find === 'true' ? 'true' : 'false', ...(hasStandard && { standardDays }) } },
    { keep: true },
  );
  return (
    <section className="stack" aria-labelledby="control">
      <h2 id="control">{t('control.title')}</h2>
      <p className="soft">{t('control.lead')}</p>
      <div className="filters">
        <ChoiceField
          id="chart-measure"
          label={t('control.measure')}
          value={measure}
          choose={(value) => {
            choose({ measure: value });
          }}
          options={MEASURES.map((value) => ({ value, text: t(`control.measures.${value}`) }))}
        />
        <StepField />
        {measure === 'onTime' ? (
          <NumberField
            key={search.standardDays ?? ''}
            id="standard-days"
            label={t('control.standardDays')}
            value={search.standardDays}
            choose={(value) => {
              choose({ standardDays: value });
            }}
          />
        ) : null}
        <label className="row check">
          <input
            type="checkbox"
            checked={search.find === 'true'}
            onChange={({ target }) => {
              choose({ find: target.checked ? 'true' : undefined });
            }}
          />
          {t('control.find')}
        </label>
      </div>
      <Answered question={chart}>
        {(answer) =>
          answer.view.points.length === 0 ? (
            <Empty title={t('figures.emptyTitle')}>
              {t(answer.view.withoutTerm > 0 ? 'control.noTerms' : 'control.empty', { count: answer.view.withoutTerm })}
            </Empty>
          ) : (
            <>
              <CountedLine answer={answer} />
              <ControlView view={answer.view} file={source.name} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
