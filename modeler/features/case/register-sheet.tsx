import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { Sheet } from '../page/sheet.tsx';

/** Gives a case its number in the register; the statutory term may begin with it. */
export function RegisterSheet({ caseKey, close }: { readonly caseKey: string; readonly close: () => void }): ReactElement {
  const { t } = useLanguage();
  const register = useChange('registerCase', ['getCase', 'listCases', 'listTasks']);
  const [caseNumber, setCaseNumber] = useState('');
  return (
    <Sheet title={t('case.action.register')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate({ params: { caseKey }, body: { caseNumber } }, { onSuccess: close });
        }}
      >
        {register.error ? <Failure error={register.error} /> : null}
        <div className="field">
          <label htmlFor="case-number">{t('case.number')}</label>
          <input
            id="case-number"
            required
            maxLength={100}
            value={caseNumber}
            onChange={(event) => {
              setCaseNumber(event.target.value);
            }}
          />
        </div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={register.isPending}>
            {t('case.action.register')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
