import type { ReactElement } from 'react';
import type { CsvMappingJson, CsvReadingJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ColumnTable } from './column-table.tsx';
import { lacking } from './csv-roles.ts';
import './logs.css';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1257', 'windows-1252', 'iso-8859-13'] as const;
const NAMES: Readonly<Record<(typeof DELIMITERS)[number], string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** What the person knows better about the file than was guessed. */
export interface KnownForm {
  readonly delimiter?: CsvMappingJson['delimiter'];
  readonly encoding?: CsvMappingJson['encoding'];
}

interface CsvFormProps {
  readonly reading: CsvReadingJson;
  readonly mapping: CsvMappingJson;
  readonly change: (mapping: CsvMappingJson) => void;
  /** Finds the columns anew. */
  readonly look: (known: KnownForm) => void;
}

/** How a CSV is going to be read: what was found in it, to be confirmed or corrected. */
export function CsvForm({ reading, mapping, change, look }: CsvFormProps): ReactElement {
  const { t, format } = useLanguage();
  const missing = lacking(mapping.columns);
  return (
    <div className="stack csv-form">
      <p className="soft">
        {t('csv.looked', { count: reading.rows, rows: format.number(reading.rows) })}{' '}
        {t(reading.kept ? 'csv.kept' : 'csv.guessed')}
      </p>
      <Problems reading={reading} />
      <div className="filters" role="group" aria-label={t('csv.file')}>
        <div className="field">
          <label htmlFor="csv-delimiter">{t('csv.delimiter')}</label>
          <select
            id="csv-delimiter"
            value={mapping.delimiter}
            onChange={({ target }) => {
              const delimiter = DELIMITERS.find((one) => one === target.value);
              look({ encoding: mapping.encoding, ...(delimiter && { delimiter }) });
            }}
          >
            {DELIMITERS.map((one) => (
              <option key={one} value={one}>
                {t(`csv.delimiters.${NAMES[one]}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="csv-encoding">{t('csv.encoding')}</label>
          <select
            id="csv-encoding"
            value={mapping.encoding}
            onChange={({ target }) => {
              const encoding = ENCODINGS.find((one) => one === target.value);
              look({ delimiter: mapping.delimiter, ...(encoding && { encoding }) });
            }}
          >
            {ENCODINGS.map((one) => (
              <option key={one} value={one}>
                {t(`csv.encodings.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <ZoneField
          zone={mapping.zone}
          change={(zone) => {
            change({ ...mapping, zone });
          }}
        />
      </div>
      <label className="row check">
        <input
          type="checkbox"
          checked={mapping.defused ?? false}
          onChange={({ target }) => {
            change({ ...mapping, defused: target.checked });
          }}
        />
        {t('csv.defused')}
      </label>
      <ColumnTable
        reading={reading}
        columns={mapping.columns}
        change={(columns) => {
          change({ ...mapping, columns });
        }}
      />
      {missing.length === 0 ? null : (
        <p className="field-wrong" role="status">
          {t('csv.lacking')} {missing.map((one) => t(`csv.lacks.${one}`)).join(', ')}.
        </p>
      )}
    </div>
  );
}

function ZoneField({
  zone,
  change,
}: {
  readonly zone: string | undefined;
  readonly change: (zone: string) => void;
}): ReactElement {
  const { t } = useLanguage();
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(zone === undefined ? [] : [zone])])];
  return (
    <div className="field">
      <label htmlFor="csv-zone">{t('csv.zone')}</label>
      <select
        id="csv-zone"
        value={zone ?? 'UTC'}
        onChange={({ target }) => {
          change(target.value);
        }}
      >
        {zones.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is doubtful about the file, each with what to do. */
function Problems({ reading }: { readonly reading: CsvReadingJson }): ReactElement | null {
  const { t } = useLanguage();
  // What is confirmed below is told there; the rest is told here.
  const told = reading.problems.filter(({ kind }) => kind !== 'noCase' && kind !== 'noActivity' && kind !== 'noTime');
  if (told.length === 0) return null;
  return (
    <div className="notice warn">
      <strong>{t('csv.problems')}</strong>
      <ul>
        {told.map(({ kind, column, line }) => (
          <li key={`${kind} ${column ?? ''}`}>{t(`csv.problem.${kind}`, { column: column ?? '', line: line ?? 1 })}</li>
        ))}
      </ul>
    </div>
  );
}
