import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DeploymentJson } from '../../../api/contract.ts';
import type { Finding } from '../../../engine/errors.ts';
import { isSoundness } from '../../../engine/soundness/finding.ts';
import { ApiFailure } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { FileField } from '../page/file-field.tsx';
import { Sheet } from '../page/sheet.tsx';

interface DeploySheetProps {
  readonly resourceName: string;
  readonly xml: string;
  readonly findings: readonly Finding[];
  readonly close: () => void;
  readonly deployed: (deployment: DeploymentJson) => void;
  /** The server refused the model: what it found. */
  readonly refused: (findings: readonly Finding[]) => void;
}

/** Deploys the drawing, with forms that belong to it where they are new, and keeps the reason with the version. */
export function DeploySheet({ resourceName, xml, findings, close, deployed, refused }: DeploySheetProps): ReactElement {
  const { t } = useLanguage();
  const deploy = useChange('deploy', ['listProcesses']);
  const [reason, setReason] = useState('');
  const isUnsound = findings.some((finding) => finding.severity === 'error' && isSoundness(finding));
  const [forms, setForms] = useState<readonly File[]>([]);
  const send = async (): Promise<void> => {
    const files = await Promise.all(forms.map(async (file) => ({ name: file.name, content: await file.text() })));
    deploy.mutate(
      {
        body: {
          resources: [{ name: resourceName, content: xml }, ...files],
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        },
      },
      {
        onSuccess: deployed,
        onError: (error) => {
          const found = error instanceof ApiFailure && error.code === 'refusedModel' ? error.problem?.findings : undefined;
          // What came as JSON has no part that is there and undefined.
          if (found) refused(found as readonly Finding[]);
        },
      },
    );
  };
  return (
    <Sheet title={t('deploy.title')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{t('deploy.lead')}</p>
        {isUnsound ? (
          <p className="notice bad" id="deploy-unsound">
            {t('deploy.unsound')}
          </p>
        ) : findings.length > 0 ? (
          <p className="notice warn">{t('deploy.warnings', { count: findings.length })}</p>
        ) : null}
        {deploy.error ? <Failure error={deploy.error} /> : null}
        <div className="field">
          <label htmlFor="deploy-reason">{isUnsound ? t('deploy.reasonNeeded') : t('deploy.reason')}</label>
          <textarea
            id="deploy-reason"
            maxLength={2000}
            required={isUnsound}
            aria-describedby={isUnsound ? 'deploy-unsound' : undefined}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </div>
        <FileField
          id="deploy-forms"
          label={t('deploy.forms')}
          accept=".form,application/json"
          multiple
          files={forms}
          choose={setForms}
        />
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={deploy.isPending}>
            {deploy.isPending ? t('deploy.pending') : t('editor.deploy')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
