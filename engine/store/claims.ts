import type { Knex } from 'knex';
import { bucketOfText, type CaseKey } from '../ids.ts';
import { toSql } from './instants.ts';
import type { Message } from './messages.ts';

/**
 * Something that may happen once: a delivery, a start. It is taken in the transaction of the step that it permits, after the cases are
 * locked and in the order of `id` (so that no two transactions wait for each other in a circle), and given back when the step is refused.
 */
export interface Claim {
  readonly id: string;
  /** False: somebody else has it. */
  take(sql: Knex.Transaction): Promise<boolean>;
  giveBack(sql: Knex.Transaction): Promise<void>;
}

/** How long it is remembered who had a message: as long as the message lives, and a while for those under way. */
const REMEMBERED_MS = 60_000;

/** One message for one claimant, once. */
export function messageClaim(message: Message, claimant: string): Claim {
  const { bucket, tenantId, messageKey, expiresAt } = message;
  const row = { bucket, tenant_id: tenantId, message_key: messageKey, claimant };
  return {
    id: `message ${messageKey} ${claimant}`,
    take: (sql) => insertOnce(sql, 'message_claims', { ...row, expires_at: toSql(expiresAt + REMEMBERED_MS) }),
    async giveBack(sql) {
      await sql('message_claims').where(row).delete();
    },
  };
}

/** One living case of a process that a message with this key has started. */
export function startClaim(tenantId: string, processId: string, correlationKey: string, caseKey: CaseKey): Claim {
  const bucket = startBucket(processId, correlationKey);
  const row = { bucket, tenant_id: tenantId, process_id: processId, correlation_key: correlationKey };
  return {
    id: `start ${tenantId} ${processId} ${correlationKey}`,
    take: (sql) => insertOnce(sql, 'message_starts', { ...row, case_key: caseKey }),
    async giveBack(sql) {
      await sql('message_starts').where(row).delete();
    },
  };
}

export function startBucket(processId: string, correlationKey: string): number {
  return bucketOfText(`${processId}\u0000${correlationKey}`);
}

async function insertOnce(sql: Knex.Transaction, table: string, row: Readonly<Record<string, unknown>>): Promise<boolean> {
  const inserted = await sql(table).insert(row).onConflict().ignore().returning('bucket');
  return inserted.length > 0;
}
