import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { OutcomeView } from '../forecast/outcome-view.tsx';
import { outcomeOf } from '../forecast/outcome-of.ts';
import { Answered } from '../page/answered.tsx';

interface ForecastBesideProps {
  readonly full: FullComparisonJson;
}

/** Where somebody forecast the version after: what was expected beside what was measured. */
export function ForecastBeside({ full }: ForecastBesideProps): ReactElement | null {
  const { source, version } = full.after;
  const isVersion = source.kind === 'process' && version !== null;
  const forecasts = useAnswer('listForecasts', { query: { processId: source.id } }, { enabled: isVersion });
  const found = forecasts.data?.items.find(({ realised }) => realised?.kind === 'version' && realised.version === version);
  return found === undefined ? null : <Beside forecastKey={found.forecastKey} full={full} />;
}

function Beside({ forecastKey, full }: ForecastBesideProps & { readonly forecastKey: string }): ReactElement {
  const { t } = useLanguage();
  const forecast = useAnswer('getForecast', { params: { forecastKey } });
  return (
    <section className="stack" aria-labelledby="forecast-beside">
      <h2 id="forecast-beside">{t('forecast.outcome')}</h2>
      <Answered question={forecast}>
        {({ name, processId, view }) => (
          <>
            <p>
              <Link to="/insight/forecasts/$forecastKey" params={{ forecastKey }}>
                {name}
              </Link>
            </p>
            <OutcomeView outcome={outcomeOf(view, full)} file={processId} />
          </>
        )}
      </Answered>
    </section>
  );
}
