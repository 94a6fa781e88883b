import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { IntakeForm, Receipt } from '../../../api/contract.ts';
import { CHANNEL_KINDS, inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { FormHost } from '../form/form-host.tsx';
import type { FormHandle, Values } from '../form/form-host.tsx';
import { DayField } from '../page/day-field.tsx';
import { IntakeDocuments } from './intake-documents.tsx';

interface IntakeProps {
  readonly intake: IntakeForm;
  readonly taken: (receipt: Receipt) => void;
  readonly back: () => void;
}

/** What the desk writes down: by which way the request came, who files it, when it came, its documents, the service's own form. */
export function Intake({ intake, taken, back }: IntakeProps): ReactElement {
  const { t, language } = useLanguage();
  const take = useChange('takeIn', ['listCases', 'listTasks', 'listNotices']);
  const form = useRef<FormHandle>(null);
  const [typed, setTyped] = useState<Values>({});
  const [channel, setChannel] = useState<(typeof CHANNEL_KINDS)[number]>('desk');
  const [kind, setKind] = useState(intake.persons[0] ?? 'natural');
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [received, setReceived] = useState<string | undefined>();
  const [time, setTime] = useState('');
  const [subject, setSubject] = useState('');
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const missing = intake.documents.length - documents.length;
  const send = (): void => {
    const values = intake.form === null ? {} : form.current?.submit();
    if (values === undefined) return;
    const body = {
      ...{ service: intake.code, channel, applicantKind: kind, applicant: { name, contact }, subject, documents, isIncomplete },
      ...(received !== undefined && { receivedAt: instantOf(received, time) }),
      variables: values,
    };
    take.mutate({ body: { ...body, documents: [...documents] } }, { onSuccess: taken });
  };
  return (
    <section className="card stack" aria-labelledby="desk-request">
      <h2 id="desk-request">{inLanguage(intake.title, language)}</h2>
      {intake.process === null ? (
        <p className="notice warn">{t('desk.noProcess')}</p>
      ) : intake.process.isUnified ? (
        <p className="notice">{t('desk.unified')}</p>
      ) : null}
      <form
        id="desk-intake"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="desk-fields">
          <div className="field">
            <label htmlFor="desk-channel">{t('case.channel')}</label>
            <select
              id="desk-channel"
              value={channel}
              onChange={({ target }) => setChannel(CHANNEL_KINDS.find((one) => one === target.value) ?? 'desk')}
            >
              {CHANNEL_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`channel.${one}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="desk-kind">{t('desk.kind')}</label>
            <select
              id="desk-kind"
              value={kind}
              onChange={({ target }) => setKind(intake.persons.find((one) => one === target.value) ?? kind)}
            >
              {intake.persons.map((one) => (
                <option key={one} value={one}>
                  {t(`applicant.${one}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="desk-name">{t('desk.name')}</label>
            <input id="desk-name" required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
          </div>
          <div className="field">
            <label htmlFor="desk-contact">{t('desk.contact')}</label>
            <input id="desk-contact" maxLength={300} value={contact} onChange={({ target }) => setContact(target.value)} />
          </div>
          <DayField id="desk-received" label={t('desk.received')} value={received} choose={setReceived} />
          <div className="field">
            <label htmlFor="desk-time">{t('desk.time')}</label>
            <input
              id="desk-time"
              pattern="([01]?[0-9]|2[0-3]):[0-5][0-9]"
              placeholder="09:30"
              maxLength={5}
              value={time}
              aria-describedby="desk-received-hint"
              onChange={({ target }) => setTime(target.value.trim())}
            />
            <span id="desk-received-hint" className="small soft">
              {t('desk.receivedHint')}
            </span>
          </div>
        </div>
        <div className="field">
          <label htmlFor="desk-subject">{t('desk.subject')}</label>
          <textarea
            id="desk-subject"
            rows={3}
            maxLength={4000}
            value={subject}
            onChange={({ target }) => setSubject(target.value)}
          />
        </div>
      </form>
      {intake.form === null ? null : (
        <FormHost ref={form} schema={intake.form.schema} values={typed} readOnly={false} changed={setTyped} sent={send} />
      )}
      <IntakeDocuments
        intake={intake}
        documents={documents}
        choose={setDocuments}
        isIncomplete={isIncomplete}
        takeIncomplete={setIsIncomplete}
      />
      {take.error ? <Failure error={take.error} /> : null}
      <div className="row">
        <button
          type="submit"
          form="desk-intake"
          className="button main"
          disabled={take.isPending || intake.process === null || (missing > 0 && !isIncomplete)}
        >
          {t('desk.take')}
        </button>
        <button type="button" className="button" onClick={back}>
          {t('desk.other')}
        </button>
      </div>
    </section>
  );
}

/** In the reader's own zone; without an hour the first of the working day. */
function instantOf(day: string, time: string): string {
  return new Date(`${day}T${time === '' ? '08:00' : time.padStart(5, '0')}`).toISOString();
}
