import { useCallback, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { ComparedModel, ReferenceComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { DiagramView } from '../diagram/diagram-view.tsx';
import type { Shown } from '../diagram/diagram-view.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { Answered } from '../page/answered.tsx';
import { drawMarks, marksOnModel, marksOnReference } from './draw-steps.ts';
import type { StepMarks } from './draw-steps.ts';
import './reference-model.css';

interface ReferenceDiagramsProps {
  readonly comparison: ReferenceComparisonJson;
  readonly referenceName: string;
  readonly modelName: (model: ComparedModel) => string;
}

/** The reference and one model next to each other, with what is otherwise. */
export function ReferenceDiagrams({ comparison, referenceName, modelName }: ReferenceDiagramsProps): ReactElement | null {
  const { t } = useLanguage();
  const { reference, models } = comparison;
  const [chosen, setChosen] = useState<string>();
  const model = models.find(({ definitionKey }) => definitionKey === chosen) ?? models[0];
  const onReference = useMemo(() => model && marksOnReference(comparison, model), [comparison, model]);
  const onModel = useMemo(() => model && marksOnModel(model), [model]);
  if (!model || !onReference || !onModel) return null;
  return (
    <section className="stack" aria-labelledby="reference-diagrams">
      <h2 id="reference-diagrams">{t('referenceModel.diagrams')}</h2>
      <p className="small soft">{t('referenceModel.legend')}</p>
      {models.length < 2 ? null : (
        <ChoiceField
          id="reference-diagram-model"
          label={t('referenceModel.shown')}
          value={model.definitionKey}
          options={models.map((one) => ({ value: one.definitionKey, text: modelName(one) }))}
          choose={setChosen}
        />
      )}
      <div className="beside">
        <Drawn definitionKey={reference.definitionKey} name={referenceName} marks={onReference} />
        <Drawn definitionKey={model.definitionKey} name={modelName(model)} marks={onModel} />
      </div>
    </section>
  );
}

interface DrawnProps {
  readonly definitionKey: string;
  readonly name: string;
  readonly marks: StepMarks;
}

function Drawn({ definitionKey, name, marks }: DrawnProps): ReactElement {
  const { t } = useLanguage();
  const definition = useAnswer('getDefinition', { params: { definitionKey } });
  const draw = useCallback((shown: Shown) => drawMarks(shown, marks), [marks]);
  return (
    <div className="stack">
      <h3>{name}</h3>
      <Answered question={definition}>
        {({ xml }) => <DiagramView xml={xml} label={t('referenceModel.diagram', { name })} draw={draw} tall />}
      </Answered>
    </div>
  );
}
