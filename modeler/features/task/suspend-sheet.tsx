import { useState } from 'react';
import type { ReactElement } from 'react';
import { suspensionReason } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from '../page/sheet.tsx';

type Reason = (typeof suspensionReason.options)[number];

interface SuspendSheetProps {
  readonly suspend: (reason: Reason) => void;
  readonly close: () => void;
}

/** The clock stops only for a reason, since waiting for the applicant is no slowness of the office. */
export function SuspendSheet({ suspend, close }: SuspendSheetProps): ReactElement {
  const { t } = useLanguage();
  const [reason, setReason] = useState<Reason | undefined>(undefined);
  return (
    <Sheet title={t('task.suspendTitle')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== undefined) suspend(reason);
        }}
      >
        <p>{t('task.suspendLead')}</p>
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
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main">
            {t('task.action.suspend')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
