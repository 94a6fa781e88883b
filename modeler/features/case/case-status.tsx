import type { ReactElement } from 'react';
import type { CaseSummary } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const LOOK = { active: 'tag', suspended: 'tag warn', completed: 'tag good', cancelled: 'tag' } as const;

/** How a case is, and whether it cannot go on without a person. */
export function CaseStatus({ row }: { readonly row: Pick<CaseSummary, 'status' | 'hasIncident'> }): ReactElement {
  const { t } = useLanguage();
  return (
    <span className="row">
      <span className={LOOK[row.status]}>{t(`case.state.${row.status}`)}</span>
      {row.hasIncident ? <span className="tag bad">{t('case.incident')}</span> : null}
    </span>
  );
}
