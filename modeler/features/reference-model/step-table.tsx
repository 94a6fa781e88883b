import type { ReactElement } from 'react';
import type { ComparedModel, ReferenceComparisonJson, ReferenceStep } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useUnitName } from '../change-plan/use-unit-name.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import { deviationSentence, stepName } from './step-words.ts';

interface StepTableProps {
  readonly comparison: ReferenceComparisonJson;
  readonly modelName: (model: ComparedModel) => string;
  /** Absent: the reader may not say what stands for a step. */
  readonly choose?: (model: ComparedModel, step: string, element: string | undefined) => void;
}

interface Row {
  readonly step: ReferenceStep;
  readonly place: number;
}

/** Each step of the reference, and beside it what each model does about it. */
export function StepTable({ comparison, modelName, choose }: StepTableProps): ReactElement {
  const { t, language } = useLanguage();
  const { steps, models } = comparison;
  const unit = useUnitName();
  const nameOf = (id: string): string => {
    const step = steps.find(({ element }) => element === id);
    return step === undefined ? id : stepName(step, language);
  };
  const sentences = (model: ComparedModel, { place }: Row): readonly string[] =>
    model.steps[place]?.deviations.map((one) => deviationSentence(one, { step: nameOf, unit }, t)) ?? [];
  const columns: readonly Column<Row>[] = [
    {
      head: t('referenceModel.step'),
      show: ({ step }) => (
        <>
          {stepName(step, language)} <span className="small soft">{t(`referenceModel.stepKind.${step.kind}`)}</span>
        </>
      ),
      file: ({ step }) => stepName(step, language),
    },
    ...models.map((model): Column<Row> => ({
      head: modelName(model),
      show: (row) => (
        <ModelStep
          model={model}
          row={row}
          sentences={sentences(model, row)}
          label={t('referenceModel.standsFor', { model: modelName(model), step: stepName(row.step, language) })}
          {...(choose && { choose })}
        />
      ),
      file: (row) => sentences(model, row).join(' ') || t('referenceModel.asReference'),
    })),
  ];
  return (
    <FigureTable
      caption={t('referenceModel.table')}
      columns={columns}
      rows={steps.map((step, place) => ({ step, place }))}
      keyOf={({ step }) => step.element}
      file="reference-model"
    />
  );
}

interface ModelStepProps extends Pick<StepTableProps, 'choose'> {
  readonly model: ComparedModel;
  readonly row: Row;
  readonly sentences: readonly string[];
  readonly label: string;
}

/** What is found by itself. */
const FOUND = ' ';

function ModelStep({ model, row: { step, place }, sentences, label, choose }: ModelStepProps): ReactElement {
  const { t, language } = useLanguage();
  const compared = model.steps[place];
  const isMissing = compared?.elements.length === 0;
  const names = (compared?.elements ?? []).map((id) => {
    const element = model.elements.find((one) => one.element === id);
    return element === undefined ? id : stepName(element, language);
  });
  return (
    <div className="stack small">
      <div>
        <span className={isMissing ? 'tag bad' : sentences.length > 0 ? 'tag warn' : 'tag good'}>
          {t(`referenceModel.${isMissing ? 'missing' : sentences.length > 0 ? 'otherwise' : 'asReference'}`)}
        </span>{' '}
        {names.join(', ')}
      </div>
      {isMissing || sentences.length === 0 ? null : (
        <ul className="step-deviations">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {choose === undefined ? null : (
        <select
          aria-label={label}
          value={model.choices[step.element] ?? FOUND}
          onChange={({ target: { value } }) => {
            choose(model, step.element, value === FOUND ? undefined : value);
          }}
        >
          <option value={FOUND}>{t('referenceModel.asFound')}</option>
          <option value="">{t('referenceModel.nothing')}</option>
          {model.elements.map((element) => (
            <option key={element.element} value={element.element}>
              {stepName(element, language)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
