import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { StepField } from '../case-change/step-field.tsx';
import { useSteps } from '../case-change/use-steps.ts';

export interface Pair {
  readonly from: string;
  readonly to: string;
}

interface MoveFieldsProps {
  readonly processId: string;
  readonly definitionKey: string;
  readonly pairs: readonly Pair[];
  readonly change: (pairs: readonly Pair[]) => void;
}

/** From which elements to which the cases are moved. */
export function MoveFields({ processId, definitionKey, pairs, change }: MoveFieldsProps): ReactElement {
  const { t } = useLanguage();
  const steps = useSteps(definitionKey, processId);
  const replace = (index: number, pair: Partial<Pair>): void => {
    change(pairs.map((old, place) => (place === index ? { ...old, ...pair } : old)));
  };
  return (
    <>
      {pairs.map(({ from, to }, index) => (
        <div key={index} className="batch-pair" role="group" aria-label={t('batch.pairOf', { number: index + 1 })}>
          <StepField
            label={t('batch.from')}
            steps={steps.filter(({ id }) => id === from || pairs.every((pair) => pair.from !== id))}
            value={from}
            choose={(id) => {
              replace(index, { from: id });
            }}
          >
            <option value="">{t('migrate.none')}</option>
          </StepField>
          <StepField
            label={t('batch.to')}
            steps={steps.filter(({ id }) => id !== from)}
            value={to}
            choose={(id) => {
              replace(index, { to: id });
            }}
          >
            <option value="">{t('migrate.none')}</option>
          </StepField>
          {pairs.length === 1 ? null : (
            <button
              type="button"
              className="button small"
              aria-label={t('batch.removePairOf', { number: index + 1 })}
              onClick={() => {
                change(pairs.filter((_, place) => place !== index));
              }}
            >
              {t('batch.removePair')}
            </button>
          )}
        </div>
      ))}
      <p>
        <button
          type="button"
          className="button small"
          onClick={() => {
            change([...pairs, { from: '', to: '' }]);
          }}
        >
          {t('batch.addPair')}
        </button>
      </p>
    </>
  );
}
