import { useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { CARD_RULES } from '../../programme/card/card-rules.ts';
import { PERSON_KINDS, SERVICE_FIELDS, SERVICE_KINDS, SERVICE_STATUSES } from '../../programme/card/service-card.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { Pager } from '../features/page/pager.tsx';
import { CatalogueImport } from '../features/services/catalogue-import.tsx';
import { GapTable } from '../features/services/gap-table.tsx';
import { ServiceFilters } from '../features/services/service-filters.tsx';
import type { ServiceFilter } from '../features/services/service-filters.tsx';
import { ServiceTable } from '../features/services/service-table.tsx';
import '../features/services/services.css';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/catalogue');

/** The catalogue of services. */
export function Services(): ReactElement {
  const { t } = useLanguage();
  const client = useQueryClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useMay('services.change');
  const [importing, setImporting] = useState(false);
  // What an address says is no more than a text: a filter that there is not filters nothing.
  const chosen = <Name extends string>(names: readonly Name[], text: string | undefined): Name | undefined =>
    names.find((name) => name === text);
  const query = {
    text: search.text,
    owner: search.owner,
    persons: chosen(PERSON_KINDS, search.persons),
    kind: chosen(SERVICE_KINDS, search.kind),
    field: chosen(SERVICE_FIELDS, search.field),
    status: chosen(SERVICE_STATUSES, search.status),
    hasModel: chosen(['true', 'false'], search.hasModel),
    gap: chosen([...CARD_RULES, 'any', 'none'], search.gap),
    after: search.after,
    limit: 50,
  };
  const services = useAnswer('listServices', { query }, { keep: true });
  const choose = (change: ServiceFilter): void => {
    void navigate({ search: (before) => ({ ...before, after: undefined, ...change }) });
  };
  return (
    <>
      <PageHead title={t('services.title')} lead={t('services.lead')}>
        <a className="button" href="/api/service-export?format=csv" download>
          {t('services.csv')}
        </a>
        <a className="button" href="/api/service-export?format=jsonld" download>
          {t('services.jsonld')}
        </a>
        {mayChange ? (
          <>
            <button type="button" className="button" onClick={() => setImporting(true)}>
              {t('services.import')}
            </button>
            <Link to="/new-service" className="button main">
              {t('services.new')}
            </Link>
          </>
        ) : null}
      </PageHead>
      <ServiceFilters filter={search} choose={choose} />
      <GapTable show={(gap) => choose({ gap })} />
      <Answered question={services}>
        {({ items, total, all, withModel, withGaps, endCursor }) => (
          <>
            <p className="soft">{t('services.counts', { total, all, withModel, withGaps })}</p>
            {items.length === 0 ? (
              <Empty title={t('services.emptyTitle')}>{t('services.empty')}</Empty>
            ) : (
              <>
                <ServiceTable services={items} />
                <Pager
                  shown={items.length}
                  total={total}
                  first={search.after === undefined}
                  endCursor={endCursor}
                  go={(after) => void navigate({ search: (before) => ({ ...before, after }) })}
                />
              </>
            )}
          </>
        )}
      </Answered>
      {importing ? (
        <CatalogueImport
          close={() => setImporting(false)}
          done={() => {
            void client.invalidateQueries({ queryKey: ['listServices'] });
            void client.invalidateQueries({ queryKey: ['listServiceGaps'] });
          }}
        />
      ) : null}
    </>
  );
}
