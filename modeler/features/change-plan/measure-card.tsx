import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { StandingMeasureJson } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { processText } from '../standards/process-name.tsx';
import { useAnswer } from '../../queries.ts';
import { EffectWords } from './effect-words.tsx';
import { HistoryList } from './history-list.tsx';
import { valueWords } from './indicator-words.ts';
import { useAmongWords } from './use-among-words.ts';

const LOOK = { planned: '', underWay: '', done: 'good', reopened: 'bad', dropped: '' } as const;

interface MeasureCardProps {
  readonly measure: StandingMeasureJson;
  readonly unitName: (unit: string) => string;
  /** Absent for whoever may only read. */
  readonly edit?: (() => void) | undefined;
}

/** A row of the plan, from what was found to what it brought. */
export function MeasureCard({ measure, unitName, edit }: MeasureCardProps): ReactElement {
  const { t, language, format } = useLanguage();
  const { number, body, standing } = measure;
  const { indicator, before, secured, slid, effect } = body;
  const say = (value: number | null) => valueWords(indicator.kind, value, format);
  const amongWords = useAmongWords();
  const id = `measure-${String(number)}`;
  return (
    <article className="card stack plan-row" aria-labelledby={id}>
      <div className="row">
        <h3 id={id}>
          {number}. {inLanguage(body.title, language)}
        </h3>
        <span className={`tag ${LOOK[body.status]}`}>{t(`plan.status.${body.status}`)}</span>
        {standing.overdue ? <span className="tag bad">{t('plan.overdue')}</span> : null}
      </div>
      <dl className="facts">
        {body.recommendation === undefined ? null : (
          <Fact name={t('plan.field.recommendation')}>
            <Origin number={body.recommendation} />
          </Fact>
        )}
        <Fact name={t('plan.field.owner')}>
          {unitName(body.owner)}
          {body.responsible === undefined ? null : <div className="small soft">{body.responsible}</div>}
        </Fact>
        <Fact name={t('plan.field.dueOn')}>{format.day(body.dueOn)}</Fact>
        <Fact name={t('plan.field.budget')}>
          {body.budgetCents === undefined ? '–' : `${format.number(body.budgetCents / 100, 2)} €`}
        </Fact>
        <Fact name={t('plan.field.kind')}>
          {t(`plan.indicator.${indicator.kind}`)}
          <div className="small soft">{[processText(measure, language), ...amongWords(indicator)].join(', ')}</div>
        </Fact>
        <Fact name={t('plan.baseline')}>
          {say(before.value)}
          <div className="small soft">
            {t('plan.of', { count: before.n, from: format.day(body.baseline.from), to: format.day(body.baseline.to) })}
          </div>
        </Fact>
        <Fact name={t('plan.field.target')}>{say(body.target)}</Fact>
        <Fact name={t('plan.achieved')}>
          {say(standing.achieved.value)}
          <div className="small soft">
            {t(indicator.kind === 'satisfaction' ? 'plan.nAnswers' : 'plan.nCases', { count: standing.achieved.n })}
            {standing.reached === null ? '' : ` · ${t(standing.reached ? 'plan.reached' : 'plan.notReached')}`}
          </div>
        </Fact>
        <Fact name={t('plan.toBe')}>
          {body.toBe === undefined ? (
            '–'
          ) : (
            <Link
              to="/insight/change"
              search={{ source: `process:${indicator.processId}`, way: 'versions', after: String(body.toBe.version) }}
            >
              {t('plan.version', { version: body.toBe.version })}
            </Link>
          )}
          {body.forecast === undefined ? null : <ForecastLink forecastKey={body.forecast} />}
        </Fact>
      </dl>
      {effect === undefined ? (
        <p className="soft">{t('plan.noEffect')}</p>
      ) : (
        <EffectWords effect={effect} kind={indicator.kind} />
      )}
      {slid === undefined ? null : (
        <p className="notice bad">
          {t('plan.slid', {
            from: format.day(slid.periods[0]?.from ?? slid.at),
            values: slid.periods.map(({ value, n }) => `${say(value)} (${t('plan.nOf', { n: format.number(n) })})`).join(', '),
            secured: say(secured?.value ?? null),
          })}
        </p>
      )}
      <div className="row plan-screen">
        {edit === undefined ? null : (
          <button type="button" className="button small" onClick={edit} aria-label={t('plan.editOf', { number })}>
            {t('plan.edit')}
          </button>
        )}
        <HistoryList name="measureHistory" number={number} version={measure.version} />
      </div>
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The recommendation that it comes from, with its evidence further down the page. */
function Origin({ number }: { readonly number: number }): ReactElement {
  const { language } = useLanguage();
  const { data } = useAnswer('listRecommendations', {});
  const found = data?.items.find((one) => one.number === number);
  return (
    <a href={`#recommendation-${String(number)}`}>{found === undefined ? number : inLanguage(found.body.title, language)}</a>
  );
}

/** What the simulation expected of it. */
function ForecastLink({ forecastKey }: { readonly forecastKey: string }): ReactElement {
  const { t, format } = useLanguage();
  const { data } = useAnswer('getForecast', { params: { forecastKey } });
  const expected = data?.cycleTimeMs.mean ?? null;
  return (
    <div className="small">
      <Link to="/insight/forecasts/$forecastKey" params={{ forecastKey }}>
        {t('plan.forecast', { name: data?.name ?? forecastKey })}
      </Link>
      {expected === null ? null : (
        <div className="soft">{t('plan.forecastExpects', { change: signedDuration(expected, format.duration) })}</div>
      )}
    </div>
  );
}

function signedDuration(ms: number, duration: (ms: number) => string): string {
  return ms > 0 ? `+${duration(ms)}` : duration(ms);
}
