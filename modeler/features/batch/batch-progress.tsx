import type { ReactElement } from 'react';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const LOOK = { active: 'tag', suspended: 'tag warn', cancelled: 'tag', completed: 'tag good' } as const;

export function BatchStatus({ batch: { status, failed } }: { readonly batch: BatchJson }): ReactElement {
  const { t } = useLanguage();
  return <span className={status === 'completed' && failed > 0 ? 'tag warn' : LOOK[status]}>{t(`batch.state.${status}`)}</span>;
}

/** How many have been tried, and how many of these in vain. */
export function BatchProgress({ batch }: { readonly batch: BatchJson }): ReactElement {
  const { t, format } = useLanguage();
  const { total, completed, failed } = batch;
  if (total === 0) return <p className="soft">{t('batch.nothing')}</p>;
  const words = t('batch.progress', { count: total, tried: format.number(completed + failed), total: format.number(total) });
  return (
    <div className="batch-progress">
      <progress max={total} value={completed + failed} aria-label={words} />
      <span className="row">
        <span className="figure">{words}</span>
        {failed === 0 ? null : (
          <span className="tag bad">{t('batch.failed', { count: failed, failed: format.number(failed) })}</span>
        )}
      </span>
    </div>
  );
}
