import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** Why the case stands still and since when, what was written then, and that the law's clock does not stop with it. */
export function CaseSuspension({ standing }: { readonly standing: CaseDetail }): ReactElement | null {
  const { t, format } = useLanguage();
  const { suspension, callerCaseKey, term } = standing;
  if (suspension === undefined) return null;
  const { reason, since, note, withCaller } = suspension;
  return (
    <div className="notice warn stack">
      <p>
        {t('case.suspendedNow', { since: format.instant(since), reason: t(`suspension.${reason}`) })}
        {term?.status === 'running' ? ` ${t('case.termRuns')}` : null}
      </p>
      {note === undefined ? null : <p>{note}</p>}
      {withCaller && callerCaseKey !== undefined ? (
        <p>
          {t('case.suspendedWithCaller')}{' '}
          <Link to="/cases/$caseKey" params={{ caseKey: callerCaseKey }}>
            {t('case.openCaller')}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
