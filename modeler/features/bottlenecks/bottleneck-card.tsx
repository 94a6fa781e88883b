import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { BottleneckFound } from '../../../api/contract/analytics-answers.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { workingDuration } from '../insight/working-duration.ts';
import type { Clock } from '../insight/working-duration.ts';
import { Recommend } from '../change-plan/to-plan.tsx';
import { CauseBar } from './cause-bar.tsx';
import { clauseWords, whereWords } from './clause-words.ts';

interface BottleneckCardProps {
  readonly found: BottleneckFound;
  readonly name: string;
  readonly clock: Clock;
  readonly dayMs: number | null;
  readonly isLinked: boolean;
  /** Of the answered question, by which a recommendation takes its figures. */
  readonly job?: string | undefined;
}

/** One bottleneck: the sentence that a manager reads, then what it rests on. */
export function BottleneckCard({ found, name, clock, dayMs, isLinked, job }: BottleneckCardProps): ReactElement {
  const { t, format, language } = useLanguage();
  const isWorking = clock === 'working' && dayMs !== null && found.workingParts !== null;
  const parts = isWorking
    ? (found.workingParts ?? []).map(({ part, ms, share }) => ({ cause: part, ms, share }))
    : causesOf(found);
  const timeOf = (ms: number): string => (isWorking ? workingDuration(ms, dayMs, t, format) : format.duration(ms));
  const id = `neck-${String(found.rank)}`;
  return (
    <article className="card stack neck" aria-labelledby={id}>
      <h3 id={id}>{t('neck.heading', { rank: found.rank, name })}</h3>
      <p className="headline">
        {found.sentence.clauses.map((clause) => {
          const words = clauseWords(clause, found, name, t, format);
          return (
            <span key={clause.key} lang={words === undefined && language === 'lt' ? 'en' : undefined}>
              {words ?? `${clause.text}.`}{' '}
            </span>
          );
        })}
      </p>
      <Facts found={found} dayMs={dayMs} />
      {parts.length === 0 ? (
        <p className="small soft">{t('neck.unseparated')}</p>
      ) : (
        <CauseBar label={t(isWorking ? 'neck.workingParts' : 'neck.causes')} parts={parts} timeOf={timeOf} />
      )}
      {found.estimated ? <p className="small soft">{t('neck.estimated')}</p> : null}
      <Behind found={found} isLinked={isLinked} />
      {job === undefined ? null : <Recommend from={{ kind: 'bottleneck', job, element: found.element, name }} about={name} />}
    </article>
  );
}

/** Of waiting and suspensions; closing hours, holidays and absences apart where they are known. */
function causesOf({ causes, parts, waitingMs, suspendedMs }: BottleneckFound) {
  const whole = waitingMs + suspendedMs;
  const away = parts
    .filter(({ cause }) => cause === 'unavailability')
    .map(({ part, ms }) => ({ cause: part, ms, share: whole > 0 ? ms / whole : 0 }));
  const others = causes.filter(({ cause }) => cause !== 'unavailability' || away.length === 0);
  return [...others, ...away].sort((a, b) => b.ms - a.ms);
}

function Facts({ found, dayMs }: { readonly found: BottleneckFound; readonly dayMs: number | null }): ReactElement {
  const { t, format } = useLanguage();
  const { saved, trend, segments, workingMs } = found;
  const worst = segments?.worst;
  return (
    <dl className="facts">
      {saved.meanMs === null ? null : (
        <div>
          <dt>{t('neck.saved')}</dt>
          <dd>
            {format.duration(saved.meanMs)}
            {saved.lowMs === null || saved.highMs === null ? null : (
              <div className="small soft">
                {t('neck.interval', {
                  level: format.share(saved.level),
                  low: format.duration(saved.lowMs),
                  high: format.duration(saved.highMs),
                })}
              </div>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('neck.lost')}</dt>
        <dd>
          {found.medianMs === null ? '–' : format.duration(found.medianMs)}
          <div className="small soft">
            {t('neck.lostMore', { p90: found.p90Ms === null ? '–' : format.duration(found.p90Ms), n: format.number(found.n) })}
          </div>
        </dd>
      </div>
      {workingMs === null || dayMs === null || found.unseparatedMs > found.totalMs / 2 ? null : (
        <div>
          <dt>{t('neck.working')}</dt>
          <dd>
            {workingDuration(workingMs / Math.max(1, found.n), dayMs, t, format)}
            <div className="small soft">{t('neck.workingDay', { hours: format.number(dayMs / 3_600_000) })}</div>
          </dd>
        </div>
      )}
      {trend === null ? null : (
        <div>
          <dt>{t('neck.trend')}</dt>
          <dd>
            {t(`neck.trends.${TREND[trend.direction]}`)}
            {trend.estimateMs === null || trend.lowMs === null || trend.highMs === null ? null : (
              <div className="small soft">
                {t('neck.trendBy', {
                  estimate: signed(trend.estimateMs, format.duration),
                  low: signed(trend.lowMs, format.duration),
                  high: signed(trend.highMs, format.duration),
                })}
              </div>
            )}
            <div className="small soft">
              {t('neck.trendN', {
                last: format.number(trend.nLast),
                before: format.number(trend.nBefore),
                from: trend.lastFrom === null ? '–' : format.day(trend.lastFrom),
              })}
            </div>
          </dd>
        </div>
      )}
      {segments === null ? null : (
        <div>
          <dt>{t('neck.segment')}</dt>
          <dd>
            {worst ? whereWords(worst.groups, t, format) : t('neck.noSegment')}
            <div className="small soft">
              {worst
                ? t('neck.segmentBy', {
                    mean: format.duration(worst.meanMs),
                    rest: format.duration(worst.restMeanMs),
                    n: format.number(worst.n),
                    tests: format.number(segments.tests),
                  })
                : t('neck.tested', { count: segments.tests, tests: format.number(segments.tests) })}
            </div>
          </dd>
        </div>
      )}
    </dl>
  );
}

const TREND = { rising: 'rising', falling: 'falling', 'no proven change': 'unproven', 'not enough data': 'unknown' } as const;

/** The way to the cases that lost the most; those of an imported log are named. */
function Behind({ found, isLinked }: { readonly found: BottleneckFound; readonly isLinked: boolean }): ReactElement | null {
  const { t, format } = useLanguage();
  const { top, count } = found.cases;
  if (top.length === 0) return null;
  const keys = top.map(({ caseKey }) => caseKey);
  const words = t('heat.openCases', { count: keys.length, all: format.number(count) });
  if (isLinked)
    return (
      <p>
        <Link to="/cases" search={{ caseKeys: keys.join(',') }}>
          {words}
        </Link>
      </p>
    );
  return (
    <details>
      <summary>{t('neck.caseIds', { count: keys.length, all: format.number(count) })}</summary>
      <ul className="small neck-cases">
        {top.map(({ caseKey, totalMs }) => (
          <li key={caseKey}>{t('neck.caseLost', { caseKey, lost: format.duration(totalMs) })}</li>
        ))}
      </ul>
    </details>
  );
}

function signed(ms: number, duration: (ms: number) => string): string {
  return ms > 0 ? `+${duration(ms)}` : duration(ms).replace('-', '−');
}
