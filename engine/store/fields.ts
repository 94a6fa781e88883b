import { isKey } from '../ids.ts';
import { toSql } from './instants.ts';
import type { Scalar } from './query.ts';
import type { CursorValue } from './cursor.ts';

/**
 * What a column holds, and so how it is asked and handed out: `key` bigint as decimal text; `instant` timestamptz as milliseconds; `texts`
 * a list, asked by what it contains.
 */
export type FieldType = 'text' | 'key' | 'instant' | 'number' | 'boolean' | 'date' | 'texts' | 'json';

export interface Field {
  readonly sql: string;
  readonly type: FieldType;
  /** Filters and does not stand in the row: too dear to read for each of a page. */
  readonly filters?: true;
  /** Of keys of a case and its objects: the table in which they are found, whose primary key begins with the bucket, tenant and case that they name. */
  readonly within?: string;
}

/** The fields of a kind of row, by the name the caller uses. Names come from here and never from a caller's text. */
export type Fields = Readonly<Record<string, Field>>;

/** @throws TypeError when there is no such field: the edge has not checked the query. */
export function fieldOf(fields: Fields, name: string): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw new TypeError(`there is no field '${name}'`);
  return field;
}

/**
 * A value as the column compares it. A text that can be no key at all is undefined: nothing equals it.
 * @throws TypeError when the value is of another type than the field.
 */
export function toColumn(field: Field, value: Scalar): string | number | boolean | undefined {
  switch (field.type) {
    case 'key':
      if (typeof value !== 'string') break;
      return isKey(value) ? value : undefined;
    case 'instant':
      if (typeof value !== 'number') break;
      return toSql(value);
    case 'number':
      if (typeof value !== 'number') break;
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') break;
      return value;
    case 'text':
    case 'date':
    case 'texts':
    case 'json':
      if (typeof value !== 'string') break;
      return value;
    default:
      field.type satisfies never;
  }
  throw new TypeError(`a field of type ${field.type} cannot be compared with ${JSON.stringify(value)}`);
}

/** A column's value as the row holds it; undefined for NULL. */
export function fromColumn(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.getTime();
  // bigint counts come as text; keys stay text.
  if (field.type === 'number' && typeof value === 'string') return Number(value);
  return value;
}

/** The same value as a cursor keeps it. */
export function cursorValue(field: Field, value: unknown): CursorValue {
  const held = fromColumn(field, value);
  if (typeof held === 'string' || typeof held === 'number' || typeof held === 'boolean') return held;
  return null;
}
