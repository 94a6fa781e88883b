import { useId } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Part } from './card-draft.ts';

interface NamedFieldProps {
  readonly part: Part;
  readonly value: string;
  readonly fault: string | undefined;
  readonly change: (value: string) => void;
  readonly options: readonly { readonly id: string; readonly lt: string; readonly en: string | undefined }[] | undefined;
  /** May be left without one. */
  readonly none?: boolean;
}

/** Chooses one of what is there by its name. */
export function NamedField({ part, value, fault, change, options = [], none = false }: NamedFieldProps): ReactElement {
  const { t, language } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(`card.${part.path}`)}</label>
      <select
        id={id}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={({ target }) => {
          change(target.value);
        }}
      >
        {none ? <option value="">{t('services.noModel')}</option> : null}
        {value !== '' && !options.some((option) => option.id === value) ? <option value={value}>{value}</option> : null}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {language === 'en' ? (option.en ?? option.lt) : option.lt}
          </option>
        ))}
      </select>
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className="field-wrong">
          {fault}
        </span>
      )}
    </div>
  );
}
