import { useState } from 'react';
import type { ReactElement } from 'react';
import { QUALITY_COMPONENTS } from '../../../api/contract.ts';
import type { QualityMethod } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DraftForm, useDraftFields } from '../change-plan/draft-form.tsx';
import { GOALS, methodDraft, methodOf, SETTINGS } from './method-draft.ts';

interface MethodFormProps {
  readonly first: QualityMethod;
  readonly busy: boolean;
  readonly error: unknown;
  readonly save: (method: QualityMethod, note: string | undefined) => void;
  readonly cancel: () => void;
}

/** Declares a new version of the method. */
export function MethodForm({ first, busy, error, save, cancel }: MethodFormProps): ReactElement {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(() => methodDraft(first));
  const { method, faults } = methodOf(draft);
  const { field, tried } = useDraftFields({
    id: 'method',
    labelOf: (part) => t(`score.field.${part.replace(/^.*-/, '')}`),
    faultWords: (fault) => t(`score.fault.${fault}`),
    draft,
    setDraft,
    faults,
  });
  const note = draft.note.trim();
  return (
    <DraftForm
      busy={busy}
      error={error}
      cancel={cancel}
      save={() => {
        tried();
        if (method !== undefined) save(method, note === '' ? undefined : note);
      }}
    >
      <h2>{t('score.change')}</h2>
      <p className="soft">{t('score.changeLead')}</p>
      {QUALITY_COMPONENTS.map((component) => (
        <fieldset key={component} className="score-part">
          <legend>{t(`score.component.${component}`)}</legend>
          <div className="score-fields">
            {GOALS.map((goal) => (
              <div key={goal}>{field(`${component}-${goal}`, { required: true, inputMode: 'decimal' })}</div>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className="score-part">
        <legend>{t('score.rules')}</legend>
        <div className="score-fields">
          {SETTINGS.map((name) => (
            <div key={name}>{field(name, { required: true, inputMode: 'decimal' })}</div>
          ))}
        </div>
      </fieldset>
      {field('note', { longest: 1000 })}
    </DraftForm>
  );
}
