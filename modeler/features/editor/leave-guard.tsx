import { useBlocker } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Confirm } from '../page/confirm.tsx';

/** Asks before one leaves a drawing that is not deployed. It is kept in any case; one should only know. */
export function LeaveGuard({ dirty }: { readonly dirty: boolean }): ReactElement | null {
  const { t } = useLanguage();
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
    disabled: !dirty,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Confirm title={t('leave.title')} yes={t('leave.yes')} no={t('leave.no')} close={blocker.reset} agree={blocker.proceed}>
      <p>{t('leave.lead')}</p>
    </Confirm>
  );
}
