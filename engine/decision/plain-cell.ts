/** What most cells of large tables are: a string, a number, a comparison with one, a range of numbers. Read without FEEL's grammar. */
import type { Value } from '../feel/compile.ts';

const NUMBER = '-?(?:\\d{1,15}|\\d{1,8}\\.\\d{1,6})';
const STRING = '"[^"\\\\\\n\\r]*"';
const STRINGS = new RegExp(`^${STRING}(?:\\s*,\\s*${STRING})*$`);
const PLAIN_NUMBER = new RegExp(`^${NUMBER}$`);
const COMPARISON = new RegExp(`^(<=|>=|<|>)\\s*(${NUMBER})$`);
const RANGE = new RegExp(`^([[(\\]])\\s*(${NUMBER})\\s*\\.\\.\\s*(${NUMBER})\\s*([\\])[])$`);

/** A plain string or number; undefined for any other text. */
export function literalOf(text: string): string | number | undefined {
  if (PLAIN_NUMBER.test(text)) return Number(text) + 0;
  const strings = stringsOf(text);
  return strings?.length === 1 ? strings[0] : undefined;
}

function stringsOf(text: string): readonly string[] | undefined {
  if (!STRINGS.test(text)) return undefined;
  return text.match(/"[^"]*"/g)?.map((quoted) => quoted.slice(1, -1));
}

/**
 * The test that such a text is; undefined for any other text.
 * @returns of a value: whether it passes; undefined when the test is not about values of its kind, and FEEL must say.
 */
export function plainTest(text: string): ((value: Value) => boolean | undefined) | undefined {
  const strings = stringsOf(text);
  if (strings !== undefined) {
    const among = new Set(strings);
    return (value) => (typeof value === 'string' ? among.has(value) : undefined);
  }
  const test = numberTest(text);
  return test && ((value) => (typeof value === 'number' ? test(value) : undefined));
}

function numberTest(text: string): ((value: number) => boolean) | undefined {
  if (PLAIN_NUMBER.test(text)) {
    const number = Number(text);
    return (value) => value === number;
  }
  const comparison = COMPARISON.exec(text);
  if (comparison !== null) {
    const bound = Number(comparison[2]);
    switch (comparison[1]) {
      case '<':
        return (value) => value < bound;
      case '<=':
        return (value) => value <= bound;
      case '>':
        return (value) => value > bound;
      default:
        return (value) => value >= bound;
    }
  }
  const range = RANGE.exec(text);
  if (range === null) return undefined;
  const [, open, from, to, close] = range;
  const [low, high] = [Number(from), Number(to)];
  // A range that goes down is FEEL's to judge.
  if (low > high) return undefined;
  const [hasLow, hasHigh] = [open === '[', close === ']'];
  return (value) => (hasLow ? value >= low : value > low) && (hasHigh ? value <= high : value < high);
}
