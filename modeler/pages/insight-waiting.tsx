import type { ReactElement } from 'react';
import { BottleneckList } from '../features/bottlenecks/bottleneck-list.tsx';
import { CaseTimes } from '../features/heatmap/case-times.tsx';
import { HeatQuestion } from '../features/heatmap/heat-question.tsx';
import { PathTable } from '../features/heatmap/path-table.tsx';
import { CountedLine } from '../features/insight/counted-line.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { JobProgress, Worked } from '../features/insight/job-progress.tsx';
import { askedOf } from '../features/insight/job-question.ts';
import { useClock } from '../features/insight/shown-time.ts';
import { useJob } from '../features/insight/use-job.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** Where cases wait, and why. */
export function InsightWaiting(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('heat.title')} lead={t('heat.lead')} isNewestFirst hasClock>
      {(asked) => <OfCases {...asked} />}
    </InsightPage>
  );
}

function OfCases(asked: Asked): ReactElement {
  const { t } = useLanguage();
  const { query, timed, nameOf, isLinked, source } = asked;
  const hours = timed.hours === undefined ? {} : { hours: timed.hours };
  const clock = useClock();
  const times = useAnswer('getTimes', { query: timed }, { keep: true });
  const bottlenecks = useJob({ kind: 'bottlenecks', ...askedOf(query), options: { ...hours, limit: 20 } });
  const causes = useJob({ kind: 'causes', ...askedOf(query), options: hours });
  const why = causes.answer?.view;
  return (
    <Answered question={times}>
      {(answer) =>
        answer.cases === 0 ? (
          <Empty title={t('figures.emptyTitle')}>{t('figures.empty')}</Empty>
        ) : (
          <>
            <CountedLine answer={answer} />
            <section className="stack" aria-labelledby="necks">
              <h2 id="necks">{t('neck.title')}</h2>
              <Worked asked={bottlenecks}>
                {({ view }) => (
                  <BottleneckList
                    answer={view}
                    nameOf={nameOf}
                    clock={clock}
                    isLinked={isLinked}
                    job={bottlenecks.job?.status === 'done' ? bottlenecks.job.id : undefined}
                    file={source.name}
                  />
                )}
              </Worked>
            </section>
            <CaseTimes times={answer.view} />
            {why === undefined ? <JobProgress asked={causes} /> : null}
            <HeatQuestion {...asked} times={answer.view} causes={why} />
            {why === undefined ? null : <PathTable causes={why} nameOf={nameOf} file={source.name} />}
          </>
        )
      }
    </Answered>
  );
}
