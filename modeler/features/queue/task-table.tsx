import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { TaskSummary } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNames } from '../labels/model-labels.ts';
import { TermLight } from '../term/term-light.tsx';

/** The queue: what is to be done, for which case, since when it waits, by when it is due, whose it is. */
export function TaskTable({ tasks, now }: { readonly tasks: readonly TaskSummary[]; readonly now: number }): ReactElement {
  const { t, format } = useLanguage();
  const nameOf = useNames(tasks.map(({ definitionKey }) => definitionKey));
  return (
    <div className="table-scroll" role="group" aria-label={t('work.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('work.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('task.name')}</th>
            <th scope="col">{t('task.case')}</th>
            <th scope="col">{t('task.process')}</th>
            <th scope="col">{t('task.waits')}</th>
            <th scope="col">{t('task.dueAt')}</th>
            <th scope="col">{t('task.term')}</th>
            <th scope="col">{t('task.assignee')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.taskKey}>
              <th scope="row">
                <Link to="/work/$taskKey" params={{ taskKey: task.taskKey }}>
                  {nameOf(task.definitionKey, task.elementId, task.name)}
                </Link>
                {task.status === 'suspended' || task.caseSuspended ? (
                  <>
                    {' '}
                    <span className="tag warn">{t(task.caseSuspended ? 'task.caseTag' : 'task.state.suspended')}</span>
                  </>
                ) : null}
                {task.status === 'started' && !task.caseSuspended ? (
                  <>
                    {' '}
                    <span className="tag">{t('task.state.started')}</span>
                  </>
                ) : null}
              </th>
              <td className="figure">{task.caseNumber ?? t('case.unregistered')}</td>
              <td>{nameOf(task.definitionKey, task.processId, task.processName)}</td>
              <td className="figure" title={format.instant(task.createdAt)}>
                {format.since(task.createdAt, now)}
              </td>
              <td>
                {task.dueAt === undefined ? (
                  <span className="soft">–</span>
                ) : (
                  <>
                    <span className="figure">{format.day(task.dueAt)}</span>{' '}
                    {Date.parse(task.dueAt) < now ? <span className="tag bad">{t('task.overdue')}</span> : null}
                  </>
                )}
              </td>
              <td>{task.term ? <TermLight term={task.term} /> : <span className="soft">{t('term.none')}</span>}</td>
              <td>{task.assigneeName ?? task.assignee ?? <span className="soft">{t('task.nobody')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
