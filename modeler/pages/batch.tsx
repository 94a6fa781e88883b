import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { BatchFacts } from '../features/batch/batch-facts.tsx';
import { BatchItems } from '../features/batch/batch-items.tsx';
import { BatchButtons } from '../features/batch/batch-buttons.tsx';
import { useBatchWords } from '../features/batch/batch-words.ts';
import '../features/batch/batch.css';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/batches/$batchKey');

/** One batch: how far it has come, and the cases with which it failed. */
export function BatchPage(): ReactElement {
  const { batchKey } = route.useParams();
  const { status, after } = route.useSearch();
  const navigate = route.useNavigate();
  const { t } = useLanguage();
  const { what } = useBatchWords();
  const question = useAnswer(
    'getBatch',
    { params: { batchKey } },
    { refetchInterval: (batch) => (batch?.status === 'active' ? 2_000 : 15_000) },
  );
  return (
    <Answered question={question} title={t('place.batches')}>
      {(batch) => (
        <>
          <PageHead title={what(batch.plan)}>
            <Link to="/batches" className="button">
              {t('batch.back')}
            </Link>
            <BatchButtons batch={batch} />
          </PageHead>
          <BatchFacts batch={batch} />
          <BatchItems
            batch={batch}
            status={status}
            after={after}
            choose={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
          />
        </>
      )}
    </Answered>
  );
}
