import type { ReactElement, ReactNode } from 'react';
import type { AnalyticsJob, JobAnswer, JobKind } from '../../../api/contract.ts';
import { ApiFailure } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Failure } from '../failure/failure.tsx';
import { Waiting } from '../page/waiting.tsx';
import type { AskedJob } from './use-job.ts';

/** Faults that have words of their own; others are told as a crash. */
const FAULTS: ReadonlySet<string> = new Set([
  'memory',
  'time',
  'crash',
  'notComparable',
  'notCompared',
  'notCalibrated',
  'stopped',
]);

interface WorkedProps<Kind extends JobKind> {
  readonly asked: AskedJob<Kind>;
  readonly children: (answer: JobAnswer<Kind>) => ReactNode;
}

/** A long question with its answer, and how far it is as long as it is not whole. */
export function Worked<Kind extends JobKind>({ asked, children }: WorkedProps<Kind>): ReactElement {
  return (
    <>
      <JobProgress asked={asked} />
      {asked.answer === undefined ? null : children(asked.answer)}
    </>
  );
}

/** How far a long question is, with a way to give it up; what went wrong, and what to do. Nothing once it is done. */
export function JobProgress({ asked }: { readonly asked: Omit<AskedJob, 'answer'> }): ReactElement | null {
  const { t } = useLanguage();
  const { job, error, isCancelled, again } = asked;
  if (isCancelled)
    return (
      <div className="notice row" role="status">
        {t('job.cancelled')}
        <Again again={again} />
      </div>
    );
  if (error instanceof ApiFailure && error.code === 'limit')
    return (
      <div className="notice warn row" role="alert">
        {t('job.tooMany')}
        <Again again={again} />
      </div>
    );
  if (error !== null && error !== undefined) return <Failure error={error} again={again} />;
  if (job === undefined) return <Waiting />;
  switch (job.status) {
    case 'waiting':
    case 'running':
      return <UnderWay job={job} cancel={asked.cancel} />;
    case 'failed':
      return <Failed job={job} again={again} />;
    case 'cancelled':
    case 'done':
      return null;
    default:
      job.status satisfies never;
      return null;
  }
}

function UnderWay({ job, cancel }: { readonly job: AnalyticsJob; readonly cancel: () => void }): ReactElement {
  const { t, format } = useLanguage();
  const what =
    job.status === 'waiting'
      ? job.ahead === 0
        ? t('job.next')
        : t('job.ahead', { count: job.ahead })
      : t(`job.phase.${job.phase ?? 'begun'}`);
  return (
    <div className="notice job">
      {/* Steps are announced, percents are not: they would talk without end. */}
      <span role="status">{what}</span>
      <progress max={1} aria-label={what} {...(job.progress === null ? {} : { value: job.progress })} />
      <span className="figure soft" aria-hidden="true">
        {job.progress === null ? null : format.share(job.progress)}
      </span>
      <button type="button" className="button small" onClick={cancel}>
        {t('job.cancel')}
      </button>
    </div>
  );
}

function Failed({ job, again }: { readonly job: AnalyticsJob; readonly again: () => void }): ReactElement {
  const { t, language } = useLanguage();
  const { fault } = job;
  const code = fault !== undefined && FAULTS.has(fault.code) ? fault.code : 'crash';
  return (
    <div className="notice bad stack" role="alert">
      <div>
        <p>
          <strong>{t(`job.fault.${code}.what`)}</strong>
        </p>
        <p>{t(`job.fault.${code}.remedy`)}</p>
        {fault === undefined ? null : (
          <p className="small soft">
            {t('failure.server')}{' '}
            <span lang={language === 'lt' ? 'en' : undefined}>
              {fault.message} {fault.remedy}
            </span>
            {fault.elements.length === 0 ? null : ` (${fault.elements.join(', ')})`}
          </p>
        )}
      </div>
      <p>
        <Again again={again} />
      </p>
    </div>
  );
}

function Again({ again }: { readonly again: () => void }): ReactElement {
  const { t } = useLanguage();
  return (
    <button type="button" className="button small" onClick={again}>
      {t('job.again')}
    </button>
  );
}
