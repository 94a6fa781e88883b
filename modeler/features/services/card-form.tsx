import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { gapsOf } from '../../../programme/card/card-rules.ts';
import type { ServiceCard } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ApiFailure } from '../../api-client.ts';
import { Failure } from '../failure/failure.tsx';
import { ALONE, LIST_NAMES, cardOf, draftOf } from './card-draft.ts';
import type { CardDraft } from './card-draft.ts';
import { GapList } from './gap-list.tsx';
import { ItemRows } from './item-rows.tsx';
import { NamedField } from './named-field.tsx';
import { PartField } from './part-field.tsx';
import { SetField } from './set-field.tsx';

interface CardFormProps {
  readonly card: ServiceCard;
  /** The code stays once a service is there. */
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly save: (card: ServiceCard, note: string | undefined) => void;
  readonly cancel: () => void;
}

/** Changes a card; what it misses is told while one types, what is wrong once one wants to save. */
export function CardForm({ card, isNew, busy, error, save, cancel }: CardFormProps): ReactElement {
  const { t } = useLanguage();
  const [draft, setDraft] = useState<CardDraft>(() => draftOf(card));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const units = useAnswer('listUnits', {});
  const processes = useAnswer('listProcesses', {});
  const typed = useMemo(() => cardOf(draft), [draft]);
  const refused = error instanceof ApiFailure ? (error.problem?.fields ?? []) : [];
  const faultAt = (path: string): string | undefined => {
    const local = tried ? typed.faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`)) : undefined;
    if (local !== undefined) return t(`card.fault.${local.rule === 'missing' ? 'missing' : 'shape'}`);
    const told = refused.find((field) => field.path === path);
    return told && t(`card.refused.${told.path.replace(/\.\d+\./, '.').replace('.', '_')}`);
  };
  const setAlone = (path: string, value: string): void => setDraft({ ...draft, alone: { ...draft.alone, [path]: value } });
  const wrong = tried ? typed.faults.length : 0;
  return (
    <form
      className="stack card-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (typed.card !== undefined) save(typed.card, note.trim() === '' ? undefined : note.trim());
      }}
    >
      {error === null || error === undefined ? null : <Failure error={error} />}
      {wrong === 0 ? null : (
        <p className="notice bad" role="alert">
          {t('card.wrong', { count: wrong })}
        </p>
      )}
      <section className="card stack">
        <h2>{t('card.about')}</h2>
        <div className="card-fields">
          {ALONE.map((part) => {
            const parts = {
              part,
              value: draft.alone[part.path] ?? '',
              fault: faultAt(part.path),
              change: (value: string) => setAlone(part.path, value),
            };
            if (part.path === 'owner')
              return (
                <NamedField
                  key={part.path}
                  {...parts}
                  options={units.data?.items.map(({ unit, name, nameEn }) => ({ id: unit, lt: name, en: nameEn }))}
                />
              );
            if (part.path === 'processId')
              return (
                <NamedField
                  key={part.path}
                  {...parts}
                  none
                  options={processes.data?.items.map(({ processId, name }) => ({ id: processId, lt: name, en: undefined }))}
                />
              );
            if (part.path !== 'cost.kind' && part.path.startsWith('cost.') && draft.alone['cost.kind'] !== 'fee') return null;
            return <PartField key={part.path} {...parts} fixed={part.path === 'code' && !isNew} />;
          })}
        </div>
        <SetField name="persons" draft={draft} setDraft={setDraft} fault={faultAt('persons')} />
        <SetField name="languages" draft={draft} setDraft={setDraft} fault={faultAt('languages')} />
      </section>
      {LIST_NAMES.map((name) => (
        <ItemRows key={name} name={name} draft={draft} setDraft={setDraft} faultAt={faultAt} />
      ))}
      {typed.card === undefined ? null : (
        <section className="card" aria-live="polite">
          <h2>{t('services.gaps')}</h2>
          <GapList gaps={gapsOf(typed.card)} />
        </section>
      )}
      <div className="field">
        <label htmlFor="card-note">{t('card.note')}</label>
        <input id="card-note" maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </div>
      <p className="row">
        <button type="submit" className="button main" disabled={busy}>
          {t('card.save')}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}
