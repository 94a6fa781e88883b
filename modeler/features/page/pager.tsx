import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface PagerProps {
  readonly shown: number;
  readonly total: number;
  readonly first: boolean;
  readonly endCursor: string | undefined;
  readonly go: (after: string | undefined) => void;
}

/** How many there are, and the way to the next ones. */
export function Pager({ shown, total, first, endCursor, go }: PagerProps): ReactElement {
  const { t } = useLanguage();
  const more = endCursor !== undefined && shown < total;
  return (
    <nav className="row" aria-label={t('pager.label')}>
      <span className="soft small">{t('pager.shown', { count: total, shown })}</span>
      {first ? null : (
        <button
          type="button"
          className="button small"
          onClick={() => {
            go(undefined);
          }}
        >
          {t('pager.first')}
        </button>
      )}
      {more ? (
        <button
          type="button"
          className="button small"
          onClick={() => {
            go(endCursor);
          }}
        >
          {t('pager.next')}
        </button>
      ) : null}
    </nav>
  );
}
