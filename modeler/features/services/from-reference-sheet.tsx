import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProcessJson } from '../../../api/contract.ts';
import type { ServiceCard } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ApiFailure } from '../../api-client.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { keepDrawing, newDrawing } from '../editor/kept-drawings.ts';
import { Failure } from '../failure/failure.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { useNames } from '../labels/model-labels.ts';
import { Answered } from '../page/answered.tsx';
import { Sheet } from '../page/sheet.tsx';
import { processIdOf, referenceTasks } from './reference-tasks.ts';

/** What the newest version of a process bears that others are made from. */
const REFERENCE = 'reference';

interface FromReferenceProps {
  readonly card: ServiceCard;
  readonly close: () => void;
}

/** A process for a service that begins as the unified model, opened in the editor; nothing is deployed yet. */
export function FromReferenceSheet({ card, close }: FromReferenceProps): ReactElement {
  const { t } = useLanguage();
  const processes = useAnswer('listProcesses', {});
  const [chosen, choose] = useState('');
  return (
    <Sheet title={t('fromReference.title')} close={close}>
      <Answered question={processes}>
        {({ items }) => {
          const references = items.filter(({ versions: [newest] }) => newest?.versionTag === REFERENCE);
          const reference = references.find(({ processId }) => processId === chosen) ?? references[0];
          if (!reference) return <p className="notice warn">{t('fromReference.none')}</p>;
          return (
            <WithReference
              key={reference.processId}
              card={card}
              reference={reference}
              references={references}
              others={items.filter((one) => !references.includes(one))}
              choose={choose}
              close={close}
            />
          );
        }}
      </Answered>
    </Sheet>
  );
}

interface WithReferenceProps extends FromReferenceProps {
  readonly reference: ProcessJson;
  readonly references: readonly ProcessJson[];
  readonly others: readonly ProcessJson[];
  readonly choose: (processId: string) => void;
}

function WithReference({ card, reference, references, others, choose, close }: WithReferenceProps): ReactElement {
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const nameOf = useNames([...references, ...others].flatMap(({ versions: [newest] }) => newest?.definitionKey ?? []));
  const called = ({ processId, name, versions: [newest] }: ProcessJson): string =>
    newest ? nameOf(newest.definitionKey, processId, name) : name;
  const definition = useAnswer('getDefinition', { params: { definitionKey: reference.versions[0]?.definitionKey ?? '' } });
  const [processId, setProcessId] = useState(processIdOf(card.code));
  const [examiner, setExaminer] = useState(others.some((one) => one.processId === card.processId) ? (card.processId ?? '') : '');
  const [task, setTask] = useState<string>();
  const draft = useChange('draftFromReference', []);
  const findings = draft.error instanceof ApiFailure ? (draft.error.problem?.findings ?? []) : [];
  const known = [reference, ...others].find((one) => one.processId === processId);
  const begin = (step: string | undefined): void => {
    const body = {
      processId,
      name: card.title.lt,
      labels: card.title.en === undefined ? {} : { en: card.title.en },
      // Under the code of the card the engine has its terms.
      ...(card.terms.length > 0 && { termProfile: card.code }),
      calls: examiner !== '' && step !== undefined ? { [step]: examiner } : {},
    };
    draft.mutate(
      { params: { referenceId: reference.processId }, body },
      {
        onSuccess: ({ xml }) => {
          const drawing = newDrawing();
          keepDrawing({ drawing, xml, name: card.title.lt, keptAt: new Date().toISOString(), service: card.code });
          void navigate({ to: '/models/$drawing', params: { drawing } });
        },
      },
    );
  };
  return (
    <Answered question={definition}>
      {({ xml }) => {
        const tasks = referenceTasks(xml);
        const step = task ?? (tasks.find(({ addsValue }) => addsValue) ?? tasks[0])?.id;
        return (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              begin(step);
            }}
          >
            <p>{t('fromReference.lead', { name: called(reference) })}</p>
            {card.processId === undefined ? null : (
              <p className="notice">{t('fromReference.replaces', { process: card.processId })}</p>
            )}
            {draft.error && findings.length === 0 ? <Failure error={draft.error} /> : null}
            {references.length < 2 ? null : (
              <ChoiceField
                id="reference"
                label={t('fromReference.reference')}
                value={reference.processId}
                options={references.map((one) => ({ value: one.processId, text: called(one) }))}
                choose={choose}
              />
            )}
            <ProcessId
              value={processId}
              change={(next) => {
                setProcessId(next);
                draft.reset();
              }}
              fault={findings.length === 0 ? undefined : t(isOfId(findings) ? 'fromReference.badId' : 'fromReference.refused')}
              hint={
                known && findings.length === 0 ? t('fromReference.known', { name: called(known) }) : t('fromReference.idHint')
              }
            />
            <ChoiceField
              id="examiner"
              label={t('fromReference.examiner')}
              value={examiner}
              options={[
                { value: '', text: t('fromReference.task') },
                ...others.map((one) => ({ value: one.processId, text: called(one) })),
              ]}
              choose={setExaminer}
            />
            {examiner === '' ? null : (
              <ChoiceField
                id="examined-step"
                label={t('fromReference.step')}
                value={step ?? ''}
                options={tasks.map(({ id, name, labels }) => ({ value: id, text: labels[language] ?? name }))}
                choose={setTask}
              />
            )}
            <div className="dialog-buttons">
              <button type="button" className="button" onClick={close}>
                {t('act.cancel')}
              </button>
              <button type="submit" className="button main" disabled={draft.isPending}>
                {t('fromReference.begin')}
              </button>
            </div>
          </form>
        );
      }}
    </Answered>
  );
}

const isOfId = (findings: readonly { readonly rule: string }[]): boolean =>
  findings.every(({ rule }) => rule === 'bad-id' || rule === 'duplicate-id');

interface ProcessIdProps {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly fault: string | undefined;
  readonly hint: string;
}

function ProcessId({ value, change, fault, hint }: ProcessIdProps): ReactElement {
  const { t } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('fromReference.id')}</label>
      <input
        id={id}
        required
        maxLength={255}
        className="mono"
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-said`}
        onChange={({ target }) => change(target.value)}
      />
      <span
        id={`${id}-said`}
        className={fault === undefined ? 'soft small' : 'field-wrong'}
        role={fault === undefined ? undefined : 'alert'}
      >
        {fault ?? hint}
      </span>
    </div>
  );
}
