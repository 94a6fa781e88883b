import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Answered } from '../page/answered.tsx';
import { ExportCard } from './export-card.tsx';
import type { ExportQuery } from './export-card.tsx';
import './export.css';

interface ExportPanelProps {
  /** The id of a process or the key of an imported log. */
  readonly source: string;
  /** Which of its cases. */
  readonly query: ExportQuery;
}

/** Takes cases out as a file, in one of three forms. People are pseudonyms; an administrator may ask for their names. */
export function ExportPanel({ source, query }: ExportPanelProps): ReactElement {
  const { t, format } = useLanguage();
  const mayName = useMay('organisation.change');
  const [names, setNames] = useState(false);
  const id = useId();
  const preview = useAnswer('previewExport', { params: { source }, query: { ...query, format: 'csv' } });
  return (
    <Answered question={preview}>
      {({ cases, rows }) =>
        cases === 0 ? (
          <p className="notice">{t('export.nothing')}</p>
        ) : (
          <div className="stack">
            <p>{t('export.cases', { count: cases, cases: format.number(cases), rows: format.number(rows) })}</p>
            <ul className="export-forms">
              {(['xes', 'ocel', 'csv'] as const).map((form) => (
                <ExportCard key={form} id={`${id}-${form}`} {...{ form, source, query, names }} />
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
        )
      }
    </Answered>
  );
}
