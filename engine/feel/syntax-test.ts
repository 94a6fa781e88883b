/** Comparisons, unary tests and ranges as they are written. */
import { Refused } from './fault.ts';
import { CONDITIONS } from './nodes.ts';
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
  // The "?" of these tests is another than that of the test around them; what follows them is not among them.
  const { inputs } = source;
  const after = { inputs: 0 };
  source.testing++;
  const read =
    target.name === 'PositiveUnaryTest'
      ? bareTest(source, child(target, 0), depth + 1, after, (test) => ({ kind: 'in', value, tests: [test] }))
      : ({
          kind: 'in',
          value,
          tests: children(child(node, 3)).map((test) => unaryTest(source, child(test, 0), depth + 1)),
        } as const);
  source.testing--;
  source.inputs = inputs + after.inputs;
  return read;
}

/**
 * `x in [1, 2] and y`: the grammar takes all that follows for the test; by precedence (DMN 1.5, 10.3.1.2) the test ends before `and`, `or`
 * and comparisons, unless it begins with a condition about `?`, as in `x in ? > 1 and ? < 5`.
 */
function bareTest(
  source: Source,
  node: SyntaxNode,
  depth: number,
  after: { inputs: number },
  make: (test: Test) => Node,
  sign?: Comparator,
): Node {
  const [first, second] = children(node);
  const isComparison = node.name === 'Comparison' && second?.name === 'CompareOp';
  if (first !== undefined && (isChain(node) || isComparison) && !beginsWithInput(node)) {
    const left = bareTest(source, first, depth + 1, after, make, sign);
    const { inputs } = source;
    source.testing--;
    const right = source.read(child(node, 2), depth + 1);
    source.testing++;
    after.inputs += source.inputs - inputs;
    if (!isComparison) return joined(source, node.name === 'Conjunction' ? 'and' : 'or', left, right, true);
    return { kind: 'comparison', operator: comparator(source.of(child(node, 1)), node.from), left, right };
  }
  if (sign !== undefined) return make({ kind: 'compare', comparator: sign, value: source.read(node, depth + 1) });
  if (node.name === 'SimplePositiveUnaryTest' && first?.name === 'CompareOp')
    return bareTest(source, child(node, 1), depth + 1, after, make, comparator(source.of(first), node.from));
  return make(unaryTest(source, node, depth));
}

function isChain({ name }: SyntaxNode): boolean {
  return name === 'Conjunction' || name === 'Disjunction';
}

/** Whether the first operand reads `?`, not in brackets of its own. */
function beginsWithInput(node: SyntaxNode): boolean {
  const [first] = children(node);
  if ((isChain(node) || node.name === 'Comparison') && first !== undefined) return beginsWithInput(first);
  if (node.name === 'ParenthesizedExpression') return false;
  const cursor = node.cursor();
  do if (cursor.name === '?') return true;
  while (cursor.next() && cursor.from < node.to);
  return false;
}

/** `and`, `or`; where `right` came out of a test of `in`, its `or` joins less closely than this `and`. */
export function joined(source: Source, kind: 'and' | 'or', left: Node, right: Node, isLifted = false): Node {
  const isLooser = kind === 'and' && right.kind === 'or' && source.lifted.has(right);
  const node: Node = isLooser
    ? { kind: 'or', left: joined(source, 'and', left, right.left, true), right: right.right }
    : { kind, left, right };
  if (isLifted || isLooser) source.lifted.add(node);
  return node;
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
  if (node.name === 'ParenthesizedExpression') return unaryTest(source, child(node, 1), depth + 1);
  const compared = comparedWith(source, node, depth);
  if (compared !== undefined) return compared;
  if (node.name === 'FunctionInvocation' && source.of(child(node, 0)) === 'not') {
    const given = children(child(node, 2));
    if (child(node, 2).name === 'PositionalParameters')
      return { kind: 'none', of: given.map((test) => unaryTest(source, test, depth + 1)) };
  }
  const { inputs } = source;
  const value = source.read(node, depth + 1);
  // What is true or false by its form says itself whether the test holds; other values are compared with the input.
  return { kind: source.inputs > inputs || CONDITIONS.has(value.kind) ? 'condition' : 'value', value };
}

/** `< 5`. */
function comparedWith(source: Source, node: SyntaxNode, depth: number): (Test & { kind: 'compare' }) | undefined {
  if (node.name !== 'SimplePositiveUnaryTest' || child(node, 0).name !== 'CompareOp') return undefined;
  const sign = comparator(source.of(child(node, 0)), node.from);
  if (isChain(child(node, 1)))
    throw new Refused('"and" and "or" join conditions, not a comparison such as "> 5": write ? > 5 and ….', node.from);
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
