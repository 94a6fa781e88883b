import { useState } from 'react';
import type { ReactElement } from 'react';
import { DIMENSIONS, QUESTION_KINDS } from '../../../api/contract.ts';
import type { InstrumentJson, KeptInstrumentJson, QuestionJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';

/** What surveys ask; a change makes a new version, the old ones stay as they were asked. */
export function InstrumentList({ instruments }: { readonly instruments: readonly KeptInstrumentJson[] }): ReactElement {
  const { t, language } = useLanguage();
  const mayChange = useMay('surveys.change');
  const [editing, setEditing] = useState<string>();
  const newest = instruments.filter(
    (one, index) => instruments.findIndex(({ instrument }) => instrument === one.instrument) === index,
  );
  return (
    <section className="stack" aria-labelledby="instruments">
      <h2 id="instruments">{t('survey.instruments')}</h2>
      {newest.map((one) => (
        <article key={one.instrument} className="card stack" aria-labelledby={`instrument-${one.instrument}`}>
          <div className="row">
            <h3 id={`instrument-${one.instrument}`}>{one.body.title[language]}</h3>
            <span className="tag">{t('plan.version', { version: one.version })}</span>
          </div>
          {editing === one.instrument ? (
            <Edit kept={one} close={() => setEditing(undefined)} />
          ) : (
            <>
              <details>
                <summary>{t('survey.questions', { count: one.body.questions.length })}</summary>
                <ol>
                  {one.body.questions.map(({ id, text, kind }) => (
                    <li key={id}>
                      {text[language]} <span className="small soft">({t(`survey.questionKind.${kind}`)})</span>
                    </li>
                  ))}
                </ol>
              </details>
              {mayChange ? (
                <p>
                  <button type="button" className="button small" onClick={() => setEditing(one.instrument)}>
                    {t('survey.changeInstrument')}
                  </button>
                </p>
              ) : null}
            </>
          )}
        </article>
      ))}
    </section>
  );
}

function Edit({ kept, close }: { readonly kept: KeptInstrumentJson; readonly close: () => void }): ReactElement {
  const { t } = useLanguage();
  const save = useChange('saveInstrument', ['listInstruments']);
  const [body, setBody] = useState<InstrumentJson>(kept.body);
  const put = (place: number, next: QuestionJson): void =>
    setBody({ ...body, questions: body.questions.map((one, index) => (index === place ? next : one)) });
  const freeId = (): string => {
    const taken = new Set(body.questions.map(({ id }) => id));
    let number = body.questions.length + 1;
    while (taken.has(`q${String(number)}`)) number++;
    return `q${String(number)}`;
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { instrument: kept.instrument }, body: { version: kept.version, body } }, { onSuccess: close });
      }}
    >
      <p className="notice warn">{t('survey.changeWarning')}</p>
      {save.error === null ? null : <Failure error={save.error} />}
      {body.questions.map((one, place) => (
        <fieldset key={one.id} className="card stack">
          <legend>{t('survey.questionOf', { number: place + 1 })}</legend>
          <div className="plan-fields">
            {(['lt', 'en'] as const).map((language) => (
              <PlainField
                key={language}
                id={`${kept.instrument}-${one.id}-${language}`}
                label={t(`survey.field.text_${language}`)}
                value={one.text[language]}
                longest={500}
                lines={2}
                change={(value) => put(place, { ...one, text: { ...one.text, [language]: value } })}
              />
            ))}
            <PlainField
              id={`${kept.instrument}-${one.id}-kind`}
              label={t('survey.field.questionKind')}
              value={one.kind}
              options={QUESTION_KINDS.map((kind) => [kind, t(`survey.questionKind.${kind}`)] as const)}
              change={(value) => {
                const kind = QUESTION_KINDS.find((known) => known === value) ?? one.kind;
                const { dimension = 'reliability', ...rest } = one;
                put(place, kind === 'expectation' || kind === 'perception' ? { ...rest, kind, dimension } : { ...rest, kind });
              }}
            />
            {one.dimension === undefined ? null : (
              <PlainField
                id={`${kept.instrument}-${one.id}-dimension`}
                label={t('survey.field.dimension')}
                value={one.dimension}
                options={DIMENSIONS.map((dimension) => [dimension, t(`survey.dimension.${dimension}`)] as const)}
                change={(value) =>
                  put(place, { ...one, dimension: DIMENSIONS.find((known) => known === value) ?? 'reliability' })
                }
              />
            )}
          </div>
          <p>
            <button
              type="button"
              className="button small"
              onClick={() => setBody({ ...body, questions: body.questions.filter((_, index) => index !== place) })}
            >
              {t('survey.removeQuestion', { number: place + 1 })}
            </button>
          </p>
        </fieldset>
      ))}
      <p className="row">
        <button
          type="button"
          className="button"
          onClick={() =>
            setBody({
              ...body,
              questions: [...body.questions, { id: freeId(), kind: 'text', text: { lt: '', en: '' }, required: false }],
            })
          }
        >
          {t('survey.addQuestion')}
        </button>
        <button type="submit" className="button main" disabled={save.isPending}>
          {t('survey.saveVersion', { version: kept.version + 1 })}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}
