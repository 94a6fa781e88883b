/** The text of an expression beside the grammar's tree of it: what the readers of nodes share. */
import { normalizeContextKey, type parser } from '@bpmn-io/lezer-feel';
import { Refused } from './fault.ts';
import type { Node } from './nodes.ts';

export type SyntaxNode = ReturnType<(typeof parser)['parse']>['topNode'];
type ReadNode = (source: Source, node: SyntaxNode | null, depth: number) => Node;

/** Names that the caller provides, each by its normal form. */
export type KnownNames = ReadonlyMap<string, string>;

/** A name with single blanks, and none around the signs that names may have: `a  b - c` is `a b-c`. */
export function normalName(text: string): string {
  return normalizeContextKey(text.replace(/\s+/g, ' ')).replace(/ ?(\*\*|[./\-'+*]) ?/g, '$1');
}

export class Source {
  readonly text: string;
  readonly known: KnownNames | undefined;
  readonly isUnaryTests: boolean;
  /** How often the input `?` was read; a unary test that reads it is a condition. */
  inputs = 0;
  /** Whether `?` means something here: in the tests of a table, right of `in`. */
  testing: number;
  /** Chains of `and`, `or` that the grammar had taken for a test of `in`. */
  readonly lifted = new Set<Node>();
  private readonly readNode: ReadNode;
  constructor(text: string, known: KnownNames | undefined, isUnaryTests: boolean, readNode: ReadNode) {
    this.text = text;
    this.known = known;
    this.isUnaryTests = isUnaryTests;
    this.testing = isUnaryTests || known !== undefined ? 1 : 0;
    this.readNode = readNode;
  }

  read(node: SyntaxNode | null, depth: number): Node {
    return this.readNode(this, node, depth);
  }

  of(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** A name as it is looked up: the caller's spelling where it has one, else white space single; backticks gone. */
  nameOf(node: SyntaxNode): string {
    const written = this.of(node);
    if (written.includes('`')) return written.replaceAll('`', '');
    const name = PLAIN.test(written) ? written : normalName(written);
    return this.known?.get(name) ?? name;
  }
}

const PLAIN = /^[\p{L}_?][\p{L}\p{N}_]*$/u;

export function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!child.type.isSkipped) all.push(child);
  return all;
}

/** The n-th child that the grammar promises. */
export function child(node: SyntaxNode, index: number): SyntaxNode {
  const found = children(node)[index];
  if (found === undefined) throw new Refused(`The ${node.name} is not complete.`, node.from);
  return found;
}

/** Children without the brackets at both ends. */
export function inner(node: SyntaxNode): SyntaxNode[] {
  return children(node).slice(1, -1);
}
