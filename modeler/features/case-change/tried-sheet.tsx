import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { Sheet } from '../page/sheet.tsx';
import './case-change.css';

interface TriedSheetProps<Answer, Asked> {
  readonly title: string;
  readonly lead: string;
  readonly close: () => void;
  readonly change: UseMutationResult<Answer, Error, Asked>;
  /** What is asked of the server: at first only whether it would be refused. */
  readonly asked: (dryRun: boolean) => Asked;
  readonly nothingAsked: boolean;
  readonly act: string;
  /** Said when it is done. */
  readonly done: (answer: Answer) => string;
  readonly children: ReactNode;
}

/** A change of a case that cannot be taken back: first it is asked whether it would be refused; only then it can be made. */
export function TriedSheet<Answer, Asked>({
  title,
  lead,
  close,
  change,
  asked,
  nothingAsked,
  act,
  done,
  children,
}: TriedSheetProps<Answer, Asked>): ReactElement {
  const { t } = useLanguage();
  const [tried, setTried] = useState(false);
  const send = (): void => {
    change.mutate(asked(!tried), {
      onSuccess: (answer) => {
        if (!tried) {
          setTried(true);
          return;
        }
        announce(done(answer));
        close();
      },
      onError: () => {
        setTried(false);
      },
    });
  };
  return (
    <Sheet title={title} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // The button stays where the focus is while it is asked.
          if (!change.isPending) send();
        }}
        onChange={() => {
          setTried(false);
          change.reset();
        }}
      >
        <p>{lead}</p>
        {children}
        {change.error ? <Failure error={change.error} /> : null}
        <div role="status">{tried ? <p className="notice warn">{t('change.possible')}</p> : null}</div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={nothingAsked} aria-disabled={change.isPending}>
            {change.isPending ? t('change.asking') : tried ? act : t('change.try')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
