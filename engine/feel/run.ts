/** One evaluation: what it may read, what it has left to spend. */
import type { Json } from '../errors.ts';
import { FeelError } from './fault.ts';
import type { Value } from './values.ts';

/** All that an expression can know. `now` is an instant, `zone` an IANA name; nothing else of the machine is reachable. */
export interface Environment {
  /** The variable of this name; undefined is read as null. */
  readonly read: (name: string) => Json | undefined;
  readonly now: number;
  readonly zone: string;
}

/**
 * Units of work an evaluation may spend: about one for each node evaluated in a loop, list element made or looked at, and 32
 * characters of text made. 100,000 are some milliseconds; a condition needs ten.
 */
export const FUEL = 100_000;

export interface Run {
  readonly environment: Environment;
  /** Values of the names bound inside the expression, by slot. */
  readonly slots: Value[];
  fuel: number;
}

/**
 * Takes units of work.
 * @throws FeelError when there are none left.
 */
export function spend(run: Run, units: number): void {
  run.fuel -= units;
  if (run.fuel < 0) throw new FeelError('The expression ran out of fuel: it does more work than one expression may');
}

/** Takes the units for a text of this many characters, before it is made. */
export function spendText(run: Run, characters: number): void {
  spend(run, Math.ceil(characters / 32));
}
