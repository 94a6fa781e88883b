/** Dictionaries of texts, and attributes of cases and rows: dictionary-encoded columns that keep the type which the source gave each value. */
import { CodeColumn } from './growing-columns.ts';

/** From here on V8 keeps a piece of a text as a view of the whole: one name would hold on to 64 KB of the file. */
const SLICED_LENGTH = 13;

function ownText(text: string): string {
  return text.length < SLICED_LENGTH ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Texts by code, in the order in which they first came. */
export class Dictionary {
  readonly texts: string[] = [];
  /** Of all texts together. */
  characters = 0;
  private readonly codes = new Map<string, number>();

  /** The code of a text, made when it is new. */
  code(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    const own = ownText(text);
    this.codes.set(own, code);
    this.texts.push(own);
    this.characters += own.length;
    return code;
  }

  /** The code of a text, or -1 when it has none. */
  find(text: string): number {
    return this.codes.get(text) ?? -1;
  }
}

export type AttributeValue = string | number | boolean;

/**
 * What the source says a value is. Dates keep the text of the source (with its zone), numbers beyond what a float holds too; the value of
 * a list or a container is JSON text (`attributesText`).
 */
export const ATTRIBUTE_TYPES = ['text', 'integer', 'decimal', 'boolean', 'date', 'id', 'list', 'container'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** What a value is when the source says nothing else. */
export function naturalType(value: AttributeValue): AttributeType {
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : Number.isInteger(value) ? 'integer' : 'decimal';
}

/** One attribute of all cases or of all rows: `values[codes[index]]`, and -1 where there is none. */
export interface AttributeColumn {
  readonly codes: Int32Array;
  readonly values: readonly AttributeValue[];
  /** Codes into ATTRIBUTE_TYPES, one for each value; absent where each value is of its natural type. */
  readonly typeOf?: Uint8Array;
  /** Attributes of this attribute (XES), as JSON text (`attributesText`), at the same indexes. */
  readonly nested?: AttributeColumn;
}

/** One attribute while it is read. */
export class GrowingAttribute {
  private readonly codes = new CodeColumn();
  private readonly values: AttributeValue[] = [];
  private readonly types: AttributeType[] = [];
  private readonly known = new Map<AttributeType, Map<AttributeValue, number>>();
  private nested: GrowingAttribute | undefined;
  /** Of all different values together. */
  characters = 0;

  set(index: number, value: AttributeValue, type: AttributeType = naturalType(value), nested?: string): void {
    let known = this.known.get(type);
    if (!known) this.known.set(type, (known = new Map<AttributeValue, number>()));
    let code = known.get(value);
    if (code === undefined) {
      const own = typeof value === 'string' ? ownText(value) : value;
      code = this.values.length;
      this.values.push(own);
      this.types.push(type);
      known.set(own, code);
      this.characters += typeof own === 'string' ? own.length : 8;
    }
    this.codes.set(index, code);
    if (nested === undefined) return;
    this.nested ??= new GrowingAttribute();
    this.nested.set(index, nested);
    this.characters += nested.length;
  }

  /** The column with `length` entries; entry i is that of `order[i]` when an order is given. */
  build(length: number, order?: Int32Array): AttributeColumn {
    const codes = new Int32Array(length).fill(-1);
    const from = this.codes.codes;
    for (let index = 0; index < length; index++) {
      const at = order ? order[index]! : index;
      if (at < from.length) codes[index] = from[at]!;
    }
    const natural = this.types.every((type, code) => type === naturalType(this.values[code]!));
    return {
      codes,
      values: [...this.values],
      ...(!natural && { typeOf: Uint8Array.from(this.types, (type) => ATTRIBUTE_TYPES.indexOf(type)) }),
      ...(this.nested && { nested: this.nested.build(length, order) }),
    };
  }
}

/** Attributes by name; a column exists from its first value on. */
export class AttributeColumns {
  private readonly columns = new Map<string, GrowingAttribute>();

  get count(): number {
    return this.columns.size;
  }

  column(name: string): GrowingAttribute {
    let column = this.columns.get(name);
    if (!column) this.columns.set(name, (column = new GrowingAttribute()));
    return column;
  }

  set(index: number, name: string, value: AttributeValue, type?: AttributeType, nested?: string): void {
    this.column(name).set(index, value, type, nested);
  }

  /** Of all different values together. */
  characters(): number {
    let characters = 0;
    for (const column of this.columns.values()) characters += column.characters;
    return characters;
  }

  /** Takes the values of columns of others where it has none of that name. */
  takeMissing(others: AttributeColumns): void {
    for (const [name, column] of others.columns) if (!this.columns.has(name)) this.columns.set(name, column);
  }

  /** The one whose different values take most room. */
  largest(): { readonly name: string; readonly characters: number } {
    let found = { name: '', characters: 0 };
    for (const [name, { characters }] of this.columns) if (characters > found.characters) found = { name, characters };
    return found;
  }

  build(length: number, order?: Int32Array): ReadonlyMap<string, AttributeColumn> {
    return new Map([...this.columns].map(([name, column]) => [name, column.build(length, order)] as const));
  }
}

/** The value of an attribute at an index, or undefined. */
export function attributeAt(column: AttributeColumn | undefined, index: number): AttributeValue | undefined {
  const code = column?.codes[index] ?? -1;
  return code < 0 ? undefined : column?.values[code];
}

/** The type of the value with this code. */
export function attributeType(column: AttributeColumn, code: number): AttributeType {
  return ATTRIBUTE_TYPES[column.typeOf?.[code] ?? -1] ?? naturalType(column.values[code] ?? '');
}
