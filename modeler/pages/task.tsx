import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answered } from '../features/page/answered.tsx';
import { TaskDesk } from '../features/task/task-desk.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/work/$taskKey');

/** One task. */
export function TaskPage(): ReactElement {
  const { taskKey } = route.useParams();
  const { t } = useLanguage();
  const task = useAnswer('getTask', { params: { taskKey } }, { refetchInterval: 20_000 });
  return (
    <Answered question={task} title={t('place.work')}>
      {(answer) => <TaskDesk key={answer.taskKey} task={answer} />}
    </Answered>
  );
}
