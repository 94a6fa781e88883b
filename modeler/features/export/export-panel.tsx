import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { operations } from '../../../api/contract.ts';
import { addressOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import './export.css';

const FORMATS = ['xes', 'ocel', 'csv'] as const;
const RECORDED_AFTER_MS = 1_500;

export interface ExportQuery {
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
  readonly unit?: string;
  readonly activity?: string;
  readonly status?: string;
  readonly attribute?: string;
  readonly value?: string;
}

interface ExportPanelProps {
  /** The id of a process or the key of an imported log. */
  readonly source: string;
  /** Which of its cases. */
  readonly query: ExportQuery;
  /** How many these are. */
  readonly cases: number;
}

/** Takes cases out as a file, in one of three forms. People are pseudonyms; an administrator may ask for their names. */
export function ExportPanel({ source, query, cases }: ExportPanelProps): ReactElement {
  const { t, format } = useLanguage();
  const client = useQueryClient();
  const mayName = useMay('organisation.change');
  const [names, setNames] = useState(false);
  const [excel, setExcel] = useState(true);
  const id = useId();
  const address = (form: (typeof FORMATS)[number]): string =>
    addressOf(operations.exportLog.path, {
      params: { source },
      query: {
        ...query,
        format: form,
        ...(names && { names: 'true' }),
        ...(form === 'csv' && excel && { excel: 'true', delimiter: ';' }),
      },
    });
  if (cases === 0) return <p className="notice">{t('export.nothing')}</p>;
  return (
    <div className="stack">
      <p>{t('export.cases', { count: cases, cases: format.number(cases) })}</p>
      <ul className="export-forms">
        {FORMATS.map((form) => (
          <li key={form} className="card stack">
            <strong>{t(`export.form.${form}.name`)}</strong>
            <p className="small soft" id={`${id}-${form}`}>
              {t(`export.form.${form}.what`)}
            </p>
            {form === 'csv' ? (
              <label className="row check small">
                <input
                  type="checkbox"
                  checked={excel}
                  onChange={({ target }) => {
                    setExcel(target.checked);
                  }}
                />
                {t('export.excel')}
              </label>
            ) : null}
            <a
              className="button"
              href={address(form)}
              download
              aria-describedby={`${id}-${form}`}
              onClick={() => {
                setTimeout(() => void client.invalidateQueries({ queryKey: ['listLogExports'] }), RECORDED_AFTER_MS);
              }}
            >
              {t('export.take', { form: t(`export.form.${form}.name`) })}
            </a>
          </li>
        ))}
      </ul>
      {mayName ? (
        <label className="row check">
          <input
            type="checkbox"
            checked={names}
            onChange={({ target }) => {
              setNames(target.checked);
            }}
          />
          {t('export.names')}
        </label>
      ) : null}
      <p className="small soft">{t(names ? 'export.named' : 'export.pseudonyms')}</p>
    </div>
  );
}
