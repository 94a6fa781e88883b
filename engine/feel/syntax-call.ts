/** Calls, function definitions, contexts and iterators as they are written. */
import { Refused } from './fault.ts';
import { readString } from './literals.ts';
import type { Entry, FunctionNode, Given, Iterator, Node } from './nodes.ts';
import { child, children } from './syntax-source.ts';
import type { Source, SyntaxNode } from './syntax-source.ts';
import { typeOf } from './syntax-type.ts';
import { isForbiddenName } from './values.ts';

export function contextEntry(source: Source, entry: SyntaxNode, depth: number): Entry {
  const key = child(child(entry, 0), 0);
  const name = key.name === 'StringLiteral' ? readString(source.of(key)) : source.nameOf(key);
  if (isForbiddenName(name)) throw new Refused(`"${name}" cannot be the name of a context's entry.`, entry.from);
  return { name, value: source.read(child(entry, 1), depth + 1) };
}

export function iterators(source: Source, node: SyntaxNode, depth: number): Iterator[] {
  return children(node).map((iterator) => {
    const context = children(child(iterator, 2));
    const from = source.read(context[0] ?? null, depth + 1);
    const name = source.nameOf(child(iterator, 0));
    return context[2] === undefined ? { name, from } : { name, from, to: source.read(context[2], depth + 1) };
  });
}

const NAMES: ReadonlySet<string> = new Set(['VariableName', 'DateTimeConstructor', 'SpecialFunctionName']);

export function invocation(source: Source, node: SyntaxNode, depth: number): Node {
  const callee = child(node, 0);
  const given = givenTo(source, node, depth);
  if (NAMES.has(callee.name)) return { kind: 'call', name: source.nameOf(callee), at: callee.from, given };
  return { kind: 'invoke', callee: source.read(callee, depth + 1), given };
}

function givenTo(source: Source, node: SyntaxNode, depth: number): Given {
  const parameters = children(node).find((part) => part.name.endsWith('Parameters'));
  const all = parameters === undefined ? [] : children(parameters);
  if (parameters?.name !== 'NamedParameters') return { positional: all.map((part) => source.read(part, depth + 1)) };
  return { named: all.map((part) => ({ name: source.nameOf(child(part, 0)), value: source.read(child(part, 1), depth + 1) })) };
}

/** @throws Refused for an external function: models hold data, never code. */
export function functionDefinition(source: Source, node: SyntaxNode, depth: number): FunctionNode {
  const parts = children(node);
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const body = parts.find((part) => part.name === 'FunctionBody');
  if (parts.some((part) => part.name === 'external'))
    throw new Refused('An external function (Java, PMML) is not supported.', node.from);
  if (body === undefined) throw new Refused('The function is not complete.', node.from);
  const parameters = (formal === undefined ? [] : children(formal)).map((parameter) => {
    const type = children(parameter)[1];
    return { name: source.nameOf(child(parameter, 0)), type: type && typeOf(source, type) };
  });
  return { kind: 'function', parameters, body: source.read(child(body, 0), depth + 1), at: node.from };
}
