import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { FlowView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartLook } from '../charts/chart-look.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { ViewQuestion } from '../insight/view-question.tsx';
import { FIGURES, flowOptions, unitFlowOptions } from './flow-options.ts';
import type { FlowFigure } from './flow-options.ts';
import { FlowTable, UnitFlowTable } from './flow-tables.tsx';
import { StepField, useStep } from './step-field.tsx';

interface FlowSearch {
  readonly by?: string | undefined;
  readonly line?: string | undefined;
}

/** How many cases come, how many are finished, how many lie there, how long they took: all together, or unit by unit. */
export function FlowQuestion({ timed, source, choices }: Asked): ReactElement {
  const { t } = useLanguage();
  const step = useStep();
  const search: FlowSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: FlowSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const isByUnit = search.by === 'unit';
  const figure = FIGURES.find((one) => one === search.line) ?? 'inProgressAtStart';
  const flow = useAnswer('getFlow', { query: { ...timed, step, ...(isByUnit && { by: 'unit' }) } }, { keep: true });
  return (
    <ViewQuestion
      id="flow"
      title={t('flow.title')}
      controls={
        <>
          <StepField />
          {choices === undefined || choices.units.length > 0 || isByUnit ? (
            <ChoiceField
              id="flow-by"
              label={t('flow.whose')}
              value={isByUnit ? 'unit' : ''}
              choose={(by) => {
                choose({ by: by || undefined, line: undefined });
              }}
              options={[
                { value: '', text: t('flow.together') },
                { value: 'unit', text: t('flow.byUnit') },
              ]}
            />
          ) : null}
          {isByUnit ? (
            <ChoiceField
              id="flow-line"
              label={t('flow.line')}
              value={figure}
              choose={(line) => {
                choose({ line });
              }}
              options={FIGURES.map((value) => ({ value, text: t(`flow.lines.${value}`) }))}
            />
          ) : null}
        </>
      }
      question={flow}
      nothing={({ n, units }) =>
        n === 0 || (units?.every(({ suppressed }) => suppressed) === true && { title: t('flow.heldTitle'), text: t('flow.held') })
      }
    >
      {(view) =>
        view.units === undefined ? (
          <Together view={view} file={source.name} />
        ) : (
          <ByUnit view={view} units={view.units} figure={figure} file={source.name} />
        )
      }
    </ViewQuestion>
  );
}

function Together({ view, file }: { readonly view: FlowView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const options = useCallback((look: ChartLook) => flowOptions(view, t, format, look), [view, t, format]);
  return (
    <>
      <div className="card">
        <Chart options={options} label={t('flow.label')} look="chart tall" />
      </div>
      <NotOver view={view} />
      <FlowTable view={view} file={file} />
    </>
  );
}

interface ByUnitProps {
  readonly view: FlowView;
  readonly units: NonNullable<FlowView['units']>;
  readonly figure: FlowFigure;
  readonly file: string;
}

function ByUnit({ view, units, figure, file }: ByUnitProps): ReactElement {
  const { t, format } = useLanguage();
  const held = units.filter(({ suppressed }) => suppressed).length;
  const options = useCallback((look: ChartLook) => unitFlowOptions(view, figure, t, format, look), [view, figure, t, format]);
  return (
    <>
      {held === 0 ? null : <p className="notice">{t('units.suppressed', { count: held })}</p>}
      <div className="card">
        <Chart options={options} label={t('flow.unitLabel', { figure: t(`flow.lines.${figure}`) })} look="chart tall" />
      </div>
      <NotOver view={view} />
      <UnitFlowTable view={view} units={units} file={file} />
    </>
  );
}

function NotOver({ view: { steps } }: { readonly view: FlowView }): ReactElement | null {
  const { t } = useLanguage();
  const partial = steps.find(({ isPartial }) => isPartial);
  return partial === undefined ? null : <p className="small soft">{t('flow.partial', { step: partial.name })}</p>;
}
