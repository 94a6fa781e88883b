import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Failure } from '../failure/failure.tsx';
import { FileField } from '../page/file-field.tsx';
import { Sheet } from '../page/sheet.tsx';
import { sendCatalogue } from './send-catalogue.ts';

type Outcome = AnswerOf<'importServices'>;

/** Takes in a file: tried first, with every fault and its line; then done whole. */
export function CatalogueImport({ close, done }: { readonly close: () => void; readonly done: () => void }): ReactElement {
  const { t } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (apply: boolean): Promise<void> => {
    if (file === null) return;
    setBusy(true);
    setError(null);
    try {
      setOutcome(await sendCatalogue(file, apply));
      if (apply) done();
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  };
  const ready =
    outcome !== null && !outcome.applied && outcome.faultCount === 0 && outcome.added.length + outcome.changed.length > 0;
  return (
    <Sheet title={t('services.import')} close={close}>
      <div className="stack">
        <p className="soft">{t('services.importLead')}</p>
        <FileField
          id="catalogue-file"
          label={t('services.file')}
          accept=".csv,.json,.jsonld"
          files={file === null ? [] : [file]}
          choose={([chosen]) => {
            setFile(chosen ?? null);
            setOutcome(null);
            setError(null);
          }}
        />
        {error === null ? null : <Failure error={error} />}
        {outcome === null ? null : <Told outcome={outcome} />}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {outcome?.applied === true ? t('services.close') : t('act.cancel')}
          </button>
          {outcome?.applied === true ? null : (
            <button
              type="button"
              className="button main"
              disabled={file === null || busy || (outcome !== null && !ready)}
              onClick={() => void send(ready)}
            >
              {t(ready ? 'services.apply' : 'services.try')}
            </button>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function Told({
  outcome: { applied, added, changed, unchanged, faults, faultCount },
}: {
  readonly outcome: Outcome;
}): ReactElement {
  const { t } = useLanguage();
  return (
    <div className={`notice ${faultCount > 0 ? 'bad' : 'good'}`} role="status">
      <p>
        <strong>
          {t(faultCount > 0 ? 'services.refused' : applied ? 'services.imported' : 'services.tried', { count: faultCount })}
        </strong>
      </p>
      <p>{t('services.plan', { added: added.length, changed: changed.length, unchanged: unchanged.length })}</p>
      {faults.length === 0 ? null : (
        <ul className="gap-list">
          {faults.slice(0, 20).map((fault, index) => (
            <li key={index}>
              <strong>
                {fault.line === undefined ? null : t('services.line', { line: fault.line })} {fault.code}
              </strong>{' '}
              {t(`services.fault.${fault.rule}`, { path: fault.path, value: fault.value ?? '' })}
              <div className="small soft" lang="en">
                {fault.message}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
