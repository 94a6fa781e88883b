import type { Knex } from 'knex';
import type { CaseKey, DefinitionKey, SubscriptionKey } from '../ids.ts';
import { toSql } from './instants.ts';
import type { NamedSubscription } from './subscriptions.ts';

/** A subscription for which a message is kept that its process has not had: a node died between the step and the delivery, or the case was suspended. */
export type MissedDelivery = NamedSubscription & {
  readonly tenantId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly openedAt?: number;
};

/** @param of one case, right after it was resumed; all of them otherwise */
export async function missedDeliveries(sql: Knex, now: number, limit: number, of?: CaseKey): Promise<MissedDelivery[]> {
  interface Row {
    readonly tenant_id: string;
    readonly case_key: CaseKey;
    readonly subscription_key: SubscriptionKey;
    readonly process_id: string;
    readonly name: string;
    readonly correlation_key: string;
    readonly opened_at: Date;
  }
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `SELECT DISTINCT s.tenant_id, s.case_key, s.subscription_key, s.process_id, s.name, s.correlation_key, s.opened_at
       FROM messages m JOIN subscriptions s
         ON s.bucket = m.bucket AND s.tenant_id = m.tenant_id AND s.name = m.name AND s.correlation_key = m.correlation_key
        AND s.kind = m.kind ${of === undefined ? '' : 'AND s.case_key = ?'}
       JOIN cases c ON c.bucket = CAST(s.case_key & 255 AS int) AND c.tenant_id = s.tenant_id AND c.case_key = s.case_key
      WHERE c.status <> 'suspended' AND m.kind = 'message' AND m.status IN ('buffered', 'held')
        AND (m.expires_at > ? OR m.status = 'held' AND m.published_at >= s.opened_at)
        AND NOT EXISTS (SELECT 1 FROM message_claims k WHERE k.bucket = m.bucket AND k.tenant_id = m.tenant_id
                           AND k.message_key = m.message_key AND k.claimant = s.process_id)
      LIMIT ?`,
    [...(of === undefined ? [] : [of]), toSql(now), limit],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    caseKey: row.case_key,
    subscriptionKey: row.subscription_key,
    processId: row.process_id,
    name: row.name,
    correlationKey: row.correlation_key,
    openedAt: row.opened_at.getTime(),
  }));
}

/** A kept message that could start a case: its start event came later, or the case before it is over. */
export interface MissedStart {
  readonly tenantId: string;
  readonly processId: string;
  readonly correlationKey: string;
  readonly definitionKey: DefinitionKey;
}

/** @param of one process, right after its deployment; all of them otherwise */
export async function missedStarts(
  sql: Knex,
  now: number,
  limit: number,
  of?: { readonly tenantId: string; readonly processId: string },
): Promise<MissedStart[]> {
  interface Row {
    readonly tenant_id: string;
    readonly process_id: string;
    readonly correlation_key: string;
    readonly definition_key: DefinitionKey;
  }
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `SELECT DISTINCT s.tenant_id, s.process_id, m.correlation_key, s.definition_key
       FROM messages m JOIN start_subscriptions s ON s.tenant_id = m.tenant_id AND s.kind = m.kind AND s.name = m.name
      WHERE m.kind = 'message' AND m.status = 'buffered' AND m.expires_at > ?
        ${of ? 'AND s.tenant_id = ? AND s.process_id = ?' : ''}
        AND NOT EXISTS (SELECT 1 FROM message_claims k WHERE k.bucket = m.bucket AND k.tenant_id = m.tenant_id
                           AND k.message_key = m.message_key AND k.claimant = s.process_id)
      LIMIT ?`,
    [toSql(now), ...(of ? [of.tenantId, of.processId] : []), limit],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    processId: row.process_id,
    correlationKey: row.correlation_key,
    definitionKey: row.definition_key,
  }));
}
