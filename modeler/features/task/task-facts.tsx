import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { TaskDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { TermLight } from '../term/term-light.tsx';

/** Whose the task is, since when it waits, by when it is due. */
export function TaskFacts({ task, processName }: { readonly task: TaskDetail; readonly processName: string }): ReactElement {
  const { t, format } = useLanguage();
  return (
    <dl className="facts">
      <div>
        <dt>{t('task.case')}</dt>
        <dd>
          <Link to="/cases/$caseKey" params={{ caseKey: task.caseKey }}>
            {task.caseNumber ?? t('case.unregistered')}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{t('task.process')}</dt>
        <dd>{t('process.version', { name: processName, version: task.processVersion })}</dd>
      </div>
      <div>
        <dt>{t('task.status')}</dt>
        <dd>
          {t(`task.state.${task.status}`)}
          {task.suspension ? `: ${t(`suspension.${task.suspension.reason}`)}` : null}
        </dd>
      </div>
      <div>
        <dt>{t('task.assignee')}</dt>
        <dd>{task.assigneeName ?? task.assignee ?? t('task.nobody')}</dd>
      </div>
      <div>
        <dt>{t('task.waitingSince')}</dt>
        <dd>{format.instant(task.createdAt)}</dd>
      </div>
      {task.dueAt === undefined ? null : (
        <div>
          <dt>{t('task.dueAt')}</dt>
          <dd>{format.instant(task.dueAt)}</dd>
        </div>
      )}
      {task.term === undefined ? null : (
        <div>
          <dt>{t('task.term')}</dt>
          <dd>
            <TermLight term={task.term} />
          </dd>
        </div>
      )}
      {task.suspendedMs > 0 ? (
        <div>
          <dt>{t('task.suspendedFor')}</dt>
          <dd>{format.duration(task.suspendedMs)}</dd>
        </div>
      ) : null}
    </dl>
  );
}
