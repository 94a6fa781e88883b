import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ComparedModel, ReferenceComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { choicesText, NOT_IN_MODEL } from '../conformance/name-choices.ts';
import { referenceText } from '../conformance/reference-choice.ts';
import { sourceText } from '../insight/source-choice.ts';
import { deviationCount, stepName } from './step-words.ts';

interface ModelSummaryProps {
  readonly comparison: ReferenceComparisonJson;
  readonly model: ComparedModel;
  readonly name: string;
}

/** How a model keeps to the reference, in sentences, and the way to its cases. */
export function ModelSummary({ comparison, model, name }: ModelSummaryProps): ReactElement {
  const { t, format, language } = useLanguage();
  const { steps, reference } = comparison;
  const found = model.steps.filter(({ elements }) => elements.length > 0).length;
  const missing = steps.filter((_, place) => model.steps[place]?.elements.length === 0);
  const deviations = deviationCount(model);
  // Which element of the cases is which step, as it was matched here.
  const names = choicesText(
    Object.fromEntries([
      ...model.added.map(({ element }) => [element, NOT_IN_MODEL] as const),
      ...steps.flatMap(({ element }, place) => (model.steps[place]?.elements ?? []).map((own) => [own, element] as const)),
    ]),
  );
  return (
    <li className="card stack">
      <h2>{name}</h2>
      <p>
        <strong>{t('referenceModel.coverage', { count: steps.length, found, share: format.share(model.coverage) })}</strong>{' '}
        {model.consistency === null ? null : t('referenceModel.consistency', { share: format.share(model.consistency) })}{' '}
        {deviations === 0 ? t('referenceModel.none') : t('referenceModel.deviations', { count: deviations })}{' '}
        {model.added.length === 0 ? null : t('referenceModel.ownSteps', { count: model.added.length })}
      </p>
      {missing.length === 0 ? null : (
        <p>{t('referenceModel.missingSteps', { names: missing.map((step) => stepName(step, language)).join(', ') })}</p>
      )}
      {model.notOrdered === null ? null : (
        <p className="notice warn">
          {model.notOrdered.tooMany
            ? t('referenceModel.tooMany')
            : t('referenceModel.unsupported', { names: model.notOrdered.unsupported.join(', ') })}
        </p>
      )}
      {model.added.length === 0 ? null : (
        <details>
          <summary>{t('referenceModel.ownSteps', { count: model.added.length })}</summary>
          <p className="small">{model.added.map((step) => stepName(step, language)).join(', ')}</p>
        </details>
      )}
      <p>
        <Link
          to="/insight/conformance"
          search={{
            source: sourceText({ kind: 'process', id: model.processId }),
            reference: referenceText(reference),
            names,
          }}
        >
          {t('referenceModel.cases', { name })}
        </Link>
      </p>
    </li>
  );
}
