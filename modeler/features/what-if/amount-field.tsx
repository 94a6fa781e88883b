import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface AmountFieldProps {
  readonly id: string;
  readonly label: string;
  /** In a table the head of the column says it to those who see. */
  readonly isLabelHidden?: boolean;
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly mayBeEmpty?: boolean;
  readonly choose: (value: number | undefined) => void;
}

/** An amount, with a comma or a point; taken when one leaves the field or presses Enter, what cannot be is told at the field. */
export function AmountField(props: AmountFieldProps): ReactElement {
  const { format } = useLanguage();
  const shown = props.value === undefined ? '' : format.number(props.value, 2).replace(/\s/g, '');
  // Another value from elsewhere (an undo) is another field.
  return <Typed key={shown} {...props} shown={shown} />;
}

function Typed({
  id,
  label,
  isLabelHidden = false,
  shown,
  least,
  most,
  isWhole = false,
  mayBeEmpty = false,
  choose,
}: AmountFieldProps & { readonly shown: string }): ReactElement {
  const { t, format } = useLanguage();
  const [typed, setTyped] = useState(shown);
  const value = amountIn(typed);
  const isWrong =
    typed === '' ? !mayBeEmpty : Number.isNaN(value) || value < least || value > most || (isWhole && !Number.isInteger(value));
  const take = (): void => {
    if (!isWrong && typed !== shown) choose(typed === '' ? undefined : value);
  };
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        className="amount"
        inputMode={isWhole ? 'numeric' : 'decimal'}
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
          {t(isWhole ? 'whatIf.wrong.whole' : 'whatIf.wrong.amount', { least: format.number(least), most: format.number(most) })}
        </span>
      ) : null}
    </div>
  );
}

/** NaN for what is no number. */
export function amountIn(text: string): number {
  return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}
