import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { conditionsOf } from './case-conditions.ts';
import { keptSearch } from './insight-search.ts';

const VIEWS = ['waiting', 'process', 'flow', 'units', 'lean', 'open', 'conformance', 'discovery', 'quality'] as const;

/** The questions of Insight; what is filtered stays from view to view. */
export function InsightNavigation(): ReactElement {
  const { t } = useLanguage();
  return (
    <nav className="sub-navigation" aria-label={t('insight.navigation')}>
      {VIEWS.map((view) => (
        <Link key={view} to={`/insight/${view}`} search={(before: object) => keptSearch({ ...before })}>
          {t(`insight.${view}`)}
        </Link>
      ))}
      <Link to="/insight/reference">{t('insight.reference')}</Link>
      <Link to="/insight/change" search={(before: object) => conditionsOf({ ...before })}>
        {t('insight.change')}
      </Link>
      <Link to="/insight/intake">{t('intake.title')}</Link>
      <Link to="/insight/what-if" search={(before: object) => conditionsOf({ ...before })}>
        {t('whatIf.title')}
      </Link>
      <Link to="/insight/forecasts">{t('forecast.title')}</Link>
      <Link to="/insight/logs">{t('insight.logs')}</Link>
      <Link to="/insight/export" search={(before: object) => keptSearch({ ...before })}>
        {t('insight.export')}
      </Link>
    </nav>
  );
}
