/** The tree to closures, once a model: each node becomes a function of the run. */
import { calculate } from './arithmetic.ts';
import { compileCall, compileInvocation, maybeFunction } from './call.ts';
import { order } from './comparison.ts';
import { conformsTo } from './conformance.ts';
import { compileContext } from './context-entries.ts';
import { FeelError, Refused } from './fault.ts';
import { checkType, compileFunction } from './function-definition.ts';
import { between, filter, forLoop, quantified, truth } from './iteration.ts';
import type { Body, CompiledIterator } from './iteration.ts';
import { noted } from './leniency.ts';
import { CONDITIONS } from './nodes.ts';
import type { Iterator, Node } from './nodes.ts';
import { spend } from './run.ts';
import type { Run } from './run.ts';
import type { Code, Compilation, Scope } from './scope.ts';
import { parseTemporal, temporalMember } from './temporal-values.ts';
import { comparisonOf, compileTests } from './unary-test.ts';
import type { Value } from './values.ts';
import { described, FeelRange, isContext, isList, isTemporal, member } from './values.ts';

/** What may fail, and is null then by DMN's letter. */
const FALLIBLE: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'path',
  'filter',
  'arithmetic',
  'negation',
  'comparison',
  'between',
  'in',
  'range',
  'for',
  'some',
  'every',
  'instance',
  'call',
  'invoke',
]);

/**
 * Compiles a node within the names of a scope.
 * @throws Refused when a function or type does not exist or is called wrongly.
 */
export function compileNode(compilation: Compilation, node: Node, scope: Scope | undefined): Code {
  compilation.nodes++;
  compilation.deepest = Math.max(compilation.deepest, ++compilation.depth);
  const code = compileKind(compilation, node, scope);
  compilation.depth--;
  if (!compilation.isLenient || !FALLIBLE.has(node.kind)) return code;
  return (run) => {
    try {
      return code(run);
    } catch (error) {
      return noted(run, error, compilation.text);
    }
  };
}

function compileKind(compilation: Compilation, node: Node, scope: Scope | undefined): Code {
  const { isLenient } = compilation;
  const compiled = (part: Node): Code => compileNode(compilation, part, scope);
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'temporal': {
      const value = parseTemporal(node.text);
      if (value === undefined) throw new Refused(`@"${node.text.slice(0, 60)}" is no date, time or duration.`, node.at);
      return () => value;
    }
    case 'variable':
      return compilation.read(scope, node.name);
    case 'path':
      return path(compiled(node.of), node.name);
    case 'filter':
      return compileFilter(compilation, node, scope);
    case 'list': {
      const items = node.items.map(compiled);
      return (run) => items.map((item) => item(run));
    }
    case 'context':
      return compileContext(compilation, node, scope);
    case 'arithmetic': {
      const { operator } = node;
      const [left, right] = [compiled(node.left), compiled(node.right)];
      return (run) => calculate(run, operator, left(run), right(run));
    }
    case 'negation': {
      const of = compiled(node.of);
      return (run) => calculate(run, '*', of(run), -1);
    }
    case 'comparison':
      return comparison(comparisonOf(isLenient, node.operator), compiled(node.left), compiled(node.right));
    case 'between': {
      const [value, low, high] = [compiled(node.value), compiled(node.low), compiled(node.high)];
      return (run) => between(run, value(run), low(run), high(run));
    }
    case 'in':
      return compileTests(compilation, compiled(node.value), node.tests, scope);
    case 'range': {
      const [start, end] = [node.start && compiled(node.start), node.end && compiled(node.end)];
      const { startIncluded, endIncluded } = node;
      return (run) => range(run, start?.(run), startIncluded, end?.(run), endIncluded);
    }
    case 'and':
    case 'or':
      return logical(isLenient, node.kind, compiled(node.left), compiled(node.right));
    case 'if': {
      const [condition, then, otherwise] = [compiled(node.condition), compiled(node.then), compiled(node.otherwise)];
      return (run) => (truth(condition(run), 'if', isLenient) ? then(run) : otherwise(run));
    }
    case 'for':
      return compileFor(compilation, node, scope);
    case 'some':
    case 'every': {
      const [iterators, inside] = compileIterators(compilation, node.iterators, scope);
      return quantified(isLenient, node.kind, iterators, compileBody(compilation, node.body, inside));
    }
    case 'instance': {
      const [value, { type }] = [maybeFunction(compilation, node.value, scope), node];
      checkType(compilation, type);
      return (run) => conformsTo(value(run), type, run.environment.typeNamed, run);
    }
    case 'call':
      return compileCall(compilation, node, scope);
    case 'invoke':
      return compileInvocation(compilation, node, scope);
    case 'function':
      return compileFunction(compilation, node, scope);
    default:
      return node satisfies never;
  }
}

function compileBody(compilation: Compilation, node: Node, scope: Scope | undefined): Body {
  const before = compilation.nodes;
  const code = compileNode(compilation, node, scope);
  return { code, cost: compilation.nodes - before };
}

/** Null has null members; a list has the list of its elements' members. */
function path(of: Code, name: string): Code {
  const read = (value: Value): Value => {
    if (value === null) return null;
    if (isContext(value)) return member(value, name);
    if (isTemporal(value)) {
      const part = temporalMember(value, name);
      if (part !== undefined) return part;
    }
    if (value instanceof FeelRange) {
      const part = rangeMember(value, name);
      if (part !== undefined) return part;
    }
    throw new FeelError(`${described(value).replace('a ', 'A ')} has no member "${name.slice(0, 60)}"`);
  };
  return (run) => {
    const value = of(run);
    if (!isList(value)) return read(value);
    spend(run, value.length);
    return value.map(read);
  };
}

function rangeMember(range: FeelRange, name: string): Value | undefined {
  if (name === 'start') return range.start;
  if (name === 'end') return range.end;
  if (name === 'start included') return range.startIncluded;
  return name === 'end included' ? range.endIncluded : undefined;
}

function compileFilter(compilation: Compilation, node: Node & { readonly kind: 'filter' }, scope: Scope | undefined): Code {
  const of = compileNode(compilation, node.of, scope);
  const item = compilation.bindItem(scope);
  const isLiteral = node.by.kind === 'literal' && typeof node.by.value === 'boolean';
  const isNot = node.by.kind === 'call' && node.by.name === 'not';
  const isCondition = isLiteral || isNot || CONDITIONS.has(node.by.kind);
  return filter(of, compileBody(compilation, node.by, item), item.slot, isCondition, compilation.isLenient);
}

/** `a < b` of two parts. */
function comparison(compared: (run: Run, a: Value, b: Value) => boolean, left: Code, right: Code): Code {
  return (run) => compared(run, left(run), right(run));
}

/** An end that is undefined is open; one that is null is a mistake. */
function range(
  run: Run,
  start: Value | undefined,
  startIncluded: boolean,
  end: Value | undefined,
  endIncluded: boolean,
): FeelRange {
  const [from, to] = [start ?? end ?? null, end ?? start ?? null];
  if (start === null || end === null || order(run, from, to) === undefined) {
    throw new FeelError(`A range goes between two values of one kind, not from ${described(from)} to ${described(to)}`);
  }
  return new FeelRange(start ?? null, startIncluded, end ?? null, endIncluded);
}

/** Three-valued, left to right: what is decided by the left side leaves the right side alone. */
function logical(isLenient: boolean, kind: 'and' | 'or', left: Code, right: Code): Code {
  const decisive = kind === 'or';
  const operand = (value: Value): boolean | null => {
    if (value === null || typeof value === 'boolean') return value;
    if (isLenient) return null;
    throw new FeelError(`"${kind}" joins true and false, not ${described(value)}`);
  };
  return (run) => {
    const first = operand(left(run));
    if (first === decisive) return decisive;
    const second = operand(right(run));
    return second === decisive ? decisive : first === null || second === null ? null : !decisive;
  };
}

function compileIterators(
  compilation: Compilation,
  iterators: readonly Iterator[],
  scope: Scope | undefined,
): [CompiledIterator[], Scope | undefined] {
  let inside = scope;
  const compiled = iterators.map(({ name, from, to }) => {
    const fromCode = compileNode(compilation, from, inside);
    const toCode = to === undefined ? undefined : compileNode(compilation, to, inside);
    inside = compilation.bind(inside, name);
    return { slot: inside.slot, from: fromCode, to: toCode };
  });
  return [compiled, inside];
}

function compileFor(compilation: Compilation, node: Node & { readonly kind: 'for' }, scope: Scope | undefined): Code {
  const partial = compilation.bind(scope, 'partial');
  const [iterators, inside] = compileIterators(compilation, node.iterators, partial);
  const usesPartial = JSON.stringify(node.body).includes('"name":"partial"');
  return forLoop(iterators, compileBody(compilation, node.body, inside), usesPartial ? partial.slot : undefined);
}
