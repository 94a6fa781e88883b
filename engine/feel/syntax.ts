/**
 * FEEL text to a small tree of our own. The grammar is @bpmn-io/lezer-feel (with its Camunda dialect: names in backticks), in strict
 * mode, so that the first fault ends it; what the tree has no node for is refused here by name.
 */
import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import { builtinNames } from './builtins/catalogue.ts';
import { Refused } from './fault.ts';
import type { FeelFault } from './fault.ts';
import { readNumber, readString } from './literals.ts';
import type { Comparator, Entry, FeelType, Iterator, Node, Test } from './nodes.ts';
import { isForbiddenName } from './values.ts';

type LRParser = typeof parser;
type SyntaxNode = ReturnType<LRParser['parse']>['topNode'];

export const LONGEST_TEXT = 4_000;
export const DEEPEST_BRACKETS = 50;
/** Operations inside operations: `1 + 1 + …` nests to the left. Keeps evaluation far from the end of the stack. */
export const DEEPEST_NODES = 1_000;

let grammar: LRParser | undefined;

/** The grammar must be told of names with spaces, or it would read `string length` as two names; plain ones it reads by itself. */
function parserWithBuiltins(): LRParser {
  const spaced = builtinNames().filter((name) => name.includes(' ') && name !== 'date and time');
  grammar ??= parser.configure({
    top: 'Expression',
    dialect: 'camunda',
    strict: true,
    contextTracker: trackVariables(Object.fromEntries(spaced.map((name) => [name, 1]))),
  });
  return grammar;
}

/** Reads an expression; what is wrong with it, or not supported, is an answer. */
export function parseExpression(text: string): Node | FeelFault {
  const tooBig = limitFault(text);
  if (tooBig !== undefined) return tooBig;
  try {
    return read(new Source(text), parserWithBuiltins().parse(text).topNode.firstChild, 0);
  } catch (error) {
    if (error instanceof Refused) return error.asFault();
    if (error instanceof SyntaxError || error instanceof RangeError) return unreadable(text, error.message);
    throw error;
  }
}

function limitFault(text: string): FeelFault | undefined {
  if (text.length > LONGEST_TEXT) {
    return { fault: `The expression has ${String(text.length)} characters; ${String(LONGEST_TEXT)} are allowed.` };
  }
  let depth = 0;
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]/g)) {
    if ('([{'.includes(token[0])) depth++;
    else if (')]}'.includes(token[0])) depth--;
    if (depth > DEEPEST_BRACKETS) {
      return { fault: `Brackets are nested deeper than ${String(DEEPEST_BRACKETS)} levels.`, position: token.index };
    }
  }
  return undefined;
}

function unreadable(text: string, message: string): FeelFault {
  if (text.trim() === '') return { fault: 'The expression is empty.' };
  const position = Number(/\d+$/.exec(message)?.[0] ?? 0);
  const near = text.slice(position, position + 20).trim();
  const where = near === '' ? ': it ends too early' : `, from "${near}" on`;
  // The grammar gives up on chains of some five hundred operations.
  return { fault: `This is not FEEL${where}${position > 1_000 ? ', or it is too long a chain' : ''}.`, position };
}

/** The text, and what a node of the grammar covers of it. */
class Source {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  of(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }
  /** A name as it is looked up: white space single, backticks gone. */
  nameOf(node: SyntaxNode): string {
    return this.of(node).replaceAll('`', '').replace(/\s+/g, ' ').trim();
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!child.type.isSkipped) all.push(child);
  return all;
}

/** The n-th child that the grammar promises. */
function child(node: SyntaxNode, index: number): SyntaxNode {
  const found = children(node)[index];
  if (found === undefined) throw new Refused(`The ${node.name} is not complete.`, node.from);
  return found;
}

function read(source: Source, node: SyntaxNode | null, depth: number): Node {
  if (node === null) throw new Refused('The expression is empty.', 0);
  if (depth > DEEPEST_NODES) throw new Refused(`Operations are nested deeper than ${String(DEEPEST_NODES)} levels.`, node.from);
  const part = (index: number): Node => read(source, child(node, index), depth + 1);
  switch (node.name) {
    case 'LineComment':
    case 'BlockComment':
      return read(source, node.nextSibling, depth);
    case 'NumericLiteral':
      return { kind: 'literal', value: readNumber(source.of(node), node.from) };
    case 'StringLiteral':
      return { kind: 'literal', value: readString(source.of(node)) };
    case 'BooleanLiteral':
      return { kind: 'literal', value: source.of(node) === 'true' };
    case 'null':
      return { kind: 'literal', value: null };
    case 'ParenthesizedExpression':
      return part(1);
    case 'VariableName':
      return { kind: 'variable', name: source.nameOf(node) };
    case 'DateTimeLiteral':
      return dateTimeLiteral(source, node, depth);
    case 'PathExpression':
      return { kind: 'path', of: part(0), name: source.nameOf(child(node, 2)) };
    case 'FilterExpression':
      return { kind: 'filter', of: part(0), by: part(2) };
    case 'List':
      return { kind: 'list', items: inner(node).map((item) => read(source, item, depth + 1)) };
    case 'Context':
      return { kind: 'context', entries: inner(node).map((entry) => contextEntry(source, entry, depth)) };
    case 'ArithmeticExpression':
      return arithmetic(source, node, depth);
    case 'Comparison':
      return comparison(source, node, depth);
    case 'Conjunction':
      return { kind: 'and', left: part(0), right: part(2) };
    case 'Disjunction':
      return { kind: 'or', left: part(0), right: part(2) };
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
      return invocation(source, node, child(node, 0), depth);
    case 'SimplePositiveUnaryTest':
      return interval(source, node, depth);
    case 'FunctionDefinition':
      throw new Refused('A function definition is not supported here (only as the second argument of sort).', node.from);
    case '?':
      throw new Refused('The input value "?" of a unary test is not supported outside a decision table.', node.from);
    default:
      throw new Refused(`${node.name} is not supported.`, node.from);
  }
}

/** Children without the brackets at both ends. */
function inner(node: SyntaxNode): SyntaxNode[] {
  return children(node).slice(1, -1);
}

function dateTimeLiteral(source: Source, node: SyntaxNode, depth: number): Node {
  const first = child(node, 0);
  if (first.name !== 'AtLiteral') return invocation(source, node, first, depth);
  return { kind: 'temporal', text: readString(source.of(child(first, 0))), at: node.from };
}

function contextEntry(source: Source, entry: SyntaxNode, depth: number): Entry {
  const key = child(child(entry, 0), 0);
  const name = key.name === 'StringLiteral' ? readString(source.of(key)) : source.nameOf(key);
  if (isForbiddenName(name)) throw new Refused(`"${name}" cannot be the name of a context's entry.`, entry.from);
  return { name, value: read(source, child(entry, 1), depth + 1) };
}

function arithmetic(source: Source, node: SyntaxNode, depth: number): Node {
  const parts = children(node);
  if (parts.length === 2) return { kind: 'negation', of: read(source, child(node, 1), depth + 1) };
  const sign = source.of(child(node, 1));
  const operator = sign === '^' ? '**' : sign;
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/' && operator !== '**') {
    throw new Refused(`The operator ${operator} is not supported.`, node.from);
  }
  const [left, right] = [read(source, child(node, 0), depth + 1), read(source, child(node, 2), depth + 1)];
  return { kind: 'arithmetic', operator, left, right };
}

function comparator(text: string, at: number): Comparator {
  if (text === '=' || text === '!=' || text === '<' || text === '<=' || text === '>' || text === '>=') return text;
  throw new Refused(`The comparison ${text} is not supported.`, at);
}

function comparison(source: Source, node: SyntaxNode, depth: number): Node {
  const value = read(source, child(node, 0), depth + 1);
  const sign = child(node, 1);
  const operand = (index: number): Node => read(source, child(node, index), depth + 1);
  if (sign.name === 'between') return { kind: 'between', value, low: operand(2), high: operand(4) };
  if (sign.name !== 'in')
    return { kind: 'comparison', operator: comparator(source.of(sign), sign.from), left: value, right: operand(2) };
  const target = child(node, 2);
  const tests = target.name === 'PositiveUnaryTest' ? [target] : children(child(node, 3));
  return { kind: 'in', value, tests: tests.map((test) => unaryTest(source, child(test, 0), depth + 1)) };
}

function unaryTest(source: Source, node: SyntaxNode, depth: number): Test {
  const isComparison = node.name === 'SimplePositiveUnaryTest' && child(node, 0).name === 'CompareOp';
  if (!isComparison) return { value: read(source, node, depth + 1) };
  return { comparator: comparator(source.of(child(node, 0)), node.from), value: read(source, child(node, 1), depth + 1) };
}

function interval(source: Source, node: SyntaxNode, depth: number): Node {
  const range = child(node, 0);
  if (range.name !== 'Interval') throw new Refused('A unary test (such as "> 5") is supported only after "in".', node.from);
  return {
    kind: 'range',
    start: read(source, child(range, 1), depth + 1),
    startIncluded: source.of(child(range, 0)) === '[',
    end: read(source, child(range, 3), depth + 1),
    endIncluded: source.of(child(range, 4)) === ']',
  };
}

function iterators(source: Source, node: SyntaxNode, depth: number): Iterator[] {
  return children(node).map((iterator) => {
    const context = children(child(iterator, 2));
    const from = read(source, context[0] ?? null, depth + 1);
    const name = source.nameOf(child(iterator, 0));
    return context[2] === undefined ? { name, from } : { name, from, to: read(source, context[2], depth + 1) };
  });
}

function typeOf(source: Source, node: SyntaxNode): FeelType {
  const type = child(node, 0);
  const parts = children(type);
  if (type.name === 'ListType') return { listOf: typeOf(source, child(type, 2)) };
  if (type.name === 'FunctionType') throw new Refused('The type function is not supported.', node.from);
  if (type.name !== 'ContextType') return { name: source.nameOf(type) };
  const entries = parts.flatMap((part) => (part.name === 'ContextEntryTypes' ? children(part) : []));
  return { entries: entries.map((entry) => ({ name: source.nameOf(child(entry, 0)), type: typeOf(source, child(entry, 1)) })) };
}

function invocation(source: Source, node: SyntaxNode, callee: SyntaxNode, depth: number): Node {
  if (callee.name !== 'VariableName' && callee.name !== 'DateTimeConstructor' && callee.name !== 'SpecialFunctionName') {
    throw new Refused('Only a built-in function can be called, by its name.', callee.from);
  }
  const name = source.nameOf(callee);
  const parameters = children(node).find((part) => part.name.endsWith('Parameters'));
  const all = parameters === undefined ? [] : children(parameters);
  if (parameters?.name === 'NamedParameters') {
    const named = all.map((part) => ({ name: source.nameOf(child(part, 0)), value: read(source, child(part, 1), depth + 1) }));
    return { kind: 'call', name, at: callee.from, given: { named } };
  }
  const definition = all[1];
  if (name === 'sort' && definition?.name === 'FunctionDefinition')
    return sort(source, child(parameters ?? node, 0), definition, depth);
  return { kind: 'call', name, at: callee.from, given: { positional: all.map((part) => read(source, part, depth + 1)) } };
}

function sort(source: Source, list: SyntaxNode, definition: SyntaxNode, depth: number): Node {
  const parts = children(definition);
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const names = formal === undefined ? [] : children(formal).map((parameter) => source.nameOf(child(parameter, 0)));
  const body = parts.find((part) => part.name === 'FunctionBody');
  const [first, second] = names;
  if (first === undefined || second === undefined || names.length > 2 || body === undefined) {
    throw new Refused('sort takes a function of two parameters, such as function(a, b) a < b.', definition.from);
  }
  if (parts.some((part) => part.name === 'external'))
    throw new Refused('An external function is not supported.', definition.from);
  return {
    kind: 'sort',
    list: read(source, list, depth + 1),
    names: [first, second],
    precedes: read(source, child(body, 0), depth + 1),
  };
}
