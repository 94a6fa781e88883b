import { useId } from 'react';
import type { ReactElement } from 'react';
import { CARD_WORDS } from '../../../programme/card/card-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Part } from './card-draft.ts';

interface PartFieldProps {
  readonly part: Part;
  /** Where it stands in the card, for its label and its fault: `documents`, or nothing outside a list. */
  readonly list?: string;
  readonly value: string;
  readonly fault: string | undefined;
  /** Is shown and stays. */
  readonly fixed?: boolean;
  readonly change: (value: string) => void;
}

/** One value of a card. Its label says the language where a text is asked in both. */
export function PartField({ part: { path, kind }, list, value, fault, fixed = false, change }: PartFieldProps): ReactElement {
  const { t } = useLanguage();
  const id = useId();
  const [name = '', spoken] = path.split(/\.(?=(?:lt|en)$)/);
  const isText = name === 'lt' || name === 'en';
  const label = t(`card.${list === undefined ? '' : `${list}.`}${isText ? 'text' : name}`);
  const language = isText ? name : spoken;
  const attributes = {
    id,
    value,
    lang: language,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => change(target.value),
  };
  return (
    <div className={kind === 'prose' ? 'field wide' : 'field'}>
      <label htmlFor={id}>
        {label}
        {language === undefined ? null : ` (${language})`}
      </label>
      {kind === 'prose' ? (
        <textarea rows={3} {...attributes} />
      ) : kind === 'yesNo' || typeof kind === 'object' ? (
        <Choice {...attributes} options={kind === 'yesNo' ? ['yes', 'no'] : kind} />
      ) : (
        <input inputMode={kind === 'number' ? 'numeric' : undefined} autoComplete="off" readOnly={fixed} {...attributes} />
      )}
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className="field-wrong">
          {fault}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly options: readonly string[];
  readonly id: string;
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}

function Choice({ options, ...attributes }: ChoiceProps): ReactElement {
  const { t, language } = useLanguage();
  const words: readonly Readonly<Partial<Record<string, string>>>[] = Object.values(CARD_WORDS[language]);
  const said = (option: string): string =>
    words.map((of) => of[option]).find((word) => word !== undefined) ??
    t(option === '' ? 'card.choice.unstated' : `card.choice.${option}`);
  return (
    <select {...attributes}>
      {options.map((option) => (
        <option key={option} value={option}>
          {said(option)}
        </option>
      ))}
    </select>
  );
}
