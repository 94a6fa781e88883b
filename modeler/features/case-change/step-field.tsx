import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ModelStep } from './model-steps.ts';

interface StepFieldProps {
  readonly label: string;
  readonly steps: readonly Pick<ModelStep, 'id' | 'name'>[];
  readonly value: string;
  readonly choose: (value: string) => void;
  /** How a step is written as a choice; its name when absent. */
  readonly optionOf?: (step: Pick<ModelStep, 'id' | 'name'>) => { readonly value: string; readonly words: string };
  /** Choices that stand before the steps. */
  readonly children: ReactNode;
}

/** A choice among the steps of a model. */
export function StepField({ label, steps, value, choose, optionOf, children }: StepFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          choose(target.value);
        }}
      >
        {children}
        {steps.map((step) => {
          const option = optionOf?.(step) ?? { value: step.id, words: step.name };
          return (
            <option key={step.id} value={option.value}>
              {option.words}
            </option>
          );
        })}
      </select>
    </div>
  );
}
