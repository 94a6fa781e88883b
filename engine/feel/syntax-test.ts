/** Comparisons, unary tests and ranges as they are written. */
import { Refused } from './fault.ts';
import type { Comparator, Node, Test } from './nodes.ts';
import { child, children } from './syntax-source.ts';
import type { Source, SyntaxNode } from './syntax-source.ts';

function comparator(text: string, at: number): Comparator {
  if (text === '=' || text === '!=' || text === '<' || text === '<=' || text === '>' || text === '>=') return text;
  throw new Refused(`The comparison ${text} is not supported.`, at);
}

export function comparison(source: Source, node: SyntaxNode, depth: number): Node {
  const value = source.read(child(node, 0), depth + 1);
  const sign = child(node, 1);
  const operand = (index: number): Node => source.read(child(node, index), depth + 1);
  if (sign.name === 'between') return { kind: 'between', value, low: operand(2), high: operand(4) };
  if (sign.name !== 'in')
    return { kind: 'comparison', operator: comparator(source.of(sign), sign.from), left: value, right: operand(2) };
  const target = child(node, 2);
  const tests = target.name === 'PositiveUnaryTest' ? [target] : children(child(node, 3));
  // The "?" of these tests is another than that of the test around them.
  const { inputs } = source;
  source.testing++;
  const read = tests.map((test) => unaryTest(source, child(test, 0), depth + 1));
  source.testing--;
  source.inputs = inputs;
  return { kind: 'in', value, tests: read };
}

/** `-`, tests, or `not(tests)`: what stands in a cell. */
export function unaryTests(source: Source, node: SyntaxNode): readonly Test[] | undefined {
  const first = child(node, 0);
  if (first.name === 'Wildcard') return undefined;
  const tests = children(node).flatMap((part) => (part.name === 'PositiveUnaryTests' ? children(part) : []));
  const read = tests.map((test) => unaryTest(source, child(test, 0), 1));
  return first.name === 'not' ? [{ kind: 'none', of: read }] : read;
}

function unaryTest(source: Source, node: SyntaxNode, depth: number): Test {
  const compared = comparedWith(source, node, depth);
  if (compared !== undefined) return compared;
  if (node.name === 'FunctionInvocation' && source.of(child(node, 0)) === 'not') {
    const given = children(child(node, 2));
    if (child(node, 2).name === 'PositionalParameters')
      return { kind: 'none', of: given.map((test) => unaryTest(source, test, depth + 1)) };
  }
  const { inputs } = source;
  const value = source.read(node, depth + 1);
  return { kind: source.inputs > inputs ? 'condition' : 'value', value };
}

/** `< 5`, also in brackets. */
function comparedWith(source: Source, node: SyntaxNode, depth: number): (Test & { kind: 'compare' }) | undefined {
  if (node.name === 'ParenthesizedExpression') return comparedWith(source, child(node, 1), depth + 1);
  if (node.name !== 'SimplePositiveUnaryTest' || child(node, 0).name !== 'CompareOp') return undefined;
  const sign = comparator(source.of(child(node, 0)), node.from);
  return { kind: 'compare', comparator: sign, value: source.read(child(node, 1), depth + 1) };
}

/** `[1..5)`; or in brackets, a list or a call `< 5`, which is a range without the other end (DMN 1.5, 10.3.2.7). */
export function range(source: Source, node: SyntaxNode, depth: number): Node {
  const interval = child(node, 0);
  if (interval.name === 'Interval') {
    return {
      kind: 'range',
      start: source.read(child(interval, 1), depth + 1),
      startIncluded: source.of(child(interval, 0)) === '[',
      end: source.read(child(interval, 3), depth + 1),
      endIncluded: source.of(child(interval, 4)) === ']',
    };
  }
  const parent = node.parent?.name ?? '';
  const sign = comparator(source.of(interval), node.from);
  if (!ENCLOSING.has(parent) || sign === '!=')
    throw new Refused(
      'A unary test (such as "> 5") is supported only after "in", in a cell, in brackets or in a list.',
      node.from,
    );
  const end = source.read(child(node, 1), depth + 1);
  const isLower = sign === '>' || sign === '>=';
  return {
    kind: 'range',
    start: isLower || sign === '=' ? end : undefined,
    startIncluded: sign === '>=' || sign === '=',
    end: isLower ? undefined : end,
    endIncluded: sign === '<=' || sign === '=',
  };
}

const ENCLOSING: ReadonlySet<string> = new Set([
  'ParenthesizedExpression',
  'List',
  'PositionalParameters',
  'NamedParameter',
  'ContextEntry',
]);
