/** Which cases a list or a batch is asked for, as conditions of the engine. */
import { isKey, type Query } from '../../engine/index.ts';
import { instantOf } from '../answers/instants.ts';
import type { CaseFilterJson } from '../contract/batches.ts';
import type { caseOperations } from '../contract/cases.ts';
import type { Read } from '../contract/operation.ts';
import { fail } from '../problem.ts';

type Conditions = NonNullable<Query['filter']>;

export function caseConditions(asked: CaseFilterJson): Conditions {
  const { number, processId, definitionKey, unit, service, version, hasIncident, startedFrom, startedTo, caseKeys } = asked;
  const filter: Conditions[number][] = [];
  const equal = { processId, definitionKey, unit, service, processVersion: version, hasIncident };
  for (const [field, value] of Object.entries(equal)) if (value !== undefined) filter.push({ field, is: 'eq', value });
  if (startedFrom !== undefined) filter.push({ field: 'startedAt', is: 'gte', value: instantOf(startedFrom) });
  if (startedTo !== undefined) filter.push({ field: 'startedAt', is: 'lt', value: instantOf(startedTo) });
  if (caseKeys !== undefined) filter.push({ field: 'caseKey', is: 'in', value: caseKeys });
  if (number !== undefined) filter.push({ field: 'caseNumber', is: 'like', value: `*${number.replace(/[*\\]/g, '?')}*` });
  return filter;
}

export function caseQuery(query: Read<typeof caseOperations.listCases.query>): Query {
  const { status, hasIncident, caseKeys, callerCaseKey, sort, order, limit, after, ...rest } = query;
  const keys = caseKeys?.split(',');
  if (keys && !keys.every(isKey)) fail('badRequest', 'caseKeys are keys separated by commas.');
  const asked = { ...rest, hasIncident: hasIncident === undefined ? undefined : hasIncident === 'true', caseKeys: keys };
  const filter: Conditions[number][] = [...caseConditions(asked)];
  if (callerCaseKey !== undefined) filter.push({ field: 'callerCaseKey', is: 'eq', value: callerCaseKey });
  if (status !== undefined) filter.push({ field: 'status', is: 'eq', value: status });
  const sorts = [
    { field: sort, order },
    { field: 'caseKey', order },
  ];
  return { filter, sort: sorts, limit, ...(after !== undefined && { after }) };
}
