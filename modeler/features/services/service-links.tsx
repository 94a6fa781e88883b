import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ServiceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { FromReferenceSheet } from './from-reference-sheet.tsx';

/** From the service to its process, its cases, where they wait, whether a change helped, and what the public reads. */
export function ServiceLinks({ service: { card, process } }: { readonly service: ServiceJson }): ReactElement {
  const { t, format, language } = useLanguage();
  const mayModel = useMay('models.read');
  const mayDeploy = useMay('models.deploy');
  const maySee = useMay('insight.read');
  const [beginning, setBeginning] = useState(false);
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
                <Link to="/quality/$service" params={{ service: card.code }}>
                  {t('score.ofService')}
                </Link>
                <Link to="/insight/change" search={{ source: `process:${process.processId}` }}>
                  {t('services.change')}
                </Link>
                <Link to="/insight/reference" search={{ models: `${process.processId}:${String(process.version)}` }}>
                  {t('fromReference.compare')}
                </Link>
              </dd>
            </div>
          ) : null}
        </dl>
      )}
      {mayDeploy ? (
        <p>
          <button type="button" className="button" onClick={() => setBeginning(true)}>
            {t('fromReference.open')}
          </button>
        </p>
      ) : null}
      {beginning ? <FromReferenceSheet card={card} close={() => setBeginning(false)} /> : null}
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
