/** Calls of built-in functions: which one, and its arguments in the order of its parameters. All of it is decided while compiling. */
import { Arguments } from './builtins/arguments.ts';
import type { Builtin } from './builtins/arguments.ts';
import { builtinNamed, refusalOf } from './builtins/catalogue.ts';
import { Refused } from './fault.ts';
import type { Given, Node } from './nodes.ts';
import type { Code } from './scope.ts';

/** @throws Refused when there is no such function or it does not take these arguments. */
export function compileCall(node: Node & { readonly kind: 'call' }, compiled: (node: Node) => Code): Code {
  const { name } = node;
  const builtin = builtinNamed(name);
  if (builtin === undefined) throw new Refused(refusalOf(name), node.at);
  const given = inOrder(builtin, name, node.given, node.at).map((argument) =>
    argument === undefined ? () => null : compiled(argument),
  );
  const { call } = builtin;
  return (run) => {
    const values = given.map((code) => code(run));
    return call(new Arguments(run, name, values));
  };
}

const isOptional = (parameter: string): boolean => parameter.endsWith('?') || parameter.startsWith('...');

/** The arguments in the order of the parameters; left out optional ones are undefined. */
function inOrder({ signatures }: Builtin, name: string, given: Given, at: number): (Node | undefined)[] {
  if ('positional' in given) {
    const { length } = given.positional;
    const fits = signatures.some((parameters) => {
      const isOpen = parameters.some((parameter) => parameter.startsWith('...'));
      const required = parameters.filter((parameter) => !isOptional(parameter)).length;
      return length >= Math.max(required, isOpen ? 1 : 0) && (isOpen || length <= parameters.length);
    });
    if (!fits) throw new Refused(`${name} takes (${signatures.map((parameters) => parameters.join(', ')).join(') or (')}).`, at);
    return [...given.positional];
  }
  const names = given.named.map((argument) => argument.name);
  for (const parameters of signatures) {
    const plain = parameters.map((parameter) => parameter.replace('?', '').replace('...', ''));
    const hasAll = parameters.every((parameter, index) => isOptional(parameter) || names.includes(plain[index] ?? ''));
    if (!hasAll || !names.every((argument) => plain.includes(argument)) || new Set(names).size < names.length) continue;
    const ordered = plain.map((parameter) => given.named.find((argument) => argument.name === parameter)?.value);
    while (ordered.length > 0 && ordered[ordered.length - 1] === undefined) ordered.pop();
    return ordered;
  }
  throw new Refused(`${name} has no parameters named ${names.join(', ').slice(0, 100)}.`, at);
}
