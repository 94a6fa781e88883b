/**
 * FEEL text to a small tree of our own. The grammar is @bpmn-io/lezer-feel (with its Camunda dialect: names in backticks), in strict
 * mode, so that the first fault ends it; what the tree has no node for is refused by name.
 */
import { parser, trackVariables, VariableContext } from '@bpmn-io/lezer-feel';
import { builtinNames } from './builtins/catalogue.ts';
import { Refused } from './fault.ts';
import type { FeelFault } from './fault.ts';
import type { FeelType, Node, Test } from './nodes.ts';
import { readNode } from './syntax-node.ts';
import { normalName, Source } from './syntax-source.ts';
import type { KnownNames } from './syntax-source.ts';
import { unaryTests } from './syntax-test.ts';
import { withRangesAsLists } from './syntax-type.ts';

type LRParser = typeof parser;

export const LONGEST_TEXT = 4_000;
export const DEEPEST_BRACKETS = 50;

interface SpecialName {
  readonly name: string;
  /** Its first word: where that is not in a text, however the rest is written, the grammar would look for the name nowhere. */
  readonly word: string;
}

/** The grammar, told of some names. */
interface Grammar {
  readonly expression: LRParser;
  readonly unaryTests: LRParser;
}

/** What one set of known names needs: kept, since a model reads hundreds of expressions with the same. */
interface Dialect {
  readonly names: KnownNames | undefined;
  /** Those with spaces or signs. */
  readonly special: readonly SpecialName[];
  readonly grammars: Map<string, Grammar>;
}

const dialects = new WeakMap<readonly string[], Dialect>();
/** Grammars that are told of the language's own names alone. */
const common = new Map<string, Grammar>();
const plain: Dialect = { names: undefined, special: [], grammars: common };
let spaced: readonly SpecialName[] | undefined;
/** Grammars kept for a set of names; which of them an expression may hold is seldom another few. */
const MOST_GRAMMARS = 100;

function dialectFor(known: readonly string[] | undefined): Dialect {
  if (known === undefined) return plain;
  const kept = dialects.get(known) ?? dialect(known);
  dialects.set(known, kept);
  return kept;
}

function dialect(known: readonly string[]): Dialect {
  const special = known.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)).map(specialName);
  const names = new Map(known.map((name) => [normalName(name), name]));
  return { names, special, grammars: new Map() };
}

/**
 * The grammar must be told of names with spaces or signs, or it would read `string length` as two names; plain ones it reads by itself. It
 * pays for each at each token, so it is told of those alone that may stand in the text.
 */
function grammarFor({ special, grammars }: Dialect, text: string): Grammar {
  spaced ??= builtinNames()
    .filter((name) => name.includes(' ') && name !== 'date and time')
    .map(specialName);
  const own = namesIn(text, special);
  const all = [...namesIn(text, spaced), ...own];
  const key = all.join('\n');
  const among = own.length === 0 ? common : grammars;
  const kept = among.get(key);
  if (kept) return kept;
  const made = grammarOf(all, own);
  if (among.size >= MOST_GRAMMARS) among.clear();
  among.set(key, made);
  return made;
}

function specialName(name: string): SpecialName {
  return { name, word: /^[\p{L}\p{N}_]*/u.exec(name)?.[0] ?? '' };
}

function namesIn(text: string, names: readonly SpecialName[]): readonly string[] {
  return names.flatMap(({ name, word }) => (text.includes(word) ? name : []));
}

function grammarOf(names: readonly string[], special: readonly string[]): Grammar {
  const all = Object.fromEntries(names.map((name) => [name, 1]));
  // Members of the caller's contexts are among its names too: each path may lead to one.
  const members = Object.fromEntries(special.map((name) => [name, 1]));
  class Members extends VariableContext {
    static override of(...contexts: unknown[]): VariableContext {
      return super.of(members, ...contexts);
    }
  }
  const contextTracker = special.length === 0 ? trackVariables(all) : trackVariables(all, Members);
  const expression = parser.configure({ top: 'Expression', dialect: 'camunda', strict: true, contextTracker });
  return { expression, unaryTests: expression.configure({ top: 'UnaryTests' }) };
}

/** Reads an expression; what is wrong with it, or not supported, is an answer. */
export function parseExpression(text: string, known?: readonly string[]): Node | FeelFault {
  return answered(text, () => {
    const dialect = dialectFor(known);
    const source = new Source(text, dialect.names, false, readNode);
    return source.read(grammarFor(dialect, text).expression.parse(withRangesAsLists(text)).topNode.firstChild, 0);
  });
}

/** Reads what stands in a cell of a decision table; undefined is `-`, which anything passes. */
export function parseUnaryTests(
  text: string,
  known?: readonly string[],
): { readonly tests: readonly Test[] | undefined } | FeelFault {
  return answered(text, () => {
    const dialect = dialectFor(known);
    const source = new Source(text, dialect.names, true, readNode);
    return { tests: unaryTests(source, grammarFor(dialect, text).unaryTests.parse(withRangesAsLists(text)).topNode) };
  });
}

/** Reads a type: `number`, `list<string>`, `context<a: number>`, an item definition's name. */
export function parseType(text: string): FeelType | FeelFault {
  // The word is a keyword of the grammar; as a type it stands for any function.
  if (text.trim() === 'function') return { name: 'function' };
  const whole = `null instance of ${text}`;
  const read = parseExpression(whole, NO_NAMES);
  return 'kind' in read && read.kind === 'instance' ? read.type : { fault: `This is not a type: ${text.slice(0, 60)}.` };
}

const NO_NAMES: readonly string[] = [];

function answered<Answer extends object>(text: string, read: () => Answer): Answer | FeelFault {
  const tooBig = limitFault(text);
  if (tooBig !== undefined) return tooBig;
  try {
    return read();
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
