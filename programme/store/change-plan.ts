/** The tables of the change plan. */
import type { PlanMeasure, Recommendation } from '../plan/plan-shapes.ts';
import type { QualityMethod } from '../quality/method-shapes.ts';
import type { Standard } from '../standard/standard-shapes.ts';
import type { Changing, Reading } from './services.ts';

export interface PlanBodies {
  readonly recommendation: Recommendation;
  readonly measure: PlanMeasure;
  readonly standard: Standard;
  /** One of a tenant, number 1. */
  readonly qualityMethod: QualityMethod;
}
export type PlanKind = keyof PlanBodies;

export interface KeptRecord<Kind extends PlanKind> {
  readonly number: number;
  readonly version: number;
  readonly body: PlanBodies[Kind];
  readonly changedAt: number;
  readonly changedBy: string;
  readonly note?: string;
}

interface Row<Kind extends PlanKind> {
  readonly number: number;
  readonly version: number;
  readonly body: PlanBodies[Kind];
  readonly changed_at: Date;
  readonly changed_by: string;
  readonly note: string | null;
}

const COLUMNS = ['v.number', 'v.version', 'v.body', 'v.changed_at', 'v.changed_by', 'v.note'] as const;

function kept<Kind extends PlanKind>({ number, version, body, changed_at, changed_by, note }: Row<Kind>): KeptRecord<Kind> {
  return { number, version, body, changedAt: changed_at.getTime(), changedBy: changed_by, ...(note !== null && { note }) };
}

/** Each in its version in force, by number. */
export async function loadRecords<Kind extends PlanKind>(
  sql: Reading,
  tenantId: string,
  kind: Kind,
): Promise<readonly KeptRecord<Kind>[]> {
  const rows = await sql('plan_records as r')
    .join('plan_versions as v', {
      'v.tenant_id': 'r.tenant_id',
      'v.kind': 'r.kind',
      'v.number': 'r.number',
      'v.version': 'r.version',
    })
    .where({ 'r.tenant_id': tenantId, 'r.kind': kind })
    .orderBy('r.number')
    .select<Row<Kind>[]>(...COLUMNS);
  return rows.map(kept);
}

/** Newest first. */
export async function loadHistory<Kind extends PlanKind>(
  sql: Reading,
  tenantId: string,
  kind: Kind,
  number: number,
): Promise<readonly KeptRecord<Kind>[]> {
  const rows = await sql('plan_versions as v')
    .where({ 'v.tenant_id': tenantId, 'v.kind': kind, 'v.number': number })
    .orderBy('v.version', 'desc')
    .select<Row<Kind>[]>(...COLUMNS);
  return rows.map(kept);
}

/** Locks the tenant's plan until the transaction ends. */
export async function lockPlan(sql: Changing, tenantId: string): Promise<void> {
  await sql('programme_numbers')
    .insert({ tenant_id: tenantId, name: 'plan', last: 1 })
    .onConflict(['tenant_id', 'name'])
    .merge({ last: sql.raw('programme_numbers.last + 1') });
}

/** Puts a version in force. */
export async function writeRecord<Kind extends PlanKind>(
  sql: Changing,
  tenantId: string,
  kind: Kind,
  { number, version, body, changedAt, changedBy, note }: KeptRecord<Kind>,
): Promise<void> {
  await sql('plan_versions').insert({
    tenant_id: tenantId,
    kind,
    number,
    version,
    body: JSON.stringify(body),
    changed_at: new Date(changedAt),
    changed_by: changedBy,
    note: note ?? null,
  });
  await sql('plan_records')
    .insert({ tenant_id: tenantId, kind, number, version })
    .onConflict(['tenant_id', 'kind', 'number'])
    .merge({ version });
}
