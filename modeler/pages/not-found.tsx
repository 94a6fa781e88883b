import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';

export function NotFound(): ReactElement {
  const { t } = useLanguage();
  return (
    <>
      <PageHead title={t('notFound.title')} lead={t('notFound.lead')} />
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </>
  );
}
