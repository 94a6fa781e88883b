/**
 * Text of a CSV in pieces → records with their lines (RFC 4180, and quotes within an unquoted value taken as they are). A general parser
 * takes five times as long, most of it in telling where it is.
 */
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFaultKind } from './log-fault.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export const QUOTES = ['"', "'"] as const;
export type Quote = (typeof QUOTES)[number];

/** The values of one line, and the line (from 1) on which it begins; the array is the next record's too. */
export type TakeRecord = (values: readonly string[], line: number) => void;

const NEWLINE = 10;
const RETURN = 13;
/** What arrives in smaller pieces is gathered first. */
const PIECE = 65_536;

export class CsvRecords {
  private line = 1;
  private readonly delimiter: number;
  private readonly quote: string;
  private readonly take: TakeRecord;
  private readonly values: string[] = [];
  private pending = '';

  constructor(options: { readonly delimiter: Delimiter; readonly quote?: Quote; readonly take: TakeRecord }) {
    this.delimiter = options.delimiter.charCodeAt(0);
    this.quote = options.quote ?? '"';
    this.take = options.take;
  }

  /** The line to which text has come. */
  get reached(): number {
    return this.line + newlines(this.pending);
  }

  write(text: string): void {
    this.pending += text;
    if (this.pending.length >= PIECE) this.parse(false);
  }

  end(): void {
    this.parse(true);
  }

  private parse(final: boolean): void {
    const text = this.pending;
    let from = 0;
    while (from < text.length) {
      const next = this.record(text, from, final);
      if (next < 0) break;
      from = next;
    }
    this.pending = text.slice(from);
    if (this.pending.length > LOG_LIMITS.textLength) this.refuseLongLine();
  }

  /** Reads one record. @returns where the next begins, or -1 when this one has no end yet */
  private record(text: string, from: number, final: boolean): number {
    const { values, delimiter } = this;
    const quote = this.quote.charCodeAt(0);
    values.length = 0;
    let lines = 0;
    let at = from;
    for (;;) {
      if (text.charCodeAt(at) === quote) {
        const closing = this.closingQuote(text, at, final);
        if (closing < 0) return -1;
        const inside = text.slice(at + 1, closing);
        values.push(inside.includes(this.quote) ? inside.replaceAll(this.quote + this.quote, this.quote) : inside);
        lines += newlines(inside);
        at = closing + 1;
      } else {
        const begin = at;
        while (at < text.length) {
          const code = text.charCodeAt(at);
          if (code === delimiter || code === NEWLINE || code === RETURN) break;
          at++;
        }
        values.push(text.slice(begin, at));
      }
      if (at >= text.length) return final ? this.tell(lines, from, at, at) : -1;
      const code = text.charCodeAt(at);
      if (code === delimiter) at++;
      else if (code === NEWLINE) return this.tell(lines + 1, from, at, at + 1);
      else if (code === RETURN) {
        if (at + 1 >= text.length && !final) return -1;
        return this.tell(lines + 1, from, at, text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at + 1);
      } else this.refuse('syntax', 'After a closing quote stands neither a delimiter nor the end of the line.');
    }
  }

  /** @returns the place of the quote that ends the value, or -1 when it has not come yet */
  private closingQuote(text: string, opening: number, final: boolean): number {
    for (let at = opening + 1; ; at += 2) {
      at = text.indexOf(this.quote, at);
      if (at < 0) {
        if (final) this.refuse('truncated', 'The file ends inside a quoted value, which begins on this line.');
        return -1;
      }
      // A quote at the very end may be the first of two.
      if (at + 1 >= text.length) return final ? at : -1;
      if (text[at + 1] !== this.quote) return at;
    }
  }

  private tell(lines: number, from: number, to: number, next: number): number {
    if (to - from > LOG_LIMITS.textLength) this.refuseLongLine();
    if (!(this.values.length === 1 && this.values[0]!.trim() === '')) this.take(this.values, this.line);
    this.line += lines;
    return next;
  }

  private refuseLongLine(): never {
    this.refuse('limit', `A line is longer than ${String(LOG_LIMITS.textLength)} characters.`);
  }

  private refuse(fault: LogFaultKind, message: string): never {
    throw new LogFaultError({
      fault,
      line: this.line,
      column: Math.max(1, this.values.length),
      message,
      remedy:
        fault === 'limit'
          ? 'Check that the file is a CSV with line ends and closed quotes.'
          : 'Export the file again, or mend this line; nothing of it was imported.',
    });
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
