/** `function(a, b) …`: a closure over the values of the names around it as they are when it is made. */
import { isBuiltInType } from './conformance.ts';
import { Refused } from './fault.ts';
import { Callable } from './function-value.ts';
import type { FeelType, FunctionNode } from './nodes.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import type { Compilation, Scope } from './scope.ts';
import type { Value } from './values.ts';

/**
 * Compiles to the maker of the function.
 * @throws Refused for two parameters of one name, or a type that nobody knows.
 */
export function compileFunction(compilation: Compilation, node: FunctionNode, scope: Scope | undefined): (run: Run) => Callable {
  const names = node.parameters.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Refused('Two parameters of a function have the same name.', node.at);
  const types = node.parameters.map(({ type }) => type);
  for (const type of types) if (type !== undefined) checkType(compilation, type);
  const first = compilation.slots;
  let inside = scope;
  for (const name of names) inside = compilation.bind(inside, name);
  const { nodes, depth, deepest } = compilation;
  compilation.deepest = depth;
  const code = compilation.compile(node.body, inside);
  const height = compilation.deepest - depth;
  // The body runs when it is called, not where it stands.
  compilation.deepest = deepest;
  const size = compilation.slots;
  const cost = compilation.nodes - nodes + (size >> 4);
  return (definer) => {
    const { environment } = definer;
    spend(definer, 1 + (first >> 4));
    const captured = definer.slots.slice(0, first);
    const body = (run: Run, args: readonly Value[]): Value => {
      spend(run, cost);
      const caller = { environment: run.environment, slots: run.slots };
      const slots = captured.slice();
      for (const value of args) slots.push(value);
      while (slots.length < size) slots.push(null);
      run.slots = slots;
      run.environment = environment;
      try {
        return code(run);
      } finally {
        run.slots = caller.slots;
        run.environment = caller.environment;
      }
    };
    return new Callable(names, types.some(Boolean) ? types : [], body, height, captured);
  };
}

/** @throws Refused for a name that FEEL does not know, where the caller knows none either. */
export function checkType(compilation: Compilation, type: FeelType, depth = 0): void {
  if (depth > 16) throw new Refused('The type is nested deeper than 16 levels.');
  const check = (part: FeelType): void => {
    checkType(compilation, part, depth + 1);
  };
  if ('listOf' in type) check(type.listOf);
  else if ('rangeOf' in type) check(type.rangeOf);
  else if ('entries' in type)
    type.entries.forEach((entry) => {
      check(entry.type);
    });
  else if ('parameters' in type) [...type.parameters, type.result].forEach(check);
  else if (!isBuiltInType(type.name) && compilation.known === undefined)
    throw new Refused(`There is no type ${type.name.slice(0, 60)}.`);
}
