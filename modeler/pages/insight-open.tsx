import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { CountedLine } from '../features/insight/counted-line.tsx';
import { DueField } from '../features/insight/due-field.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { askedOf } from '../features/insight/job-question.ts';
import { Worked } from '../features/insight/job-progress.tsx';
import { NumberField } from '../features/insight/number-field.tsx';
import { useJob } from '../features/insight/use-job.ts';
import { OpenCasesShown, OUTLOOKS } from '../features/open-cases/open-cases-view.tsx';
import { DayField } from '../features/page/day-field.tsx';
import { useLanguage } from '../i18n/use-language.ts';

interface OpenSearch {
  readonly outlook?: string | undefined;
  readonly standardDays?: string | undefined;
  readonly now?: string | undefined;
  readonly dueAttribute?: string | undefined;
}

/** Which open cases are late or will be, and when each is likely to end. */
export function InsightOpen(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('open.title')} lead={t('open.lead')}>
      {(asked) => <OfOpen {...asked} />}
    </InsightPage>
  );
}

function OfOpen({ query, choices, nameOf, isLinked, source }: Asked): ReactElement {
  const { t, format } = useLanguage();
  const search: OpenSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: OpenSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const days = Number(search.standardDays);
  const hasStandard = search.standardDays !== undefined && days >= 0 && days <= 10_000;
  const asked = useJob({
    kind: 'predict',
    ...askedOf(query),
    options: {
      ...(hasStandard && { standardDays: days }),
      ...(search.dueAttribute !== undefined && { dueAttribute: search.dueAttribute }),
      // Noon in Greenwich is within that day in Vilnius.
      ...(search.now !== undefined && { now: `${search.now}T12:00:00Z` }),
      limit: 1000,
    },
  });
  return (
    <>
      <div className="filters" role="group" aria-label={t('open.options')}>
        <NumberField
          key={`days ${search.standardDays ?? ''}`}
          id="standard-days"
          label={t('open.standardDays')}
          value={search.standardDays}
          choose={(standardDays) => {
            choose({ standardDays });
          }}
        />
        <DayField
          key={`now ${search.now ?? ''}`}
          id="now"
          label={t('open.now')}
          value={search.now}
          choose={(now) => {
            choose({ now });
          }}
        />
        <DueField
          value={search.dueAttribute}
          names={choices?.dateAttributes ?? []}
          choose={(dueAttribute) => {
            choose({ dueAttribute });
          }}
        />
      </div>
      {isLinked ? null : <p className="notice">{t('open.ofLog')}</p>}
      <Worked asked={asked}>
        {(answer) => (
          <>
            <CountedLine answer={answer} />
            {search.now === undefined && isLinked ? null : (
              <p className="soft">{t('open.asOf', { now: format.instant(answer.view.now) })}</p>
            )}
            <OpenCasesShown
              answer={answer.view}
              outlook={OUTLOOKS.find((one) => one === search.outlook)}
              choose={(outlook) => {
                choose({ outlook });
              }}
              nameOf={nameOf}
              isLinked={isLinked}
              file={source.name}
            />
          </>
        )}
      </Worked>
    </>
  );
}
