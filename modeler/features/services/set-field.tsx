import type { ReactElement } from 'react';
import { CARD_WORDS } from '../../../programme/card/card-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SETS } from './card-draft.ts';
import type { CardDraft } from './card-draft.ts';

interface SetFieldProps {
  readonly name: keyof typeof SETS;
  readonly draft: CardDraft;
  readonly setDraft: (draft: CardDraft) => void;
  readonly fault: string | undefined;
}

/** Several of a few. */
export function SetField({ name, draft, setDraft, fault }: SetFieldProps): ReactElement {
  const { t, language } = useLanguage();
  const chosen = draft.sets[name];
  const words: Readonly<Record<string, string>> = CARD_WORDS[language][name === 'persons' ? 'persons' : 'language'];
  return (
    <fieldset className="choices across">
      <legend>{t(`card.${name}`)}</legend>
      {SETS[name].map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) => {
              const next = SETS[name].filter((one) => (one === option ? target.checked : chosen.includes(one)));
              setDraft({ ...draft, sets: { ...draft.sets, [name]: next } });
            }}
          />
          {words[option]}
        </label>
      ))}
      {fault === undefined ? null : <span className="field-wrong">{fault}</span>}
    </fieldset>
  );
}
