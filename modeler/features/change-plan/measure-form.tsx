import { useState } from 'react';
import type { ReactElement } from 'react';
import { INDICATORS, MEASURE_STATUSES } from '../../../api/contract.ts';
import type { KeptRecommendation, MeasureText } from '../../../api/contract.ts';
import { CHANNEL_KINDS, inLanguage, PERSON_KINDS } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { DraftForm, useChoices, useDraftFields } from './draft-form.tsx';
import { typedUnit, valueWords } from './indicator-words.ts';
import { amongOf, kindOf, measureOf } from './measure-draft.ts';
import type { MeasureDraft } from './measure-draft.ts';
import { PlainField } from './plain-field.tsx';

interface MeasureFormProps {
  readonly first: MeasureDraft;
  readonly recommendations: readonly KeptRecommendation[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly save: (text: MeasureText, note: string | undefined) => void;
  readonly cancel: () => void;
}

/** Plans a measure; what its baseline is stands beside the days that are chosen, measured while one types. */
export function MeasureForm({ first, recommendations, busy, error, save, cancel }: MeasureFormProps): ReactElement {
  const { t, language, format } = useLanguage();
  const [draft, setDraft] = useState(first);
  const [note, setNote] = useState('');
  const { institutions, units, processes } = useChoices();
  const forecasts = useAnswer('listForecasts', { query: { processId: draft.processId } }, { enabled: draft.processId !== '' });
  const { text, faults } = measureOf(draft);
  const kind = kindOf(draft);
  const days = /^\d{4}-\d{2}-\d{2}$/;
  const isAskable = draft.processId !== '' && days.test(draft.from) && days.test(draft.to) && draft.from < draft.to;
  const baseline = useAnswer(
    'measureNow',
    {
      query: {
        kind,
        processId: draft.processId,
        ...amongOf(draft),
        ...(draft.costPerHour !== '' && { costPerHour: draft.costPerHour.replace(',', '.') }),
        from: draft.from,
        to: draft.to,
      },
    },
    { enabled: isAskable },
  );
  const { field, tried } = useDraftFields({
    id: 'measure',
    labelOf: (part) => t(`plan.field.${part}`),
    faultWords: (fault) => t(`plan.fault.${fault}`),
    draft,
    setDraft,
    faults,
  });
  const forecastOptions = (forecasts.data?.items ?? []).map(({ forecastKey, name }) => [forecastKey, name] as const);
  const none = ['', t('plan.none')] as const;
  return (
    <DraftForm
      busy={busy}
      error={error}
      cancel={cancel}
      save={() => {
        tried();
        if (text !== undefined) save(text, note.trim() === '' ? undefined : note.trim());
      }}
    >
      <div className="plan-fields">
        {field('titleLt', { required: true })}
        {field('titleEn')}
        {field('recommendation', {
          options: [
            none,
            ...recommendations.map(({ number, body }) => [String(number), inLanguage(body.title, language)] as const),
          ],
        })}
        {field('status', { options: MEASURE_STATUSES.map((status) => [status, t(`plan.status.${status}`)] as const) })}
        {field('owner', { required: true, options: [['', t('plan.choose')], ...units] })}
        {field('responsible', { hint: t('plan.responsibleHint') })}
        {field('dueOn', { required: true, hint: t('plan.dayHint'), inputMode: 'numeric' })}
        {field('budget', { inputMode: 'decimal' })}
        {field('processId', {
          required: true,
          options: [['', t('plan.choose')], ...processes],
        })}
        {field('version', { inputMode: 'numeric', hint: t('plan.versionHint') })}
        {field('kind', { options: INDICATORS.map((one) => [one, t(`plan.indicator.${one}`)] as const) })}
        {field('institution', { options: [['', t('plan.allInstitutions')], ...institutions] })}
        {field('unit', { options: [['', t('plan.wholeProcess')], ...units] })}
        {field('channel', {
          options: [['', t('plan.allChannels')], ...CHANNEL_KINDS.map((one) => [one, t(`channel.${one}`)] as const)],
        })}
        {field('applicantKind', {
          options: [['', t('plan.allPersons')], ...PERSON_KINDS.map((one) => [one, t(`applicant.${one}`)] as const)],
        })}
        {kind === 'cost' ? field('costPerHour', { inputMode: 'decimal' }) : null}
        {field('from', { required: true, hint: t('plan.dayHint'), inputMode: 'numeric' })}
        {field('to', { required: true, hint: t('plan.dayHint'), inputMode: 'numeric' })}
        {field('target', { required: true, inputMode: 'decimal', hint: t(`plan.typed.${typedUnit(kind)}`) })}
        {field('tolerance', { inputMode: 'numeric', hint: t('plan.toleranceHint') })}
        {field('forecast', { options: [none, ...forecastOptions] })}
      </div>
      <p role="status">
        {!isAskable || baseline.data === undefined
          ? t('plan.baselineUnknown')
          : baseline.data.value === null
            ? t('plan.baselineFew', { count: baseline.data.n })
            : t('plan.baselineIs', { value: valueWords(kind, baseline.data.value, format), count: baseline.data.n })}
      </p>
      <PlainField id="measure-note" label={t('plan.note')} value={note} longest={500} change={setNote} />
    </DraftForm>
  );
}
