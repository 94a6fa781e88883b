import type { Expression } from '../../feel/compile.ts';
import type { UserTask } from '../../model/executable-process.ts';
import { parseInstant } from '../../time/iso8601.ts';
import { newKey, record, type Draft } from '../draft.ts';
import { activate, begin, type Visit } from '../moves.ts';
import { Problem } from '../problem.ts';
import type { Instant } from '../state.ts';
import { hearCreation } from '../task-listeners.ts';
import { evaluate } from '../variables.ts';
import type { Semantics } from './semantics.ts';

const DEFAULT_PRIORITY = 50;

/** A user task (BPMN 2.0.2 §13.3.3): work for a person; its own lifecycle gives all timing. */
export const userTask: Semantics<UserTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const assignee = text(draft, node, visit, node.assignee, 'assignee');
    const dueAt = instant(draft, node, visit, node.dueDate, 'due date');
    const followUpAt = instant(draft, node, visit, node.followUpDate, 'follow-up date');
    const candidateGroups = texts(draft, node, visit, node.candidateGroups, 'candidate groups');
    const candidateUsers = texts(draft, node, visit, node.candidateUsers, 'candidate users');
    const priority = whole(draft, node, visit, node.priority);
    activate(draft, visit);
    const { creating, assigning } = node.listeners ?? {};
    record(draft, {
      type: 'taskCreated',
      key: visit.key,
      elementId: node.id,
      taskKey: newKey(draft),
      ...(assignee === undefined || assigning ? {} : { assignee }),
      candidateGroups,
      candidateUsers,
      priority,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(followUpAt === undefined ? {} : { followUpAt }),
    });
    if (creating || (assigning && assignee !== undefined)) hearCreation(draft, visit.key, assigning ? assignee : undefined);
  },
};

function text(draft: Draft, node: UserTask, visit: Visit, expression: Expression | undefined, what: string): string | undefined {
  const value = expression ? evaluate(draft, expression, visit.key, 'assignment') : null;
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new Problem('assignment', `the ${what} of '${node.name || node.id}' is not a text`);
}

/** A list of texts, or one text with commas. */
function texts(draft: Draft, node: UserTask, visit: Visit, expression: Expression | undefined, what: string): readonly string[] {
  const value = expression ? evaluate(draft, expression, visit.key, 'assignment') : null;
  if (value === null) return [];
  if (typeof value === 'string')
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (Array.isArray(value) && value.every((part): part is string => typeof part === 'string')) return value;
  throw new Problem('assignment', `the ${what} of '${node.name || node.id}' are not a list of texts`);
}

function instant(
  draft: Draft,
  node: UserTask,
  visit: Visit,
  expression: Expression | undefined,
  what: string,
): Instant | undefined {
  const value = text(draft, node, visit, expression, what);
  if (value === undefined) return undefined;
  const at = parseInstant(value, draft.context.calendar.zone);
  if (at !== undefined) return at;
  throw new Problem('assignment', `the ${what} of '${node.name || node.id}' is not an ISO 8601 date: '${value.slice(0, 100)}'`);
}

function whole(draft: Draft, node: UserTask, visit: Visit, expression: Expression | undefined): number {
  const value = expression ? evaluate(draft, expression, visit.key, 'assignment') : null;
  const priority = value === null ? DEFAULT_PRIORITY : typeof value === 'string' ? Number(value) : value;
  if (typeof priority === 'number' && Number.isInteger(priority) && priority >= 0 && priority <= 100) return priority;
  throw new Problem('assignment', `the priority of '${node.name || node.id}' is not a whole number from 0 to 100`);
}
