/** The grammar's tree to our own: one kind of expression after the other. What ours has no node for is refused by name. */
import { Refused } from './fault.ts';
import { readNumber, readString } from './literals.ts';
import type { Node } from './nodes.ts';
import { contextEntry, functionDefinition, invocation, iterators } from './syntax-call.ts';
import { child, children, inner } from './syntax-source.ts';
import type { Source, SyntaxNode } from './syntax-source.ts';
import { comparison, joined, range } from './syntax-test.ts';
import { typeOf } from './syntax-type.ts';

/** Operations inside operations: `1 + 1 + …` nests to the left. Keeps evaluation far from the end of the stack. */
export const DEEPEST_NODES = 1_000;

export function readNode(source: Source, node: SyntaxNode | null, depth: number): Node {
  if (node === null) throw new Refused('The expression is empty.', 0);
  if (depth > DEEPEST_NODES) throw new Refused(`Operations are nested deeper than ${String(DEEPEST_NODES)} levels.`, node.from);
  const part = (index: number): Node => source.read(child(node, index), depth + 1);
  switch (node.name) {
    case 'LineComment':
    case 'BlockComment':
      return source.read(node.nextSibling, depth);
    case 'NumericLiteral':
      return { kind: 'literal', value: readNumber(source.of(node), node.from) };
    case 'StringLiteral':
      return { kind: 'literal', value: readString(source.of(node)) };
    case 'BooleanLiteral':
      return { kind: 'literal', value: source.of(node) === 'true' };
    case 'null':
      return { kind: 'literal', value: null };
    case 'ParenthesizedExpression': {
      const inside = part(1);
      source.lifted.delete(inside);
      return inside;
    }
    case 'VariableName':
      return { kind: 'variable', name: source.nameOf(node) };
    case 'DateTimeLiteral':
      return dateTimeLiteral(source, node, depth);
    case 'PathExpression':
      return { kind: 'path', of: part(0), name: source.nameOf(child(node, 2)) };
    case 'FilterExpression':
      return { kind: 'filter', of: part(0), by: part(2) };
    case 'List':
      return { kind: 'list', items: inner(node).map((item) => source.read(item, depth + 1)) };
    case 'Context':
      return { kind: 'context', entries: inner(node).map((entry) => contextEntry(source, entry, depth)) };
    case 'ArithmeticExpression':
      return arithmetic(source, node, depth);
    case 'Comparison':
      return comparison(source, node, depth);
    case 'Conjunction':
      return joined(source, 'and', part(0), part(2));
    case 'Disjunction':
      return joined(source, 'or', part(0), part(2));
    case 'IfExpression':
      return { kind: 'if', condition: part(1), then: part(3), otherwise: part(5) };
    case 'ForExpression':
      return { kind: 'for', iterators: iterators(source, child(node, 1), depth), body: part(3) };
    case 'QuantifiedExpression':
      return {
        kind: source.of(child(node, 0)) === 'some' ? 'some' : 'every',
        iterators: iterators(source, child(node, 1), depth),
        body: part(3),
      };
    case 'InstanceOfExpression':
      return { kind: 'instance', value: part(0), type: typeOf(source, child(node, 3)) };
    case 'FunctionInvocation':
      return invocation(source, node, depth);
    case 'SimplePositiveUnaryTest':
      return range(source, node, depth);
    case 'FunctionDefinition':
      return functionDefinition(source, node, depth);
    case '?':
      if (source.testing === 0)
        throw new Refused('The input value "?" of a unary test is not supported outside a decision table.', node.from);
      source.inputs++;
      return { kind: 'variable', name: '?' };
    default:
      throw new Refused(`${node.name} is not supported.`, node.from);
  }
}

function dateTimeLiteral(source: Source, node: SyntaxNode, depth: number): Node {
  const first = child(node, 0);
  if (first.name !== 'AtLiteral') return invocation(source, node, depth);
  return { kind: 'temporal', text: readString(source.of(child(first, 0))), at: node.from };
}

function arithmetic(source: Source, node: SyntaxNode, depth: number): Node {
  const parts = children(node);
  if (parts.length === 2) return { kind: 'negation', of: source.read(child(node, 1), depth + 1) };
  const sign = source.of(child(node, 1));
  const operator = sign === '^' ? '**' : sign;
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/' && operator !== '**') {
    throw new Refused(`The operator ${operator} is not supported.`, node.from);
  }
  const [left, right] = [source.read(child(node, 0), depth + 1), source.read(child(node, 2), depth + 1)];
  return { kind: 'arithmetic', operator, left, right };
}
