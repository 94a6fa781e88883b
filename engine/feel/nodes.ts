/** What an expression is once it is read: the tree that compile turns into closures. */

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Node =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'temporal'; readonly text: string; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'path'; readonly of: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly of: Node; readonly by: Node }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly entries: readonly Entry[] }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negation'; readonly of: Node }
  | { readonly kind: 'comparison'; readonly operator: Comparator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Test[] }
  | {
      readonly kind: 'range';
      /** Undefined: without an end on this side, as in `(< 5)`. */
      readonly start: Node | undefined;
      readonly startIncluded: boolean;
      readonly end: Node | undefined;
      readonly endIncluded: boolean;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'instance'; readonly value: Node; readonly type: FeelType }
  | { readonly kind: 'call'; readonly name: string; readonly at: number; readonly given: Given }
  | { readonly kind: 'invoke'; readonly callee: Node; readonly given: Given }
  | FunctionNode;

/** Kinds that are true or false by their form. */
export const CONDITIONS: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'comparison',
  'between',
  'in',
  'and',
  'or',
  'some',
  'every',
  'instance',
]);

export interface Entry {
  readonly name: string;
  readonly value: Node;
}
export interface FunctionNode {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: FeelType | undefined }[];
  readonly body: Node;
  readonly at: number;
}
/**
 * A unary test, right of `in` or in a cell of a decision table: a comparison with the input; a value that it must equal, be in or be among;
 * a condition about `?`; or none of other tests.
 */
export type Test =
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly value: Node }
  | { readonly kind: 'value' | 'condition'; readonly value: Node }
  | { readonly kind: 'none'; readonly of: readonly Test[] };
export interface Iterator {
  readonly name: string;
  /** A list or a range; with `to`, the numbers (or days) from one to the other. */
  readonly from: Node;
  readonly to?: Node;
}
export type Given = { readonly positional: readonly Node[] } | { readonly named: readonly Entry[] };
/** A type by its name (`number`, `Any`, an item definition's), or made of others. */
export type FeelType =
  | { readonly name: string }
  | { readonly listOf: FeelType }
  | { readonly rangeOf: FeelType }
  | { readonly parameters: readonly FeelType[]; readonly result: FeelType }
  | { readonly entries: readonly { readonly name: string; readonly type: FeelType }[] };
