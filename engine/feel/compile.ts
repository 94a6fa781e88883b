/**
 * FEEL for models: text is compiled once and evaluated as often as needed, within fuel, from nothing but the caller's variables, instant and
 * zone. docs/feel.md has every decision and every deviation from DMN 1.5.
 */
import type { Json } from '../errors.ts';
import { compileNode } from './closures.ts';
import { toJson as json } from './comparison.ts';
import { isFault, Refused } from './fault.ts';
import type { FeelFault } from './fault.ts';
import { located } from './leniency.ts';
import type { Node, Test } from './nodes.ts';
import type { Environment, Fuel, Run } from './run.ts';
import { makeFuel, tooDeep } from './run.ts';
import { Compilation } from './scope.ts';
import type { Code } from './scope.ts';
import { parseExpression, parseUnaryTests } from './syntax.ts';
import { compileTests } from './unary-test.ts';
import type { Value } from './values.ts';

export { coerce, conformsTo, fromJson, isBuiltInType } from './conformance.ts';
export { FeelError, isFault, OutOfFuel } from './fault.ts';
export type { FeelFault } from './fault.ts';
export { callFunction, makeFunction } from './function-value.ts';
export type { FeelType } from './nodes.ts';
export { FUEL, makeFuel } from './run.ts';
export type { Environment, Fuel } from './run.ts';
export { parseType } from './syntax.ts';
export { described, FeelFunction, FeelRange, isContext, isList } from './values.ts';
export type { Context, Value } from './values.ts';

export interface Expression {
  /** As it was written, without the "=" of an attribute. */
  readonly text: string;
  /** Set when the expression is a plain constant. */
  readonly constant?: Json;
  /** The variables it may read, sorted. */
  readonly names: readonly string[];
  /**
   * The value as JSON; dates, times and durations are ISO 8601 text.
   * @throws FeelError when a value is null or of the wrong kind where it is needed (unless `environment.noted` is there), when the result
   * has no JSON form, or (OutOfFuel) the fuel is spent.
   */
  evaluate(environment: Environment): Json;
  /**
   * The value itself: dates stay dates, functions functions.
   * @throws FeelError as `evaluate` does.
   */
  value(environment: Environment): Value;
}

/**
 * Compiles an expression; what cannot be compiled is named in the fault.
 * @param known names that the caller provides, also those of its contexts' members: they may have spaces and signs, and be functions. With
 * it, `?` and types that FEEL does not know (`Environment.typeNamed`) are accepted. Hand the same array to all expressions of a model.
 */
export function compileExpression(text: string, known?: readonly string[]): Expression | FeelFault {
  const node = parseExpression(text, known);
  if (isFault(node)) return node;
  const compiled = (compilation: Compilation): Code => compilation.compile(node, undefined);
  const fixed = node.kind === 'literal' ? { constant: node.value } : {};
  return expression(text, known, fixed, isPlainRead(node), compiled);
}

/**
 * Compiles unary tests, as in the cell of a decision table: `-`, `< 5`, `[1..3], 7`, `not("a", "b")`, conditions about `?`. The input is
 * what the environment reads as `?`; the value is true or false.
 */
export function compileUnaryTests(text: string, known?: readonly string[]): Expression | FeelFault {
  const read = parseUnaryTests(text, known ?? NO_NAMES);
  if (isFault(read)) return read;
  const { tests } = read;
  if (tests === undefined) return constant(true, text);
  return expression(text, known ?? NO_NAMES, {}, false, (compilation) => allTests(compilation, tests));
}

const NO_NAMES: readonly string[] = [];

function allTests(compilation: Compilation, tests: readonly Test[]): Code {
  const check = compileTests(compilation, (run) => run.environment.read('?') ?? null, tests, undefined);
  return (run) => check(run) === true;
}

/** An attribute of a model, by Camunda 8's convention: after "=" it is FEEL, anything else is itself. */
export function compileAttribute(text: string): Expression | FeelFault {
  return text.startsWith('=') ? compileExpression(text.slice(1)) : constant(text);
}

/** An expression that is always this value. */
export function constant(value: Json, text = typeof value === 'string' ? value : JSON.stringify(value)): Expression {
  return { text, constant: value, names: [], evaluate: () => value, value: () => value };
}

/**
 * A value as JSON, as `Expression.evaluate` gives it. Takes from `fuel` when it is given.
 * @throws FeelError for a range, a function, or what is nested deeper than 64 levels.
 */
export function toJson(value: Value, fuel: Fuel = makeFuel(Number.POSITIVE_INFINITY)): Json {
  return json({ environment: NOWHERE, slots: [], fuel }, value);
}

const NOWHERE: Environment = { read: () => undefined, now: 0, zone: 'UTC' };

/** A variable, or a path into one, is JSON already: it costs nothing to hand it on, however large. */
function isPlainRead(node: Node): boolean {
  return node.kind === 'variable' || (node.kind === 'path' && isPlainRead(node.of));
}

interface Program {
  readonly code: Code;
  readonly slots: number;
  /** How deep its operations nest. */
  readonly height: number;
  readonly names: readonly string[];
}

/** Strict and, once somebody asks for DMN's letter, lenient too. */
function expression(
  text: string,
  known: readonly string[] | undefined,
  fixed: { readonly constant?: Json },
  isJson: boolean,
  compiled: (compilation: Compilation) => Code,
): Expression | FeelFault {
  const names = known && new Set(known);
  const program = (isLenient: boolean): Program => {
    const compilation = new Compilation(text, names, isLenient, compileNode);
    const code = compiled(compilation);
    return { code, slots: compilation.slots, height: compilation.deepest, names: [...compilation.variables].sort() };
  };
  try {
    const strict = program(false);
    let lenient: Program | undefined;
    const evaluated = <Result>(environment: Environment, finish: (run: Run, value: Value) => Result): Result => {
      const { code, slots, height } = environment.noted === undefined ? strict : (lenient ??= program(true));
      const fuel = environment.fuel ?? makeFuel();
      const run: Run = { environment, slots: slots === 0 ? NO_SLOTS : new Array<null>(slots).fill(null), fuel };
      fuel.depth -= height;
      try {
        if (fuel.depth < 0) throw tooDeep();
        return finish(run, code(run));
      } catch (error) {
        throw located(error, text);
      } finally {
        fuel.depth += height;
      }
    };
    const asJson = (run: Run, value: Value): Json => {
      if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
      return isJson ? toJson(value) : json(run, value);
    };
    return {
      text,
      names: strict.names,
      ...fixed,
      evaluate: (environment) => evaluated(environment, asJson),
      value: (environment) => evaluated(environment, itself),
    };
  } catch (error) {
    if (error instanceof Refused) return error.asFault();
    throw error;
  }
}

const NO_SLOTS: never[] = [];
const itself = (_: Run, value: Value): Value => value;
