import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ListedStandard } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';
import { spanWords } from './promise-words.ts';

type Alert = NonNullable<NonNullable<ListedStandard['standing']>['alert']>;

/** An alert in words, and who has answered it; whoever may answers it here. */
export function AlertAnswer({ number, alert }: { readonly number: number; readonly alert: Alert }): ReactElement {
  const { t, format } = useLanguage();
  const mayChange = useMay('plan.change');
  const { acknowledged } = alert;
  return (
    <div className="notice warn stack">
      <p>{t(`standards.alert.${alert.reason}`, { span: spanWords(alert, format) })}</p>
      {acknowledged === null ? (
        mayChange ? (
          <Answering number={number} from={alert.from} />
        ) : null
      ) : (
        <p>
          {t('standards.answered', { by: acknowledged.by, at: format.instant(acknowledged.at), note: acknowledged.note })}{' '}
          {acknowledged.measure === undefined ? null : t('standards.byMeasure', { measure: acknowledged.measure })}
        </p>
      )}
    </div>
  );
}

function Answering({ number, from }: { readonly number: number; readonly from: string }): ReactElement {
  const { t, language } = useLanguage();
  const measures = useAnswer('listMeasures', {});
  const answer = useChange('acknowledgeAlert', ['getStandard', 'listStandards', 'getMorning']);
  const [note, setNote] = useState('');
  const [measure, setMeasure] = useState('');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim() === '') return;
        const body = { from, note: note.trim(), ...(measure !== '' && { measure: Number(measure) }) };
        answer.mutate({ params: { number: String(number) }, body });
      }}
    >
      {answer.error === null ? null : <Failure error={answer.error} />}
      <PlainField id="alert-note" label={t('standards.note')} value={note} longest={1000} lines={2} change={setNote} required />
      <PlainField
        id="alert-measure"
        label={t('standards.measure')}
        value={measure}
        change={setMeasure}
        options={[
          ['', t('plan.none')],
          ...(measures.data?.items ?? []).map((one) => [String(one.number), inLanguage(one.body.title, language)] as const),
        ]}
      />
      <p>
        <button type="submit" className="button main" disabled={answer.isPending || note.trim() === ''}>
          {t('standards.answer')}
        </button>
      </p>
    </form>
  );
}
