import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { ServiceJson } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useMay } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';
import { Waiting } from '../page/waiting.tsx';
import { complianceWords } from '../standards/promise-words.ts';

/** What is promised of a service, what is done about it, and what citizens say: so that nobody looks it up a second time. */
export function ServiceProgramme({ service }: { readonly service: ServiceJson }): ReactElement | null {
  const { t } = useLanguage();
  const mayPlan = useMay('plan.read');
  const maySurveys = useMay('surveys.read');
  if (!mayPlan && !maySurveys) return null;
  const { card, process } = service;
  return (
    <section className="card stack" aria-labelledby="service-programme">
      <h2 id="service-programme">{t('services.programme.title')}</h2>
      <dl className="facts">
        {mayPlan ? (
          <>
            <Part name={t('standards.title')}>
              <Standards processId={process?.processId} />
            </Part>
            <Part name={t('plan.title')}>
              <Measures processId={process?.processId} />
            </Part>
          </>
        ) : null}
        {maySurveys ? (
          <Part name={t('survey.title')}>
            <Satisfied code={card.code} />
          </Part>
        ) : null}
      </dl>
    </section>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface OfProcess {
  /** Absent: the service has no model yet. */
  readonly processId: string | undefined;
}

function Standards({ processId }: OfProcess): ReactElement {
  const { t, language, format } = useLanguage();
  const { data, error, refetch } = useAnswer('listStandards', { query: {} });
  if (data === undefined) return error === null ? <Waiting /> : <Failure error={error} again={() => void refetch()} />;
  const own = data.items.filter((one) => one.processId === processId && one.status === 'inForce');
  if (own.length === 0) return <Link to="/plan/standards">{t('services.programme.noStandards')}</Link>;
  return (
    <ul>
      {own.map(({ number, title, promise, standing }) => (
        <li key={number}>
          <Link to="/plan/standards/$number" params={{ number: String(number) }}>
            {inLanguage(title, language)}
          </Link>
          : {complianceWords(standing?.quarter ?? null, promise, t, format)}
        </li>
      ))}
    </ul>
  );
}

function Measures({ processId }: OfProcess): ReactElement {
  const { t, language } = useLanguage();
  const { data, error, refetch } = useAnswer('listMeasures', {});
  if (data === undefined) return error === null ? <Waiting /> : <Failure error={error} again={() => void refetch()} />;
  const own = data.items.filter(({ body }) => body.indicator.processId === processId && body.status !== 'dropped');
  if (own.length === 0) return <Link to="/plan">{t('services.programme.noMeasures')}</Link>;
  return (
    <ul>
      {own.map(({ number, body }) => (
        <li key={number}>
          <Link to="/plan" hash={`measure-${String(number)}`}>
            {inLanguage(body.title, language)}
          </Link>
          : {t(`plan.status.${body.status}`)}
        </li>
      ))}
    </ul>
  );
}

/** Of the newest wave that somebody has answered. */
function Satisfied({ code }: { readonly code: string }): ReactElement {
  const { t, language, format } = useLanguage();
  const waves = useAnswer('listWaves', {});
  const wave = waves.data?.items.find(({ answers }) => answers > 0);
  const results = useAnswer(
    'getWaveResults',
    { query: {}, params: { wave: String(wave?.wave) } },
    { enabled: wave !== undefined },
  );
  const error = waves.error ?? results.error;
  if (error !== null) return <Failure error={error} again={() => void waves.refetch()} />;
  if (waves.data !== undefined && wave === undefined) return <Link to="/surveys">{t('services.programme.noSurveys')}</Link>;
  if (results.data === undefined || wave === undefined) return <Waiting />;
  const own = results.data.groups.service.find(({ value }) => value === code);
  return (
    <>
      <Link to="/surveys/$wave" params={{ wave: String(wave.wave) }}>
        {wave.body.title[language]}
      </Link>
      :{' '}
      {own?.csat.value == null
        ? t('services.programme.fewAnswers')
        : t('services.programme.satisfied', { share: format.share(own.csat.value), n: format.number(own.csat.n) })}
    </>
  );
}
