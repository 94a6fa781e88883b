/**
 * FEEL for models: text is compiled once and evaluated as often as needed, within fuel, from nothing but the caller's variables, instant and
 * zone. docs/feel.md has every decision and every deviation from DMN 1.5.
 */
import type { Json } from '../errors.ts';
import { toJson } from './comparison.ts';
import { compileNode } from './closures.ts';
import { FeelError, isFault, Refused } from './fault.ts';
import type { FeelFault } from './fault.ts';
import type { Node } from './nodes.ts';
import type { Environment, Run } from './run.ts';
import { FUEL } from './run.ts';
import { Compilation } from './scope.ts';
import type { Code } from './scope.ts';
import { parseExpression } from './syntax.ts';

export { FeelError, isFault } from './fault.ts';
export type { FeelFault } from './fault.ts';
export { FUEL } from './run.ts';
export type { Environment } from './run.ts';

export interface Expression {
  /** As it was written, without the "=" of an attribute. */
  readonly text: string;
  /** Set when the expression is a plain constant. */
  readonly constant?: Json;
  /** The variables it may read, sorted. */
  readonly names: readonly string[];
  /**
   * The value as JSON; dates, times and durations are ISO 8601 text.
   * @throws FeelError when a value is null or of the wrong kind where it is needed, or the fuel is spent.
   */
  evaluate(environment: Environment): Json;
}

/** Compiles an expression; what cannot be compiled is named in the fault. */
export function compileExpression(text: string): Expression | FeelFault {
  const node = parseExpression(text);
  if (isFault(node)) return node;
  const compilation = new Compilation();
  try {
    const code = compileNode(compilation, node, undefined);
    const names = [...compilation.variables].sort();
    const fixed = node.kind === 'literal' ? { constant: node.value } : {};
    return { text, names, ...fixed, evaluate: evaluation(text, code, compilation.slots, isPlainRead(node)) };
  } catch (error) {
    if (error instanceof Refused) return error.asFault();
    throw error;
  }
}

/** An attribute of a model, by Camunda 8's convention: after "=" it is FEEL, anything else is itself. */
export function compileAttribute(text: string): Expression | FeelFault {
  return text.startsWith('=') ? compileExpression(text.slice(1)) : constant(text);
}

/** An expression that is always this value. */
export function constant(value: Json): Expression {
  return { text: typeof value === 'string' ? value : JSON.stringify(value), constant: value, names: [], evaluate: () => value };
}

/** A variable, or a path into one, is JSON already: it costs nothing to hand it on, however large. */
function isPlainRead(node: Node): boolean {
  return node.kind === 'variable' || (node.kind === 'path' && isPlainRead(node.of));
}

function evaluation(text: string, code: Code, slots: number, isJson: boolean): (environment: Environment) => Json {
  return (environment) => {
    const run: Run = { environment, slots: slots === 0 ? NO_SLOTS : new Array<null>(slots).fill(null), fuel: FUEL };
    try {
      const value = code(run);
      if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
      return toJson(isJson ? { ...run, fuel: Number.POSITIVE_INFINITY } : run, value);
    } catch (error) {
      if (error instanceof FeelError) throw new FeelError(`${error.message}, in: ${quoted(text)}`);
      // The stack or a string's length came to its end: too much work like any other.
      if (error instanceof RangeError)
        throw new FeelError(`The expression does more than one expression may, in: ${quoted(text)}`);
      throw error;
    }
  };
}

const NO_SLOTS: never[] = [];

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
