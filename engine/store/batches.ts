/** Operations on many cases: what a filter found, and what has been done of it. */
import type { Knex } from 'knex';
import type { Actor } from '../case/command.ts';
import { bucketOf, type BatchKey, type CaseKey } from '../ids.ts';
import { visibleCases, type Access } from './access.ts';
import type { BatchPlan, BatchView } from './batch-views.ts';
import type { Claim } from './claims.ts';
import { addConditions } from './conditions.ts';
import { toSql } from './instants.ts';
import type { Condition } from './query.ts';
import { CASES } from './searchables.ts';

export interface NewBatch {
  readonly access: Access;
  readonly key: BatchKey;
  readonly plan: BatchPlan;
  readonly filter: readonly Condition[];
  readonly at: number;
}

/**
 * Writes a batch with an item for each running case that the filter finds and the caller may see, or for each open incident in them.
 * @returns how many items it has; more than `most`: the transaction is to be rolled back
 */
export async function insertBatch(sql: Knex.Transaction, batch: NewBatch, most: number): Promise<number> {
  const { access, key, plan, filter, at } = batch;
  const { tenantId, units, actor = {} } = access;
  const row = { tenant_id: tenantId, batch_key: key, kind: plan.kind, plan: JSON.stringify(plan), status: 'active', total: 0 };
  await sql('batches').insert({
    ...row,
    actor: JSON.stringify(actor),
    filter: JSON.stringify(filter),
    units: units === 'all' ? null : [...units],
    created_at: toSql(at),
  });
  await sql.raw('INSERT INTO batch_items (bucket, tenant_id, batch_key, item_key, case_key, status) ?', [
    itemsOf(sql, batch).limit(most + 1),
  ]);
  const counted = await sql('batch_items').where({ tenant_id: tenantId, batch_key: key }).count<{ n: string }[]>('* as n');
  const total = Number(counted[0]?.n);
  await sql('batches').where({ tenant_id: tenantId, batch_key: key }).update({ total });
  return total;
}

/** How many items a batch of a kind would have now; at most one more than `most`. */
export async function countItems(sql: Knex, wanted: Wanted, most: number): Promise<number> {
  const items = wantedBy(sql, wanted)
    .select(sql.raw('1'))
    .limit(most + 1);
  const counted = await sql.from(items.as('x')).count<{ n: string }[]>('* as n');
  return Number(counted[0]?.n);
}

function itemsOf(sql: Knex, { access, key, plan, filter }: NewBatch): Knex.QueryBuilder {
  return wantedBy(sql, { access, kind: plan.kind, filter }).select(
    'c.bucket',
    'c.tenant_id',
    sql.raw('CAST(? AS bigint)', [key]),
    plan.kind === 'resolve' ? 'x.incident_key' : 'c.case_key',
    'c.case_key',
    sql.raw(`'open'`),
  );
}

interface Wanted {
  readonly access: Access;
  readonly kind: BatchPlan['kind'];
  readonly filter: readonly Condition[];
}

function wantedBy(sql: Knex, { access, kind, filter }: Wanted): Knex.QueryBuilder {
  const { sql: seen, bindings } = visibleCases(access);
  const isOfIncidents = kind === 'resolve';
  const incidents = ` JOIN incidents x ON x.bucket = c.bucket AND x.tenant_id = c.tenant_id AND x.case_key = c.case_key
                       AND x.resolved_at IS NULL`;
  const found = sql
    .queryBuilder()
    .fromRaw(CASES.from + (isOfIncidents ? incidents : ''))
    .whereRaw(seen, [...bindings])
    .whereIn('c.status', kind === 'cancel' ? ['active', 'suspended'] : [kind === 'resume' ? 'suspended' : 'active']);
  // A called case ends, stands still and goes on with its caller.
  if (kind === 'cancel' || kind === 'suspend' || kind === 'resume') found.whereNull('c.caller_case_key');
  addConditions(found, sql, CASES.fields, filter);
  return found;
}

/** An item whose turn it is. */
export interface OpenItem {
  readonly access: Access;
  readonly batchKey: BatchKey;
  readonly plan: BatchPlan;
  readonly itemKey: string;
  readonly caseKey: CaseKey;
}

/** Batches that go on side by side; the others wait. */
const SIDE_BY_SIDE = 8;

/** Some of each of the oldest batches, so that a large one does not keep a small one waiting. */
export async function openItems(sql: Knex, ofEach: number): Promise<OpenItem[]> {
  interface Row {
    readonly tenant_id: string;
    readonly batch_key: BatchKey;
    readonly plan: BatchPlan;
    readonly actor: Partial<Actor>;
    readonly units: readonly string[] | null;
    readonly item_key: string;
    readonly case_key: CaseKey;
  }
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `SELECT b.tenant_id, b.batch_key, b.plan, b.actor, b.units, i.item_key, i.case_key
       FROM (SELECT * FROM batches WHERE status = 'active' ORDER BY created_at LIMIT ${SIDE_BY_SIDE}) b
      CROSS JOIN LATERAL (SELECT item_key, case_key FROM batch_items o
         WHERE o.tenant_id = b.tenant_id AND o.batch_key = b.batch_key AND o.status = 'open' ORDER BY item_key LIMIT ?) i`,
    [ofEach],
  );
  return rows.map(({ actor: { user, role, unit }, ...row }) => {
    const actor = user === undefined ? undefined : { user, ...(role && { role }), ...(unit && { unit }) };
    const access = { tenantId: row.tenant_id, units: row.units ?? ('all' as const), ...(actor && { actor }) };
    return { access, batchKey: row.batch_key, plan: row.plan, itemKey: row.item_key, caseKey: row.case_key };
  });
}

function placeOf({ access, batchKey, itemKey, caseKey }: OpenItem) {
  return { bucket: bucketOf(caseKey), tenant_id: access.tenantId, batch_key: batchKey, item_key: itemKey };
}

/** An item, done once: taken in the transaction of its step, as long as its batch goes on. */
export function itemClaim(item: OpenItem, at: number): Claim {
  const place = placeOf(item);
  return {
    id: `batch ${item.batchKey} ${item.itemKey}`,
    async take(sql) {
      const taken = await sql('batch_items')
        .where({ ...place, status: 'open' })
        .whereExists((batch) => {
          const { tenant_id, batch_key } = place;
          void batch.from('batches as b').where({ 'b.tenant_id': tenant_id, 'b.batch_key': batch_key, 'b.status': 'active' });
        })
        .update({ status: 'completed', processed_at: toSql(at) });
      return taken > 0;
    },
    async giveBack(sql) {
      await sql('batch_items').where(place).update({ status: 'open', processed_at: null });
    },
  };
}

export async function failItem(sql: Knex, item: OpenItem, message: string, at: number): Promise<void> {
  await sql('batch_items')
    .where({ ...placeOf(item), status: 'open' })
    .update({ status: 'failed', processed_at: toSql(at), message });
}

/** Ends the batches of which nothing is left to do. */
export async function endBatches(sql: Knex, at: number): Promise<void> {
  await sql('batches as b')
    .where('b.status', 'active')
    .whereNotExists((items) => {
      void items
        .from('batch_items as i')
        .whereRaw(`i.tenant_id = b.tenant_id AND i.batch_key = b.batch_key AND i.status = 'open'`);
    })
    .update({ status: 'completed', ended_at: toSql(at) });
}

/** Changes the status of a batch that has one of `from`. @returns whether it had */
export async function changeBatch(
  sql: Knex,
  { tenantId }: Access,
  key: BatchKey,
  change: {
    readonly from: readonly BatchView['status'][];
    readonly to: BatchView['status'];
    readonly endedAt?: number;
  },
): Promise<boolean> {
  const changed = await sql('batches')
    .where({ tenant_id: tenantId, batch_key: key })
    .whereIn('status', change.from)
    .update({ status: change.to, ended_at: change.endedAt === undefined ? null : toSql(change.endedAt) });
  return changed > 0;
}
