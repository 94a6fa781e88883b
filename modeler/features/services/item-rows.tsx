import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { LISTS, emptyRow } from './card-draft.ts';
import type { CardDraft, ListName, Row } from './card-draft.ts';
import { PartField } from './part-field.tsx';

interface ItemRowsProps {
  readonly name: ListName;
  readonly draft: CardDraft;
  readonly setDraft: (draft: CardDraft) => void;
  readonly faultAt: (path: string) => string | undefined;
}

/** A list of the card: each item a row of fields that can be taken out, one more at the end. */
export function ItemRows({ name, draft, setDraft, faultAt }: ItemRowsProps): ReactElement {
  const { t } = useLanguage();
  const rows = draft.lists[name];
  const set = (next: readonly Row[]): void => setDraft({ ...draft, lists: { ...draft.lists, [name]: next } });
  return (
    <section className="card stack">
      <h2>{t(`card.list.${name}`)}</h2>
      {rows.map((row, index) => (
        <fieldset className="card-item" key={index}>
          <legend>{t('card.item', { number: index + 1 })}</legend>
          <div className="card-fields">
            {LISTS[name].map((part) => (
              <PartField
                key={part.path}
                part={part}
                list={name}
                value={row[part.path] ?? ''}
                fault={faultAt(`${name}.${String(index)}.${part.path}`)}
                change={(value) => set(rows.map((one, at) => (at === index ? { ...one, [part.path]: value } : one)))}
              />
            ))}
          </div>
          <button type="button" className="button small" onClick={() => set(rows.filter((_, at) => at !== index))}>
            {t('card.remove')}
            <span className="visually-hidden">
              {' '}
              {t(`card.list.${name}`)} {index + 1}
            </span>
          </button>
        </fieldset>
      ))}
      <p>
        <button type="button" className="button small" onClick={() => set([...rows, emptyRow(name)])}>
          {t('card.add')}
          <span className="visually-hidden"> {t(`card.list.${name}`)}</span>
        </button>
      </p>
    </section>
  );
}
