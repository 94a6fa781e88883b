import type { ReactElement } from 'react';
import { InsightPage } from '../features/insight/insight-page.tsx';
import { QualityOfCases } from '../features/quality/quality-report.tsx';
import { useLanguage } from '../i18n/use-language.ts';

/** How far the figures of Insight can be trusted, of cases that run here as of those of a log. */
export function InsightQuality(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('quality.title')} lead={t('quality.pageLead')}>
      {({ query }) => <QualityOfCases query={query} />}
    </InsightPage>
  );
}
