import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { KeptWaveJson } from '../../api/contract.ts';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { InstrumentList } from '../features/survey/instrument-list.tsx';
import { SampleCalculator } from '../features/survey/sample-calculator.tsx';
import { WaveComparison } from '../features/survey/wave-comparison.tsx';
import { WaveForm } from '../features/survey/wave-form.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/surveys');

/** Waves of surveys, what changed between them, how many to ask, what is asked. */
export function Surveys(): ReactElement {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useMay('surveys.change');
  const mayRead = useMay('surveys.read');
  const [adding, setAdding] = useState(false);
  const waves = useAnswer('listWaves', {});
  const instruments = useAnswer('listInstruments', {});
  return (
    <>
      <PageHead title={t('survey.title')} lead={t('survey.lead')}>
        {mayChange && !adding ? (
          <button type="button" className="button main" onClick={() => setAdding(true)}>
            {t('survey.newWave')}
          </button>
        ) : undefined}
      </PageHead>
      <PlanNavigation />
      {adding && instruments.data !== undefined ? (
        <WaveForm instruments={instruments.data.items} close={() => setAdding(false)} />
      ) : null}
      <Answered question={waves}>
        {({ items }) => (
          <>
            <Waves waves={items} />
            {mayRead ? (
              <WaveComparison
                waves={items}
                search={search}
                choose={(change) =>
                  void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
                }
              />
            ) : null}
          </>
        )}
      </Answered>
      {mayRead ? (
        <>
          <SampleCalculator />
          <Answered question={instruments}>{({ items }) => <InstrumentList instruments={items} />}</Answered>
        </>
      ) : null}
    </>
  );
}

function Waves({ waves }: { readonly waves: readonly KeptWaveJson[] }): ReactElement {
  const { t, language, format } = useLanguage();
  if (waves.length === 0) return <Empty title={t('survey.emptyTitle')}>{t('survey.empty')}</Empty>;
  return (
    <div className="table-scroll" role="group" aria-label={t('survey.waves')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('survey.waves')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('survey.wave')}</th>
            <th scope="col">{t('survey.field.kind')}</th>
            <th scope="col">{t('survey.when')}</th>
            <th scope="col" className="number">
              {t('survey.answers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {waves.map(({ wave, body, answers }) => (
            <tr key={wave}>
              <th scope="row">
                <Link to="/surveys/$wave" params={{ wave: String(wave) }}>
                  {body.title[language]}
                </Link>
              </th>
              <td>{t(`survey.kind.${body.kind}`)}</td>
              <td>
                {format.day(body.from)} – {body.to === undefined ? '' : format.day(body.to)}
              </td>
              <td className="number">
                {format.number(answers)}
                {body.population === undefined ? '' : ` / ${format.number(body.population)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
