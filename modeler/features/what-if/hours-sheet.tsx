import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from '../page/sheet.tsx';
import { HoursFields } from './hours-fields.tsx';
import { USUAL_HOURS, hoursFault } from './hours.ts';
import type { Hours } from './hours.ts';

interface HoursSheetProps {
  readonly group: string;
  /** What they work now, in words. */
  readonly now: string;
  readonly choose: (hours: Hours) => void;
  readonly close: () => void;
}

/** Other working hours for everybody of a team. */
export function HoursSheet({ group, now, choose, close }: HoursSheetProps): ReactElement {
  const { t } = useLanguage();
  const [hours, setHours] = useState<Hours>(USUAL_HOURS);
  return (
    <Sheet title={t('whatIf.hours.title', { group })} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (hoursFault(hours) === undefined) choose(hours);
        }}
      >
        <p>{t('whatIf.hours.now', { hours: now })}</p>
        <HoursFields id="team-hours" hours={hours} choose={setHours} />
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={hoursFault(hours) !== undefined}>
            {t('whatIf.set')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
