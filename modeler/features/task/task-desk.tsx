import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { TaskAction, TaskDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSession } from '../../session.tsx';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { FormHost } from '../form/form-host.tsx';
import type { FormHandle } from '../form/form-host.tsx';
import { useNames } from '../labels/model-labels.ts';
import { PageHead } from '../page/page-head.tsx';
import { SuspendSheet } from '../suspension/suspend-sheet.tsx';
import { AssignSheet } from './assign-sheet.tsx';
import { DraftState } from './draft-state.tsx';
import { TaskButtons } from './task-buttons.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskPlace } from './task-place.tsx';
import { useDraft } from './use-draft.ts';
import { useTaskChanges } from './use-task-changes.ts';
import './task.css';

/** The desk of one task: its form, what can be done with it, and where its case stands. */
export function TaskDesk({ task }: { readonly task: TaskDetail }): ReactElement {
  const { t } = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const nameOf = useNames([task.definitionKey]);
  const name = nameOf(task.definitionKey, task.elementId, task.name);
  const changes = useTaskChanges();
  const [sheet, setSheet] = useState<'suspend' | 'assign' | null>(null);
  const form = useRef<FormHandle>(null);
  const draft = useDraft(task.taskKey, task.draft?.savedAt);
  const mine = task.assignee === undefined || task.assignee === session.user;
  const fillable = task.actions.includes('complete') && mine;
  // The form is filled once; an answer that comes later must not overwrite what is typed.
  const [values] = useState(() => ({ ...task.variables, ...task.draft?.values }));
  const schema = useMemo(() => task.form?.schema, [task.form?.formKey]);
  const params = { taskKey: task.taskKey };

  useEffect(() => {
    if (changes.error) document.querySelector('.task-failure')?.scrollIntoView({ block: 'nearest' });
  }, [changes.error]);

  const complete = (): void => {
    const filled = task.form === null ? {} : form.current?.submit();
    if (filled === undefined) return;
    changes.complete.mutate(
      { params, body: { variables: filled } },
      {
        onSuccess: () => {
          draft.done();
          announce(t('task.completed', { name }));
          void navigate({ to: '/work' });
        },
      },
    );
  };
  const act = (action: TaskAction): void => {
    changes.forget();
    switch (action) {
      case 'claim':
        changes.claim.mutate({ params });
        return;
      case 'unassign':
        changes.unassign.mutate({ params });
        return;
      case 'start':
        changes.start.mutate({ params });
        return;
      case 'resume':
        changes.resume.mutate({ params });
        return;
      case 'complete':
        complete();
        return;
      case 'suspend':
      case 'assign':
        setSheet(action);
        return;
      default:
        action satisfies never;
    }
  };

  return (
    <>
      <PageHead
        title={name}
        lead={
          <>
            {task.caseNumber ?? t('case.unregistered')} · {nameOf(task.definitionKey, task.processId, task.processName)}
          </>
        }
      >
        <Link to="/work" className="button">
          {t('task.back')}
        </Link>
      </PageHead>
      <div className="task-desk">
        <section className="card stack" aria-labelledby="task-form">
          <h2 id="task-form" className="visually-hidden">
            {t('task.work')}
          </h2>
          {changes.error ? (
            <div className="task-failure">
              <Failure error={changes.error} />
            </div>
          ) : null}
          {task.caseSuspended ? (
            <p className="notice warn">
              {t('task.caseSuspended')}{' '}
              <Link to="/cases/$caseKey" params={{ caseKey: task.caseKey }}>
                {t('task.openCase')}
              </Link>
            </p>
          ) : task.status === 'suspended' && task.suspension ? (
            <p className="notice warn">{t('task.suspendedNow', { reason: t(`suspension.${task.suspension.reason}`) })}</p>
          ) : null}
          {schema === undefined ? (
            <p className="soft">{t('task.noForm')}</p>
          ) : (
            <FormHost
              ref={form}
              schema={schema}
              values={values}
              readOnly={!fillable}
              changed={(typed) => {
                if (fillable) draft.typed(typed);
              }}
              sent={complete}
            />
          )}
          <DraftState state={draft.state} />
          {task.caseSuspended ? null : task.actions.length === 0 ? (
            <p className="notice">{t(`task.ended.${task.status === 'cancelled' ? 'cancelled' : 'completed'}`)}</p>
          ) : (
            <TaskButtons task={task} busy={changes.pending} act={act} />
          )}
        </section>
        <aside className="stack" aria-label={t('task.about')}>
          <div className="card">
            <TaskFacts task={task} processName={nameOf(task.definitionKey, task.processId, task.processName)} />
          </div>
          <TaskPlace caseKey={task.caseKey} />
        </aside>
      </div>
      {sheet === 'suspend' ? (
        <SuspendSheet
          title={t('task.suspendTitle')}
          lead={t('task.suspendLead')}
          yes={t('task.action.suspend')}
          close={() => {
            setSheet(null);
          }}
          suspend={(reason) => {
            setSheet(null);
            void draft.save().then(() => {
              changes.suspend.mutate({ params, body: { reason } });
            });
          }}
        />
      ) : null}
      {sheet === 'assign' ? (
        <AssignSheet
          close={() => {
            setSheet(null);
          }}
          assign={(user) => {
            setSheet(null);
            changes.assign.mutate({ params, body: { user } });
          }}
        />
      ) : null}
    </>
  );
}
