import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';
import { Sheet } from '../page/sheet.tsx';

interface AssignSheetProps {
  readonly assign: (user: string) => void;
  readonly close: () => void;
}

/** Hands a task over to somebody of the unit. */
export function AssignSheet({ assign, close }: AssignSheetProps): ReactElement {
  const { t } = useLanguage();
  const colleagues = useAnswer('listColleagues', {});
  const [user, setUser] = useState('');
  return (
    <Sheet title={t('task.assignTitle')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (user !== '') assign(user);
        }}
      >
        <Answered question={colleagues}>
          {({ items }) => (
            <div className="field">
              <label htmlFor="colleague">{t('task.colleague')}</label>
              <select
                id="colleague"
                required
                value={user}
                onChange={(event) => {
                  setUser(event.target.value);
                }}
              >
                <option value="">{t('task.choose')}</option>
                {items.map((colleague) => (
                  <option key={colleague.user} value={colleague.user}>
                    {colleague.name}
                  </option>
                ))}
              </select>
            </div>
          )}
        </Answered>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main">
            {t('task.action.assign')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
