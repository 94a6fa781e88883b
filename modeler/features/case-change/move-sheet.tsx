import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { usePlaceName } from '../case/place-name.ts';
import { StepField } from './step-field.tsx';
import { TriedSheet } from './tried-sheet.tsx';
import { useSteps } from './use-steps.ts';

interface MoveSheetProps {
  readonly standing: CaseDetail;
  readonly close: () => void;
}

/** Changes by hand where a case stands: each of its places stays, ends, or goes elsewhere, and another one may begin besides. */
export function MoveSheet({ standing, close }: MoveSheetProps): ReactElement {
  const { t } = useLanguage();
  const { caseKey, definitionKey, processId, activeElements } = standing;
  const placeName = usePlaceName(definitionKey);
  const steps = useSteps(definitionKey, processId);
  const change = useChange('modifyCase', ['getCase', 'getCaseHistory', 'listCases', 'listTasks']);
  /** By element instance: `end`, or `to:` with an element; it stays when there is none. */
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const [begins, setBegins] = useState('');

  const placed = activeElements.map((place) => {
    const { name, round } = placeName(place);
    return { key: place.elementInstanceKey, name: round === '' ? name : `${name} ${round}` };
  });
  const chosen = Object.entries(choices);
  const terminate = chosen.flatMap(([key, choice]) => (choice === 'end' ? [key] : []));
  const move = chosen.flatMap(([elementInstanceKey, choice]) =>
    choice.startsWith('to:') ? [{ elementInstanceKey, to: choice.slice(3) }] : [],
  );
  const activate = begins === '' ? [] : [{ elementId: begins }];
  const ends = terminate.length === activeElements.length && begins === '';
  return (
    <TriedSheet
      title={t('move.title')}
      lead={t('move.lead')}
      close={close}
      change={change}
      asked={(dryRun) => ({ params: { caseKey }, body: { terminate, move, activate, dryRun } })}
      nothingAsked={terminate.length + move.length + activate.length === 0}
      act={t('move.do')}
      done={() => t('move.done')}
    >
      {placed.map(({ key, name }) => (
        <StepField
          key={key}
          label={t('move.place', { name })}
          steps={steps}
          optionOf={({ id, name }) => ({ value: `to:${id}`, words: t('move.to', { name }) })}
          value={choices[key] ?? ''}
          choose={(choice) => {
            setChoices({ ...choices, [key]: choice });
          }}
        >
          <option value="">{t('move.stays')}</option>
          <option value="end">{t('move.ends')}</option>
        </StepField>
      ))}
      <StepField label={t('move.begins')} steps={steps} value={begins} choose={setBegins}>
        <option value="">{t('move.nothing')}</option>
      </StepField>
      {ends ? <p className="notice bad">{t('move.endsCase')}</p> : null}
    </TriedSheet>
  );
}
