/** The filter of process instances: fields of the case, of its elements, its incidents and its variables, and one level of `$or`. */
import { z } from 'zod';
import type { IncidentView, JobView } from '../../engine/index.ts';
import { type Condition, conditionsOn, type Criteria, textCriteria } from './criteria.ts';
import { ELEMENT_STATES } from './element-states.ts';
import type { Asking } from './endpoint.ts';
import {
  absentKey,
  absentText,
  ALWAYS,
  among,
  type FilterField,
  flag,
  instant,
  integer,
  key,
  NEVER,
  resolved,
  state,
  tenant,
  text,
  type Wanted,
  withVariables,
} from './filters.ts';

const CASE_STATES = { ACTIVE: ['active'], COMPLETED: ['completed'], TERMINATED: ['cancelled'] };

const fields = {
  processInstanceKey: key('caseKey'),
  processDefinitionId: text('processId'),
  processDefinitionName: text('processName'),
  processDefinitionVersion: integer('processVersion'),
  processDefinitionVersionTag: text('versionTag'),
  processDefinitionKey: key('definitionKey'),
  startDate: instant('startedAt'),
  endDate: instant('endedAt'),
  state: state('status', CASE_STATES),
  hasIncident: flag('hasIncident'),
  tenantId: tenant,
  variables: withVariables('caseKey'),
  parentProcessInstanceKey: absentKey,
  parentElementInstanceKey: absentKey,
  batchOperationId: absentText,
  errorMessage: textCriteria.transform((criteria) => [incidentSays(criteria)]),
  hasRetriesLeft: z.boolean().transform((wanted) => [hasRetriesLeft(wanted)]),
  /** No case has tags, so that only asking for none finds any. */
  tags: z.array(z.string()).transform((tags) => [tags.length === 0 ? ALWAYS : NEVER]),
};

type Optional = { readonly [Name in keyof typeof fields]: z.ZodOptional<z.ZodNullable<FilterField>> };
// The names stay those of the fields.
const optional = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullish()])) as Optional;

/** These three speak of one and the same element instance. */
const elementFields = {
  elementId: textCriteria.nullish(),
  elementInstanceState: state('status', ELEMENT_STATES).nullish(),
  hasElementInstanceIncident: z.boolean().nullish(),
};

const shape = { ...optional, ...elementFields };

function toWanted(given: z.output<z.ZodObject<typeof shape>>): readonly Wanted[] {
  const { elementId, elementInstanceState, hasElementInstanceIncident, ...ofCase } = given;
  const wanted = Object.values(ofCase).flatMap((one) => one ?? []);
  const ofElement: Wanted[] = [...(elementInstanceState ?? [])];
  if (elementId) ofElement.push(...conditionsOn('elementId', elementId));
  if (typeof hasElementInstanceIncident === 'boolean')
    ofElement.push({ field: 'hasIncident', is: 'eq', value: hasElementInstanceIncident });
  return ofElement.length === 0 ? wanted : [...wanted, hasElement(ofElement)];
}

const alternative = z.strictObject(shape).transform(toWanted);

export const caseFilter: FilterField = z
  .strictObject({ ...shape, $or: z.array(alternative).max(20).nullish() })
  .transform(({ $or, ...given }) => {
    const all = toWanted(given);
    return $or && $or.length > 0 ? [...all, oneOf($or)] : all;
  });

function oneOf(alternatives: readonly (readonly Wanted[])[]): Wanted {
  return async (asking) => ({ is: 'or', value: await Promise.all(alternatives.map((wanted) => resolved(asking, wanted))) });
}

function hasElement(wanted: readonly Wanted[]): Wanted {
  return async (asking) =>
    among(
      'caseKey',
      (access, query) => asking.engine.search.elementInstances(access, query),
      asking,
      await resolved(asking, wanted),
      (row) => row.caseKey,
    );
}

function incidentSays(criteria: Criteria): Wanted {
  return (asking: Asking) =>
    among<IncidentView>(
      'caseKey',
      (access, query) => asking.engine.search.incidents(access, query),
      asking,
      [{ field: 'resolvedAt', is: 'exists', value: false }, ...conditionsOn('message', criteria)],
      (row) => row.caseKey,
    );
}

/** A job has failed and will be tried again. */
const FAILED_WITH_RETRIES: readonly Condition[] = [
  { field: 'status', is: 'eq', value: 'available' },
  { field: 'errorMessage', is: 'exists', value: true },
  { field: 'retries', is: 'gt', value: 0 },
];

function hasRetriesLeft(wanted: boolean): Wanted {
  return async (asking: Asking) => {
    const found = await among<JobView>(
      'caseKey',
      (access, query) => asking.engine.search.jobs(access, query),
      asking,
      FAILED_WITH_RETRIES,
      (row) => row.caseKey,
    );
    return wanted || found.is !== 'in' ? found : { ...found, is: 'notIn' };
  };
}
