import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';

/** The parts of the improvement programme. */
export function PlanNavigation(): ReactElement {
  const { t } = useLanguage();
  const mayRead = useMay('plan.read');
  return (
    <nav className="sub-navigation plan-screen" aria-label={t('plan.navigation')}>
      {mayRead ? (
        <>
          <Link to="/plan" activeOptions={{ exact: true }}>
            {t('plan.title')}
          </Link>
          <Link to="/plan/standards">{t('standards.title')}</Link>
          <Link to="/plan/results">{t('plan.results.title')}</Link>
        </>
      ) : null}
      <Link to="/surveys">{t('survey.title')}</Link>
    </nav>
  );
}
