/** The filter of process instances: fields of the case, of its elements, its incidents and its variables, and one level of `$or`. */
import { z } from 'zod';
import type { IncidentView, JobView } from '../../engine/index.ts';
import { conditionsOn, type Criteria, textCriteria } from './criteria.ts';
import { ELEMENT_STATES } from './element-states.ts';
import type { Asking } from './endpoint.ts';
import {
  among,
  type FilterField,
  flag,
  instant,
  integer,
  key,
  resolved,
  state,
  tenant,
  text,
  type Wanted,
  withVariables,
} from './filters.ts';
import { FAILED_WITH_RETRIES } from './job-search.ts';
import { tags } from './request-values.ts';

const CASE_STATES = { ACTIVE: ['active', 'suspended'], COMPLETED: ['completed'], TERMINATED: ['cancelled'] };

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
  parentProcessInstanceKey: key('callerCaseKey'),
  parentElementInstanceKey: key('callerElementInstanceKey'),
  batchOperationId: textCriteria.transform((criteria) => inBatches(criteria)),
  errorMessage: textCriteria.transform((criteria) => [incidentSays(criteria)]),
  hasRetriesLeft: z.boolean().transform((wanted) => [hasRetriesLeft(wanted)]),
  /** All of them. */
  tags: tags.transform((asked) => asked.map((value): Wanted => ({ field: 'tags', is: 'eq', value }))),
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

function toWanted(given: Partial<z.output<z.ZodObject<typeof shape>>>): readonly Wanted[] {
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
  .transform(({ $or, ...given }) => [...toWanted(given), ...oneOf($or ?? [])]);

/** Of one version: its cases by all but what they follow. */
const OF_DEFINITION = {
  processDefinitionId: true,
  processDefinitionName: true,
  processDefinitionVersion: true,
  processDefinitionVersionTag: true,
  processDefinitionKey: true,
} as const;
const ofVersion = z.strictObject(shape).omit(OF_DEFINITION);

export const statisticsFilter: FilterField = ofVersion
  .extend({ $or: z.array(ofVersion.transform(toWanted)).max(20).nullish() })
  .transform(({ $or, ...given }) => [...toWanted(given), ...oneOf($or ?? [])]);

function oneOf(alternatives: readonly (readonly Wanted[])[]): Wanted[] {
  if (alternatives.length === 0) return [];
  return [async (asking) => ({ is: 'or', value: await Promise.all(alternatives.map((wanted) => resolved(asking, wanted))) })];
}

/** What is said of the batches that a case was part of; it may have been part of several, and of none. */
function inBatches({ $neq, $notIn, $exists, ...positive }: Criteria): Wanted[] {
  const inBatch =
    (criteria: Criteria, negated: boolean): Wanted =>
    async (asking) => {
      const found = await among(
        'caseKey',
        (access, query) => asking.engine.search.batchItems(access, query),
        asking,
        conditionsOn('batchKey', criteria),
        (row) => row.caseKey,
      );
      return negated && found.is === 'in' ? { ...found, is: 'notIn' } : found;
    };
  const isAsked = Object.values(positive).some((value) => value !== undefined);
  return [
    ...(isAsked ? [inBatch(positive, false)] : []),
    ...($neq === undefined ? [] : [inBatch({ $eq: $neq }, true)]),
    ...($notIn === undefined ? [] : [inBatch({ $in: $notIn }, true)]),
    ...($exists === undefined ? [] : [inBatch({}, !$exists)]),
  ];
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
