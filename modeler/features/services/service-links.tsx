import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ServiceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';

/** From the service to its process, its cases, where they wait, whether a change helped, and what the public reads. */
export function ServiceLinks({ service: { card, process } }: { readonly service: ServiceJson }): ReactElement {
  const { t, format, language } = useLanguage();
  const mayModel = useMay('models.read');
  const maySee = useMay('insight.read');
  return (
    <section className="card stack">
      <h2>{t('services.process')}</h2>
      {process === null ? (
        <p className="notice">{t('services.noModelLead')}</p>
      ) : (
        <dl className="facts">
          <div>
            <dt>{t('services.model')}</dt>
            <dd>
              {mayModel ? (
                <Link to="/models/$drawing" params={{ drawing: process.definitionKey }}>
                  {process.name}
                </Link>
              ) : (
                process.name
              )}{' '}
              <span className="soft">{t('models.open', { version: process.version })}</span>
            </dd>
          </div>
          <div>
            <dt>{t('services.activeCases')}</dt>
            <dd>
              <Link to="/cases" search={{ processId: process.processId, status: 'active' }}>
                {format.number(process.activeCases)}
              </Link>
            </dd>
          </div>
          <div>
            <dt>{t('services.cases')}</dt>
            <dd>
              <Link to="/cases" search={{ processId: process.processId }}>
                {format.number(process.cases)}
              </Link>
            </dd>
          </div>
          {maySee ? (
            <div>
              <dt>{t('place.insight')}</dt>
              <dd className="row">
                <Link to="/insight/waiting" search={{ source: `process:${process.processId}` }}>
                  {t('services.waiting')}
                </Link>
                <Link to="/insight/change" search={{ source: `process:${process.processId}` }}>
                  {t('services.change')}
                </Link>
              </dd>
            </div>
          ) : null}
        </dl>
      )}
      <p>
        {card.status === 'active' ? (
          <a href={`/services/${encodeURIComponent(card.code)}?lang=${language}`}>{t('services.public')}</a>
        ) : (
          <span className="soft">{t('services.notPublic')}</span>
        )}
      </p>
    </section>
  );
}
