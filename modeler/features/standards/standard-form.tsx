import { useState } from 'react';
import type { ReactElement } from 'react';
import type { StandardText } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DraftForm, useChoices, useDraftFields } from '../change-plan/draft-form.tsx';

const KINDS = ['answeredWithin', 'inTime', 'firstTimeRight', 'satisfied'] as const;

interface Draft {
  readonly titleLt: string;
  readonly titleEn: string;
  readonly processId: string;
  readonly unit: string;
  readonly kind: string;
  readonly workingDays: string;
  readonly percent: string;
  readonly inCharter: boolean;
  readonly status: string;
}

interface StandardFormProps {
  readonly first: StandardText | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly save: (text: StandardText) => void;
  readonly cancel: () => void;
}

/** Makes or changes a standard. */
export function StandardForm({ first, busy, error, save, cancel }: StandardFormProps): ReactElement {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(first));
  const { units, processes } = useChoices();
  const { text, faults } = textOf(draft);
  const { field, tried } = useDraftFields({
    id: 'standard',
    labelOf: (part) => t(`standards.field.${part}`),
    faultWords: (fault) => t(`standards.fault.${fault}`),
    draft,
    setDraft,
    faults,
  });
  return (
    <DraftForm
      busy={busy}
      error={error}
      cancel={cancel}
      save={() => {
        tried();
        if (text !== undefined) save(text);
      }}
    >
      <div className="plan-fields">
        {field('titleLt', { required: true, hint: t('standards.titleHint') })}
        {field('titleEn')}
        {field('processId', {
          required: true,
          options: [['', t('plan.choose')], ...processes],
        })}
        {field('unit', { options: [['', t('plan.wholeProcess')], ...units] })}
        {field('kind', { options: KINDS.map((kind) => [kind, t(`standards.kind.${kind}`)] as const) })}
        {draft.kind === 'answeredWithin' ? field('workingDays', { required: true, inputMode: 'numeric' }) : null}
        {field('percent', { required: true, inputMode: 'decimal', hint: t('standards.percentHint') })}
        {field('status', {
          options: (['inForce', 'withdrawn'] as const).map((status) => [status, t(`standards.status.${status}`)] as const),
        })}
      </div>
      <label className="row">
        <input
          type="checkbox"
          checked={draft.inCharter}
          onChange={({ target }) => setDraft({ ...draft, inCharter: target.checked })}
        />
        {t('standards.field.inCharter')}
      </label>
    </DraftForm>
  );
}

function draftOf(first: StandardText | undefined): Draft {
  const promise = first?.promise;
  return {
    titleLt: first?.title.lt ?? '',
    titleEn: first?.title.en ?? '',
    processId: first?.processId ?? '',
    unit: first?.unit ?? '',
    kind: promise?.kind ?? 'answeredWithin',
    workingDays: promise?.kind === 'answeredWithin' ? String(promise.workingDays) : '',
    percent: promise === undefined ? '' : String(Math.round(promise.share * 1000) / 10),
    inCharter: first?.inCharter ?? true,
    status: first?.status ?? 'inForce',
  };
}

type Faults = Partial<Record<keyof Draft, 'missing' | 'days' | 'percent'>>;

function textOf(draft: Draft): { readonly text: StandardText | undefined; readonly faults: Faults } {
  const percent = Number(draft.percent.replace(',', '.'));
  const workingDays = Number(draft.workingDays);
  const isCounted = draft.kind === 'answeredWithin';
  const faults: Faults = {
    ...(draft.titleLt.trim() === '' && { titleLt: 'missing' as const }),
    ...(draft.processId === '' && { processId: 'missing' as const }),
    ...(!(percent >= 1 && percent <= 100) && { percent: 'percent' as const }),
    ...(isCounted &&
      !(Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= 1000) && { workingDays: 'days' as const }),
  };
  if (Object.keys(faults).length > 0) return { text: undefined, faults };
  const share = percent / 100;
  return {
    faults,
    text: {
      title: { lt: draft.titleLt.trim(), ...(draft.titleEn.trim() !== '' && { en: draft.titleEn.trim() }) },
      processId: draft.processId,
      ...(draft.unit !== '' && { unit: draft.unit }),
      promise: isCounted
        ? { kind: 'answeredWithin', workingDays, share }
        : { kind: (['inTime', 'firstTimeRight', 'satisfied'] as const).find((kind) => kind === draft.kind) ?? 'inTime', share },
      inCharter: draft.inCharter,
      status: draft.status === 'withdrawn' ? 'withdrawn' : 'inForce',
    },
  };
}
