/** Tasks on their way out, with what the caller can do about each. */
import { taskLifecycle, type TaskView } from '../../engine/index.ts';
import { isOffered, may, mayWorkFor, type Person } from '../../organisation/index.ts';
import type { TermLight } from '../contract/cases.ts';
import { type TaskAction, taskAction, type TaskSummary } from '../contract/tasks.ts';
import { iso, isoOr } from './instants.ts';

export function taskSummary(
  row: TaskView,
  person: Person,
  term: TermLight | undefined,
  nameOf: (user: string) => string | undefined,
): TaskSummary {
  return {
    taskKey: row.key,
    caseKey: row.caseKey,
    caseNumber: row.caseNumber,
    service: row.service,
    unit: row.unit,
    elementId: row.elementId,
    name: row.elementName,
    definitionKey: row.definitionKey,
    processId: row.processId,
    processName: row.processName,
    processVersion: row.processVersion,
    status: row.status,
    assignee: row.assignee,
    assigneeName: row.assignee === undefined ? undefined : nameOf(row.assignee),
    candidateGroups: [...row.candidateGroups],
    candidateUsers: [...row.candidateUsers],
    priority: row.priority,
    createdAt: iso(row.createdAt),
    claimedAt: isoOr(row.claimedAt, undefined),
    startedAt: isoOr(row.startedAt, undefined),
    completedAt: isoOr(row.completedAt, undefined),
    dueAt: isoOr(row.dueAt, undefined),
    followUpAt: isoOr(row.followUpAt, undefined),
    suspension: row.suspension && { reason: row.suspension.reason, since: iso(row.suspension.since) },
    suspendedMs: row.suspendedMs,
    caseSuspended: row.caseStatus === 'suspended',
    term,
    actions: taskActions(row, person),
  };
}

/** What the task's lifecycle allows now, as far as this person may do it; nothing while its case stands still. */
export function taskActions(
  task: Pick<TaskView, 'status' | 'caseStatus' | 'assignee' | 'candidateGroups' | 'candidateUsers'>,
  person: Person,
): TaskAction[] {
  if (task.caseStatus === 'suspended') return [];
  const works = may(person, 'tasks.work') && mayWorkFor(person, task.assignee) && isOffered(person, task);
  const allowed = taskLifecycle.allowed(task.status).flatMap((change): TaskAction[] => {
    switch (change) {
      case 'update':
      case 'cancel':
        return [];
      case 'assign':
        return may(person, 'tasks.assign') && isOffered(person, task) ? [change] : [];
      case 'claim':
      case 'unassign':
      case 'start':
      case 'suspend':
      case 'resume':
      case 'complete':
        return works ? [change] : [];
      default:
        return change satisfies never;
    }
  }); // In the order in which the work goes.
  return taskAction.options.filter((action) => allowed.includes(action));
}
