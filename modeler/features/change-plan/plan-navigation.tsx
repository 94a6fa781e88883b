import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { PlaceMenu } from '../page/place-menu.tsx';

/** The parts of the improvement programme. */
export function PlanNavigation(): ReactElement {
  const { t } = useLanguage();
  const mayRead = useMay('plan.read');
  return (
    <PlaceMenu label={t('plan.navigation')} className="sub-navigation">
      {mayRead ? (
        <>
          <Link to="/plan" activeOptions={{ exact: true }}>
            {t('plan.title')}
          </Link>
          <Link to="/plan/standards">{t('standards.title')}</Link>
          <Link to="/quality">{t('score.menu')}</Link>
          <Link to="/plan/results">{t('plan.results.title')}</Link>
        </>
      ) : null}
      <Link to="/surveys">{t('survey.title')}</Link>
    </PlaceMenu>
  );
}
