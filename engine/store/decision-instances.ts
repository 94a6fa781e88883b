import type { DecisionRow } from '../case/effect.ts';
import { bucketOf, type CaseKey, type DecisionInstanceKey } from '../ids.ts';
import type { CaseName } from './cases.ts';
import type { CasePlace } from './case-place.ts';
import { toSql } from './instants.ts';
import type { Sql } from './sql.ts';
import { insert, type SqlRow, type Table } from './table.ts';

export const DECISION_INSTANCES: Table = {
  name: 'decision_instances',
  key: ['tenant_id', 'case_key', 'decision_instance_key', 'ordinal'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    decision_instance_key: 'bigint',
    ordinal: 'int',
    asked_key: 'bigint',
    decision_id: 'text',
    definition_key: 'bigint',
    element_instance_key: 'bigint',
    element_id: 'text',
    evaluated_at: 'timestamptz',
    rules: 'int[]',
    inputs: 'json',
    matched: 'json',
    value: 'json',
    notes: 'json',
  },
};

type Place = Omit<CasePlace, 'definition_key'> & Partial<CasePlace>;
type Evaluation = Omit<DecisionRow, 'elementInstanceKey' | 'elementId'> &
  Partial<Pick<DecisionRow, 'elementInstanceKey' | 'elementId'>>;

/** A row for each decision that the evaluation went through. */
export function decisionInstanceRows({ bucket, tenant_id, case_key, definition_key }: Place, evaluation: Evaluation): SqlRow[] {
  const { evaluated, notes } = evaluation.result;
  return evaluated.map(({ decisionId, inputs = [], matched, value }, index) => ({
    bucket,
    tenant_id,
    case_key,
    definition_key,
    decision_instance_key: evaluation.key,
    ordinal: index + 1,
    asked_key: evaluation.decisionKey,
    decision_id: decisionId,
    element_instance_key: evaluation.elementInstanceKey,
    element_id: evaluation.elementId,
    evaluated_at: toSql(evaluation.evaluatedAt),
    rules: matched.map(({ ruleIndex }) => ruleIndex),
    inputs,
    matched,
    value,
    notes: index === evaluated.length - 1 && notes.length > 0 ? notes : undefined,
  }));
}

/** Keeps an evaluation that no case asked for. */
export async function insertEvaluation(
  sql: Sql,
  tenantId: string,
  evaluation: Evaluation & { readonly key: DecisionInstanceKey },
): Promise<void> {
  const place = { bucket: bucketOf(evaluation.key), tenant_id: tenantId, case_key: evaluation.key as string as CaseKey };
  await sql.raw(insert(DECISION_INSTANCES, 'server').sql, [JSON.stringify(decisionInstanceRows(place, evaluation))]);
}

/** Part of erasing a case's values: what was decided by which rules stays, from what values does not. */
export async function eraseDecisionValues(sql: Sql, { tenantId, caseKey }: CaseName): Promise<void> {
  await sql('decision_instances')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .update({ inputs: null, matched: null, value: null, notes: null });
}
