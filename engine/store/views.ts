/** Rows as the searches hand them out. Instants are milliseconds since 1970 UTC; the API turns them into ISO text. */
import type { ElementInstanceRow, IncidentRow, JobRow, TaskRow } from '../case/effect.ts';
import type { Dimensions } from '../case/state.ts';
import type { CaseStatus } from '../lifecycle/case.ts';
import type { CaseKey, DefinitionKey, DeploymentKey, ElementInstanceKey, FormKey, SubscriptionKey, TimerKey } from '../ids.ts';

/** A deployed version. */
export interface DefinitionRow {
  readonly definitionKey: DefinitionKey;
  readonly deploymentKey: DeploymentKey;
  readonly tenantId: string;
  readonly processId: string;
  readonly name: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly resourceName: string;
  readonly hasStartForm: boolean;
  readonly startFormId?: string;
  readonly deployedAt: number;
  readonly deployedBy?: string;
}

interface OfDefinition {
  readonly tenantId: string;
  readonly definitionKey: DefinitionKey;
  readonly processId: string;
  readonly processName: string;
  readonly processVersion: number;
  readonly versionTag?: string;
}

export interface CaseRow extends OfDefinition, Dimensions {
  readonly caseKey: CaseKey;
  /** Of a called case: who called it, and the case at the top of the calls. */
  readonly callerCaseKey?: CaseKey;
  readonly callerElementInstanceKey?: ElementInstanceKey;
  readonly rootCaseKey?: CaseKey;
  readonly status: CaseStatus;
  readonly hasIncident: boolean;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly withdrawnAt?: number;
  /** The statutory term's last day, where the case has one. */
  readonly dueOn?: string;
  /** When its values were erased. */
  readonly erasedAt?: number;
  /** What a client called the case by when it started it. */
  readonly tags?: readonly string[];
}

interface OfCase extends OfDefinition {
  readonly caseKey: CaseKey;
  readonly caseStatus: CaseStatus;
  readonly elementName: string;
  /** The element's BPMN type in the model: `userTask`, `exclusiveGateway`… */
  readonly elementKind: string;
}

export interface ElementInstanceView extends ElementInstanceRow, OfCase {
  /** Of a call activity: the case that it called last. */
  readonly calledCaseKey?: CaseKey;
}
export interface TaskView extends TaskRow, OfCase, Pick<Dimensions, 'caseNumber' | 'service' | 'unit'> {
  readonly formKey?: FormKey;
  readonly formId?: string;
  readonly formVersion?: number;
  readonly externalFormReference?: string;
}
export interface JobView extends JobRow, OfCase {
  /** Whose it is: the element's own work, or that of a listener. */
  readonly kind: 'work' | 'executionListener' | 'taskListener';
}
export interface IncidentView extends IncidentRow, OfCase {
  readonly message: string;
}

/** A message that an element of a running case waits for. */
export interface MessageSubscriptionView extends OfCase {
  readonly key: SubscriptionKey;
  /** Whose it is; `elementId` is the event or task that goes on when the message comes. */
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly openedAt: number;
}

/** A timer that runs. */
export interface TimerView extends OfCase {
  readonly key: TimerKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly dueAt: number;
  /** How often its firing ended in a fault of the program, and what that said last; it is tried again by itself. */
  readonly failures: number;
  readonly lastError?: string;
}

/** A case on the way from the top of the calls. */
export interface CallLink {
  readonly caseKey: CaseKey;
  readonly definitionKey: DefinitionKey;
  readonly processId: string;
  readonly processName: string;
}

/** How many instances of an element live, have completed, ended otherwise; and how many are held by an incident. */
export interface ElementStatistics {
  readonly elementId: string;
  readonly active: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly incidents: number;
}

export interface VariableView {
  readonly key: string;
  readonly tenantId: string;
  readonly caseKey: CaseKey;
  readonly scopeKey: ElementInstanceKey;
  readonly name: string;
  /** JSON text. */
  readonly value: string;
}
