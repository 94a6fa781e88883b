import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { useNames } from '../labels/model-labels.ts';
import { Sheet } from '../page/sheet.tsx';
import { modelSteps } from './model-steps.ts';
import { TriedButtons } from './tried-buttons.tsx';
import './case-change.css';

interface MoveSheetProps {
  readonly standing: CaseDetail;
  readonly close: () => void;
}

/** Changes by hand where a case stands: each of its places stays, ends, or goes elsewhere, and another one may begin besides. */
export function MoveSheet({ standing, close }: MoveSheetProps): ReactElement {
  const { t } = useLanguage();
  const { caseKey, definitionKey, processId, activeElements } = standing;
  const nameOf = useNames([definitionKey]);
  const definition = useAnswer('getDefinition', { params: { definitionKey } });
  const change = useChange('modifyCase', ['getCase', 'getCaseHistory', 'listCases', 'listTasks']);
  /** By element instance: `end`, or `to:` with an element; it stays when there is none. */
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const [begins, setBegins] = useState('');
  const [tried, setTried] = useState(false);
  const steps = modelSteps(definition.data?.xml ?? '', processId).filter(({ kind }) => kind === 'step');
  const named = steps.map(({ id, name }) => ({ id, name: nameOf(definitionKey, id, name) }));

  const chosen = Object.entries(choices);
  const terminate = chosen.flatMap(([key, choice]) => (choice === 'end' ? [key] : []));
  const move = chosen.flatMap(([elementInstanceKey, choice]) =>
    choice.startsWith('to:') ? [{ elementInstanceKey, to: choice.slice(3) }] : [],
  );
  const activate = begins === '' ? [] : [{ elementId: begins }];
  const ends = terminate.length === activeElements.length && begins === '';
  const send = (): void => {
    change.mutate(
      { params: { caseKey }, body: { terminate, move, activate, dryRun: !tried } },
      {
        onSuccess: () => {
          if (!tried) {
            setTried(true);
            return;
          }
          announce(t('move.done'));
          close();
        },
        onError: () => {
          setTried(false);
        },
      },
    );
  };
  return (
    <Sheet title={t('move.title')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // The button stays where the focus is while it is asked.
          if (!change.isPending) send();
        }}
        onChange={() => {
          setTried(false);
          change.reset();
        }}
      >
        <p>{t('move.lead')}</p>
        {change.error ? <Failure error={change.error} /> : null}
        {activeElements.map(({ elementInstanceKey: key, elementId, elementName }) => (
          <div className="field" key={key}>
            <label htmlFor={`move-${key}`}>
              {t('move.place', { name: nameOf(definitionKey, elementId, elementName === '' ? elementId : elementName) })}
            </label>
            <select
              id={`move-${key}`}
              value={choices[key] ?? ''}
              onChange={({ target }) => {
                setChoices({ ...choices, [key]: target.value });
              }}
            >
              <option value="">{t('move.stays')}</option>
              <option value="end">{t('move.ends')}</option>
              {named.map(({ id, name }) => (
                <option key={id} value={`to:${id}`}>
                  {t('move.to', { name })}
                </option>
              ))}
            </select>
          </div>
        ))}
        <div className="field">
          <label htmlFor="move-begins">{t('move.begins')}</label>
          <select
            id="move-begins"
            value={begins}
            onChange={({ target }) => {
              setBegins(target.value);
            }}
          >
            <option value="">{t('move.nothing')}</option>
            {named.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {ends ? <p className="notice bad">{t('move.endsCase')}</p> : null}
        <TriedButtons
          tried={tried}
          pending={change.isPending}
          nothingAsked={terminate.length + move.length + activate.length === 0}
          act={t('move.do')}
          close={close}
        />
      </form>
    </Sheet>
  );
}
