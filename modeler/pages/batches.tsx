import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { kindsFor } from '../features/batch/batch-kinds.ts';
import { BatchTable } from '../features/batch/batch-table.tsx';
import '../features/batch/batch.css';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { Pager } from '../features/page/pager.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useSession } from '../session.tsx';

const route = getRouteApi('/batches');

/** What has been done to many cases at once, and how far each of it has come. */
export function Batches(): ReactElement {
  const { t } = useLanguage();
  const session = useSession();
  const { after } = route.useSearch();
  const navigate = route.useNavigate();
  const batches = useAnswer(
    'listBatches',
    { query: { after, limit: 50 } },
    { keep: true, refetchInterval: (answer) => (answer?.items.some(({ status }) => status === 'active') ? 2_000 : 15_000) },
  );
  return (
    <>
      <PageHead title={t('batches.title')} lead={t('batches.lead')}>
        {kindsFor(session).length === 0 ? undefined : (
          <Link to="/batches/new" className="button main">
            {t('batches.begin')}
          </Link>
        )}
      </PageHead>
      <Answered question={batches}>
        {({ items, total, endCursor }) =>
          items.length === 0 ? (
            <Empty title={t('batches.emptyTitle')}>{t('batches.empty')}</Empty>
          ) : (
            <>
              <BatchTable batches={items} />
              <Pager
                shown={items.length}
                total={total}
                first={after === undefined}
                endCursor={endCursor}
                go={(next) => void navigate({ search: { after: next } })}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}
