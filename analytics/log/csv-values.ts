/** An attribute's value from the text of a cell. */
import { naturalType } from './columns.ts';
import type { AttributeType, AttributeValue } from './columns.ts';

/** A number or a truth that would not come back as it is written (007, 1,5, ja) stays a text. */
export function valueReadAs(text: string, type: AttributeType | undefined): AttributeValue {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type !== 'integer' && type !== 'decimal') return text;
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? number : text;
}

/** The type that the value then has. */
export function typeReadAs(value: AttributeValue, type: AttributeType | undefined): AttributeType {
  if (type === undefined || typeof value === 'string') return type === 'date' || type === 'id' ? type : 'text';
  return type === 'decimal' ? type : naturalType(value);
}
