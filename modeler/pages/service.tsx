import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ServiceJson } from '../../api/contract.ts';
import { blankCard, inLanguage } from '../../programme/card/service-card.ts';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { CardForm } from '../features/services/card-form.tsx';
import { GapList } from '../features/services/gap-list.tsx';
import { ServiceLinks } from '../features/services/service-links.tsx';
import { ServiceProgramme } from '../features/services/service-programme.tsx';
import { ServiceRows } from '../features/services/service-rows.tsx';
import { ServiceVersions } from '../features/services/service-versions.tsx';
import '../features/services/services.css';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/catalogue/$code');
const MAKES_OLD = ['listServices', 'getService', 'listServiceVersions', 'listServiceGaps'] as const;

/** One service: its card, its process and cases, its gaps, its versions. */
export function ServicePage(): ReactElement {
  const { code } = route.useParams();
  const { t } = useLanguage();
  const service = useAnswer('getService', { params: { code } });
  return (
    <Answered question={service} title={t('services.title')}>
      {(answer) => <OneService key={answer.card.code} service={answer} />}
    </Answered>
  );
}

function OneService({ service }: { readonly service: ServiceJson }): ReactElement {
  const { t, language } = useLanguage();
  const mayChange = useMay('services.change');
  const change = useChange('changeService', MAKES_OLD);
  const [editing, setEditing] = useState(false);
  const { card, version, gaps } = service;
  return (
    <>
      <PageHead title={inLanguage(card.title, language)} lead={`${card.code} · ${t('services.versionOf', { version })}`}>
        {mayChange && !editing ? (
          <button type="button" className="button main" onClick={() => setEditing(true)}>
            {t('services.edit')}
          </button>
        ) : undefined}
      </PageHead>
      {editing ? (
        <CardForm
          card={card}
          isNew={false}
          busy={change.isPending}
          error={change.error}
          cancel={() => {
            change.reset();
            setEditing(false);
          }}
          save={(next, note) =>
            change.mutate(
              { params: { code: card.code }, body: { version, card: next, ...(note !== undefined && { note }) } },
              { onSuccess: () => setEditing(false) },
            )
          }
        />
      ) : (
        <div className="stack">
          <ServiceLinks service={service} />
          <ServiceProgramme service={service} />
          <section className="card">
            <h2>{t('services.card')}</h2>
            <ServiceRows card={card} version={version} />
          </section>
          <section className="card">
            <h2>{t('services.gaps')}</h2>
            <GapList
              gaps={gaps.map(({ rule, path, language: its, text, words }) => ({
                rule,
                path,
                ...(its && { language: its }),
                ...(text !== undefined && { text }),
                ...(words !== undefined && { words }),
              }))}
            />
          </section>
          <ServiceVersions code={card.code} />
        </div>
      )}
    </>
  );
}

/** A card that is not there yet. */
export function NewService(): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const create = useChange('createService', MAKES_OLD);
  const units = useAnswer('listUnits', {});
  return (
    <>
      <PageHead title={t('services.new')} lead={t('services.newLead')} />
      <Answered question={units}>
        {({ items }) => (
          <CardForm
            card={blankCard('', items[0]?.unit ?? '')}
            isNew
            busy={create.isPending}
            error={create.error}
            cancel={() => void navigate({ to: '/catalogue' })}
            save={(card, note) =>
              create.mutate(
                { body: { card, ...(note !== undefined && { note }) } },
                { onSuccess: () => void navigate({ to: '/catalogue/$code', params: { code: card.code } }) },
              )
            }
          />
        )}
      </Answered>
    </>
  );
}
