import type { Knex } from 'knex';
import type { Effect } from '../case/effect.ts';
import { caseKeyOf, type CaseKey, type SubscriptionKey } from '../ids.ts';
import { toSql } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const SUBSCRIPTIONS: Table = {
  name: 'subscriptions',
  key: ['tenant_id', 'case_key', 'subscription_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    subscription_key: 'bigint',
    element_instance_key: 'bigint',
    process_id: 'text',
    kind: 'text',
    target: 'text',
    name: 'text',
    correlation_key: 'text',
    opened_at: 'timestamptz',
  },
};

export type Opening = Extract<Effect, { type: 'openSubscription' }>;

export function subscriptionRow(
  opening: Opening,
  at: { readonly tenantId: string; readonly processId: string; readonly now: number },
): SqlRow {
  return {
    bucket: opening.bucket,
    tenant_id: at.tenantId,
    case_key: caseKeyOf(opening.subscriptionKey),
    subscription_key: opening.subscriptionKey,
    element_instance_key: opening.elementInstanceKey,
    process_id: at.processId,
    kind: opening.kind,
    target: opening.target,
    name: opening.name,
    correlation_key: opening.correlationKey,
    opened_at: toSql(at.now),
  };
}

/** An open subscription, named without a lock. */
export interface NamedSubscription {
  readonly caseKey: CaseKey;
  readonly subscriptionKey: SubscriptionKey;
  readonly processId: string;
}

/** At most this many are told at once; a caller that needs more asks again with `after`. */
export const AT_ONCE = 500;

/** Those who wait for a message or signal, in the order of their keys. */
export async function waiting(
  sql: Knex,
  awaited: {
    readonly bucket: number;
    readonly tenantId: string;
    readonly kind: 'message' | 'signal';
    readonly name: string;
    readonly correlationKey: string;
    /** Leaves out what was opened at this instant or later: a signal is not for those. */
    readonly openedBefore?: number;
    readonly after?: SubscriptionKey;
  },
): Promise<NamedSubscription[]> {
  const query = sql('subscriptions').where({
    bucket: awaited.bucket,
    tenant_id: awaited.tenantId,
    kind: awaited.kind,
    name: awaited.name,
    correlation_key: awaited.correlationKey,
  });
  if (awaited.openedBefore !== undefined) query.where('opened_at', '<', toSql(awaited.openedBefore));
  if (awaited.after !== undefined) query.where('subscription_key', '>', awaited.after);
  const rows = await query
    .select<{ case_key: CaseKey; subscription_key: SubscriptionKey; process_id: string }[]>(
      'case_key',
      'subscription_key',
      'process_id',
    )
    .orderBy('subscription_key')
    .limit(AT_ONCE);
  return rows.map((row) => ({ caseKey: row.case_key, subscriptionKey: row.subscription_key, processId: row.process_id }));
}
