/** A compiled DMN file: what can be evaluated, as often as wanted. Its nodes are the room's own; others read ids, names and kinds. */
import type { Boxed } from './decision-file.ts';
import type { FeelType } from '../feel/compile.ts';
import type { ItemType } from './item-type.ts';
import type { Code } from './logic.ts';
import type { CompiledTable } from './table.ts';

/** How a decision decides; `none`: the caller gives its value. */
export type DecisionKind = Boxed['kind'] | 'none';

/** What a name means to an element's logic. */
export type Bindings = ReadonlyMap<string, Node>;

export interface InputNode {
  readonly kind: 'inputData';
  readonly id: string;
  readonly name: string;
  /** The names by which a caller may give it, the first that is given counts. */
  readonly names: readonly string[];
  readonly type: ItemType | undefined;
}
export interface DecisionNode {
  readonly kind: 'decision';
  readonly id: string;
  readonly name: string;
  readonly logicKind: DecisionKind;
  readonly versionTag: string | undefined;
  readonly names: readonly string[];
  readonly type: ItemType | undefined;
  /** Ids of the decisions it requires. */
  readonly decisions: readonly string[];
  readonly bindings: Bindings;
  readonly inputs: readonly InputNode[];
  readonly logic: { readonly table: CompiledTable } | { readonly code: Code } | undefined;
}
export interface KnowledgeNode {
  readonly kind: 'businessKnowledgeModel';
  readonly id: string;
  readonly name: string;
  readonly bindings: Bindings;
  /** Makes the function in what it may read. */
  readonly logic: Code;
}
export interface ServiceNode {
  readonly kind: 'decisionService';
  readonly id: string;
  readonly name: string;
  /** Input data first, then input decisions. */
  readonly parameters: readonly (InputNode | DecisionNode)[];
  readonly outputs: readonly DecisionNode[];
  /** All decisions it evaluates, in order. */
  readonly order: readonly DecisionNode[];
  readonly type: ItemType | undefined;
}
export type Node = InputNode | DecisionNode | KnowledgeNode | ServiceNode;

/** What can be evaluated by its id. */
export interface DecisionEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: DecisionKind | 'decisionService';
  readonly versionTag: string | undefined;
}

export interface DecisionModel {
  /** Of the file's definitions: Camunda's decision requirements id and name. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  /** Decisions and decision services by id, in the order of the file. */
  readonly entries: ReadonlyMap<string, DecisionEntry>;
  readonly decisions: ReadonlyMap<string, DecisionNode>;
  readonly services: ReadonlyMap<string, ServiceNode>;
  readonly typeNamed: (name: string) => FeelType | undefined;
}
