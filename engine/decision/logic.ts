/** What logic is compiled with, and what compiled logic is. */
import { compileExpression, compileUnaryTests, isFault, OutOfFuel } from '../feel/compile.ts';
import type { Environment, Expression, Value } from '../feel/compile.ts';
import type { ItemType, ValueTest } from './item-type.ts';
import type { Complain, TypeTable } from './type-table.ts';

/** Compiled logic: from what it may read to its value. */
export type Code = (environment: Environment) => Value;

/** Compiles the logic of one element; faults are told with the element's id. `place` names where the text stands. */
export interface Compiling {
  readonly element: string;
  /** Names that FEEL would not read as one without being told. */
  readonly known: readonly string[];
  readonly complain: Complain;
  readonly types: TypeTable;
  /** Where it is there, the texts of rules are compiled by what is put here, or when they are first needed. */
  readonly later?: (() => unknown)[];
}

/** Compiles now, or later. */
export function compiledBy<Compiled>({ later }: Compiling, compile: () => Compiled): () => Compiled {
  let made = later ? undefined : { code: compile() };
  const get = (): Compiled => (made ??= { code: compile() }).code;
  later?.push(get);
  return get;
}

export function expressionCode(compiling: Compiling, text: string, place: string): Code {
  const compiled = compileExpression(text, compiling.known);
  if (!isFault(compiled)) return (environment) => compiled.value(environment);
  complainOf(compiling, compiled.fault, place);
  return () => null;
}

/** Unary tests, in an environment whose `?` is the value. */
export function testCode(compiling: Compiling, text: string, place: string): ((environment: Environment) => boolean) | undefined {
  const compiled = compileUnaryTests(text, compiling.known);
  if (!isFault(compiled)) return (environment) => compiled.value(environment) === true;
  complainOf(compiling, compiled.fault, place);
  return undefined;
}

/** Unary tests about values. */
export function valueTest(compiling: Compiling, text: string, place: string): ValueTest | undefined {
  const code = testCode(compiling, text, place);
  return code && ((environment, value) => code(withName(environment, '?', value)));
}

function complainOf({ complain, element }: Compiling, fault: string, place: string): void {
  complain('feel', element, `${place}: ${fault.replace(/\.?$/, '.')}`);
}

export function typeAt({ types, element }: Compiling, reference: string | undefined, place: string): ItemType | undefined {
  return types.of(reference, element, place);
}

/** The same with one more name. */
export function withName(environment: Environment, name: string, value: Value): Environment {
  return { ...environment, read: (asked) => (asked === name ? value : environment.read(asked)) };
}

/** The same with more names, which may still be added. */
export function withNames(environment: Environment, names: ReadonlyMap<string, Value>): Environment {
  return { ...environment, read: (asked) => (names.has(asked) ? names.get(asked) : environment.read(asked)) };
}

/** @throws OutOfFuel when there is none left. */
export function spend({ fuel }: Environment, units: number): void {
  if (fuel !== undefined && (fuel.left -= units) < 0) throw new OutOfFuel('The decision does more work than one evaluation may');
}

/** The functions among the names that our own texts use. */
const OWN_NAMES = ['body'];
const expressions = new Map<string, Expression>();

/** The value of a FEEL text of our own, over these names; compiled at its first use. */
export function feel(environment: Environment, text: string, names: Readonly<Record<string, Value>>): Value {
  let expression = expressions.get(text);
  if (expression === undefined) {
    const compiled = compileExpression(text, OWN_NAMES);
    if (isFault(compiled)) throw new Error(`${text}: ${compiled.fault}`);
    expressions.set(text, (expression = compiled));
  }
  return expression.value({ ...environment, read: (name) => names[name] });
}

/** Whether FEEL takes two values for equal. */
export function same(environment: Environment, a: Value, b: Value): boolean {
  return a === b || feel(environment, 'a = b', { a, b }) === true;
}
