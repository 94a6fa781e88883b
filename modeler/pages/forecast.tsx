import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { KeptForecast } from '../../api/contract/forecasts.ts';
import { comparisonOf } from '../features/forecast/outcome-question.ts';
import { outcomeOf } from '../features/forecast/outcome-of.ts';
import { OutcomeView } from '../features/forecast/outcome-view.tsx';
import { RealisedFields } from '../features/forecast/realised-fields.tsx';
import { SimulatedResult } from '../features/forecast/simulated-result.tsx';
import { JobProgress } from '../features/insight/job-progress.tsx';
import { useJob } from '../features/insight/use-job.ts';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Confirm } from '../features/page/confirm.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { keepWhatIf } from '../features/what-if/kept-what-if.ts';
import type { ModelChosen } from '../features/what-if/kept-what-if.ts';
import { modelFacts } from '../features/what-if/model-facts.ts';
import { scenarioOf } from '../features/what-if/scenario-json.ts';
import { useGroupNames } from '../features/what-if/use-group-names.ts';
import { useVersionXml } from '../features/what-if/use-model-xml.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/insight/forecasts/$forecastKey');

/** One forecast: what happened beside what was expected, then all that was expected. */
export function ForecastPage(): ReactElement {
  const { t } = useLanguage();
  const { forecastKey } = route.useParams();
  const kept = useAnswer('getForecast', { params: { forecastKey } });
  return (
    <Answered question={kept} title={t('forecast.title')}>
      {(forecast) => <Kept forecast={forecast} />}
    </Answered>
  );
}

function Kept({ forecast }: { readonly forecast: KeptForecast }): ReactElement {
  const { t, format, language } = useLanguage();
  const navigate = useNavigate();
  const mayChange = useMay('forecasts.change');
  const [isDeleting, setDeleting] = useState(false);
  const remove = useChange('deleteForecast', ['listForecasts']);
  const sources = useAnswer('listSources', {});
  const { forecastKey, name, why, processId, processName, realised, view, asIs, toBe } = forecast;
  const source = sources.data?.items.find(({ kind, id }) => kind === 'process' && id === processId);
  const xml = useVersionXml('bpmnXml' in toBe.model ? toBe.model.bpmnXml : undefined, source, forecast.toVersion);
  const facts = useMemo(() => (xml === undefined ? undefined : modelFacts(xml, language)), [xml, language]);
  const groupName = useGroupNames(facts);
  const named = view.asIs.activities;
  const nameOf = useCallback(
    (element: string) =>
      facts?.has(element) === true ? facts.nameOf(element) : (named.find((one) => one.element === element)?.name ?? element),
    [facts, named],
  );
  const compared = useJob<'compare'>(comparisonOf(forecast));
  const full = compared.answer?.view;
  const open = (): void => {
    const [before, after] = [scenarioOf(asIs.scenario), scenarioOf(toBe.scenario)];
    if (before === undefined || after === undefined) return;
    keepWhatIf({
      processId,
      asIs: { model: chosenOf(asIs.model, name), scenario: before },
      toBe: { model: chosenOf(toBe.model, name), scenario: after },
      origin: { kind: 'forecast', name, at: forecast.keptAt },
    });
    void navigate({ to: '/insight/what-if', search: { source: `process:${processId}` } });
  };
  return (
    <>
      <PageHead
        title={name}
        lead={t('forecast.oneLead', { process: processName, at: format.instant(forecast.keptAt), by: forecast.keptBy })}
      >
        <button type="button" className="button" onClick={open}>
          {t('forecast.open')}
        </button>
        {mayChange ? (
          <button
            type="button"
            className="button danger"
            onClick={() => {
              setDeleting(true);
            }}
          >
            {t('forecast.delete')}
          </button>
        ) : null}
      </PageHead>
      <InsightNavigation />
      {why === null ? null : <p>{why}</p>}
      <section className="stack" aria-labelledby="outcome">
        <h2 id="outcome">{t('forecast.outcome')}</h2>
        {mayChange ? <RealisedFields forecast={forecast} source={source} /> : null}
        {realised === null ? (
          <p className="soft">{t('forecast.waits')}</p>
        ) : (
          <>
            <p className="soft">
              {t(realised.kind === 'version' && realised.found === 'byModel' ? 'forecast.foundByModel' : 'forecast.named')}
            </p>
            <JobProgress asked={compared} />
            {full === undefined ? null : <OutcomeView outcome={outcomeOf(view, full)} file={processId} />}
            {realised.kind === 'version' ? (
              <p>
                <Link
                  to="/insight/change"
                  search={{
                    source: processId,
                    ...(forecast.fromVersion !== null && { before: String(forecast.fromVersion) }),
                    after: String(realised.version),
                  }}
                >
                  {t('forecast.compare')}
                </Link>
              </p>
            ) : null}
          </>
        )}
      </section>
      <section className="stack" aria-labelledby="expected">
        <h2 id="expected">{t('forecast.wasExpected')}</h2>
        <SimulatedResult view={view} xml={xml} nameOf={nameOf} groupName={groupName} file={processId} />
      </section>
      {isDeleting ? (
        <Confirm
          title={t('forecast.delete')}
          yes={t('forecast.delete')}
          danger
          agree={() => {
            remove.mutate({ params: { forecastKey } }, { onSuccess: () => void navigate({ to: '/insight/forecasts' }) });
          }}
          close={() => {
            setDeleting(false);
          }}
        >
          {t('forecast.deleteAsk', { name })}
        </Confirm>
      ) : null}
    </>
  );
}

function chosenOf(model: KeptForecast['asIs']['model'], name: string): ModelChosen {
  return 'bpmnXml' in model ? { kind: 'text', name, bpmnXml: model.bpmnXml } : { kind: 'version', ...model };
}
