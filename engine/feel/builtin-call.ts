/** What a built-in function is called with: which arguments fit its parameters, and the built-in as a value. */
import { Arguments } from './builtins/arguments.ts';
import type { Builtin } from './builtins/arguments.ts';
import { builtinNamed } from './builtins/catalogue.ts';
import { FeelError, Refused } from './fault.ts';
import { Callable } from './function-value.ts';
import type { Given, Node } from './nodes.ts';
import type { Value } from './values.ts';

const isOptional = (parameter: string): boolean => parameter.endsWith('?') || parameter.startsWith('...');

function fits({ signatures }: Builtin, length: number): boolean {
  return signatures.some((parameters) => {
    const isOpen = parameters.some((parameter) => parameter.startsWith('...'));
    const required = parameters.filter((parameter) => !isOptional(parameter)).length;
    return length >= Math.max(required, isOpen ? 1 : 0) && (isOpen || length <= parameters.length);
  });
}

function takes(name: string, { signatures }: Builtin): string {
  return `${name} takes (${signatures.map((parameters) => parameters.join(', ')).join(') or (')})`;
}

/**
 * The arguments in the order of the parameters; left out optional ones are undefined.
 * @throws Refused when they do not fit.
 */
export function inOrder(builtin: Builtin, name: string, given: Given, at: number): (Node | undefined)[] {
  if ('positional' in given) {
    if (!fits(builtin, given.positional.length)) throw new Refused(`${takes(name, builtin)}.`, at);
    return [...given.positional];
  }
  const names = given.named.map((argument) => argument.name);
  // Two signatures may have the same names, in another order: before(point, range), before(range, point).
  const asGiven = builtin.signatures.filter((parameters) => parameters.join() === names.join());
  for (const parameters of [...asGiven, ...builtin.signatures]) {
    const plain = parameters.map(plainName);
    const hasAll = parameters.every((parameter, index) => isOptional(parameter) || names.includes(plain[index] ?? ''));
    if (!hasAll || !names.every((argument) => plain.includes(argument)) || new Set(names).size < names.length) continue;
    const ordered = plain.map((parameter) => given.named.find((argument) => argument.name === parameter)?.value);
    while (ordered.length > 0 && ordered[ordered.length - 1] === undefined) ordered.pop();
    return ordered;
  }
  throw new Refused(`${name} has no parameters named ${names.join(', ').slice(0, 100)}.`, at);
}

function plainName(parameter: string): string {
  return parameter.replace('?', '').replace('...', '');
}

/** The built-in function of this name as a value; null when there is none. */
export function builtinFunction(name: string): Value {
  const builtin = builtinNamed(name);
  if (builtin === undefined) return null;
  const parameters = (builtin.signatures[0] ?? []).map(plainName);
  const body: Callable['body'] = (run, args) => {
    if (!fits(builtin, args.length)) throw new FeelError(`${takes(name, builtin)}, not ${String(args.length)} arguments`);
    return builtin.call(new Arguments(run, name, args));
  };
  return new Callable(parameters, [], body, 8, [], true);
}
