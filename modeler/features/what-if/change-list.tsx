import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ChangeLine } from './change-words.ts';

interface ChangeListProps {
  readonly lines: readonly (ChangeLine & { readonly key: string })[];
  /** Takes one of them back. */
  readonly undo: (key: string) => void;
  readonly undoAll: () => void;
}

/** What the to-be has otherwise than the as-is, each with a way back. */
export function ChangeList({ lines, undo, undoAll }: ChangeListProps): ReactElement {
  const { t } = useLanguage();
  if (lines.length === 0) return <p className="soft">{t('whatIf.unchanged')}</p>;
  return (
    <div className="stack">
      <ul className="change-list" aria-label={t('whatIf.changed')}>
        {lines.map(({ key, what, from, to }) => (
          <li key={key} className="row">
            <span>
              <strong>{what}</strong>: <del>{from}</del> <span aria-hidden="true">→</span> <ins>{to}</ins>
            </span>
            <button
              type="button"
              className="button small"
              onClick={() => {
                undo(key);
              }}
            >
              {t('whatIf.undo')}
              <span className="visually-hidden"> {what}</span>
            </button>
          </li>
        ))}
      </ul>
      {lines.length < 2 ? null : (
        <p>
          <button type="button" className="button small" onClick={undoAll}>
            {t('whatIf.undoAll')}
          </button>
        </p>
      )}
    </div>
  );
}
