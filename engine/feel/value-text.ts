/** A value as FEEL text: what `string()` gives. */
import { FeelError } from './fault.ts';
import type { Run } from './run.ts';
import { spend, spendText } from './run.ts';
import { temporalText } from './temporal-values.ts';
import type { Value } from './values.ts';
import { FeelFunction, FeelRange, isList, isTemporal, member } from './values.ts';

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Strings as they are; inside lists and contexts in quotes. */
export function textOf(run: Run, value: Value): string {
  return typeof value === 'string' ? value : literal(run, value, 0);
}

function literal(run: Run, value: Value, depth: number): string {
  if (depth > 64) throw new FeelError('A value nested deeper than 64 levels cannot be written as text');
  spend(run, 1);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') {
    spendText(run, value.length);
    return quoted(value);
  }
  if (isTemporal(value)) return temporalText(value, true);
  if (isList(value)) return `[${value.map((item) => literal(run, item, depth + 1)).join(', ')}]`;
  if (value instanceof FeelRange) {
    const [start, end] = [value.start, value.end].map((side) => (side === null ? '' : literal(run, side, depth + 1)));
    return `${value.startIncluded ? '[' : '('}${start ?? ''}..${end ?? ''}${value.endIncluded ? ']' : ')'}`;
  }
  if (value instanceof FeelFunction) throw new FeelError('A function cannot be written as text');
  const entries = Object.keys(value).map((name) => {
    spendText(run, name.length);
    return `${PLAIN_NAME.test(name) ? name : quoted(name)}: ${literal(run, member(value, name), depth + 1)}`;
  });
  return `{${entries.join(', ')}}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Decimal without an exponent: 1e21 has 22 digits. */
function numberText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [sign, digits, exponent] = [match[1] ?? '', `${match[2] ?? ''}${match[3] ?? ''}`, Number(match[4])];
  return exponent < 0 ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}` : sign + digits.padEnd(exponent + 1, '0');
}
