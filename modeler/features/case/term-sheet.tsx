import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TermJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from '../page/sheet.tsx';

export type TermQuestion = 'suspend' | 'extend' | 'forward';
export type TermAnswer =
  | { readonly question: 'suspend'; readonly ground: string }
  | { readonly question: 'extend'; readonly days: number; readonly reason: string }
  | { readonly question: 'forward'; readonly to: string };

interface TermSheetProps {
  readonly question: TermQuestion;
  readonly term: TermJson;
  readonly answer: (answer: TermAnswer) => void;
  readonly close: () => void;
}

/** What the law wants to know before a term is changed: the ground, the days with their reason, or the body that is competent. */
export function TermSheet({ question, term, answer, close }: TermSheetProps): ReactElement {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [days, setDays] = useState(String(Math.max(1, term.extendableDays)));
  return (
    <Sheet title={t(`term.ask.${question}`)} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (question === 'suspend') answer({ question, ground: text });
          else if (question === 'extend') answer({ question, days: Number(days), reason: text });
          else answer({ question, to: text });
        }}
      >
        {question === 'extend' ? (
          <div className="field">
            <label htmlFor="term-days">{t('term.extendDays', { count: term.extendableDays })}</label>
            <input
              id="term-days"
              type="number"
              min={1}
              max={Math.max(1, term.extendableDays)}
              required
              value={days}
              onChange={(event) => {
                setDays(event.target.value);
              }}
            />
          </div>
        ) : null}
        <div className="field">
          <label htmlFor="term-text">{t(`term.askText.${question}`)}</label>
          {question === 'suspend' && term.suspensionGrounds.length > 0 ? (
            <select
              id="term-text"
              required
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
            >
              <option value="">{t('task.choose')}</option>
              {term.suspensionGrounds.map((ground) => (
                <option key={ground} value={ground}>
                  {ground}
                </option>
              ))}
            </select>
          ) : (
            <input
              id="term-text"
              required
              maxLength={200}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
          )}
        </div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main">
            {t(`term.action.${question}`)}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
