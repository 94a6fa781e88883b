/** Text: DMN 1.5, 10.3.4.3. Positions count from 1, in characters (code points), negative ones from the end. */
import { FeelError } from '../fault.ts';
import { regularExpression } from '../regular-expression.ts';
import { spend, spendText } from '../run.ts';
import { described } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const STRING: Builtins = {
  substring: builtin('string, start position, length?', (given) => {
    const characters = Array.from(text(given, 0));
    const position = given.integer(1);
    if (position === 0) throw new FeelError('substring counts positions from 1, or from -1 at the end');
    const start = position > 0 ? position - 1 : Math.max(0, characters.length + position);
    return (given.has(2) ? characters.slice(start, start + Math.max(0, given.integer(2))) : characters.slice(start)).join('');
  }),
  'string length': builtin('string', (given) => Array.from(text(given, 0)).length),
  'upper case': builtin('string', (given) => text(given, 0).toUpperCase()),
  'lower case': builtin('string', (given) => text(given, 0).toLowerCase()),
  'substring before': builtin('string, match', (given) => {
    const index = text(given, 0).indexOf(given.text(1));
    return index < 0 ? '' : given.text(0).slice(0, index);
  }),
  'substring after': builtin('string, match', (given) => {
    const index = text(given, 0).indexOf(given.text(1));
    return index < 0 ? '' : given.text(0).slice(index + given.text(1).length);
  }),
  contains: builtin('string, match', (given) => text(given, 0).includes(given.text(1))),
  'starts with': builtin('string, match', (given) => text(given, 0).startsWith(given.text(1))),
  'ends with': builtin('string, match', (given) => text(given, 0).endsWith(given.text(1))),
  matches: builtin('input, pattern, flags?', (given) => pattern(given, 2).matcher(given.text(0)).find()),
  replace: builtin('input, pattern, replacement, flags?', replace),
  split: builtin('string, delimiter', splitAt),
  extract: builtin('string, pattern', (given) => {
    const expression = pattern(given, 2);
    const matcher = expression.matcher(given.text(0));
    const found: string[] = [];
    while (matcher.find()) {
      payForNext(given, expression, matcher.end());
      found.push(matcher.group() ?? '');
    }
    return found;
  }),
  'string join': builtin('list, delimiter?, prefix?, suffix?', join),
  trim: builtin('string', (given) => text(given, 0).trim()),
  'is blank': builtin('string', (given) => text(given, 0).trim() === ''),
};

/** The text, paid for. */
function text(given: Arguments, index: number): string {
  const value = given.text(index);
  spendText(given.run, value.length);
  return value;
}

function pattern(given: Arguments, flagsIndex: number): ReturnType<typeof regularExpression> {
  return regularExpression(given.run, given.text(1), given.has(flagsIndex) ? given.text(flagsIndex) : '', given.text(0));
}

/** The next search may look at all that is left, for each match again: a pattern can make that its habit. */
function payForNext(given: Arguments, expression: ReturnType<typeof regularExpression>, end: number): void {
  spend(given.run, 1 + Math.floor(((given.text(0).length - end) * expression.programSize()) / 256));
}

/** `$1` is a group and `$0` the whole match, as XPath's fn:replace has it. */
function replace(given: Arguments): string {
  const [input, replacement] = [given.text(0), given.text(2)];
  const expression = pattern(given, 3);
  const matcher = expression.matcher(input);
  let result = '';
  let end = 0;
  while (matcher.find()) {
    const filled = replacement.replace(/\\([\\$])|\$(\d)/g, (whole, literal?: string, group?: string) => {
      if (literal !== undefined) return literal;
      return Number(group) <= matcher.groupCount() ? (matcher.group(Number(group)) ?? '') : whole.slice(2);
    });
    payForNext(given, expression, matcher.end());
    spendText(given.run, filled.length);
    result += input.slice(end, matcher.start()) + filled;
    end = matcher.end();
  }
  return result + input.slice(end);
}

/** An empty match splits between characters. */
function splitAt(given: Arguments): string[] {
  const input = given.text(0);
  const expression = pattern(given, 2);
  const matcher = expression.matcher(input);
  const parts: string[] = [];
  let from = 0;
  while (matcher.find()) {
    const isEmptyAtBorder = matcher.end() === matcher.start() && (matcher.start() === 0 || matcher.start() >= input.length);
    payForNext(given, expression, matcher.end());
    if (isEmptyAtBorder) continue;
    parts.push(input.slice(from, matcher.start()));
    from = matcher.end();
  }
  return [...parts, input.slice(from)];
}

function join(given: Arguments): string {
  const parts: string[] = [];
  for (const item of given.list(0)) {
    if (item === null) continue;
    if (typeof item !== 'string') throw new FeelError(`string join expects strings, but one is ${described(item)}`);
    parts.push(item);
  }
  const delimiter = given.has(1) ? given.text(1) : '';
  spendText(
    given.run,
    parts.reduce((sum, part) => sum + part.length + delimiter.length, 32 * parts.length),
  );
  return (given.has(2) ? given.text(2) : '') + parts.join(delimiter) + (given.has(3) ? given.text(3) : '');
}
