/** Attributes of XES as they are read: their types, and attributes within attributes. */
import type { AttributeType, AttributeValue } from './columns.ts';
import type { LogAttribute } from './log-source.ts';

const TYPES: Readonly<Record<string, AttributeType>> = {
  string: 'text',
  date: 'date',
  int: 'integer',
  float: 'decimal',
  boolean: 'boolean',
  id: 'id',
  list: 'list',
  container: 'container',
};

/** The type that an element of this name holds; undefined when it is no attribute. */
export function attributeTypeOf(element: string): AttributeType | undefined {
  return Object.hasOwn(TYPES, element) ? TYPES[element] : undefined;
}

/** An attribute whose end has not come. */
export interface OpenAttribute extends LogAttribute {
  nested?: OpenAttribute[];
}

/** @returns undefined when the element has no key, or no value and is no list: such an attribute says nothing. */
export function openAttribute(
  type: AttributeType,
  { key, value }: Readonly<Record<string, string | undefined>>,
): OpenAttribute | undefined {
  if (type === 'list' || type === 'container') return key === undefined ? undefined : { type, key, value: '' };
  return key === undefined || value === undefined ? undefined : { type, key, value: valueOf(type, value) };
}

/** A number that does not come back as it was written (too long, INF, not a number at all) stays a text, and keeps its type. */
function valueOf(type: AttributeType, text: string): AttributeValue {
  switch (type) {
    case 'boolean':
      return text === 'true' || text === '1';
    case 'integer':
    case 'decimal': {
      const number = Number(text);
      if (!Number.isFinite(number) || text.trim() === '') return text;
      return type === 'decimal' || Number.isSafeInteger(number) ? number : text;
    }
    default:
      return text;
  }
}
