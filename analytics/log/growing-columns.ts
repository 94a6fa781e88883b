/** Columns that grow while a log is read: growing typed arrays, so that a million rows cost a few tens of megabytes and no object per row. */

/** A column of numbers; `values` may be longer than `length`. */
export class NumberColumn {
  values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.values = copied(this.values, new Float64Array(grown(this.values.length)));
    this.values[this.length++] = value;
  }

  set(index: number, value: number): void {
    if (index >= this.length) throw new RangeError(`row ${String(index)} is not in a column of ${String(this.length)}`);
    this.values[index] = value;
  }
}

/** A column of numbers of which most are not known: NaN where none was set, and no memory before the first. */
export class SparseNumberColumn {
  values = new Float64Array(0);
  private known = false;

  set(index: number, value: number): void {
    if (Number.isNaN(value) && !this.known) return;
    this.known = true;
    if (index >= this.values.length) {
      const longer = new Float64Array(Math.max(1024, index + 1, grown(this.values.length))).fill(NaN);
      this.values = copied(this.values, longer);
    }
    this.values[index] = value;
  }

  get isKnown(): boolean {
    return this.known;
  }

  at(index: number): number {
    return index < this.values.length ? this.values[index]! : NaN;
  }
}

/** A column of 32-bit codes; a code never set is -1. */
export class CodeColumn {
  codes = new Int32Array(1024).fill(-1);
  length = 0;

  push(code: number): void {
    this.set(this.length, code);
  }

  /** Sets any index, also beyond the end: what lies between is -1. */
  set(index: number, code: number): void {
    if (index >= this.codes.length) {
      const longer = new Int32Array(Math.max(index + 1, grown(this.codes.length))).fill(-1);
      this.codes = copied(this.codes, longer);
    }
    this.codes[index] = code;
    if (index >= this.length) this.length = index + 1;
  }
}

/** A column of codes from 0 to 255. */
export class ByteColumn {
  codes = new Uint8Array(1024);
  length = 0;

  push(code: number): void {
    if (this.length === this.codes.length) this.codes = copied(this.codes, new Uint8Array(grown(this.codes.length)));
    this.codes[this.length++] = code;
  }

  set(index: number, code: number): void {
    this.codes[index] = code;
  }
}

function copied<Column extends Float64Array | Int32Array | Uint8Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

/** By half: what is allocated too much at ten million rows is more than what copying costs. */
function grown(length: number): number {
  return length + (length >> 1);
}
