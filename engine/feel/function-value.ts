/** Functions as values: made by FEEL, by a caller or from a built-in, and called within fuel and depth. */
import { coerce } from './conformance.ts';
import { FeelError, OutOfFuel } from './fault.ts';
import type { FeelType } from './nodes.ts';
import type { Environment, Run } from './run.ts';
import { makeFuel, spend, tooDeep } from './run.ts';
import type { Value } from './values.ts';
import { described, FeelFunction } from './values.ts';

/** What a function does with arguments that fit its parameters. */
type Body = (run: Run, args: readonly Value[]) => Value;

export class Callable extends FeelFunction {
  readonly body: Body;
  /** How deep its body nests; for the limit of depth. */
  readonly height: number;
  /** The slots it closes over, of its own; functions of one context are written into each other's. */
  readonly captured: Value[] = [];
  /** Whether it checks the number of arguments itself. */
  readonly isOpen: boolean;
  constructor(
    parameters: readonly string[],
    types: readonly (FeelType | undefined)[],
    body: Body,
    height: number,
    captured: Value[] = [],
    isOpen = false,
  ) {
    super(parameters, types);
    this.body = body;
    this.height = height;
    this.captured = captured;
    this.isOpen = isOpen;
  }
}

/** @throws FeelError when it is no function, the arguments do not fit, or calls nest too deep (OutOfFuel). */
export function call(run: Run, callee: Value, args: readonly Value[]): Value {
  if (!(callee instanceof Callable)) throw new FeelError(`Only a function can be called, not ${described(callee)}`);
  const { parameters, types, height } = callee;
  if (!callee.isOpen && args.length !== parameters.length) {
    throw new FeelError(`The function takes (${parameters.join(', ').slice(0, 100)}), not ${String(args.length)} arguments`);
  }
  spend(run, args.length + 2);
  const given = types.length === 0 ? args : args.map((value, index) => typed(run, callee, index, value));
  run.fuel.depth -= height + 8;
  try {
    if (run.fuel.depth < 0) throw tooDeep();
    return callee.body(run, given);
  } finally {
    run.fuel.depth += height + 8;
  }
}

function typed(run: Run, { parameters, types }: FeelFunction, index: number, value: Value): Value {
  const type = types[index];
  if (type === undefined || value === null) return value;
  spend(run, 1);
  const coerced = coerce(value, type, run.environment.typeNamed, run);
  if (coerced !== undefined) return coerced;
  throw new FeelError(
    `The argument "${(parameters[index] ?? '').slice(0, 60)}" is ${described(value)}, which is not of its type`,
  );
}

/** Arguments by name, in the order of the parameters. @throws FeelError when a name is missing, given twice or not a parameter. */
export function callNamed(run: Run, callee: Value, names: readonly string[], args: readonly Value[]): Value {
  if (!(callee instanceof Callable)) throw new FeelError(`Only a function can be called, not ${described(callee)}`);
  const { parameters } = callee;
  const fits = names.length === parameters.length && parameters.every((parameter) => names.includes(parameter));
  if (!fits) throw new FeelError(`The function takes (${parameters.join(', ').slice(0, 100)})`);
  return call(
    run,
    callee,
    parameters.map((parameter) => args[names.indexOf(parameter)] ?? null),
  );
}

/**
 * Calls a function value from outside of an expression.
 * @throws FeelError as within one.
 */
export function callFunction(callee: Value, args: readonly Value[], environment: Environment): Value {
  const run: Run = { environment, slots: [], fuel: environment.fuel ?? makeFuel() };
  try {
    return call(run, callee, args);
  } catch (error) {
    if (error instanceof FeelError && !(error instanceof OutOfFuel) && environment.noted !== undefined) {
      environment.noted(error.message);
      return null;
    }
    throw error;
  }
}

/**
 * A function made outside of FEEL: a business knowledge model, a decision service. `body` gets as many arguments as there are parameters,
 * and the environment of the caller, whose `fuel` is always there and which it hands on to what it evaluates.
 */
export function makeFunction(
  parameters: readonly string[],
  body: (args: readonly Value[], caller: Environment & { readonly fuel: NonNullable<Environment['fuel']> }) => Value,
  types: readonly (FeelType | undefined)[] = [],
): FeelFunction {
  return new Callable(parameters, types, (run, args) => body(args, { ...run.environment, fuel: run.fuel }), 16);
}
