import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Failure } from '../failure/failure.tsx';
import { FileField } from '../page/file-field.tsx';
import { csvHeader } from './csv-header.ts';
import { ImportProgress } from './import-progress.tsx';
import { useImport } from './use-import.ts';

const COLUMNS = ['case', 'activity', 'resource', 'start', 'end'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: ReadonlySet<Column> = new Set(['case', 'activity', 'end']);

/** Brings in the log of the old system: XES as it is, CSV with its columns named. */
export function ImportForm(): ReactElement {
  const { t } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [header, setHeader] = useState<readonly string[]>([]);
  const [columns, setColumns] = useState<Partial<Record<Column, string>>>({});
  const work = useImport();
  const isCsv = file !== null && /\.csv(\.gz)?$/i.test(file.name);
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) work.begin(file, isCsv ? columns : {});
      }}
    >
      <h2>{t('logs.importTitle')}</h2>
      <p className="soft">{t('logs.importLead')}</p>
      <FileField
        id="log-file"
        label={t('logs.file')}
        accept=".xes,.csv,.gz"
        files={file === null ? [] : [file]}
        choose={([chosen]) => {
          setFile(chosen ?? null);
          setHeader([]);
          if (chosen) void csvHeader(chosen).then(setHeader);
        }}
      />
      {isCsv ? (
        <div className="filters" role="group" aria-label={t('logs.columns')}>
          <datalist id="log-header">
            {header.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          {COLUMNS.map((column) => (
            <div className="field" key={column}>
              <label htmlFor={`column-${column}`}>{t(`logs.column.${column}`)}</label>
              <input
                id={`column-${column}`}
                list="log-header"
                required={NEEDED.has(column)}
                value={columns[column] ?? ''}
                onChange={({ target }) => {
                  setColumns({ ...columns, [column]: target.value });
                }}
              />
            </div>
          ))}
        </div>
      ) : null}
      {work.error ? <Failure error={work.error} /> : null}
      <ImportProgress state={work.state} />
      <p>
        <button type="submit" className="button main" disabled={file === null || work.busy}>
          {t('logs.import')}
        </button>
      </p>
    </form>
  );
}
