import type { ReactElement } from 'react';
import type { IncidentJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { useNames } from '../labels/model-labels.ts';

/** What hinders the case, and the way to try again. */
export function CaseIncidents({ incidents }: { readonly incidents: readonly IncidentJson[] }): ReactElement | null {
  const { t, format, language } = useLanguage();
  const nameOf = useNames(incidents.map(({ definitionKey }) => definitionKey));
  const resolve = useChange('resolveIncident', ['getCase', 'getCaseHistory', 'listCases']);
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === undefined);
  if (open.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="incidents">
      <h2 id="incidents">{t('incident.title', { count: open.length })}</h2>
      {resolve.error ? <Failure error={resolve.error} /> : null}
      {open.map((incident) => (
        <article className="notice bad" key={incident.incidentKey}>
          <p>
            <strong>{nameOf(incident.definitionKey, incident.elementId, incident.elementName)}</strong>:{' '}
            {t(`incident.kind.${incident.kind}`)}
          </p>
          <p className="small soft">
            <span className="figure">{format.instant(incident.raisedAt)}</span> ·{' '}
            <span lang={language === 'lt' ? 'en' : undefined}>{incident.message}</span>
          </p>
          {incident.actions.includes('resolve') ? (
            <p>
              {t('incident.help')}{' '}
              <button
                type="button"
                className="button small"
                disabled={resolve.isPending}
                onClick={() => {
                  resolve.mutate(
                    { params: { incidentKey: incident.incidentKey } },
                    {
                      onSuccess: () => {
                        announce(t('incident.resolved'));
                      },
                    },
                  );
                }}
              >
                {t('incident.resolve')}
              </button>
            </p>
          ) : null}
        </article>
      ))}
    </section>
  );
}
