import { useState } from 'react';
import type { ReactElement } from 'react';
import { suspensionReason } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from '../page/sheet.tsx';

type Reason = (typeof suspensionReason.options)[number];

interface SuspendSheetProps {
  readonly title: string;
  readonly lead: string;
  /** What the button says. */
  readonly yes: string;
  /** The label of a note, where one may be written. */
  readonly noteLabel?: string;
  readonly suspend: (reason: Reason, note: string | undefined) => void;
  readonly close: () => void;
}

/** The clock stops only for a reason, since waiting for the applicant is no slowness of the office. */
export function SuspendSheet({ title, lead, yes, noteLabel, suspend, close }: SuspendSheetProps): ReactElement {
  const { t } = useLanguage();
  const [reason, setReason] = useState<Reason | undefined>(undefined);
  const [note, setNote] = useState('');
  return (
    <Sheet title={title} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== undefined) suspend(reason, note.trim() === '' ? undefined : note.trim());
        }}
      >
        <p>{lead}</p>
        <fieldset className="choices">
          <legend>{t('task.suspendReason')}</legend>
          {suspensionReason.options.map((option) => (
            <label key={option}>
              <input
                type="radio"
                name="reason"
                required
                checked={reason === option}
                onChange={() => {
                  setReason(option);
                }}
              />
              {t(`suspension.${option}`)}
            </label>
          ))}
        </fieldset>
        {noteLabel === undefined ? null : (
          <div className="field">
            <label htmlFor="suspension-note">{noteLabel}</label>
            <input
              id="suspension-note"
              maxLength={2000}
              value={note}
              onChange={(event) => {
                setNote(event.target.value);
              }}
            />
          </div>
        )}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main">
            {yes}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
