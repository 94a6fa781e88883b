/**
 * Growing columns and dictionaries: what an event log is built in. Doubling typed arrays, so that a million rows cost a few tens of
 * megabytes and no object per row.
 */

/** A column of numbers that grows; `values` may be longer than `length`. */
export class NumberColumn {
  values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.values = doubled(this.values, new Float64Array(this.values.length * 2));
    this.values[this.length++] = value;
  }

  set(index: number, value: number): void {
    if (index >= this.length) throw new RangeError(`row ${String(index)} is not in a column of ${String(this.length)}`);
    this.values[index] = value;
  }
}

/** A column of 32-bit codes that grows; a code never set is -1. */
export class CodeColumn {
  codes = new Int32Array(1024).fill(-1);
  length = 0;

  push(code: number): void {
    this.set(this.length, code);
  }

  /** Sets any index, also beyond the end: what lies between is -1. */
  set(index: number, code: number): void {
    while (index >= this.codes.length) this.codes = doubled(this.codes, new Int32Array(this.codes.length * 2).fill(-1));
    this.codes[index] = code;
    if (index >= this.length) this.length = index + 1;
  }
}

function doubled<Column extends Float64Array | Int32Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

/** Texts by code, in the order in which they first came. */
export class Dictionary {
  readonly texts: string[] = [];
  private readonly codes = new Map<string, number>();

  /** The code of a text, made when it is new. */
  code(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.codes.set(text, code);
    this.texts.push(text);
    return code;
  }

  /** The code of a text, or -1 when it has none. */
  find(text: string): number {
    return this.codes.get(text) ?? -1;
  }
}

export type AttributeValue = string | number | boolean;

/** One attribute of all cases or of all rows: `values[codes[index]]`, and -1 where there is none. */
export interface AttributeColumn {
  readonly codes: Int32Array;
  readonly values: readonly AttributeValue[];
}

/** Attributes by name, each dictionary-encoded; a column exists from its first value on. */
export class AttributeColumns {
  private readonly columns = new Map<
    string,
    { readonly codes: CodeColumn; readonly values: AttributeValue[]; readonly known: Map<AttributeValue, number> }
  >();

  get count(): number {
    return this.columns.size;
  }

  set(index: number, name: string, value: AttributeValue): void {
    let column = this.columns.get(name);
    if (!column) this.columns.set(name, (column = { codes: new CodeColumn(), values: [], known: new Map() }));
    let code = column.known.get(value);
    if (code === undefined) {
      code = column.values.length;
      column.values.push(value);
      column.known.set(value, code);
    }
    column.codes.set(index, code);
  }

  /** The columns with `length` entries; entry i is that of `order[i]` when an order is given. */
  build(length: number, order?: Int32Array): ReadonlyMap<string, AttributeColumn> {
    const built = new Map<string, AttributeColumn>();
    for (const [name, column] of this.columns) {
      const codes = new Int32Array(length).fill(-1);
      for (let index = 0; index < length; index++) {
        const from = order ? order[index]! : index;
        if (from < column.codes.length) codes[index] = column.codes.codes[from]!;
      }
      built.set(name, { codes, values: [...column.values] });
    }
    return built;
  }
}

/** The value of an attribute at an index, or undefined. */
export function attributeAt(column: AttributeColumn | undefined, index: number): AttributeValue | undefined {
  const code = column?.codes[index] ?? -1;
  return code < 0 ? undefined : column?.values[code];
}
