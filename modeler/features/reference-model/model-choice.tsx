import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import './reference-model.css';

/** So many stand beside each other. */
export const MOST_MODELS = 4;

interface ModelChoiceProps {
  /** `id:version` and what it is called. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
}

/** Which models are held against the reference: up to four, added and taken away one by one. */
export function ModelChoice({ options, chosen, choose }: ModelChoiceProps): ReactElement {
  const { t } = useLanguage();
  const textOf = (value: string): string => options.find((one) => one.value === value)?.text ?? value;
  return (
    <div className="stack reference-models">
      {chosen.length === 0 ? null : (
        <ul className="row plain-list" aria-label={t('referenceModel.models')}>
          {chosen.map((value) => (
            <li key={value} className="tag chosen-model">
              {textOf(value)}{' '}
              <button
                type="button"
                className="button small"
                aria-label={t('referenceModel.takeAway', { model: textOf(value) })}
                onClick={() => {
                  choose(chosen.filter((one) => one !== value));
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length >= MOST_MODELS ? (
        <p className="small soft">{t('referenceModel.most', { count: MOST_MODELS })}</p>
      ) : (
        <div className="field">
          <label htmlFor="reference-model-add">{t('referenceModel.add')}</label>
          <select
            id="reference-model-add"
            value=""
            onChange={({ target: { value } }) => {
              if (value !== '') choose([...chosen, value]);
            }}
          >
            <option value="">{t('referenceModel.choose')}</option>
            {options
              .filter(({ value }) => !chosen.includes(value))
              .map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
          </select>
        </div>
      )}
    </div>
  );
}
