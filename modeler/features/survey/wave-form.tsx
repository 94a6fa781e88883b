import { useState } from 'react';
import type { ReactElement } from 'react';
import { AUDIENCES, WAVE_KINDS } from '../../../api/contract.ts';
import type { KeptInstrumentJson, WaveText } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { numberOf } from '../change-plan/indicator-words.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A new wave of an instrument. */
export function WaveForm({
  instruments,
  close,
}: {
  readonly instruments: readonly KeptInstrumentJson[];
  readonly close: () => void;
}): ReactElement {
  const { t, language } = useLanguage();
  const create = useChange('createWave', ['listWaves']);
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState({
    titleLt: '',
    titleEn: '',
    kind: 'campaign',
    instrument: instruments[0] === undefined ? '' : keyOf(instruments[0]),
    audience: 'all',
    population: '',
    margin: '5',
    from: '',
    to: '',
  });
  const isCampaign = draft.kind === 'campaign';
  const faults: Partial<Record<keyof typeof draft, string>> = {};
  for (const name of ['titleLt', 'titleEn', 'instrument'] as const)
    if (draft[name].trim() === '') faults[name] = t('plan.fault.missing');
  if (!DAY.test(draft.from)) faults.from = t('plan.fault.day');
  if (draft.to !== '' && (!DAY.test(draft.to) || draft.to < draft.from)) faults.to = t('plan.fault.period');
  const population = numberOf(draft.population);
  if (isCampaign && (population === undefined || population < 1)) faults.population = t('plan.fault.number');
  const margin = numberOf(draft.margin);
  if (isCampaign && (margin === undefined || margin < 0.5 || margin > 25)) faults.margin = t('plan.fault.number');
  const field = (name: keyof typeof draft, more: Partial<Parameters<typeof PlainField>[0]> = {}) => (
    <PlainField
      id={`wave-${name}`}
      label={t(`survey.field.${name}`)}
      value={draft[name]}
      fault={tried ? faults[name] : undefined}
      change={(value) => setDraft({ ...draft, [name]: value })}
      {...more}
    />
  );
  const save = (): void => {
    setTried(true);
    const chosen = instruments.find((one) => keyOf(one) === draft.instrument);
    if (Object.keys(faults).length > 0 || chosen === undefined) return;
    const body: WaveText = {
      title: { lt: draft.titleLt.trim(), en: draft.titleEn.trim() },
      kind: WAVE_KINDS.find((kind) => kind === draft.kind) ?? 'campaign',
      instrument: chosen.instrument,
      instrumentVersion: chosen.version,
      audience: AUDIENCES.find((one) => one === draft.audience) ?? 'all',
      ...(isCampaign && { population: Math.round(population ?? 1), margin: (margin ?? 5) / 100 }),
      from: draft.from,
      ...(draft.to !== '' && { to: draft.to }),
    };
    create.mutate({ body }, { onSuccess: close });
  };
  return (
    <form
      className="card stack"
      noValidate
      aria-labelledby="new-wave"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 id="new-wave">{t('survey.newWave')}</h2>
      {create.error === null ? null : <Failure error={create.error} />}
      <div className="plan-fields">
        {field('titleLt', { required: true })}
        {field('titleEn', { required: true })}
        {field('kind', { options: WAVE_KINDS.map((kind) => [kind, t(`survey.kind.${kind}`)] as const) })}
        {field('instrument', {
          options: instruments.map(
            (one) => [keyOf(one), `${one.body.title[language]} (${t('plan.version', { version: one.version })})`] as const,
          ),
        })}
        {field('audience', { options: AUDIENCES.map((one) => [one, t(`survey.audience.${one}`)] as const) })}
        {isCampaign ? field('population', { required: true, inputMode: 'numeric' }) : null}
        {isCampaign ? field('margin', { inputMode: 'decimal' }) : null}
        {field('from', { required: true, hint: t('plan.dayHint') })}
        {field('to', { hint: t('plan.dayHint') })}
      </div>
      <p className="row">
        <button type="submit" className="button main" disabled={create.isPending}>
          {t('plan.save')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}

function keyOf({ instrument, version }: KeptInstrumentJson): string {
  return `${instrument} ${String(version)}`;
}
