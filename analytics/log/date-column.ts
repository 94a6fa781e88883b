/** One column of dates in a CSV: finds out how they are written, holds every value to it, and waits where one value alone cannot tell. */
import { LogFaultError } from './log-fault.ts';
import { parseAs, parseIsoInstant, possibleFormats, shapeOf } from './timestamps.ts';
import type { DateFormat, DateShape } from './timestamps.ts';

export interface DateColumnOptions {
  readonly name: string;
  /** Ordinal of the column in the file, from 1. */
  readonly column: number;
  readonly format?: DateFormat | undefined;
}

interface Value {
  readonly text: string;
  readonly line: number;
}

export class DateColumn {
  readonly name: string;
  private readonly column: number;
  private candidates: readonly DateFormat[] | undefined;
  private shape: DateShape | undefined;
  private first: Value | undefined;
  private waiting: { readonly value: Value; readonly settle: (at: number) => void }[] = [];

  constructor(options: DateColumnOptions) {
    this.name = options.name;
    this.column = options.column;
    this.candidates = options.format ? [options.format] : undefined;
  }

  /** Gives the instant to `settle`: at once when the format is known, else as soon as a later value has decided it. */
  take(text: string, line: number, settle: (at: number) => void): void {
    const value = { text, line };
    this.first ??= value;
    const shape = shapeOf(text);
    if ((this.shape ??= shape) !== shape) this.refuseMixed(value, `a ${shape}`);
    if (this.candidates?.length === 1) {
      settle(this.read(value, this.candidates[0]));
      return;
    }
    this.narrow(value);
    this.waiting.push({ value, settle });
    if (this.candidates?.length === 1) this.flush(this.candidates[0]);
  }

  /** Whether its values carry a zone; undefined before the first value and for dates without a time. */
  get zoned(): boolean | undefined {
    return this.shape === undefined || this.shape === 'date' ? undefined : this.shape === 'time with zone';
  }

  /** @throws LogFaultError when nothing in the whole column tells days from months */
  finish(): void {
    const first = this.waiting[0]?.value;
    if (!first) return;
    throw new LogFaultError({
      fault: 'ambiguousDateFormat',
      line: first.line,
      column: this.column,
      message: `“${first.text}” in ${this.name} can be read as day first and as month first, and no other value decides.`,
      remedy: 'Say which it is (date format “day first” or “month first”), or export the dates as 2024-05-09T10:15:00.',
    });
  }

  private narrow(value: Value): void {
    const possible = possibleFormats(value.text);
    if (possible.length === 0) this.refuseBad(value);
    const left = this.candidates ? this.candidates.filter((format) => possible.includes(format)) : possible;
    if (left.length === 0) this.refuseMixed(value, possible.join(' or '));
    this.candidates = left;
  }

  private read(value: Value, format: DateFormat | undefined): number {
    const at = format === 'iso' || format === undefined ? parseIsoInstant(value.text) : parseAs(value.text, format);
    if (!Number.isNaN(at)) return at;
    const possible = possibleFormats(value.text);
    if (possible.length === 0) this.refuseBad(value);
    this.refuseMixed(value, possible.join(' or '));
  }

  private flush(format: DateFormat | undefined): void {
    for (const { value, settle } of this.waiting) settle(this.read(value, format));
    this.waiting = [];
  }

  private refuseBad(value: Value): never {
    throw new LogFaultError({
      fault: 'badTimestamp',
      line: value.line,
      column: this.column,
      message: `“${value.text.slice(0, 60)}” in ${this.name} is not a date.`,
      remedy: `Mend the value, or name another column if ${this.name} is not the right one.`,
    });
  }

  private refuseMixed(value: Value, found: string): never {
    throw new LogFaultError({
      fault: 'mixedDateFormats',
      line: value.line,
      column: this.column,
      message: `${this.name} mixes ways of writing dates: “${value.text.slice(0, 60)}” (${found}) after “${this.first?.text.slice(0, 60) ?? ''}” (line ${String(this.first?.line ?? 0)}).`,
      remedy: 'Export the column in one format, best as 2024-05-09T10:15:00+03:00.',
    });
  }
}
