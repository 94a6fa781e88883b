import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { caseStatus } from '../../api/contract.ts';
import { kindsFor } from '../features/batch/batch-kinds.ts';
import { CaseFilters } from '../features/case/case-filters.tsx';
import type { CaseFilter } from '../features/case/case-filters.tsx';
import { CaseTable } from '../features/case/case-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { Pager } from '../features/page/pager.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useSession } from '../session.tsx';
import { useNow } from '../use-now.ts';

const route = getRouteApi('/cases');

/** All cases that one may see. */
export function Cases(): ReactElement {
  const { t } = useLanguage();
  const now = useNow();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const { number, processId, unit, incident, caseKeys } = search;
  const cases = useAnswer(
    'listCases',
    {
      query: {
        number: search.number,
        status: caseStatus.options.find((status) => status === search.status),
        processId: search.processId,
        unit: search.unit,
        hasIncident: search.incident === 'true' ? 'true' : undefined,
        caseKeys: search.caseKeys,
        after: search.after,
        limit: 50,
      },
    },
    { keep: true, refetchInterval: 30_000 },
  );
  const choose = (change: CaseFilter): void => {
    void navigate({ search: (before) => ({ ...before, after: undefined, ...change }) });
  };
  const behind = search.caseKeys?.split(',').length;
  return (
    <>
      <PageHead title={t('cases.title')} lead={t('cases.lead')}>
        {kindsFor(session).length === 0 ? undefined : (
          <Link to="/batches/new" search={{ number, processId, unit, incident, caseKeys }} className="button">
            {t('batches.begin')}
          </Link>
        )}
      </PageHead>
      {behind === undefined ? (
        <CaseFilters filter={search} choose={choose} />
      ) : (
        <div className="notice row">
          <p>{t('cases.behind', { count: behind })}</p>
          <button type="button" className="button small" onClick={() => void navigate({ search: {} })}>
            {t('cases.showAll')}
          </button>
        </div>
      )}
      <Answered question={cases}>
        {({ items, total, endCursor }) =>
          items.length === 0 ? (
            <Empty title={t('cases.emptyTitle')}>{t('cases.empty')}</Empty>
          ) : (
            <>
              <CaseTable cases={items} now={now} />
              <Pager
                shown={items.length}
                total={total}
                first={search.after === undefined}
                endCursor={endCursor}
                go={(after) => void navigate({ search: (before) => ({ ...before, after }) })}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}
