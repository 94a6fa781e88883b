import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';
import { Answered } from '../page/answered.tsx';
import { LetterForm } from './letter-form.tsx';
import './desk.css';

type Told = AnswerOf<'getCorrespondence'>;

/** With the applicant: what was asked and said, notices that are due, the documents demanded, and a new code. */
export function Correspondence({
  caseKey,
  numbered,
  ended,
}: {
  readonly caseKey: string;
  readonly numbered: boolean;
  readonly ended: boolean;
}): ReactElement {
  const { t } = useLanguage();
  const told = useAnswer('getCorrespondence', { params: { caseKey } }, { refetchInterval: 30_000 });
  return (
    <section className="card stack" aria-labelledby="letters">
      <h2 id="letters">{t('letter.title')}</h2>
      <Answered question={told}>
        {(answer) => (
          <>
            <Letters caseKey={caseKey} numbered={numbered} told={answer} />
            {ended && answer.erasedAt === undefined ? <Erasing caseKey={caseKey} /> : null}
          </>
        )}
      </Answered>
    </section>
  );
}

function Letters({ caseKey, numbered, told }: { caseKey: string; numbered: boolean; told: Told }): ReactElement {
  const { t, format } = useLanguage();
  const mayEdit = useMay('cases.edit') && told.erasedAt === undefined;
  const params = { caseKey };
  const write = useChange('writeLetter', ['getCorrespondence', 'listNotices']);
  const issue = useChange('issueCode', ['getCorrespondence']);
  const error = write.error ?? issue.error;
  return (
    <>
      <p>{t('letter.demanded', { demanded: told.demanded, asked: told.asked })}</p>
      {told.erasedAt === undefined ? null : <p className="notice">{t('letter.erased', { at: format.instant(told.erasedAt) })}</p>}
      {told.forwardBy === undefined ? null : <p className="soft">{t('letter.forwardBy', { day: format.day(told.forwardBy) })}</p>}
      {told.notices.map((notice) => (
        <div key={notice.kind} className="notice warn row">
          <span>
            {t(`letter.kind.${notice.kind}`)}
            {notice.dueOn === undefined ? null : ` – ${t('letter.dueBy', { day: format.day(notice.dueOn) })}`}
          </span>
          {mayEdit ? (
            <button
              type="button"
              className="button"
              disabled={write.isPending}
              onClick={() => write.mutate({ params, body: { kind: notice.kind } })}
            >
              {t('letter.sent')}
            </button>
          ) : null}
        </div>
      ))}
      {told.complaints
        .filter(({ answered }) => answered === undefined)
        .map(({ topic, dueOn, isLate }, place) => (
          <p key={place} className={`notice ${isLate ? 'bad' : 'warn'}`}>
            {t('complaint.open', { topic: t(`complaint.topic.${topic}`), day: format.day(dueOn) })}{' '}
            {isLate ? <strong>{t('desk.late')}</strong> : null}
          </p>
        ))}
      {told.letters.length === 0 ? <p className="soft">{t('letter.none')}</p> : null}
      <ol className="desk-letters">
        {told.letters.map((one, place) => (
          <li key={place}>
            <strong>{t(`letter.kind.${one.kind}`)}</strong>
            {one.topic === undefined ? null : `: ${t(`complaint.topic.${one.topic}`)}`}
            {one.finding === undefined ? null : `: ${t(`complaint.finding.${one.finding}`)}`}{' '}
            <span className="soft">
              {format.instant(one.writtenAt)}, {one.writtenBy ?? t('letter.applicant')}
            </span>
            {one.text === '' ? null : <p className="desk-text">{one.text}</p>}
            {one.documents.length === 0 ? null : <p>{one.documents.join('; ')}</p>}
          </li>
        ))}
      </ol>
      {error ? <Failure error={error} /> : null}
      {mayEdit ? <LetterForm caseKey={caseKey} told={told} /> : null}
      {mayEdit && numbered ? (
        <div className="row">
          <button type="button" className="button" disabled={issue.isPending} onClick={() => issue.mutate({ params })}>
            {t(told.hasCode ? 'letter.newCode' : 'letter.code')}
          </button>
        </div>
      ) : null}
      {issue.data ? (
        <p className="notice" role="status">
          {t('letter.codeIs', { number: issue.data.caseNumber })} <strong className="desk-code">{issue.data.code}</strong>{' '}
          {t('desk.codeOnce')}
        </p>
      ) : null}
    </>
  );
}

/** For whoever may: asks once more, since it cannot be undone. */
function Erasing({ caseKey }: { readonly caseKey: string }): ReactElement | null {
  const { t } = useLanguage();
  const erase = useChange('eraseCase', ['getCorrespondence', 'getCaseVariables', 'getCase']);
  const [asked, setAsked] = useState(false);
  if (!useMay('cases.cancel')) return null;
  return (
    <div className="stack">
      {erase.error ? <Failure error={erase.error} /> : null}
      {asked ? (
        <div className="notice warn stack" role="alert">
          <p>{t('letter.eraseSure')}</p>
          <div className="row">
            <button
              type="button"
              className="button"
              disabled={erase.isPending}
              onClick={() => erase.mutate({ params: { caseKey } })}
            >
              {t('letter.eraseYes')}
            </button>
            <button type="button" className="button" onClick={() => setAsked(false)}>
              {t('act.cancel')}
            </button>
          </div>
        </div>
      ) : (
        <p>
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t('letter.erase')}
          </button>
        </p>
      )}
    </div>
  );
}
