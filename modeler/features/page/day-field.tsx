import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly choose: (day: string | undefined) => void;
}

/** A day as Lithuania writes it, 2026-11-22, in both languages; a browser's own picker follows the browser's language, not the page's. */
export function DayField({ id, label, value, choose }: DayFieldProps): ReactElement {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(value ?? '');
  const wrong = typed !== '' && !isDay(typed);
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
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setTyped(event.target.value.trim());
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {wrong ? (
        <span id={`${id}-wrong`} className="field-wrong">
          {t('day.wrong')}
        </span>
      ) : null}
    </div>
  );
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
