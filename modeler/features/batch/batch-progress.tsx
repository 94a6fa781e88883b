import type { ReactElement } from 'react';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const LOOK = { active: 'tag', suspended: 'tag warn', cancelled: 'tag', completed: 'tag good' } as const;

export function BatchStatus({ status }: { readonly status: BatchJson['status'] }): ReactElement {
  const { t } = useLanguage();
  return <span className={LOOK[status]}>{t(`batch.state.${status}`)}</span>;
}

/** How many have been tried, and how many of these in vain. */
export function BatchProgress({ batch }: { readonly batch: BatchJson }): ReactElement {
  const { t, format } = useLanguage();
  const { total, completed, failed } = batch;
  const words = t('batch.progress', { count: total, tried: format.number(completed + failed), total: format.number(total) });
  return (
    <div className="batch-progress">
      <progress max={Math.max(total, 1)} value={total === 0 ? 1 : completed + failed} aria-label={words} />
      <span className="row">
        <span className="figure">{words}</span>
        {failed === 0 ? null : (
          <span className="tag bad">{t('batch.failed', { count: failed, failed: format.number(failed) })}</span>
        )}
      </span>
    </div>
  );
}
