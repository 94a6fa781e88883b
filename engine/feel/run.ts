/** One evaluation: what it may read, what it has left to spend. */
import { OutOfFuel } from './fault.ts';
import type { FeelType } from './nodes.ts';
import type { Value } from './values.ts';

/** All that an expression can know. `now` is an instant, `zone` an IANA name; nothing else of the machine is reachable. */
export interface Environment {
  /** The variable of this name; undefined is read as null. */
  readonly read: (name: string) => Value | undefined;
  readonly now: number;
  readonly zone: string;
  /** When given, failures follow DMN's letter: what failed is null and the reason comes here. When not, it is a FeelError. */
  readonly noted?: ((message: string) => void) | undefined;
  /** A tank that several evaluations share, such as those of one decision graph; without it each evaluation has its own. */
  readonly fuel?: Fuel | undefined;
  /** What the name of a type that FEEL does not know stands for: an item definition. */
  readonly typeNamed?: ((name: string) => FeelType | undefined) | undefined;
}

/** What is left to spend: units of work, and how deep functions may still call each other. Both are worked on in place. */
export interface Fuel {
  left: number;
  depth: number;
}

/**
 * Units of work an evaluation may spend: about one for each node evaluated in a loop, list element made or looked at, and 32
 * characters of text made. 100,000 are some milliseconds; a condition needs ten.
 */
export const FUEL = 100_000;
/** How deep calls of functions may nest, each counted with the depth of its body and 8 for itself. Far from the end of JavaScript's stack. */
const DEEPEST_CALLS = 2_000;

/** A full tank. */
export function makeFuel(units = FUEL): Fuel {
  return { left: units, depth: DEEPEST_CALLS };
}

export function tooDeep(): OutOfFuel {
  return new OutOfFuel('The expression ran out of fuel: functions call each other too deep');
}

export interface Run {
  /** Of the expression whose code runs; a function's body reads that of its definition. */
  environment: Environment;
  /** Values of the names bound inside the expression, by slot. */
  slots: Value[];
  readonly fuel: Fuel;
}

/**
 * Takes units of work.
 * @throws OutOfFuel when there are none left.
 */
export function spend(run: Run, units: number): void {
  if ((run.fuel.left -= units) < 0)
    throw new OutOfFuel('The expression ran out of fuel: it does more work than one expression may');
}

/** Takes the units for a text of this many characters, before it is made. */
export function spendText(run: Run, characters: number): void {
  spend(run, Math.ceil(characters / 32));
}
