import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { PlainField } from './plain-field.tsx';

type Option = readonly [value: string, words: string];
/** Parts of a draft that are written as text. */
type TextPart<Draft> = { [Part in keyof Draft & string]: Draft[Part] extends string ? Part : never }[keyof Draft & string];

/** Units and processes to choose from, in the reader's language. */
export function useChoices(): Readonly<Record<'institutions' | 'units' | 'processes', readonly Option[]>> {
  const { language } = useLanguage();
  const organisation = useAnswer('getOrganisation', {});
  const units = useAnswer('listUnits', {});
  const processes = useAnswer('listProcesses', {});
  return {
    institutions: (organisation.data?.institutions ?? []).map(({ institution, name, nameEn }) => [
      institution,
      language === 'en' ? (nameEn ?? name) : name,
    ]),
    units: (units.data?.items ?? []).map(({ unit, name, nameEn }) => [unit, language === 'en' ? (nameEn ?? name) : name]),
    processes: (processes.data?.items ?? []).map(({ processId, name }) => [processId, name]),
  };
}

interface Drafting<Draft> {
  /** Ids of fields begin with it. */
  readonly id: string;
  readonly labelOf: (part: TextPart<Draft>) => string;
  readonly faultWords: (fault: string) => string;
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly faults: Partial<Record<keyof Draft, string>>;
}

/** Fields of a draft, whose faults are told once somebody has tried to save it. */
export function useDraftFields<Draft extends object>({ id, labelOf, faultWords, draft, setDraft, faults }: Drafting<Draft>) {
  const [tried, setTried] = useState(false);
  const field = (name: TextPart<Draft>, more: Partial<Parameters<typeof PlainField>[0]> = {}): ReactElement => {
    const fault = tried ? faults[name] : undefined;
    return (
      <PlainField
        id={`${id}-${name}`}
        label={labelOf(name)}
        value={String(draft[name])}
        fault={fault && faultWords(fault)}
        change={(value) => setDraft({ ...draft, [name]: value })}
        {...more}
      />
    );
  };
  return { field, tried: () => setTried(true) };
}

interface DraftFormProps {
  readonly busy: boolean;
  readonly error: unknown;
  readonly save: () => void;
  readonly cancel: () => void;
  readonly children: ReactNode;
}

/** A card that is saved or left. */
export function DraftForm({ busy, error, save, cancel, children }: DraftFormProps): ReactElement {
  const { t } = useLanguage();
  return (
    <form
      className="card stack plan-screen"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {error === null || error === undefined ? null : <Failure error={error} />}
      {children}
      <p className="row">
        <button type="submit" className="button main" disabled={busy}>
          {t('plan.save')}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}
