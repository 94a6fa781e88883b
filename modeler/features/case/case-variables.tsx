import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

/** The case's own variables; asked for only when somebody opens them, since they may be personal data. */
export function CaseVariables({ caseKey }: { readonly caseKey: string }): ReactElement {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const variables = useAnswer('getCaseVariables', { params: { caseKey } }, { enabled: open });
  return (
    <details
      className="card"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <strong>{t('case.variables')}</strong>
      </summary>
      {open ? (
        <Answered question={variables}>
          {(answer) => {
            const rows = Object.entries(answer.variables).sort(([a], [b]) => a.localeCompare(b));
            return rows.length === 0 ? (
              <p className="soft">{t('case.noVariables')}</p>
            ) : (
              <div className="table-scroll" role="group" aria-label={t('case.variables')} tabIndex={0}>
                <table className="list">
                  <caption className="visually-hidden">{t('case.variables')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('case.variableName')}</th>
                      <th scope="col">{t('case.variableValue')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map(([name, value]) => (
                      <tr key={name}>
                        <th scope="row" className="mono">
                          {name}
                        </th>
                        <td className="mono wrap">{typeof value === 'string' ? value : JSON.stringify(value)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
          }}
        </Answered>
      ) : null}
    </details>
  );
}
