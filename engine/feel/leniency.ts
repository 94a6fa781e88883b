/** What becomes of a failure: an exception with the expression, or by DMN's letter null and a note. */
import { FeelError, OutOfFuel } from './fault.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';

/** Null, noted, for a failure; by DMN's letter. @throws what is no failure of an operation. */
export function noted(run: Run, error: unknown, text: string): null {
  if (!(error instanceof FeelError) || error instanceof OutOfFuel) throw error;
  spend(run, 20);
  run.environment.noted?.(error.isLocated ? error.message : `${error.message}, in: ${quoted(text)}`);
  return null;
}

/** The text of an expression in a message: one line, at most 200 characters. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** The failure with the expression it happened in, said once. */
export function located(error: unknown, text: string): unknown {
  // The stack or a string's length came to its end: too much work like any other.
  if (error instanceof RangeError)
    return new OutOfFuel(`The expression does more than one expression may, in: ${quoted(text)}`, true);
  if (!(error instanceof FeelError) || error.isLocated) return error;
  const message = `${error.message}, in: ${quoted(text)}`;
  return error instanceof OutOfFuel ? new OutOfFuel(message, true) : new FeelError(message, true);
}
