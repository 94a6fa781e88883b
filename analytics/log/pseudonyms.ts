/** A log without the names of those who did the work: the same person has the same pseudonym throughout. */
import type { AttributeColumn, AttributeValue } from './columns.ts';
import type { EventLog } from './event-log.ts';
import { attributesOf, attributesText } from './log-source.ts';
import type { LogAttribute } from './log-source.ts';

/**
 * Replaces resources, and wherever else they are named: in columns of which most different values are resources every value, in others
 * each text that is exactly the name of one, also within lists and nested attributes. A name in the middle of a sentence stays: whoever
 * has free text in a log leaves that column out.
 * @param pseudonymOf the same for the same name
 */
export function withPseudonyms(log: EventLog, pseudonymOf: (name: string) => string): EventLog {
  const names = new Set(log.resources);
  const replaced = (columns: ReadonlyMap<string, AttributeColumn>): ReadonlyMap<string, AttributeColumn> =>
    new Map([...columns].map(([name, column]) => [name, columnWithout(name, column, names, pseudonymOf)] as const));
  return {
    ...log,
    resources: log.resources.map(pseudonymOf),
    attributes: replaced(log.attributes),
    ...(log.eventAttributes && {
      eventAttributes: new Map([...log.eventAttributes].map(([part, columns]) => [part, replaced(columns)] as const)),
    }),
    cases: { ...log.cases, attributes: replaced(log.cases.attributes) },
  };
}

type PseudonymOf = (name: string) => string;

function columnWithout(
  name: string,
  column: AttributeColumn,
  names: ReadonlySet<string>,
  pseudonymOf: PseudonymOf,
): AttributeColumn {
  const { values, nested } = column;
  const known = values.filter((value) => names.has(String(value))).length;
  const isOfPeople = name === 'org:resource' || (known > 0 && known * 2 > values.length);
  const without = values.map((value): AttributeValue =>
    isOfPeople ? pseudonymOf(String(value)) : valueWithout(value, names, pseudonymOf),
  );
  return {
    codes: column.codes,
    values: without,
    // A pseudonym is a text, whatever the name was.
    ...(column.typeOf && !isOfPeople && { typeOf: column.typeOf }),
    ...(nested && {
      nested: { ...nested, values: nested.values.map((value) => entriesWithout(String(value), names, pseudonymOf)) },
    }),
  };
}

/** A number that is also somebody's number in another system is a number. */
function valueWithout(value: AttributeValue, names: ReadonlySet<string>, pseudonymOf: PseudonymOf): AttributeValue {
  if (typeof value !== 'string' || value === '') return value;
  if (names.has(value) && !/^\d*$/.test(value)) return pseudonymOf(value);
  return value.startsWith('[[') ? entriesWithout(value, names, pseudonymOf) : value;
}

/** Of a list, a container, or what is nested. */
function entriesWithout(text: string, names: ReadonlySet<string>, pseudonymOf: PseudonymOf): string {
  const one = (attribute: LogAttribute): LogAttribute => ({
    ...attribute,
    value: valueWithout(attribute.value, names, pseudonymOf),
    ...(attribute.nested && { nested: attribute.nested.map(one) }),
  });
  try {
    return attributesText(attributesOf(text).map(one));
  } catch {
    // A text that only looks like a list.
    return text;
  }
}
