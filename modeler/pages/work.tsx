import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { Pager } from '../features/page/pager.tsx';
import { TaskTable } from '../features/queue/task-table.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useNow } from '../use-now.ts';

const WHOSE = ['all', 'mine', 'unassigned'] as const;
const SORTS = ['createdAt', 'dueAt', 'priority', 'caseNumber'] as const;
const route = getRouteApi('/work');

/** The queue of my unit. */
export function Work(): ReactElement {
  const { t } = useLanguage();
  const now = useNow();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const whose = WHOSE.find((one) => one === search.whose) ?? 'all';
  const sort = SORTS.find((one) => one === search.sort) ?? 'createdAt';
  const [number, setNumber] = useState(search.number ?? '');
  const tasks = useAnswer(
    'listTasks',
    {
      query: {
        whose,
        sort,
        order: sort === 'priority' ? 'desc' : 'asc',
        caseNumber: search.number,
        after: search.after,
        limit: 50,
      },
    },
    { refetchInterval: 15_000, keep: true },
  );
  const choose = (change: { whose?: string; sort?: string; number?: string | undefined }): void => {
    void navigate({ search: (before) => ({ ...before, after: undefined, ...change }) });
  };
  return (
    <>
      <PageHead title={t('work.title')} lead={t('work.lead')} />
      <form
        className="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          choose({ number: number.trim() === '' ? undefined : number.trim() });
        }}
      >
        <div className="field">
          <label htmlFor="whose">{t('work.whose')}</label>
          <select
            id="whose"
            value={whose}
            onChange={(event) => {
              choose({ whose: event.target.value });
            }}
          >
            {WHOSE.map((one) => (
              <option key={one} value={one}>
                {t(`work.of.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="sort">{t('work.sort')}</label>
          <select
            id="sort"
            value={sort}
            onChange={(event) => {
              choose({ sort: event.target.value });
            }}
          >
            {SORTS.map((one) => (
              <option key={one} value={one}>
                {t(`work.by.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="number">{t('work.number')}</label>
          <input
            id="number"
            type="search"
            value={number}
            onChange={(event) => {
              setNumber(event.target.value);
            }}
          />
        </div>
        <button type="submit" className="button">
          {t('act.search')}
        </button>
      </form>
      <Answered question={tasks}>
        {({ items, total, endCursor }) =>
          items.length === 0 ? (
            <Empty title={t('work.emptyTitle')}>
              {t(whose === 'all' && search.number === undefined ? 'work.empty' : 'work.emptyFiltered')}
            </Empty>
          ) : (
            <>
              <TaskTable tasks={items} now={now} />
              <Pager
                shown={items.length}
                total={total}
                first={search.after === undefined}
                endCursor={endCursor}
                go={(after) => void navigate({ search: (before) => ({ ...before, after }) })}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}
