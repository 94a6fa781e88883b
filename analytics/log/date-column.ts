/** One column of dates in a CSV: finds out how they are written, holds every value to it, and waits where one value alone cannot tell. */
import { zoneNamed } from '../../engine/time/zone.ts';
import type { Zone } from '../../engine/time/zone.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogNotes } from './log-notes.ts';
import { parseAs, parseIsoInstant, possibleFormats, shapeOf } from './timestamps.ts';
import type { DateFormat, DateShape } from './timestamps.ts';

export interface DateColumnOptions {
  readonly name: string;
  /** Ordinal of the column in the file, from 1. */
  readonly column: number;
  readonly format?: DateFormat | undefined;
  /** Of values that carry none; UTC when absent. */
  readonly zone?: string | undefined;
  readonly notes: LogNotes;
}

interface Value {
  readonly text: string;
  readonly line: number;
}

const HOUR_MS = 3_600_000;

export class DateColumn {
  readonly name: string;
  private readonly options: DateColumnOptions;
  private readonly zone: Zone | undefined;
  private candidates: readonly DateFormat[] | undefined;
  private shape: DateShape | undefined;
  private first: Value | undefined;
  private waiting: { readonly value: Value; readonly settle: (at: number) => void }[] = [];
  private localTimes = 0;
  private lastText = '';
  private lastAt = NaN;

  /** @throws RangeError when no zone has this name */
  constructor(options: DateColumnOptions) {
    this.options = options;
    this.name = options.name;
    this.zone = options.zone === undefined ? undefined : zoneNamed(options.zone);
    this.candidates = options.format ? [options.format] : undefined;
  }

  /**
   * The instant, or undefined when only a later value can decide how it is written: then `later` must be told what to do with it.
   * @throws LogFaultError badTimestamp, mixedDateFormats
   */
  take(text: string, line: number): number | undefined {
    if (text === this.lastText) {
      if (this.shape === 'local time') this.localTimes++;
      return this.lastAt;
    }
    const value = { text, line };
    const shape = shapeOf(text);
    if (this.shape !== undefined && this.shape !== shape) {
      if (possibleFormats(text).length === 0) this.refuseBad(value);
      this.refuseMixed(value, `a ${shape}`);
    }
    if (this.candidates?.length !== 1) this.narrow(value);
    const format = this.candidates?.[0];
    const at = this.candidates?.length === 1 ? this.read(value, format) : undefined;
    this.first ??= value;
    this.shape = shape;
    if (shape === 'local time') this.localTimes++;
    if (at === undefined) return undefined;
    if (this.waiting.length > 0) this.flush(format);
    this.lastText = text;
    return (this.lastAt = at);
  }

  /** What is to be done with a value that was just taken and waits. */
  later(text: string, line: number, settle: (at: number) => void): void {
    this.waiting.push({ value: { text, line }, settle });
    if (this.waiting.length > LOG_LIMITS.undecidedDates) this.finish();
  }

  /** Whether its values carry a zone; undefined before the first value and for dates without a time. */
  get zoned(): boolean | undefined {
    return this.shape === undefined || this.shape === 'date' ? undefined : this.shape === 'time with zone';
  }

  /** @throws LogFaultError when nothing in the whole column tells days from months */
  finish(): void {
    const { zone = 'UTC', notes } = this.options;
    if (this.localTimes > 0) notes.add('localTime', `${this.name}: ${zone}`, this.localTimes);
    const first = this.waiting[0]?.value;
    if (!first) return;
    throw new LogFaultError({
      fault: 'ambiguousDateFormat',
      line: first.line,
      column: this.options.column,
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
    if (!Number.isNaN(at)) return this.zone && !format?.startsWith('epoch') ? this.inZone(at, value, this.zone) : at;
    const possible = possibleFormats(value.text);
    if (possible.length === 0) this.refuseBad(value);
    this.refuseMixed(value, possible.join(' or '));
  }

  /** @param localMs the reading as if it were UTC */
  private inZone(localMs: number, { text, line }: Value, zone: Zone): number {
    if (shapeOf(text) === 'time with zone') return localMs;
    const at = zone.instantOf(localMs);
    const offsetMs = localMs - at;
    const laterOffsetMs = zone.offsetMsAt(at + 3 * HOUR_MS);
    if (laterOffsetMs < offsetMs && zone.offsetMsAt(localMs - laterOffsetMs) === laterOffsetMs)
      this.options.notes.add('repeatedHour', `line ${String(line)}`);
    return at;
  }

  private flush(format: DateFormat | undefined): void {
    for (const { value, settle } of this.waiting) settle(this.read(value, format));
    this.waiting = [];
  }

  private refuseBad(value: Value): never {
    throw new LogFaultError({
      fault: 'badTimestamp',
      line: value.line,
      column: this.options.column,
      message: `“${value.text.slice(0, 60)}” in ${this.name} is not a date.`,
      remedy: `Mend the value, or name another column if ${this.name} is not the right one.`,
    });
  }

  private refuseMixed(value: Value, found: string): never {
    throw new LogFaultError({
      fault: 'mixedDateFormats',
      line: value.line,
      column: this.options.column,
      message: `${this.name} mixes ways of writing dates: “${value.text.slice(0, 60)}” (${found}) after “${this.first?.text.slice(0, 60) ?? ''}” (line ${String(this.first?.line ?? 0)}).`,
      remedy: 'Export the column in one format, best as 2024-05-09T10:15:00+03:00.',
    });
  }
}
