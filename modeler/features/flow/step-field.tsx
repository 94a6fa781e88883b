import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { TimeStep } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChoiceField } from '../insight/choice-field.tsx';

const STEPS: readonly TimeStep[] = ['day', 'week', 'month'];

/** The step of time in the address; weeks unless told otherwise. */
export function useStep(): TimeStep {
  const search: { readonly step?: string | undefined } = useSearch({ strict: false });
  return STEPS.find((step) => step === search.step) ?? 'week';
}

/** By day, week or month. */
export function StepField(): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  return (
    <ChoiceField
      id="step"
      label={t('flow.step')}
      value={useStep()}
      choose={(step) => {
        void navigate({ to: '.', search: (before: object) => ({ ...before, step }), replace: true, resetScroll: false });
      }}
      options={STEPS.map((step) => ({ value: step, text: t(`flow.by.${step}`) }))}
    />
  );
}
