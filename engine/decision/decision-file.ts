/** What a DMN file says, as plain data: read once, compiled into a decision model. */

/** A typed name: an input's or a decision's variable, a parameter, a column. */
export interface Variable {
  /** White space single. */
  readonly name: string;
  /** As written; undefined for any value. */
  readonly typeRef?: string | undefined;
}

interface Typed {
  readonly id?: string | undefined;
  readonly typeRef?: string | undefined;
}

/** A FEEL text with the place it stands at being told by its owner. */
export interface Literal extends Typed {
  readonly kind: 'literalExpression';
  readonly text: string;
}

export const HIT_POLICIES = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];
export const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export interface TableInput {
  readonly id: string;
  /** The label, or the expression itself. */
  readonly label: string;
  readonly expression: Literal;
  /** Unary tests that each value must pass. */
  readonly values?: string | undefined;
}
export interface TableOutput {
  readonly id: string;
  /** Empty only where the table has one output. */
  readonly name: string;
  readonly label: string;
  readonly typeRef?: string | undefined;
  readonly values?: string | undefined;
  /** The value when no rule matches. */
  readonly otherwise?: string | undefined;
}
export interface Annotation {
  readonly name: string;
  readonly text: string;
}
export interface TableRule {
  readonly id: string;
  readonly tests: readonly string[];
  readonly outputs: readonly string[];
  readonly annotations: readonly Annotation[];
}
export interface DecisionTable extends Typed {
  readonly kind: 'decisionTable';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation | undefined;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export interface FunctionLogic extends Typed {
  readonly kind: 'functionDefinition';
  readonly parameters: readonly Variable[];
  readonly body: Boxed;
}

export type Boxed =
  | Literal
  | DecisionTable
  | FunctionLogic
  | (Typed & {
      readonly kind: 'context';
      /** The one without a variable, always the last, is the result. */
      readonly entries: readonly { readonly variable?: Variable | undefined; readonly value: Boxed }[];
    })
  | (Typed & { readonly kind: 'relation'; readonly columns: readonly Variable[]; readonly rows: readonly (readonly Boxed[])[] })
  | (Typed & { readonly kind: 'list'; readonly items: readonly Boxed[] })
  | (Typed & {
      readonly kind: 'invocation';
      readonly called: Boxed;
      readonly bindings: readonly { readonly parameter: Variable; readonly value: Boxed }[];
    })
  | (Typed & { readonly kind: 'conditional'; readonly condition: Boxed; readonly then: Boxed; readonly otherwise: Boxed })
  | (Typed & { readonly kind: 'filter'; readonly source: Boxed; readonly match: Boxed })
  | (Typed & {
      readonly kind: 'for' | 'some' | 'every';
      readonly iterator: string;
      readonly source: Boxed;
      readonly body: Boxed;
    });

interface Element {
  readonly id: string;
  readonly name: string;
  readonly variable: Variable;
}
export interface InputData extends Element {
  readonly kind: 'inputData';
}
export interface Decision extends Element {
  readonly kind: 'decision';
  readonly versionTag?: string | undefined;
  /** Ids of input data, decisions, and of business knowledge models and decision services. */
  readonly inputs: readonly string[];
  readonly decisions: readonly string[];
  readonly knowledge: readonly string[];
  /** Absent: the caller gives the value. */
  readonly logic?: Boxed | undefined;
}
export interface KnowledgeModel extends Element {
  readonly kind: 'businessKnowledgeModel';
  readonly knowledge: readonly string[];
  readonly logic: FunctionLogic;
}
export interface DecisionService extends Element {
  readonly kind: 'decisionService';
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputs: readonly string[];
}
export type GraphElement = InputData | Decision | KnowledgeModel | DecisionService;

export interface ItemDefinition {
  readonly name: string;
  readonly typeRef?: string | undefined;
  readonly isCollection: boolean;
  /** Unary tests for the value, for each element of a collection. */
  readonly allowedValues?: string | undefined;
  /** Unary tests for the whole value. */
  readonly typeConstraint?: string | undefined;
  readonly components: readonly ItemDefinition[];
  /** Of a function type: what it answers. */
  readonly function?: { readonly parameters: readonly Variable[]; readonly outputTypeRef?: string | undefined } | undefined;
}

export interface ReadDecisions {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly elements: ReadonlyMap<string, GraphElement>;
  readonly itemDefinitions: readonly ItemDefinition[];
}
