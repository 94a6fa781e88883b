/** Decisions as the searches hand them out. Instants are milliseconds since 1970 UTC. */
import type { EvaluatedDecision } from '../decision/decision-result.ts';
import type {
  CaseKey,
  DecisionInstanceKey,
  DecisionKey,
  DefinitionKey,
  DeploymentKey,
  ElementInstanceKey,
  RequirementsKey,
} from '../ids.ts';

/** A version of a DMN file: a decision requirements graph. */
export interface RequirementsRow {
  readonly requirementsKey: RequirementsKey;
  readonly deploymentKey: DeploymentKey;
  readonly tenantId: string;
  readonly requirementsId: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
  readonly deployedAt: number;
  readonly deployedBy?: string;
}

/** A version of a decision or decision service. */
export interface DeployedDecisionRow {
  readonly decisionKey: DecisionKey;
  readonly tenantId: string;
  readonly decisionId: string;
  readonly name: string;
  /** What its logic is: `decisionTable`, `literalExpression` and so on, or `decisionService`. */
  readonly kind: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly requirementsKey: RequirementsKey;
}

export interface DecisionView extends DeployedDecisionRow {
  readonly deploymentKey: DeploymentKey;
  readonly requirementsId: string;
  readonly requirementsName: string;
  readonly requirementsVersion: number;
  readonly resourceName: string;
  readonly isLatest: boolean;
  readonly deployedAt: number;
}

/** One decision that an evaluation went through; those of one evaluation share its `key`. */
export interface DecisionInstanceView {
  readonly key: DecisionInstanceKey;
  /** 1, 2, 3… in the order of evaluation. */
  readonly ordinal: number;
  readonly tenantId: string;
  readonly decisionKey: DecisionKey;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionVersion: number;
  readonly kind: string;
  readonly requirementsKey: RequirementsKey;
  readonly requirementsId: string;
  /** What was asked for, and this decision for its sake. */
  readonly askedKey: DecisionKey;
  readonly askedId: string;
  readonly evaluatedAt: number;
  /** Absent where a decision was evaluated without a case. */
  readonly caseKey?: CaseKey;
  readonly definitionKey?: DefinitionKey;
  readonly processId?: string;
  readonly elementInstanceKey?: ElementInstanceKey;
  readonly elementId?: string;
  /** Numbers of the rules that matched; 1 is the first. */
  readonly rules: readonly number[];
  /** Absent once the case's values are erased. */
  readonly values?: Pick<EvaluatedDecision, 'matched' | 'value'> & Required<Pick<EvaluatedDecision, 'inputs'>>;
  /** Of the whole evaluation, with its last decision. */
  readonly notes?: readonly string[];
}
