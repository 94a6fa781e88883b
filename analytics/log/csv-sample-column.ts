/** What the values of one column of a sample look like. */
import type { AttributeType } from './columns.ts';
import { possibleFormats, shapeOf } from './timestamps.ts';
import type { DateFormat, DateShape } from './timestamps.ts';

export interface SampleColumn {
  readonly name: string;
  /** The first different values, shortened. */
  readonly samples: readonly string[];
  /** Formats in which every value can be read as a date; none when they are no dates, or mixed. */
  readonly dateFormats: readonly DateFormat[];
  /** Of dates: with a time, with a zone. */
  readonly shapes: readonly DateShape[];
  /** What every value is, as it is written: a number only where it would be written so again. */
  readonly type: Extract<AttributeType, 'text' | 'integer' | 'decimal' | 'boolean'>;
  /** Different values; values that are not empty. */
  readonly distinct: number;
  readonly filled: number;
}

const SAMPLES = 5;
const SAMPLE_LENGTH = 80;

export function describeColumn(name: string, values: readonly string[]): SampleColumn {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const distinct = [...new Set(filled)];
  const formats = commonFormats(distinct);
  return {
    name,
    samples: distinct.slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_LENGTH)),
    dateFormats: formats,
    shapes: mostlyDates(distinct) ? [...new Set(distinct.filter(isDate).map(shapeOf))] : [],
    type: typeOf(distinct),
    distinct: distinct.length,
    filled: filled.length,
  };
}

function isDate(value: string): boolean {
  return possibleFormats(value).length > 0;
}

/** A few values that are no dates do not make a column of dates one of texts. */
function mostlyDates(values: readonly string[]): boolean {
  return values.length > 0 && values.filter(isDate).length >= values.length * 0.9;
}

function commonFormats(values: readonly string[]): readonly DateFormat[] {
  if (!mostlyDates(values)) return [];
  const [first = [], ...rest] = values.map(possibleFormats).filter((formats) => formats.length > 0);
  return rest.reduce((left, formats) => left.filter((format) => formats.includes(format)), first);
}

function typeOf(values: readonly string[]): SampleColumn['type'] {
  if (values.length === 0) return 'text';
  if (values.every((value) => value === 'true' || value === 'false')) return 'boolean';
  const numbers = values.every((value) => String(Number(value)) === value && Number.isFinite(Number(value)));
  if (!numbers) return 'text';
  return values.every((value) => Number.isSafeInteger(Number(value))) ? 'integer' : 'decimal';
}
