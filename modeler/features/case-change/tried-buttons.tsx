import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface TriedButtonsProps {
  /** The server has been asked and would do it. */
  readonly tried: boolean;
  readonly pending: boolean;
  readonly nothingAsked: boolean;
  readonly act: string;
  readonly close: () => void;
}

/** First it is asked whether the change would be refused; only then it can be made. */
export function TriedButtons({ tried, pending, nothingAsked, act, close }: TriedButtonsProps): ReactElement {
  const { t } = useLanguage();
  return (
    <>
      <div role="status">{tried ? <p className="notice warn">{t('change.possible')}</p> : null}</div>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={close}>
          {t('act.cancel')}
        </button>
        <button type="submit" className="button main" disabled={nothingAsked} aria-disabled={pending}>
          {pending ? t('change.asking') : tried ? act : t('change.try')}
        </button>
      </div>
    </>
  );
}
