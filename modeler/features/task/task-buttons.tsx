import type { ReactElement } from 'react';
import type { TaskAction, TaskSummary } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** The step that usually comes next stands out. */
const USUAL: Partial<Record<TaskSummary['status'], TaskAction>> = {
  created: 'claim',
  claimed: 'start',
  started: 'complete',
  suspended: 'resume',
};

interface TaskButtonsProps {
  readonly task: TaskSummary;
  readonly busy: boolean;
  readonly act: (action: TaskAction) => void;
}

/** A button for each of the task's `actions`, and none besides: what the lifecycle does not allow now is not offered. */
export function TaskButtons({ task, busy, act }: TaskButtonsProps): ReactElement {
  const { t } = useLanguage();
  const usual = USUAL[task.status];
  const ordered = [...task.actions].sort((a, b) => Number(b === usual) - Number(a === usual));
  return (
    <div className="row" role="group" aria-label={t('task.actions')}>
      {ordered.map((action) => (
        <button
          key={action}
          type="button"
          className={action === usual ? 'button main' : 'button'}
          disabled={busy}
          onClick={() => {
            act(action);
          }}
        >
          {t(`task.action.${action}`)}
        </button>
      ))}
    </div>
  );
}
