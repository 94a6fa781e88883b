import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  /** Called with a whole number from 0 to 10,000 as text, or nothing. */
  readonly choose: (value: string | undefined) => void;
}

/** A number of days, taken when one leaves the field or presses Enter. */
export function NumberField({ id, label, value, choose }: NumberFieldProps): ReactElement {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(value ?? '');
  const isWrong = typed !== '' && !(/^\d{1,5}$/.test(typed) && Number(typed) <= 10_000);
  const take = (): void => {
    if (!isWrong && typed !== (value ?? '')) choose(typed === '' ? undefined : typed);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="day"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          setTyped(target.value.trim());
        }}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === 'Enter') take();
        }}
      />
      {isWrong ? (
        <span id={`${id}-wrong`} className="field-wrong">
          {t('figures.wrongNumber')}
        </span>
      ) : null}
    </div>
  );
}
