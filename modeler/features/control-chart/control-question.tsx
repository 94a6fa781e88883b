import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ChartMeasure, ChartsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { StepField, useStep } from '../flow/step-field.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { DueField } from '../insight/due-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { NumberField } from '../insight/number-field.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import { ViewQuestion } from '../insight/view-question.tsx';
import { ControlView } from './control-view.tsx';

const MEASURES: readonly ChartMeasure[] = ['duration', 'onTime'];

interface ChartSearch {
  readonly measure?: string | undefined;
  readonly find?: string | undefined;
  readonly standardDays?: string | undefined;
  readonly dueAttribute?: string | undefined;
}

/** Is a week out of the ordinary, or as the weeks are? */
export function ControlQuestion({ timed, source, choices }: Asked): ReactElement {
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
    {
      query: {
        ...timed,
        step,
        measure,
        find: search.find === 'true' ? 'true' : 'false',
        ...(measure === 'onTime' && hasStandard && { standardDays }),
        ...(measure === 'onTime' && search.dueAttribute !== undefined && { dueAttribute: search.dueAttribute }),
      },
    },
    { keep: true },
  );
  return (
    <ViewQuestion
      id="control"
      title={t('control.title')}
      lead={t('control.lead')}
      controls={
        <>
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
            <DueField
              value={search.dueAttribute}
              names={choices?.dateAttributes ?? []}
              choose={(dueAttribute) => {
                choose({ dueAttribute });
              }}
            />
          ) : null}
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
        </>
      }
      question={chart}
      nothing={({ points, withoutTerm }) =>
        points.length === 0 && {
          title: t('figures.emptyTitle'),
          text: t(withoutTerm > 0 ? 'control.noTerms' : 'control.empty', { count: withoutTerm }),
        }
      }
      hasNoClock={measure === 'onTime'}
    >
      {(view) => <OfClock view={view} file={source.name} />}
    </ViewQuestion>
  );
}

/** The chart by the clock in the address. */
function OfClock({ view, file }: { readonly view: ChartsView; readonly file: string }): ReactElement {
  const { dayMs } = useShownTime(view);
  const { working } = view;
  const drawn = useMemo(() => (dayMs === null || working === null ? view : { ...view, ...working }), [view, working, dayMs]);
  return <ControlView view={drawn} file={file} dayMs={working === null ? null : dayMs} />;
}
