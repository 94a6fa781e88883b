/** A place in a sorted list, opaque to the caller: the values of the sort fields of one row. */
export type CursorValue = string | number | boolean | null;

export function toCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws RangeError when the text is no cursor of a list that is sorted by so many fields. */
export function fromCursor(text: string, fields: number): CursorValue[] {
  const values = parse(text);
  if (!Array.isArray(values) || values.length !== fields || !values.every(isCursorValue))
    throw new RangeError('the cursor is not one of this list');
  return values;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
