/** Filters of /v2: tables from Camunda's field names to ours, checked by schema and turned into conditions for the engine. */
import { z } from 'zod';
import type { Access, Engine, Page, Query } from '../../engine/index.ts';
import {
  type Condition,
  conditionsOn,
  type Criteria,
  holds,
  instantCriteria,
  integerCriteria,
  keyCriteria,
  nameCriteria,
  textCriteria,
} from './criteria.ts';
import type { Asking } from './endpoint.ts';
import { reject } from './problem.ts';
import { toCamundaTenant } from './tenant.ts';

/** A condition, or one that has to be asked for first. */
export type Wanted = Condition | ((asking: Asking) => Promise<Condition>);
/** The schema of one field of a filter. */
export type FilterField = z.ZodType<readonly Wanted[]>;

export const ALWAYS: Condition = { is: 'or', value: [[]] };
export const NEVER: Condition = { is: 'or', value: [] };

export const text = (field: string): FilterField => textCriteria.transform((criteria) => conditionsOn(field, criteria));
export const key = (field: string): FilterField => keyCriteria.transform((criteria) => conditionsOn(field, criteria));
export const integer = (field: string): FilterField => integerCriteria.transform((criteria) => conditionsOn(field, criteria));
export const instant = (field: string): FilterField => instantCriteria.transform((criteria) => conditionsOn(field, criteria));
export const flag = (field: string): FilterField => z.boolean().transform((value) => [{ field, is: 'eq', value }]);

/** A state, by the states of ours that Camunda has one name for. */
export function state<Name extends string>(field: string, ours: Readonly<Record<Name, readonly string[]>>): FilterField {
  // The keys of a record literal are its names.
  const names = Object.keys(ours) as Name[];
  return nameCriteria(names).transform((criteria) => [stateCondition(field, ours, criteria)]);
}

function stateCondition<Name extends string>(
  field: string,
  ours: Readonly<Record<Name, readonly string[]>>,
  criteria: Criteria,
): Condition {
  const names = (Object.keys(ours) as Name[]).filter((one) => holds(criteria, one));
  return { field, is: 'in', value: names.flatMap((one) => ours[one]) };
}

/** The name of an element, which is its id where it has none. */
export const elementName: FilterField = textCriteria.transform((criteria): Condition[] => [
  {
    is: 'or',
    value: [
      [{ field: 'elementName', is: 'neq', value: '' }, ...conditionsOn('elementName', criteria)],
      [{ field: 'elementName', is: 'eq', value: '' }, ...conditionsOn('elementId', criteria)],
    ],
  },
]);

/** A caller sees one tenant only. */
export const tenant: FilterField = textCriteria.transform((criteria) => [
  ({ access }: Asking) => Promise.resolve(holds(criteria, toCamundaTenant(access.tenantId)) ? ALWAYS : NEVER),
]);

/** Something that nothing here has: the parent of a case, a batch operation. */
export const absentKey: FilterField = keyCriteria.transform((criteria) => [holds(criteria, undefined) ? ALWAYS : NEVER]);
export const absentText: FilterField = textCriteria.transform((criteria) => [holds(criteria, undefined) ? ALWAYS : NEVER]);

/** A filter: unknown names are refused, here and in all that is nested. All fields that are given must hold. */
export function filterOf(fields: Readonly<Record<string, FilterField>>): FilterField {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullish()]));
  return z.strictObject(shape).transform((given): readonly Wanted[] => Object.values(given).flatMap((wanted) => wanted ?? []));
}

export function resolved(asking: Asking, wanted: readonly Wanted[]): Promise<Condition[]> {
  return Promise.all(wanted.map((one) => (typeof one === 'function' ? one(asking) : Promise.resolve(one))));
}

/** More would make a statement that takes the database's time from everybody. */
const MOST_FOUND = 5_000;

/**
 * A condition on a field by what another search finds: cases by their variables, for example.
 * @throws CamundaProblem 400 when too much is found to be looked for.
 */
export async function among<Row>(
  field: string,
  search: (access: Access, query: Query) => Promise<Page<Row>>,
  { access }: Asking,
  filter: readonly Condition[],
  of: (row: Row) => string,
): Promise<Condition> {
  const { items, total } = await search(access, { filter, limit: MOST_FOUND });
  if (total > items.length)
    reject('INVALID_ARGUMENT', `The filter finds ${String(total)} places to look at; at most ${String(MOST_FOUND)} are taken.`);
  return { field, is: 'in', value: [...new Set(items.map(of))] };
}

/** `[{ name, value }]`: all of these variables are there, somewhere in the case or, if `local`, in the element instance itself. */
export function withVariables(field: string, local = false): FilterField {
  return z
    .array(z.strictObject({ name: z.string().max(1_000), value: textCriteria }))
    .max(20)
    .transform((asked) =>
      asked.map(({ name, value }) => (asking: Asking) => {
        const search: Engine['search']['variables'] = (access, query) => asking.engine.search.variables(access, query);
        const filter: Condition[] = [{ field: 'name', is: 'eq', value: name }, ...conditionsOn('value', value)];
        return among(field, search, asking, filter, (row) => (local ? row.scopeKey : row.caseKey));
      }),
    );
}
