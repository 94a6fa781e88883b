import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { Confirm } from '../page/confirm.tsx';

const MAKES_OLD = ['getBatch', 'listBatches', 'listBatchItems'] as const;

/** What can be done with a batch now; stopping it for good is asked again. */
export function BatchButtons({ batch }: { readonly batch: BatchJson }): ReactElement {
  const { t } = useLanguage();
  const changes = {
    suspend: useChange('suspendBatch', MAKES_OLD),
    resume: useChange('resumeBatch', MAKES_OLD),
    cancel: useChange('cancelBatch', MAKES_OLD),
  };
  const [asking, setAsking] = useState(false);
  const { batchKey, actions } = batch;
  const close = (): void => {
    setAsking(false);
  };
  const send = (action: keyof typeof changes): void => {
    changes[action].mutate(
      { params: { batchKey } },
      {
        onSuccess: () => {
          announce(t(`batch.changed.${action}`));
        },
      },
    );
  };
  const error = Object.values(changes).find((change) => change.error !== null)?.error;
  return (
    <>
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          className={action === 'cancel' ? 'button danger' : 'button'}
          onClick={() => {
            if (action === 'cancel') setAsking(true);
            else if (!changes[action].isPending) send(action);
          }}
        >
          {t(`batch.action.${action}`)}
        </button>
      ))}
      {error ? <Failure error={error} /> : null}
      {asking ? (
        <Confirm
          title={t('batch.cancelTitle')}
          yes={t('batch.action.cancel')}
          no={t('batch.goOn')}
          danger
          close={close}
          agree={() => {
            close();
            send('cancel');
          }}
        >
          <p>{t('batch.cancelLead')}</p>
        </Confirm>
      ) : null}
    </>
  );
}
