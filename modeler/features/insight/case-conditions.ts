/** What an address says of the cases besides source, version and period: institutions, units, steps, attributes; several of each. */
import { attributesIn, attributesText, valuesIn, valuesText } from '../../../api/contract/case-filter.ts';

export const CONDITION_SEARCH = ['institution', 'unit', 'activity', 'where'] as const;
export type ConditionSearch = { readonly [K in (typeof CONDITION_SEARCH)[number]]?: string | undefined };

/** `name` is one of `institution`, `unit`, `activity`, or `where:` and an attribute. */
export interface Condition {
  readonly name: string;
  readonly values: readonly string[];
}

const OF_ATTRIBUTE = 'where:';
const LISTS = ['institution', 'unit', 'activity'] as const;

export function attributeCondition(attribute: string): string {
  return OF_ATTRIBUTE + attribute;
}

/** The attribute of a condition; undefined of the others. */
export function attributeOf(name: string): string | undefined {
  return name.startsWith(OF_ATTRIBUTE) ? name.slice(OF_ATTRIBUTE.length) : undefined;
}

/** What is no filter in the address is passed over. */
export function conditionsIn(search: ConditionSearch): readonly Condition[] {
  const lists = LISTS.map((name) => ({ name, values: valuesIn(search[name] ?? '') }));
  const attributes = attributesIn(search.where ?? '') ?? [];
  return [...lists, ...attributes.map(({ name, values }) => ({ name: attributeCondition(name), values }))].filter(
    ({ values }) => values.length > 0,
  );
}

/** All four, so that what is not chosen any more goes from the address. */
export function conditionSearch(conditions: readonly Condition[]): Required<ConditionSearch> {
  const listed = (name: string) => valuesText(conditions.find((one) => one.name === name)?.values ?? []) || undefined;
  const attributes = conditions.flatMap(({ name, values }) => {
    const attribute = attributeOf(name);
    return attribute === undefined ? [] : [{ name: attribute, values }];
  });
  return {
    institution: listed('institution'),
    unit: listed('unit'),
    activity: listed('activity'),
    where: attributesText(attributes) || undefined,
  };
}

export function withValue(conditions: readonly Condition[], name: string, value: string): readonly Condition[] {
  const known = conditions.find((one) => one.name === name);
  if (known === undefined) return [...conditions, { name, values: [value] }];
  return conditions.map((one) => (one === known ? { name, values: [...new Set([...known.values, value])] } : one));
}

export function withoutValue(conditions: readonly Condition[], name: string, value: string): readonly Condition[] {
  return conditions.map((one) => (one.name === name ? { name, values: one.values.filter((other) => other !== value) } : one));
}

/** As far as an address has them. */
export function conditionsOf(search: Readonly<Record<string, unknown>>): { readonly [K in keyof ConditionSearch]?: string } {
  return Object.fromEntries(
    CONDITION_SEARCH.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
  );
}
