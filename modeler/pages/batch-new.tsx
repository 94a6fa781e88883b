import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { announce } from '../features/announcements/announcements.tsx';
import { BatchForm } from '../features/batch/batch-form.tsx';
import { kindsFor } from '../features/batch/batch-kinds.ts';
import '../features/batch/batch.css';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useSession } from '../session.tsx';

const route = getRouteApi('/batches/new');

/** Begins something with many cases at once. */
export function BatchNew(): ReactElement {
  const { t } = useLanguage();
  const kinds = kindsFor(useSession());
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHead title={t('batches.begin')} lead={t('batch.lead')}>
        <Link to="/batches" className="button">
          {t('batch.back')}
        </Link>
      </PageHead>
      {kinds.length === 0 ? (
        <Empty title={t('failure.forbidden.what')}>{t('failure.forbidden.remedy')}</Empty>
      ) : (
        <BatchForm
          kinds={kinds}
          search={search}
          choose={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
          begun={(batchKey) => {
            announce(t('batch.begun'));
            void navigate({ to: '/batches/$batchKey', params: { batchKey }, search: {} });
          }}
        />
      )}
    </>
  );
}
