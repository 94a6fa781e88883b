import { useState } from 'react';
import type { ReactElement } from 'react';
import { COMPLAINT_TOPICS, FINDINGS } from '../../../api/contract.ts';
import type { AnswerOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';
import { DayField } from '../page/day-field.tsx';

interface LetterFormProps {
  readonly caseKey: string;
  readonly told: AnswerOf<'getCorrespondence'>;
}

const KINDS = ['documentsAsked', 'told', 'complaint', 'complaintAnswered'] as const;
type Kind = (typeof KINDS)[number];

/** What a clerk writes to the applicant, or notes of what she said. */
export function LetterForm({ caseKey, told }: LetterFormProps): ReactElement {
  const { t } = useLanguage();
  const write = useChange('writeLetter', ['getCorrespondence', 'listNotices']);
  const [chosen, setKind] = useState<Kind>('documentsAsked');
  const [text, setText] = useState('');
  const [topic, setTopic] = useState<string>(COMPLAINT_TOPICS[0]);
  const [finding, setFinding] = useState<string>(FINDINGS[0]);
  const [receivedOn, setReceivedOn] = useState<string>();
  const isOpen = told.complaints.some(({ answered }) => answered === undefined);
  const kinds = KINDS.filter((one) => one !== 'complaintAnswered' || isOpen);
  const kind = kinds.find((one) => one === chosen) ?? 'documentsAsked';
  const body = () => {
    switch (kind) {
      case 'documentsAsked': {
        const documents = text.split('\n').map((one) => one.trim());
        return { kind, documents: documents.filter((one) => one !== '') };
      }
      case 'told':
        return { kind, text };
      case 'complaint':
        return { kind, text, topic: known(COMPLAINT_TOPICS, topic), ...(receivedOn !== undefined && { receivedOn }) };
      case 'complaintAnswered':
        return { kind, text, finding: known(FINDINGS, finding) };
      default:
        return kind satisfies never;
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ params: { caseKey }, body: body() }, { onSuccess: () => setText('') });
      }}
    >
      {write.error ? <Failure error={write.error} /> : null}
      <PlainField
        id="letter-kind"
        label={t('letter.what')}
        value={kind}
        options={kinds.map((one) => [one, t(`letter.kind.${one}`)] as const)}
        change={(value) => setKind(known(KINDS, value))}
      />
      {kind === 'complaint' ? (
        <div className="filters">
          <PlainField
            id="complaint-topic"
            label={t('complaint.about')}
            value={topic}
            options={COMPLAINT_TOPICS.map((one) => [one, t(`complaint.topic.${one}`)] as const)}
            change={setTopic}
          />
          <DayField id="complaint-day" label={t('complaint.receivedOn')} value={receivedOn} choose={setReceivedOn} />
        </div>
      ) : null}
      {kind === 'complaintAnswered' ? (
        <PlainField
          id="complaint-finding"
          label={t('complaint.found')}
          value={finding}
          options={FINDINGS.map((one) => [one, t(`complaint.finding.${one}`)] as const)}
          change={setFinding}
        />
      ) : null}
      <div className="field">
        <label htmlFor="letter-text">{t(`letter.textOf.${kind}`)}</label>
        <textarea
          id="letter-text"
          rows={3}
          required
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className="row">
        <button type="submit" className="button" disabled={write.isPending || text.trim() === ''}>
          {t('letter.send')}
        </button>
      </div>
    </form>
  );
}

/** Of a list of choices the one of this name; the first where there is none, as a list shows it. */
function known<One extends string>(all: readonly [One, ...One[]], name: string): One {
  return all.find((one) => one === name) ?? all[0];
}
