import { useState } from 'react';
import type { ReactElement } from 'react';
import type { StandardText } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';

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
  const { t, language } = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(first));
  const [tried, setTried] = useState(false);
  const units = useAnswer('listUnits', {});
  const processes = useAnswer('listProcesses', {});
  const { text, faults } = textOf(draft);
  const field = (name: Exclude<keyof Draft, 'inCharter'>, more: Partial<Parameters<typeof PlainField>[0]> = {}) => {
    const fault = tried ? faults[name] : undefined;
    return (
      <PlainField
        id={`standard-${name}`}
        label={t(`standards.field.${name}`)}
        value={draft[name]}
        fault={fault && t(`standards.fault.${fault}`)}
        change={(value) => setDraft({ ...draft, [name]: value })}
        {...more}
      />
    );
  };
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text !== undefined) save(text);
      }}
    >
      {error === null || error === undefined ? null : <Failure error={error} />}
      <div className="plan-fields">
        {field('titleLt', { required: true, hint: t('standards.titleHint') })}
        {field('titleEn')}
        {field('processId', {
          required: true,
          options: [
            ['', t('plan.choose')],
            ...(processes.data?.items ?? []).map(({ processId, name }) => [processId, name] as const),
          ],
        })}
        {field('unit', {
          options: [
            ['', t('plan.wholeProcess')],
            ...(units.data?.items ?? []).map(
              ({ unit, name, nameEn }) => [unit, language === 'en' ? (nameEn ?? name) : name] as const,
            ),
          ],
        })}
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
