/** The tree to closures, once a model: each node becomes a function of the run. */
import { calculate } from './arithmetic.ts';
import { compileCall } from './call.ts';
import { compare, equal, inRange, order } from './comparison.ts';
import { FeelError, Refused } from './fault.ts';
import { instanceTest } from './instance-of.ts';
import { between, filter, forLoop, quantified, sorted, truth } from './iteration.ts';
import type { Body, CompiledIterator } from './iteration.ts';
import type { Comparator, Iterator, Node, Test } from './nodes.ts';
import { spend } from './run.ts';
import type { Run } from './run.ts';
import type { Code, Compilation, Scope } from './scope.ts';
import { parseTemporal, temporalMember } from './temporal-values.ts';
import type { Value } from './values.ts';
import { described, FeelRange, isContext, isList, isTemporal, member } from './values.ts';

/**
 * Compiles a node within the names of a scope.
 * @throws Refused when a function or type does not exist or is called wrongly.
 */
export function compileNode(compilation: Compilation, node: Node, scope: Scope | undefined): Code {
  compilation.nodes++;
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
      return comparison(node.operator, compiled(node.left), compiled(node.right));
    case 'between': {
      const [value, low, high] = [compiled(node.value), compiled(node.low), compiled(node.high)];
      return (run) => between(run, value(run), low(run), high(run));
    }
    case 'in':
      return compileIn(compiled(node.value), node.tests, compiled);
    case 'range': {
      const [start, end] = [compiled(node.start), compiled(node.end)];
      const { startIncluded, endIncluded } = node;
      return (run) => range(run, start(run), startIncluded, end(run), endIncluded);
    }
    case 'and':
    case 'or':
      return logical(node.kind, compiled(node.left), compiled(node.right));
    case 'if': {
      const [condition, then, otherwise] = [compiled(node.condition), compiled(node.then), compiled(node.otherwise)];
      return (run) => (truth(condition(run), 'if') ? then(run) : otherwise(run));
    }
    case 'for':
      return compileFor(compilation, node, scope);
    case 'some':
    case 'every': {
      const [iterators, inside] = compileIterators(compilation, node.iterators, scope);
      return quantified(node.kind, iterators, compileBody(compilation, node.body, inside));
    }
    case 'instance': {
      const [value, test] = [compiled(node.value), instanceTest(node.type)];
      return (run) => test(run, value(run));
    }
    case 'call':
      return compileCall(node, compiled);
    case 'sort': {
      const list = compiled(node.list);
      const first = compilation.bind(scope, node.names[0]);
      const second = compilation.bind(first, node.names[1]);
      return sorted(list, [first.slot, second.slot], compileBody(compilation, node.precedes, second));
    }
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

const CONDITIONS: ReadonlySet<string> = new Set(['comparison', 'between', 'in', 'and', 'or', 'some', 'every', 'instance']);

function compileFilter(compilation: Compilation, node: Node & { readonly kind: 'filter' }, scope: Scope | undefined): Code {
  const of = compileNode(compilation, node.of, scope);
  const item = compilation.bindItem(scope);
  const isLiteral = node.by.kind === 'literal' && typeof node.by.value === 'boolean';
  const isNot = node.by.kind === 'call' && node.by.name === 'not';
  return filter(of, compileBody(compilation, node.by, item), item.slot, isLiteral || isNot || CONDITIONS.has(node.by.kind));
}

/** Each entry may use those before it. */
function compileContext(compilation: Compilation, node: Node & { readonly kind: 'context' }, scope: Scope | undefined): Code {
  let inside = scope;
  const names = new Set<string>();
  const entries = node.entries.map(({ name, value }) => {
    if (names.has(name)) throw new Refused(`The context has two entries "${name.slice(0, 60)}".`);
    names.add(name);
    const code = compileNode(compilation, value, inside);
    inside = compilation.bind(inside, name);
    return { name, code, slot: inside.slot };
  });
  return (run) => {
    const context: Record<string, Value> = {};
    for (const { name, code, slot } of entries) {
      const value = code(run);
      run.slots[slot] = value;
      context[name] = value;
    }
    return context;
  };
}

function comparison(operator: Comparator, left: Code, right: Code): Code {
  switch (operator) {
    case '=':
      return (run) => equal(run, left(run), right(run));
    case '!=':
      return (run) => !equal(run, left(run), right(run));
    case '<':
      return (run) => compare(run, left(run), right(run)) < 0;
    case '<=':
      return (run) => compare(run, left(run), right(run)) <= 0;
    case '>':
      return (run) => compare(run, left(run), right(run)) > 0;
    case '>=':
      return (run) => compare(run, left(run), right(run)) >= 0;
    default:
      return operator satisfies never;
  }
}

type Check = (run: Run, value: Value) => boolean;

function compileIn(value: Code, tests: readonly Test[], compiled: (node: Node) => Code): Code {
  const checks = tests.map((test): Check => {
    const code = compiled(test.value);
    if (!('comparator' in test)) return (run, left) => isIn(run, left, code(run));
    let left: Value = null;
    const check = comparison(test.comparator, () => left, code);
    return (run, given) => {
      left = given;
      return check(run) === true;
    };
  });
  return (run) => {
    const left = value(run);
    return checks.some((check) => check(run, left));
  };
}

/** In a range; among the elements of a list, or in a range among them; else equal. */
function isIn(run: Run, value: Value, test: Value): boolean {
  if (test instanceof FeelRange) return inRange(run, test, value);
  if (!isList(test)) return equal(run, value, test);
  spend(run, test.length);
  return (
    test.some((item) => (item instanceof FeelRange ? inRange(run, item, value) : equal(run, value, item))) ||
    equal(run, value, test)
  );
}

function range(run: Run, start: Value, startIncluded: boolean, end: Value, endIncluded: boolean): FeelRange {
  if (start === null || end === null || order(run, start, end) === undefined) {
    throw new FeelError(`A range goes between two values of one kind, not from ${described(start)} to ${described(end)}`);
  }
  return new FeelRange(start, startIncluded, end, endIncluded);
}

/** Three-valued, left to right: what is decided by the left side leaves the right side alone. */
function logical(kind: 'and' | 'or', left: Code, right: Code): Code {
  const decisive = kind === 'or';
  const operand = (value: Value): boolean | null => {
    if (value === null || typeof value === 'boolean') return value;
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
