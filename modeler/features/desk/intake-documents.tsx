import type { ReactElement } from 'react';
import type { IntakeForm } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface IntakeDocumentsProps {
  readonly intake: IntakeForm;
  /** Brought along, by their Lithuanian names. */
  readonly documents: readonly string[];
  readonly choose: (documents: readonly string[]) => void;
  readonly isIncomplete: boolean;
  readonly takeIncomplete: (isIncomplete: boolean) => void;
}

/** The completeness check: what the card asks of the applicant, ticked off; and what nobody has to ask for. */
export function IntakeDocuments(props: IntakeDocumentsProps): ReactElement {
  const { intake, documents, choose, isIncomplete, takeIncomplete } = props;
  const { t, language } = useLanguage();
  return (
    <fieldset className="stack desk-documents">
      <legend>{t('desk.documents')}</legend>
      {intake.documents.length === 0 ? <p className="soft">{t('desk.noDocuments')}</p> : null}
      {intake.documents.map((name) => (
        <label key={name.lt} className="row check">
          <input
            type="checkbox"
            checked={documents.includes(name.lt)}
            onChange={({ target }) =>
              choose(target.checked ? [...documents, name.lt] : documents.filter((one) => one !== name.lt))
            }
          />
          {inLanguage(name, language)}
        </label>
      ))}
      {intake.ownDocuments.length === 0 ? null : (
        <p className="small soft">
          {t('desk.ownDocuments')} {intake.ownDocuments.map((name) => inLanguage(name, language)).join('; ')}
        </p>
      )}
      {documents.length < intake.documents.length ? (
        <label className="row check">
          <input type="checkbox" checked={isIncomplete} onChange={({ target }) => takeIncomplete(target.checked)} />
          {t('desk.incomplete')}
        </label>
      ) : null}
    </fieldset>
  );
}
