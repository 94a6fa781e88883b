import type { Json } from '../errors.ts';

/** What an evaluation came to, and how: every decision of the requirement graph in the order in which it was evaluated. */
export interface DecisionResult {
  readonly value: Json;
  readonly evaluated: readonly EvaluatedDecision[];
  /** What failed and was taken for null, as DMN wants it. */
  readonly notes: readonly string[];
}

export interface EvaluatedDecision {
  readonly decisionId: string;
  readonly name: string;
  /** `decisionTable`, `literalExpression` and so on: what its logic is. */
  readonly kind: string;
  readonly inputs?: readonly NamedValue[];
  readonly matched: readonly MatchedRule[];
  readonly value: Json;
}

export interface MatchedRule {
  /** 1 is the first. */
  readonly ruleIndex: number;
  readonly ruleId: string;
  readonly outputs: readonly NamedValue[];
}

export interface NamedValue {
  readonly id: string;
  readonly name: string;
  readonly value: Json;
}
