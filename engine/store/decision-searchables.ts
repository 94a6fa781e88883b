import { visibleCases, type Access, type SqlCondition } from './access.ts';
import type { DecisionInstanceView, DecisionView, RequirementsRow } from './decision-views.ts';
import type { Fields } from './fields.ts';
import type { Searchable } from './search.ts';

const ofTenant = ({ tenantId }: Access): SqlCondition => ({ sql: 'r.tenant_id = ?', bindings: [tenantId] });

const OF_FILE: Fields = {
  tenantId: { sql: 'r.tenant_id', type: 'text' },
  requirementsKey: { sql: 'r.requirements_key', type: 'key' },
  requirementsId: { sql: 'r.requirements_id', type: 'text' },
  resourceName: { sql: 'r.resource_name', type: 'text' },
  deploymentKey: { sql: 'r.deployment_key', type: 'key' },
  deployedAt: { sql: 'r.deployed_at', type: 'instant' },
};

/** Searched also by `isLatest`. */
export const REQUIREMENTS: Searchable<RequirementsRow> = {
  from: `decision_requirements r LEFT JOIN LATERAL (SELECT max(latest.version) AS version FROM decision_requirements latest
           WHERE latest.tenant_id = r.tenant_id AND latest.requirements_id = r.requirements_id AND latest.deleted_at IS NULL) l ON true`,
  fields: {
    ...OF_FILE,
    name: { sql: 'r.name', type: 'text' },
    version: { sql: 'r.version', type: 'number' },
    isLatest: { sql: '(r.version IS NOT DISTINCT FROM l.version)', type: 'boolean' },
    deployedBy: { sql: 'r.deployed_by', type: 'text' },
  },
  identity: ['requirementsKey'],
  visible: ofTenant,
  row: (values) => values as unknown as RequirementsRow,
};

export const DECISIONS: Searchable<DecisionView> = {
  from: `decisions d
    JOIN decision_requirements r ON r.tenant_id = d.tenant_id AND r.requirements_key = d.requirements_key
    LEFT JOIN LATERAL (SELECT max(latest.version) AS version FROM decisions latest
      WHERE latest.tenant_id = d.tenant_id AND latest.decision_id = d.decision_id AND latest.deleted_at IS NULL) l ON true`,
  fields: {
    decisionKey: { sql: 'd.decision_key', type: 'key' },
    ...OF_FILE,
    decisionId: { sql: 'd.decision_id', type: 'text' },
    name: { sql: 'd.name', type: 'text' },
    kind: { sql: 'd.kind', type: 'text' },
    version: { sql: 'd.version', type: 'number' },
    versionTag: { sql: 'd.version_tag', type: 'text' },
    requirementsName: { sql: 'r.name', type: 'text' },
    requirementsVersion: { sql: 'r.version', type: 'number' },
    isLatest: { sql: '(d.version IS NOT DISTINCT FROM l.version)', type: 'boolean' },
  },
  identity: ['decisionKey'],
  visible: ofTenant,
  row: (values) => values as unknown as DecisionView,
};

/** With its case, or without one; `i.inputs` is there until the values are erased. */
export const DECISION_INSTANCES: Searchable<DecisionInstanceView> = {
  from: `decision_instances i
    JOIN decisions a ON a.tenant_id = i.tenant_id AND a.decision_key = i.asked_key
    JOIN decisions d ON d.tenant_id = i.tenant_id AND d.requirements_key = a.requirements_key AND d.decision_id = i.decision_id
    JOIN decision_requirements r ON r.tenant_id = i.tenant_id AND r.requirements_key = a.requirements_key
    LEFT JOIN cases c ON c.bucket = i.bucket AND c.tenant_id = i.tenant_id AND c.case_key = i.case_key
    LEFT JOIN definitions p ON p.tenant_id = i.tenant_id AND p.definition_key = i.definition_key`,
  fields: {
    key: { sql: 'i.decision_instance_key', type: 'key' },
    ordinal: { sql: 'i.ordinal', type: 'number' },
    tenantId: { sql: 'i.tenant_id', type: 'text' },
    decisionKey: { sql: 'd.decision_key', type: 'key' },
    decisionId: { sql: 'i.decision_id', type: 'text' },
    decisionName: { sql: 'd.name', type: 'text' },
    decisionVersion: { sql: 'd.version', type: 'number' },
    kind: { sql: 'd.kind', type: 'text' },
    requirementsKey: { sql: 'd.requirements_key', type: 'key' },
    requirementsId: { sql: 'r.requirements_id', type: 'text' },
    askedKey: { sql: 'i.asked_key', type: 'key' },
    askedId: { sql: 'a.decision_id', type: 'text' },
    evaluatedAt: { sql: 'i.evaluated_at', type: 'instant' },
    caseKey: { sql: 'c.case_key', type: 'key' },
    definitionKey: { sql: 'i.definition_key', type: 'key' },
    processId: { sql: 'p.process_id', type: 'text' },
    elementInstanceKey: { sql: 'i.element_instance_key', type: 'key' },
    elementId: { sql: 'i.element_id', type: 'text' },
    rules: { sql: 'i.rules', type: 'json' },
    inputs: { sql: 'i.inputs', type: 'json' },
    matched: { sql: 'i.matched', type: 'json' },
    value: { sql: 'i.value', type: 'json' },
    notes: { sql: 'i.notes', type: 'json' },
  },
  identity: ['key', 'ordinal'],
  /** An evaluation without a case is of no unit: those see it who see the whole tenant. */
  visible: (access) => (access.units === 'all' ? { sql: 'i.tenant_id = ?', bindings: [access.tenantId] } : visibleCases(access)),
  row({ inputs, matched, value = null, ...rest }) {
    return {
      ...rest,
      ...(inputs === undefined ? {} : { values: { inputs, matched, value } }),
    } as unknown as DecisionInstanceView;
  },
};
