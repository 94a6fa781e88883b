import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { operations } from '../../../api/contract.ts';
import { addressOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useAnswer } from '../../queries.ts';

const RECORDED_AFTER_MS = 1_500;
/** Losses whose examples say something: names of cases or columns, and facts. */
const NAMED: ReadonlySet<string> = new Set(['columns', 'types', 'rowsWithoutTimes', 'casesWithoutRows', 'facts']);

export interface ExportQuery {
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
  readonly institution?: string;
  readonly unit?: string;
  readonly activity?: string;
  readonly status?: 'open' | 'completed' | 'withdrawn';
  readonly where?: string;
}

interface ExportCardProps {
  readonly id: string;
  readonly form: 'xes' | 'ocel' | 'csv';
  readonly source: string;
  readonly query: ExportQuery;
  readonly names: boolean;
}

/** One form of a file: what it is good for, what it cannot keep of these cases, and the button that takes it. */
export function ExportCard({ id, form, source, query, names }: ExportCardProps): ReactElement {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [excel, setExcel] = useState(true);
  const preview = useAnswer('previewExport', { params: { source }, query: { ...query, format: form } });
  const address = addressOf(operations.exportLog.path, {
    params: { source },
    query: {
      ...query,
      format: form,
      ...(names && { names: 'true' }),
      ...(form === 'csv' && excel && { excel: 'true', delimiter: ';' }),
    },
  });
  return (
    <li className="card stack">
      <strong>{t(`export.form.${form}.name`)}</strong>
      <p className="small soft" id={id}>
        {t(`export.form.${form}.what`)}
      </p>
      <Losses losses={preview.data?.losses ?? []} />
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
        href={address}
        download
        aria-describedby={id}
        onClick={() => {
          setTimeout(() => void client.invalidateQueries({ queryKey: ['listLogExports'] }), RECORDED_AFTER_MS);
        }}
      >
        {t('export.take', { form: t(`export.form.${form}.name`) })}
      </a>
    </li>
  );
}

interface LossesProps {
  readonly losses: readonly { readonly kind: string; readonly n: number; readonly examples: readonly string[] }[];
}

function Losses({ losses }: LossesProps): ReactElement | null {
  const { t, format } = useLanguage();
  if (losses.length === 0) return null;
  return (
    <details className="small">
      <summary>{t('export.losses', { count: losses.length })}</summary>
      <ul>
        {losses.map(({ kind, n, examples }) => (
          <li key={kind}>
            {t(`export.loss.${kind}`, { n: format.number(n) })}
            {NAMED.has(kind) && examples.length > 0 ? ` ${examples.map((one) => lostWords(kind, one, t)).join(', ')}` : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The facts of analytics/log/csv-losses and ocel-writer; names stay as they are. */
const FACTS: Readonly<Record<string, string>> = {
  'when it was suspended': 'suspensions',
  'attributes of single events': 'eventAttributes',
  'what the source declares': 'declared',
  'until when it was watched': 'watched',
  'when cases began and ended': 'standing',
  'how rows ended': 'endings',
};

function lostWords(kind: string, example: string, t: Translate): string {
  const fact = kind === 'facts' ? FACTS[example] : undefined;
  return fact === undefined ? example : t(`export.fact.${fact}`);
}
