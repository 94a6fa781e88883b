import type { Json } from '../errors.ts';

/** What an evaluation came to, and how: every decision of the requirement graph in the order in which it was evaluated, the asked one last. */
export interface DecisionResult {
  readonly value: Json;
  readonly evaluated: readonly EvaluatedDecision[];
  /** What failed and was taken for null, as DMN wants it; at most 100. */
  readonly notes: readonly string[];
}

/** What one decision came to. A function or a range among the values is its FEEL text. */
export interface EvaluatedDecision {
  readonly decisionId: string;
  readonly name: string;
  /** `decisionTable`, `literalExpression` and so on: what its logic is; `none` when its value was given. */
  readonly kind: string;
  readonly versionTag?: string;
  /** The input columns of a table. */
  readonly inputs?: readonly NamedValue[];
  /** The rules of a table that matched, in the order of its result. */
  readonly matched: readonly MatchedRule[];
  readonly value: Json;
}

export interface MatchedRule {
  /** 1 is the first. */
  readonly ruleIndex: number;
  readonly ruleId: string;
  readonly outputs: readonly NamedValue[];
  /** What stands beside the rule: its source in the law. */
  readonly annotations?: readonly { readonly name: string; readonly text: string }[];
}

export interface NamedValue {
  readonly id: string;
  readonly name: string;
  readonly value: Json;
}
