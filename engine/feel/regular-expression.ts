/** Regular expressions in linear time (RE2): no pattern of an author can hang a step. Look-around and back-references do not exist in it. */
import { RE2JS } from 're2js';
import { FeelError } from './fault.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';

const KEPT = 200;
const LONGEST_PATTERN = 500;
const kept = new Map<string, RE2JS>();

/**
 * A compiled pattern, kept for the next time. Takes fuel for compiling it (a counted repetition writes the pattern out: `a{500}` is long)
 * and for a run over `input`.
 * @throws FeelError when the pattern or a flag (only s, m, i are there) is not supported.
 */
export function regularExpression(run: Run, pattern: string, flags: string, input: string): RE2JS {
  if (pattern.length > LONGEST_PATTERN) throw new FeelError(`A pattern may have ${String(LONGEST_PATTERN)} characters`);
  const key = `${flags}/${pattern}`;
  let expression = kept.get(key);
  if (expression === undefined) {
    spend(run, 200);
    expression = compile(pattern, flags);
    spend(run, expression.programSize() * 8);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, expression);
  }
  spend(run, 20 + Math.ceil((input.length * expression.programSize()) / 32));
  return expression;
}

function compile(pattern: string, flags: string): RE2JS {
  let bits = 0;
  for (const flag of flags) {
    if (flag === 'i') bits |= RE2JS.CASE_INSENSITIVE;
    else if (flag === 's') bits |= RE2JS.DOTALL;
    else if (flag === 'm') bits |= RE2JS.MULTILINE;
    else throw new FeelError(`The flag "${flag}" of a regular expression is not supported`);
  }
  try {
    return RE2JS.compile(pattern, bits);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new FeelError(`The pattern "${pattern.slice(0, 60)}" is not supported: ${reason.slice(0, 100)}`);
  }
}
