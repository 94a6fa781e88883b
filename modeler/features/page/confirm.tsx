import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from './sheet.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
  readonly agree: () => void;
  readonly close: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, yes, no, danger = false, agree, close }: ConfirmProps): ReactElement {
  const { t } = useLanguage();
  return (
    <Sheet title={title} close={close} urgent>
      <div>{children}</div>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={close} autoFocus>
          {no ?? t('act.cancel')}
        </button>
        <button type="button" className={danger ? 'button danger' : 'button main'} onClick={agree}>
          {yes}
        </button>
      </div>
    </Sheet>
  );
}
