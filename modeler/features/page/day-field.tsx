import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly choose: (day: string | undefined) => void;
  /** Why the day will not do, though it is one. */
  readonly fault?: string | undefined;
}

/** A day as Lithuania writes it, 2026-11-22, in both languages; a browser's own picker follows the browser's language, not the page's. */
export function DayField({ id, label, value, choose, fault }: DayFieldProps): ReactElement {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(value ?? '');
  const wrong = typed !== '' && !isDay(typed);
  const why = wrong ? t('day.wrong') : fault;
  const take = (): void => {
    if (!wrong && typed !== (value ?? '')) choose(typed === '' ? undefined : typed);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="day"
        inputMode="numeric"
        maxLength={10}
        autoComplete="off"
        placeholder={t('day.example')}
        value={typed}
        aria-invalid={why !== undefined}
        aria-describedby={why === undefined ? undefined : `${id}-wrong`}
        onChange={(event) => {
          setTyped(event.target.value.trim());
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {why === undefined ? null : (
        <span id={`${id}-wrong`} className="field-wrong" role={wrong ? undefined : 'alert'}>
          {why}
        </span>
      )}
    </div>
  );
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
