import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { MigrateSheet } from '../case-change/migrate-sheet.tsx';
import { MoveSheet } from '../case-change/move-sheet.tsx';
import { Failure } from '../failure/failure.tsx';
import { Confirm } from '../page/confirm.tsx';
import { SuspendSheet } from '../suspension/suspend-sheet.tsx';
import { RegisterSheet } from './register-sheet.tsx';

/** What can be asked of a case as a whole, in the order in which it stands on the page; all but resuming with a sheet of its own. */
const ASKED = ['resume', 'suspend', 'register', 'modify', 'migrate', 'cancel'] as const;
const MAKES_OLD = ['getCase', 'getCaseHistory', 'listCases', 'listTasks', 'getTask'] as const;

interface CaseActionsProps {
  readonly standing: CaseDetail;
  /** What people call the case. */
  readonly title: string;
}

/** Buttons for what the case and the person's role allow now, and the sheets behind them. */
export function CaseActions({ standing, title }: CaseActionsProps): ReactElement {
  const { t } = useLanguage();
  const { caseKey, actions } = standing;
  const cancel = useChange('cancelCase', MAKES_OLD);
  const suspend = useChange('suspendCase', MAKES_OLD);
  const resume = useChange('resumeCase', MAKES_OLD);
  const error = [cancel, suspend, resume].find((change) => change.isError)?.error;
  const [sheet, setSheet] = useState<(typeof ASKED)[number] | null>(null);
  const close = (): void => {
    setSheet(null);
  };
  const says = (words: string) => () => {
    announce(words);
  };
  return (
    <>
      {ASKED.filter((action) => actions.includes(action)).map((action) => (
        <button
          key={action}
          type="button"
          className={action === 'cancel' ? 'button danger' : 'button'}
          onClick={() => {
            if (action === 'resume') resume.mutate({ params: { caseKey } }, { onSuccess: says(t('case.resumed')) });
            else setSheet(action);
          }}
        >
          {t(`case.action.${action}`)}
        </button>
      ))}
      {error ? <Failure error={error} /> : null}
      {sheet === 'cancel' ? (
        <Confirm
          title={t('case.cancelTitle', { number: title })}
          yes={t('case.action.cancel')}
          no={t('case.keep')}
          danger
          close={close}
          agree={() => {
            close();
            cancel.mutate({ params: { caseKey } }, { onSuccess: says(t('case.cancelled')) });
          }}
        >
          <p>{t('case.cancelLead')}</p>
        </Confirm>
      ) : null}
      {sheet === 'suspend' ? (
        <SuspendSheet
          title={t('case.suspendTitle', { number: title })}
          lead={t('case.suspendLead')}
          yes={t('case.action.suspend')}
          noteLabel={t('case.suspendNote')}
          close={close}
          suspend={(reason, note) => {
            close();
            const body = { reason, ...(note !== undefined && { note }) };
            suspend.mutate({ params: { caseKey }, body }, { onSuccess: says(t('case.suspended')) });
          }}
        />
      ) : null}
      {sheet === 'register' ? <RegisterSheet caseKey={caseKey} close={close} /> : null}
      {sheet === 'modify' ? <MoveSheet standing={standing} close={close} /> : null}
      {sheet === 'migrate' ? <MigrateSheet standing={standing} close={close} /> : null}
    </>
  );
}
