/** Calls: of a built-in function, decided while compiling, and of whatever a name or an expression turns out to be. */
import { inOrder } from './builtin-call.ts';
import { Arguments } from './builtins/arguments.ts';
import { builtinNamed, refusalOf } from './builtins/catalogue.ts';
import { Refused } from './fault.ts';
import { call, Callable, callNamed } from './function-value.ts';
import type { Given, Node } from './nodes.ts';
import type { Run } from './run.ts';
import type { Code, Compilation, Scope } from './scope.ts';
import type { Value } from './values.ts';

/**
 * `name(…)`: the function bound to the name, else the one that the caller provides, else the built-in.
 * @throws Refused when there is no such function or it does not take these arguments.
 */
export function compileCall(compilation: Compilation, node: Node & { readonly kind: 'call' }, scope: Scope | undefined): Code {
  const { name, given, at } = node;
  const builtin = builtinNamed(name);
  const mayBeFunction = compilation.mayBeFunction(scope, name);
  const takesFunctions = mayBeFunction || name === 'sort' || name === 'list replace';
  const argument = once((part) => (takesFunctions ? maybeFunction(compilation, part, scope) : compilation.compile(part, scope)));
  if (builtin === undefined && !mayBeFunction) throw new Refused(refusalOf(name), at);
  const found = mayBeFunction ? compilation.read(scope, name, false) : undefined;
  const invoked = found && invocation(found, given, argument);
  if (builtin === undefined) return invoked ?? (() => null);
  let ordered: (Node | undefined)[];
  try {
    ordered = inOrder(builtin, name, given, at);
  } catch (error) {
    // It may still be a function of the caller's with other parameters.
    if (error instanceof Refused && invoked !== undefined) return invoked;
    throw error;
  }
  const codes = ordered.map((part) => (part === undefined ? () => null : argument(part)));
  const builtIn = (run: Run): Value =>
    builtin.call(
      new Arguments(
        run,
        name,
        codes.map((code) => code(run)),
      ),
    );
  if (found === undefined || invoked === undefined) return builtIn;
  return (run) => (found(run) instanceof Callable ? invoked(run) : builtIn(run));
}

/** `expression(…)`: `list[1](x)`, `model.f(x)`, `f(1)(2)`. */
export function compileInvocation(
  compilation: Compilation,
  { callee, given }: Node & { readonly kind: 'invoke' },
  scope: Scope | undefined,
): Code {
  const root = rootOf(callee);
  if (compilation.known === undefined && root !== undefined && !compilation.mayBeFunction(scope, root))
    throw new Refused('Only a function can be called by a path: variables hold none.');
  return invocation(compilation.compile(callee, scope), given, (part) => maybeFunction(compilation, part, scope));
}

/** The name that a path or a position begins with. */
function rootOf(node: Node): string | undefined {
  if (node.kind === 'variable') return node.name;
  return node.kind === 'path' || node.kind === 'filter' ? rootOf(node.of) : undefined;
}

/** Where functions are handed on as values, a name that no variable has may be that of a built-in. */
export function maybeFunction(compilation: Compilation, node: Node, scope: Scope | undefined): Code {
  return node.kind === 'variable' ? compilation.read(scope, node.name, true) : compilation.compile(node, scope);
}

function once(compiled: (node: Node) => Code): (node: Node) => Code {
  const codes = new Map<Node, Code>();
  return (node) => {
    const code = codes.get(node) ?? compiled(node);
    codes.set(node, code);
    return code;
  };
}

function invocation(callee: Code, given: Given, compiled: (node: Node) => Code): Code {
  if ('positional' in given) {
    const codes = given.positional.map(compiled);
    return (run) => {
      const called = callee(run);
      return call(
        run,
        called,
        codes.map((code) => code(run)),
      );
    };
  }
  const names = given.named.map(({ name }) => name);
  const codes = given.named.map(({ value }) => compiled(value));
  return (run) => {
    const called = callee(run);
    return callNamed(
      run,
      called,
      names,
      codes.map((code) => code(run)),
    );
  };
}
