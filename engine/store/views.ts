/** Rows as the searches hand them out. Instants are milliseconds since 1970 UTC; the API turns them into ISO text. */
import type { ElementInstanceRow, IncidentRow, JobRow, TaskRow } from '../case/effect.ts';
import type { Dimensions } from '../case/state.ts';
import type { CaseStatus } from '../lifecycle/case.ts';
import type { CaseKey, DefinitionKey, DeploymentKey, ElementInstanceKey, FormKey } from '../ids.ts';

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
  readonly status: CaseStatus;
  readonly hasIncident: boolean;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly withdrawnAt?: number;
  /** The statutory term's last day, where the case has one. */
  readonly dueOn?: string;
}

interface OfCase extends OfDefinition {
  readonly caseKey: CaseKey;
  readonly elementName: string;
  /** The element's BPMN type in the model: `userTask`, `exclusiveGateway`… */
  readonly elementKind: string;
}

export interface ElementInstanceView extends ElementInstanceRow, OfCase {}
export interface TaskView extends TaskRow, OfCase, Pick<Dimensions, 'caseNumber' | 'service' | 'unit'> {
  readonly formKey?: FormKey;
  readonly formId?: string;
  readonly formVersion?: number;
  readonly externalFormReference?: string;
}
export interface JobView extends JobRow, OfCase {}
export interface IncidentView extends IncidentRow, OfCase {
  readonly message: string;
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
