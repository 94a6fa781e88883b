/** Unary tests: `x in (…)` and the cells of decision tables (DMN 1.5, 10.3.2.8 and grammar rules 7 to 17). */
import { compare, equal, inRange } from './comparison.ts';
import { FeelError } from './fault.ts';
import { noted } from './leniency.ts';
import type { Comparator, Test } from './nodes.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import type { Code, Compilation, Scope } from './scope.ts';
import type { Value } from './values.ts';
import { described, FeelRange, isList, kindOf } from './values.ts';

/** True, false, or null when it cannot be told (by DMN's letter only). */
type Check = (run: Run, input: Value) => boolean | null;

/** Compiles tests of which one must hold for what `input` gives; `?` is its value within them. */
export function compileTests(compilation: Compilation, input: Code, tests: readonly Test[], scope: Scope | undefined): Code {
  const inside = compilation.bind(scope, '?');
  const check = anyOf(tests.map((test) => compileTest(compilation, test, inside)));
  return (run) => {
    const value = input(run);
    run.slots[inside.slot] = value;
    return check(run, value);
  };
}

/** True wins; else what cannot be told; else false. */
function anyOf(checks: readonly Check[]): Check {
  const [only] = checks;
  if (only !== undefined && checks.length === 1) return only;
  return (run, value) => {
    let result: boolean | null = false;
    for (const check of checks) {
      const holds = check(run, value);
      if (holds === true) return true;
      if (holds === null) result = null;
    }
    return result;
  };
}

function compileTest(compilation: Compilation, test: Test, scope: Scope): Check {
  if (test.kind === 'none') {
    const check = anyOf(test.of.map((inner) => compileTest(compilation, inner, scope)));
    return (run, input) => {
      const holds = check(run, input);
      return holds === null ? null : !holds;
    };
  }
  const code = compilation.compile(test.value, scope);
  const check = compiled(compilation, test, code);
  if (!compilation.isLenient) return check;
  return (run, input) => {
    try {
      return check(run, input);
    } catch (error) {
      return noted(run, error, compilation.text);
    }
  };
}

function compiled(compilation: Compilation, test: Exclude<Test, { kind: 'none' }>, code: Code): Check {
  switch (test.kind) {
    case 'compare':
      return comparison(compilation, test.comparator, code);
    case 'condition':
      return condition(compilation, code);
    case 'value': {
      // What is computed as true, without asking for the input, is a condition too; the word itself is compared.
      const isWord = test.value.kind === 'literal';
      return (run, input) => {
        const value = code(run);
        return value === true && !isWord && typeof input !== 'boolean' ? true : isIn(run, input, value);
      };
    }
    default:
      return test satisfies never;
  }
}

function comparison(compilation: Compilation, comparator: Comparator, code: Code): Check {
  const compared = comparisonOf(compilation.isLenient, comparator);
  return (run, input) => compared(run, input, code(run));
}

function condition(compilation: Compilation, code: Code): Check {
  return (run, input) => {
    const value = code(run);
    if (typeof value === 'boolean') return value;
    if (isList(value) || value instanceof FeelRange) return isIn(run, input, value);
    if (compilation.isLenient && value === null) return null;
    return equal(run, input, value);
  };
}

/** `a < b` and its kin. By DMN's letter values of two kinds are neither equal nor unequal. */
export function comparisonOf(isLenient: boolean, comparator: Comparator): (run: Run, a: Value, b: Value) => boolean {
  switch (comparator) {
    case '=':
      return isLenient ? equalByLetter : equal;
    case '!=':
      return isLenient ? (run, a, b) => !equalByLetter(run, a, b) : (run, a, b) => !equal(run, a, b);
    case '<':
      return (run, a, b) => compare(run, a, b) < 0;
    case '<=':
      return (run, a, b) => compare(run, a, b) <= 0;
    case '>':
      return (run, a, b) => compare(run, a, b) > 0;
    case '>=':
      return (run, a, b) => compare(run, a, b) >= 0;
    default:
      return comparator satisfies never;
  }
}

function equalByLetter(run: Run, a: Value, b: Value): boolean {
  if (a !== null && b !== null && kindOf(a) !== kindOf(b))
    throw new FeelError(`There is no equality between ${described(a)} and ${described(b)}`);
  return equal(run, a, b);
}

/** In a range; among the elements of a list, or in a range among them; else equal. */
function isIn(run: Run, input: Value, test: Value): boolean {
  if (test instanceof FeelRange) return !(input instanceof FeelRange) ? inRange(run, test, input) : equal(run, input, test);
  if (!isList(test)) return equal(run, input, test);
  spend(run, test.length);
  return (
    test.some((item) =>
      item instanceof FeelRange && !(input instanceof FeelRange) ? inRange(run, item, input) : equal(run, input, item),
    ) || equal(run, input, test)
  );
}
