import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ForecastTable } from '../features/forecast/forecast-table.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** What changes were expected to bring. */
export function Forecasts(): ReactElement {
  const { t } = useLanguage();
  const forecasts = useAnswer('listForecasts', { query: {} });
  return (
    <>
      <PageHead title={t('forecast.title')} lead={t('forecast.lead')}>
        <Link to="/insight/what-if" className="button">
          {t('whatIf.title')}
        </Link>
      </PageHead>
      <InsightNavigation />
      <Answered question={forecasts}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('forecast.emptyTitle')}>{t('forecast.empty')}</Empty>
          ) : (
            <ForecastTable forecasts={items} />
          )
        }
      </Answered>
    </>
  );
}
