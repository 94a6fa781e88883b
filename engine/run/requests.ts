/** What the engine is asked and what it answers, beyond commands and rows; part of contract.ts. */
import type { Activation } from '../case/command.ts';
import type { Dimensions } from '../case/state.ts';
import type { HeardTask } from '../case/task-listeners.ts';
import type { Finding, Variables } from '../errors.ts';
import type { CaseKey, DecisionInstanceKey, DecisionKey, DefinitionKey, DeploymentKey, FormKey } from '../ids.ts';
import type { DecisionResult } from '../decision/decision-result.ts';
import type { DefinitionRow, JobView } from '../store/views.ts';
import type { DeployedDecisionRow, RequirementsRow } from '../store/decision-views.ts';

export interface Resource {
  /** File name: its ending says what it is (.bpmn, .dmn, .form). */
  readonly name: string;
  readonly content: string;
}

export interface DeployRequest {
  readonly resources: readonly Resource[];
  /** Kept with the version; with it, a model in which tokens may get stuck (`soundness/…`) is deployed on purpose. */
  readonly reason?: string;
  /** Deploys such a model without a reason: other tools' models and tests rely on it. The findings are kept all the same. */
  readonly acceptsUnsound?: boolean;
}

export interface Deployment {
  readonly deploymentKey: DeploymentKey;
  readonly tenantId: string;
  /** Same bytes, same version: `isNew` is false for what was there already. */
  readonly definitions: readonly (DefinitionRow & { readonly isNew: boolean })[];
  readonly forms: readonly {
    readonly formKey: FormKey;
    readonly formId: string;
    readonly version: number;
    readonly resourceName: string;
    readonly isNew: boolean;
  }[];
  readonly decisionRequirements: readonly (RequirementsRow & { readonly isNew: boolean })[];
  readonly decisions: readonly (DeployedDecisionRow & { readonly isNew: boolean })[];
  readonly findings: readonly Finding[];
}

/** 422: nothing was stored. */
export interface DeploymentRefused {
  readonly findings: readonly (Finding & { readonly resource: string })[];
}

export interface StartRequest {
  /** Either the key of a version, or the process id with a version (the latest when absent). */
  readonly definition: { readonly key: DefinitionKey } | { readonly processId: string; readonly version?: number };
  readonly variables: Variables;
  /** Wins over the reserved variable `eiga`, which is read when this is absent. */
  readonly dimensions?: Dimensions;
  /** To begin at these elements instead of at the none start event. */
  readonly activate?: readonly Activation[];
  /** Cancels the case as soon as one of these elements has been left. */
  readonly endsAfter?: readonly string[];
  /** What the client calls the case by. */
  readonly tags?: readonly string[];
  /** When it happened, where that is not now: for loading a history (the demo, cases of an old system). The clock's now when absent. */
  readonly at?: number;
}

export interface Started {
  readonly caseKey: CaseKey;
  readonly definition: DefinitionRow;
}

export interface Performed {
  readonly caseKey: CaseKey;
  readonly version: number;
}

export interface ActivateJobsRequest {
  readonly type: string;
  readonly worker: string;
  readonly maxJobs: number;
  readonly timeoutMs: number;
  /** Names of variables to hand out; all visible ones when absent. */
  readonly fetchVariables?: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface ActivatedJob extends JobView {
  readonly variables: Variables;
  /** Of its case. */
  readonly tags: readonly string[];
  /** Those of the element, and over them its listener's, if the job is one's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a task's listener: the task as it would be. */
  readonly task?: HeardTask;
}

export interface EvaluateRequest {
  /** The key of a version, or the id of a decision or decision service: its latest version. */
  readonly decision: { readonly key: DecisionKey } | { readonly decisionId: string };
  readonly variables: Variables;
}

export interface Evaluated {
  readonly key: DecisionInstanceKey;
  readonly decisionKey: DecisionKey;
  readonly evaluatedAt: number;
  readonly result: DecisionResult;
}
