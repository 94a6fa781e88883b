import type { ReactElement } from 'react';

interface PlainFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly lines?: number;
  readonly longest?: number;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly options?: readonly (readonly [value: string, words: string])[];
  readonly required?: boolean;
}

/** A labelled line, text or choice, with its hint and what is wrong with it. */
export function PlainField({
  id,
  label,
  value,
  change,
  hint,
  fault,
  lines = 1,
  longest = 300,
  inputMode,
  options,
  required,
}: PlainFieldProps): ReactElement {
  const about = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-wrong`]
    .filter((text) => text !== '')
    .join(' ');
  const parts = {
    id,
    value,
    'aria-invalid': fault !== undefined,
    ...(required && { 'aria-required': true }),
    ...(about !== '' && { 'aria-describedby': about }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {options !== undefined ? (
        <select {...parts} onChange={({ target }) => change(target.value)}>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      ) : lines > 1 ? (
        <textarea {...parts} rows={lines} maxLength={longest} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          {...parts}
          maxLength={longest}
          inputMode={inputMode}
          autoComplete="off"
          onChange={({ target }) => change(target.value)}
        />
      )}
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="small soft">
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span id={`${id}-wrong`} className="field-wrong">
          {fault}
        </span>
      )}
    </div>
  );
}
