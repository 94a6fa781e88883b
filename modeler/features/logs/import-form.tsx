import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CsvMappingJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { detectLog } from '../../log-upload.ts';
import { Failure } from '../failure/failure.tsx';
import { Answered } from '../page/answered.tsx';
import { FileField } from '../page/file-field.tsx';
import { CsvForm } from './csv-form.tsx';
import type { KnownForm } from './csv-form.tsx';
import { lacking } from './csv-roles.ts';
import { ImportProgress } from './import-progress.tsx';
import { useImport } from './use-import.ts';

/** Brings in the log of the old system: XES as it is; CSV once it is confirmed how to read it. */
export function ImportForm(): ReactElement {
  const { t } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [known, setKnown] = useState<KnownForm>({});
  const [changed, setChanged] = useState<CsvMappingJson>();
  const work = useImport();
  const isCsv = file !== null && /\.csv(\.gz)?$/i.test(file.name);
  const isOther = file !== null && !isCsv && !/\.xes(\.gz)?$/i.test(file.name);
  const detected = useQuery({
    queryKey: ['detectLog', file?.name, file?.size, file?.lastModified, known],
    queryFn: ({ signal }) => detectLog(file ?? new File([], ''), { fileName: file?.name ?? '', ...known }, signal),
    enabled: isCsv,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const mapping = isCsv ? (changed ?? detected.data?.mapping) : undefined;
  const isReady = file !== null && !isOther && (!isCsv || (mapping !== undefined && lacking(mapping.columns).length === 0));
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    setName(chosen === null ? '' : chosen.name.replace(/\.(xes|csv)(\.gz)?$/i, ''));
    setKnown({});
    setChanged(undefined);
    work.forget();
  };
  const begin = (how: { readonly skipBroken?: boolean; readonly check?: boolean }): void => {
    if (file) work.begin({ file, name: name.trim(), mapping, ...how });
  };
  return (
    <form
      className="card stack"
      aria-labelledby="import-title"
      onSubmit={(event) => {
        event.preventDefault();
        begin({});
      }}
    >
      <h2 id="import-title">{t('logs.importTitle')}</h2>
      <p className="soft">{t('logs.importLead')}</p>
      <FileField
        id="log-file"
        label={t('logs.file')}
        accept=".xes,.csv,.gz"
        files={file === null ? [] : [file]}
        choose={([chosen]) => {
          choose(chosen ?? null);
        }}
      />
      {isOther ? (
        <p className="field-wrong" role="alert">
          {t('logs.otherFile')}
        </p>
      ) : null}
      {file === null || isOther ? null : (
        <div className="field">
          <label htmlFor="log-name">{t('logs.logName')}</label>
          <input
            id="log-name"
            maxLength={200}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
        </div>
      )}
      {isCsv ? (
        <Answered question={detected}>
          {(reading) => (
            <CsvForm
              reading={reading}
              mapping={mapping ?? reading.mapping}
              change={setChanged}
              look={(form) => {
                setKnown(form);
                setChanged(undefined);
              }}
            />
          )}
        </Answered>
      ) : null}
      {work.error ? <Failure error={work.error} /> : null}
      <ImportProgress
        state={work.state}
        cancel={work.cancel}
        check={
          isCsv
            ? () => {
                begin({ check: true, skipBroken: true });
              }
            : undefined
        }
        skip={() => {
          begin({ skipBroken: true });
        }}
      />
      <p>
        <button type="submit" className="button main" disabled={!isReady || work.busy}>
          {t('logs.import')}
        </button>
      </p>
    </form>
  );
}
