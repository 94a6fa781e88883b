import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

/** The three questions of Insight. */
export function InsightNavigation(): ReactElement {
  const { t } = useLanguage();
  return (
    <nav className="sub-navigation" aria-label={t('insight.navigation')}>
      <Link to="/insight/waiting">{t('insight.waiting')}</Link>
      <Link to="/insight/change">{t('insight.change')}</Link>
      <Link to="/insight/logs">{t('insight.logs')}</Link>
    </nav>
  );
}
