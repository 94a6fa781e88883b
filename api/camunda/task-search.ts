/** How user tasks are searched for. */
import { type Criteria, conditionsOn, textCriteria } from './criteria.ts';
import { elementName, type FilterField, filterOf, instant, integer, key, state, tenant, text, withVariables } from './filters.ts';
import { reject } from './problem.ts';
import { searchBody } from './search.ts';

export const TASK_STATES = {
  CREATING: ['creating'],
  CREATED: ['created', 'claimed', 'started', 'suspended'],
  ASSIGNING: ['assigning'],
  UPDATING: ['updating'],
  COMPLETING: ['completing', 'end'],
  COMPLETED: ['completed'],
  CANCELING: ['canceling'],
  CANCELED: ['cancelled'],
  FAILED: [],
} as const;

/** A list is asked for what it contains. */
function member(field: string): FilterField {
  return textCriteria.transform((criteria: Criteria) => {
    if (criteria.$like !== undefined || criteria.$exists !== undefined)
      reject('INVALID_ARGUMENT', 'Candidates are compared by $eq, $neq, $in and $notIn.');
    return conditionsOn(field, criteria);
  });
}

export const taskSearch = searchBody(
  filterOf({
    state: state('statusOrListener', TASK_STATES),
    assignee: text('assignee'),
    priority: integer('priority'),
    elementId: text('elementId'),
    name: elementName,
    candidateGroup: member('candidateGroups'),
    candidateUser: member('candidateUsers'),
    tenantId: tenant,
    processDefinitionId: text('processId'),
    creationDate: instant('createdAt'),
    completionDate: instant('completedAt'),
    followUpDate: instant('followUpAt'),
    dueDate: instant('dueAt'),
    processInstanceVariables: withVariables('caseKey'),
    localVariables: withVariables('elementInstanceKey', true),
    userTaskKey: key('key'),
    processDefinitionKey: key('definitionKey'),
    processInstanceKey: key('caseKey'),
    elementInstanceKey: key('elementInstanceKey'),
  }),
  {
    creationDate: 'createdAt',
    completionDate: 'completedAt',
    followUpDate: 'followUpAt',
    dueDate: 'dueAt',
    priority: 'priority',
    name: 'elementName',
  },
);
