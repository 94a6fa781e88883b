import type { ReactElement } from 'react';
import type { CaseDetail, DecisionInstanceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { modelSteps } from '../case-change/model-steps.ts';
import { useNames } from '../labels/model-labels.ts';

/** What decision tables have decided in the case, and by which of their rules; nothing where none was asked. */
export function CaseDecisions({ standing }: { readonly standing: CaseDetail }): ReactElement | null {
  const { t, format } = useLanguage();
  const { caseKey, definitionKey, processId } = standing;
  const nameOf = useNames([definitionKey]);
  const definition = useAnswer('getDefinition', { params: { definitionKey } });
  const names = new Map(modelSteps(definition.data?.xml ?? '', processId).map(({ id, name }) => [id, name]));
  const decided = useAnswer('listDecisionInstances', { query: { caseKey, limit: 200 } }, { refetchInterval: 15_000 });
  const items = decided.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="decisions">
      <h2 id="decisions">{t('decision.title')}</h2>
      <div className="table-scroll" role="group" aria-label={t('decision.title')} tabIndex={0}>
        <table className="list">
          <caption className="visually-hidden">{t('decision.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('decision.name')}</th>
              <th scope="col">{t('decision.step')}</th>
              <th scope="col">{t('decision.at')}</th>
              <th scope="col">{t('decision.rules')}</th>
              <th scope="col">{t('decision.result')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={`${one.decisionInstanceKey} ${String(one.ordinal)}`}>
                <th scope="row">{t('process.version', { name: one.decisionName, version: one.decisionVersion })}</th>
                <td>
                  {one.elementId === undefined
                    ? '–'
                    : nameOf(definitionKey, one.elementId, names.get(one.elementId) ?? one.elementId)}
                </td>
                <td className="figure">{format.instant(one.evaluatedAt)}</td>
                <td>{one.kind === 'decisionTable' ? one.rules.join(', ') || t('decision.noRule') : '–'}</td>
                <td>
                  <Values of={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What went in and came out; opened by whoever wants it, since it may be personal data. */
function Values({ of: { values, notes = [] } }: { readonly of: DecisionInstanceJson }): ReactElement {
  const { t } = useLanguage();
  if (!values) return <span className="soft">{t('decision.erased')}</span>;
  return (
    <details>
      <summary>{t('decision.show')}</summary>
      <dl className="decision-values">
        {values.inputs.map(({ id, name, value }) => (
          <div key={id}>
            <dt>{name === '' ? id : name}</dt>
            <dd className="mono">{JSON.stringify(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('decision.result')}</dt>
          <dd className="mono">{JSON.stringify(values.value)}</dd>
        </div>
      </dl>
      {notes.map((note) => (
        <p key={note} className="small soft" lang="en">
          {note}
        </p>
      ))}
    </details>
  );
}
