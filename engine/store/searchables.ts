import { visibleCases, visibleTasks, type Access, type SqlCondition } from './access.ts';
import type { Fields } from './fields.ts';
import { FORM_OF_ELEMENT } from './forms.ts';
import type { Searchable } from './search.ts';
import { VARIABLE_KEY } from './variable-key.ts';
import type { CaseRow, DefinitionRow, ElementInstanceView, IncidentView, JobView, TaskView, VariableView } from './views.ts';

// The values of a row come from its field table, whose names and types are those of the view: each `row` below only says so.

function ofTenant(alias: string): (access: Access) => SqlCondition {
  return (access) => ({ sql: `${alias}.tenant_id = ?`, bindings: [access.tenantId] });
}

export const DEFINITIONS: Searchable<DefinitionRow> = {
  from: `definitions d LEFT JOIN LATERAL (SELECT max(latest.version) AS version FROM definitions latest
           WHERE latest.tenant_id = d.tenant_id AND latest.process_id = d.process_id AND latest.deleted_at IS NULL) l ON true`,
  fields: {
    definitionKey: { sql: 'd.definition_key', type: 'key' },
    deploymentKey: { sql: 'd.deployment_key', type: 'key' },
    tenantId: { sql: 'd.tenant_id', type: 'text' },
    processId: { sql: 'd.process_id', type: 'text' },
    name: { sql: 'd.name', type: 'text' },
    version: { sql: 'd.version', type: 'number' },
    versionTag: { sql: 'd.version_tag', type: 'text' },
    resourceName: { sql: 'd.resource_name', type: 'text' },
    hasStartForm: { sql: '(d.start_form_id IS NOT NULL)', type: 'boolean' },
    startFormId: { sql: 'd.start_form_id', type: 'text' },
    isLatest: { sql: '(d.version IS NOT DISTINCT FROM l.version)', type: 'boolean' },
    deployedAt: { sql: 'd.deployed_at', type: 'instant' },
    deployedBy: { sql: 'd.deployed_by', type: 'text' },
  },
  identity: ['definitionKey'],
  visible: ofTenant('d'),
  row: (values) => values as unknown as DefinitionRow,
};

/** Fields of the definition that rows of a case follow. */
export const OF_DEFINITION: Fields = {
  tenantId: { sql: 'd.tenant_id', type: 'text' },
  definitionKey: { sql: 'd.definition_key', type: 'key' },
  processId: { sql: 'd.process_id', type: 'text' },
  processName: { sql: 'd.name', type: 'text' },
  processVersion: { sql: 'd.version', type: 'number' },
  versionTag: { sql: 'd.version_tag', type: 'text' },
};

const DIMENSIONS: Fields = {
  caseNumber: { sql: 'c.case_number', type: 'text' },
  service: { sql: 'c.service', type: 'text' },
  unit: { sql: 'c.unit', type: 'text' },
};

export const CASES: Searchable<CaseRow> = {
  from: 'cases c JOIN definitions d ON d.tenant_id = c.tenant_id AND d.definition_key = c.definition_key',
  fields: {
    caseKey: { sql: 'c.case_key', type: 'key', within: 'c' },
    ...OF_DEFINITION,
    callerCaseKey: { sql: 'c.caller_case_key', type: 'key' },
    callerElementInstanceKey: { sql: 'c.caller_element_instance_key', type: 'key' },
    rootCaseKey: { sql: 'c.root_case_key', type: 'key' },
    status: { sql: 'c.status', type: 'text' },
    hasIncident: { sql: 'c.has_incident', type: 'boolean' },
    startedAt: { sql: 'c.started_at', type: 'instant' },
    endedAt: { sql: 'c.ended_at', type: 'instant' },
    withdrawnAt: { sql: 'c.withdrawn_at', type: 'instant' },
    dueOn: { sql: 'c.due_on', type: 'date' },
    erasedAt: { sql: 'c.erased_at', type: 'instant' },
    noticeDueOn: { sql: `CAST(c.state -> 'term' ->> 'noticeDueOn' AS date)`, type: 'date', filters: true },
    tags: { sql: 'c.tags', type: 'texts' },
    ...DIMENSIONS,
    institution: { sql: 'c.institution', type: 'text' },
    channel: { sql: 'c.channel', type: 'text' },
    applicantKind: { sql: 'c.applicant_kind', type: 'text' },
    receivedAt: { sql: 'c.received_at', type: 'instant' },
    registeredAt: { sql: 'c.registered_at', type: 'instant' },
  },
  identity: ['caseKey'],
  visible: visibleCases,
  row: (values) => values as unknown as CaseRow,
};

/** Rows of a case's objects: joined with their case (for its unit), their definition and their element's name. */
function fromObjects(table: string, alias: string): string {
  return `${table} ${alias}
    JOIN cases c ON c.bucket = ${alias}.bucket AND c.tenant_id = ${alias}.tenant_id AND c.case_key = ${alias}.case_key
    JOIN definitions d ON d.tenant_id = ${alias}.tenant_id AND d.definition_key = ${alias}.definition_key
    LEFT JOIN definition_elements e
      ON e.tenant_id = ${alias}.tenant_id AND e.definition_key = ${alias}.definition_key AND e.element_id = ${alias}.element_id`;
}

function objectFields(alias: string): Fields {
  return {
    ...OF_DEFINITION,
    caseKey: { sql: `${alias}.case_key`, type: 'key', within: alias },
    caseStatus: { sql: 'c.status', type: 'text' },
    elementId: { sql: `${alias}.element_id`, type: 'text' },
    elementName: { sql: `COALESCE(e.name, '')`, type: 'text' },
    elementKind: { sql: `COALESCE(e.kind, '')`, type: 'text' },
  };
}

export const ELEMENT_INSTANCES: Searchable<ElementInstanceView> = {
  from: fromObjects('element_instances', 'i'),
  fields: {
    key: { sql: 'i.element_instance_key', type: 'key', within: 'i' },
    ...objectFields('i'),
    scopeKey: { sql: 'i.scope_key', type: 'key', within: 'i' },
    status: { sql: 'i.status', type: 'text' },
    flow: { sql: 'i.flow', type: 'text' },
    loopCounter: { sql: 'i.loop_counter', type: 'number' },
    enabledAt: { sql: 'i.enabled_at', type: 'instant' },
    claimedAt: { sql: 'i.claimed_at', type: 'instant' },
    startedAt: { sql: 'i.started_at', type: 'instant' },
    suspendedMs: { sql: 'i.suspended_ms', type: 'number' },
    endedAt: { sql: 'i.ended_at', type: 'instant' },
    actor: { sql: 'i.actor', type: 'text' },
    unit: { sql: 'i.unit', type: 'text' },
    hasIncident: { sql: 'i.has_incident', type: 'boolean' },
    calledCaseKey: { sql: 'i.called_case_key', type: 'key' },
  },
  identity: ['key'],
  visible: visibleCases,
  row: (values) => values as unknown as ElementInstanceView,
};

export const TASKS: Searchable<TaskView> = {
  from: `${fromObjects('tasks', 't')} ${FORM_OF_ELEMENT}`,
  fields: {
    key: { sql: 't.task_key', type: 'key', within: 't' },
    elementInstanceKey: { sql: 't.element_instance_key', type: 'key', within: 't' },
    ...objectFields('t'),
    status: { sql: 't.status', type: 'text' },
    listener: { sql: 't.listener', type: 'text' },
    statusOrListener: { sql: 'COALESCE(t.listener, t.status)', type: 'text' },
    assignee: { sql: 't.assignee', type: 'text' },
    candidateGroups: { sql: 't.candidate_groups', type: 'texts' },
    candidateUsers: { sql: 't.candidate_users', type: 'texts' },
    priority: { sql: 't.priority', type: 'number' },
    createdAt: { sql: 't.created_at', type: 'instant' },
    dueAt: { sql: 't.due_at', type: 'instant' },
    followUpAt: { sql: 't.follow_up_at', type: 'instant' },
    claimedAt: { sql: 't.claimed_at', type: 'instant' },
    startedAt: { sql: 't.started_at', type: 'instant' },
    completedAt: { sql: 't.completed_at', type: 'instant' },
    suspensionReason: { sql: 't.suspension_reason', type: 'text' },
    suspendedSince: { sql: 't.suspended_since', type: 'instant' },
    suspendedMs: { sql: 't.suspended_ms', type: 'number' },
    ...DIMENSIONS,
    dueOn: { sql: 'c.due_on', type: 'date' },
    formKey: { sql: 'f.form_key', type: 'key' },
    formId: { sql: 'f.form_id', type: 'text' },
    formVersion: { sql: 'f.version', type: 'number' },
    externalFormReference: { sql: 'e.external_form', type: 'text' },
  },
  identity: ['key'],
  visible: visibleTasks,
  row({ suspensionReason: reason, suspendedSince: since, ...values }) {
    return { ...values, ...(reason === undefined ? {} : { suspension: { reason, since } }) } as unknown as TaskView;
  },
};

const JOB_KIND = `CASE WHEN j.listener IS NULL THEN 'work' WHEN j.listener IN ('start', 'end') THEN 'executionListener' ELSE 'taskListener' END`;

export const JOBS: Searchable<JobView> = {
  from: fromObjects('jobs', 'j'),
  fields: {
    key: { sql: 'j.job_key', type: 'key', within: 'j' },
    elementInstanceKey: { sql: 'j.element_instance_key', type: 'key', within: 'j' },
    ...objectFields('j'),
    type: { sql: 'j.type', type: 'text' },
    kind: { sql: JOB_KIND, type: 'text' },
    phase: { sql: `COALESCE(j.listener, '')`, type: 'text' },
    index: { sql: 'j.listener_index', type: 'number' },
    status: { sql: 'j.status', type: 'text' },
    retries: { sql: 'j.retries', type: 'number' },
    lease: { sql: 'j.lease', type: 'number' },
    worker: { sql: 'j.worker', type: 'text' },
    createdAt: { sql: 'j.created_at', type: 'instant' },
    startedAt: { sql: 'j.started_at', type: 'instant' },
    deadlineAt: { sql: 'j.deadline_at', type: 'instant' },
    availableAt: { sql: 'j.available_at', type: 'instant' },
    errorMessage: { sql: 'j.error_message', type: 'text' },
    errorCode: { sql: 'j.error_code', type: 'text' },
  },
  identity: ['key'],
  visible: visibleCases,
  row: ({ phase, index, ...values }) =>
    ({ ...values, ...(index === undefined ? {} : { listener: { phase, index } }) }) as unknown as JobView,
};

export const INCIDENTS: Searchable<IncidentView> = {
  from: fromObjects('incidents', 'n'),
  fields: {
    key: { sql: 'n.incident_key', type: 'key', within: 'n' },
    elementInstanceKey: { sql: 'n.element_instance_key', type: 'key', within: 'n' },
    ...objectFields('n'),
    kind: { sql: 'n.kind', type: 'text' },
    raisedAt: { sql: 'n.raised_at', type: 'instant' },
    resolvedAt: { sql: 'n.resolved_at', type: 'instant' },
    jobKey: { sql: 'n.job_key', type: 'key' },
    message: { sql: `COALESCE(n.message, '')`, type: 'text' },
  },
  identity: ['key'],
  visible: visibleCases,
  row: (values) => values as unknown as IncidentView,
};

/** Values as they are now, read out of their case's column; hidden ones (of multi-instance bodies) are not variables. */
export const VARIABLES: Searchable<VariableView> = {
  from: `cases c CROSS JOIN LATERAL json_each(c.variables) s CROSS JOIN LATERAL json_each(s.value) v`,
  fields: {
    ...VARIABLE_KEY,
    tenantId: { sql: 'c.tenant_id', type: 'text' },
    caseKey: { sql: 'c.case_key', type: 'key', within: 'c' },
    scopeKey: { sql: 'CAST(s.key AS bigint)', type: 'key', within: 'c' },
    name: { sql: 'v.key', type: 'text' },
    value: { sql: 'CAST(v.value AS text)', type: 'text' },
  },
  identity: ['scopeKey', 'name'],
  visible(access) {
    const { sql, bindings } = visibleCases(access);
    return { sql: `${sql} AND v.key NOT LIKE '$%'`, bindings };
  },
  row: ({ keyClass: _class, bucket: _bucket, ...values }) => values as unknown as VariableView,
};
