import type { Knex } from 'knex';
import type { Effect } from '../case/effect.ts';
import { subscriptionBucket } from '../case/waits.ts';
import type { Variables } from '../errors.ts';
import { objectKey, type CaseKey, type MessageKey } from '../ids.ts';
import { toSql } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

/** A message or a signal that was published and has not yet reached all that it may reach. */
export interface Message {
  readonly bucket: number;
  readonly tenantId: string;
  readonly messageKey: MessageKey;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Empty for a signal, and for a message that can only start cases. */
  readonly correlationKey: string;
  readonly messageId?: string;
  readonly variables: Variables;
  readonly publishedAt: number;
  /** Until then a message is kept for those who begin to wait later. */
  readonly expiresAt: number;
}

/**
 * `pending`: not all who wait for it have been tried yet; `buffered`: they have, and it is kept for its time to live; `held`: besides, it is
 * kept for cases that waited for it and were suspended, until they are resumed or over.
 */
export type MessageStatus = 'pending' | 'buffered' | 'held';

export const MESSAGES: Table = {
  name: 'messages',
  key: ['tenant_id', 'message_key'],
  columns: {
    tenant_id: 'text',
    message_key: 'bigint',
    kind: 'text',
    status: 'text',
    name: 'text',
    correlation_key: 'text',
    message_id: 'text',
    variables: 'json',
    published_at: 'timestamptz',
    expires_at: 'timestamptz',
  },
};

export function messageRow(message: Message): SqlRow {
  return {
    bucket: message.bucket,
    tenant_id: message.tenantId,
    message_key: message.messageKey,
    kind: message.kind,
    status: 'pending' satisfies MessageStatus,
    name: message.name,
    correlation_key: message.correlationKey,
    message_id: message.messageId,
    variables: message.variables,
    published_at: toSql(message.publishedAt),
    expires_at: toSql(message.expiresAt),
  };
}

export type Sending = Extract<Effect, { type: 'publishMessage' | 'broadcastSignal' }>;

/**
 * What a case sends, as a message to distribute. Its key needs no allocator: the case's number, and in the object's place the number of
 * a log event of the step, which no other sending of the case shares.
 */
export function sentMessage(
  sending: Sending,
  from: { readonly caseKey: CaseKey; readonly tenantId: string; readonly seq: number; readonly now: number },
): Message {
  const correlationKey = sending.type === 'publishMessage' ? sending.correlationKey : '';
  const timeToLiveMs = sending.type === 'publishMessage' ? sending.timeToLiveMs : 0;
  const bucket = subscriptionBucket(sending.name, correlationKey);
  const number = (BigInt(from.caseKey) >> 30n) << 30n;
  return {
    bucket,
    tenantId: from.tenantId,
    messageKey: objectKey((number | BigInt(bucket)).toString() as CaseKey, from.seq),
    kind: sending.type === 'publishMessage' ? 'message' : 'signal',
    name: sending.name,
    correlationKey,
    variables: sending.variables,
    publishedAt: from.now,
    expiresAt: from.now + timeToLiveMs,
  };
}

interface StoredMessage {
  readonly bucket: number;
  readonly tenant_id: string;
  readonly message_key: MessageKey;
  readonly kind: 'message' | 'signal';
  readonly status: MessageStatus;
  readonly name: string;
  readonly correlation_key: string;
  readonly message_id: string | null;
  readonly variables: Variables;
  readonly published_at: Date;
  readonly expires_at: Date;
}

function messageOf(row: StoredMessage): Message {
  return {
    bucket: row.bucket,
    tenantId: row.tenant_id,
    messageKey: row.message_key,
    kind: row.kind,
    name: row.name,
    correlationKey: row.correlation_key,
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    variables: row.variables,
    publishedAt: row.published_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  };
}

/**
 * Keeps a published message before anybody gets it.
 * @returns false when a message with its id, name and key is still alive
 */
export async function keepMessage(sql: Knex, message: Message): Promise<boolean> {
  const { bucket, tenantId, name, correlationKey, messageId } = message;
  const same = { bucket, tenant_id: tenantId, name, correlation_key: correlationKey };
  if (messageId !== undefined) {
    await sql('messages')
      .where({ ...same, message_id: messageId })
      .where('expires_at', '<=', toSql(message.publishedAt))
      .whereNot('status', 'held' satisfies MessageStatus)
      .delete();
  }
  const row = { ...messageRow(message), variables: JSON.stringify(message.variables), message_id: messageId ?? null };
  const kept = await sql('messages')
    .insert(row)
    .onConflict(['bucket', 'tenant_id', 'name', 'correlation_key', 'message_id'])
    .ignore()
    .returning('message_key');
  return kept.length > 0;
}

/**
 * Messages kept for whoever begins to wait for this name and key, the oldest first; those that a process has had left out.
 * @param awaited openedAt: of a subscription that may have waited when they came
 */
export async function bufferedMessages(
  sql: Knex,
  awaited: {
    readonly tenantId: string;
    readonly name: string;
    readonly correlationKey: string;
    readonly claimant: string;
    readonly now: number;
    readonly openedAt?: number;
  },
): Promise<Message[]> {
  const bucket = subscriptionBucket(awaited.name, awaited.correlationKey);
  const rows = await sql<StoredMessage>('messages as m')
    .where({ bucket, tenant_id: awaited.tenantId, kind: 'message', name: awaited.name, correlation_key: awaited.correlationKey })
    .where((kept) => {
      void kept.where('expires_at', '>', toSql(awaited.now));
      const { openedAt } = awaited;
      if (openedAt !== undefined) void kept.orWhereRaw(`status = 'held' AND published_at >= ?`, [toSql(openedAt)]);
    })
    .whereNotExists((claims) => {
      void claims
        .from('message_claims as k')
        .whereRaw('k.bucket = m.bucket AND k.tenant_id = m.tenant_id AND k.message_key = m.message_key')
        .where('k.claimant', awaited.claimant);
    })
    .orderBy(['published_at', 'message_key'])
    .limit(100)
    .select<StoredMessage[]>('m.*');
  return rows.map(messageOf);
}

/** Messages that nobody has finished distributing, the oldest first. */
export async function pendingMessages(sql: Knex, publishedUntil: number, limit: number): Promise<Message[]> {
  const rows = await sql<StoredMessage>('messages')
    .where('status', 'pending')
    .where('published_at', '<=', toSql(publishedUntil))
    .orderBy(['published_at', 'message_key'])
    .limit(limit)
    .select<StoredMessage[]>('*');
  return rows.map(messageOf);
}

/** All who wait have been tried: keep it for its time to live or for a suspended case, or let it go. */
export async function settleMessage(sql: Knex, message: Message, now: number, isHeld = false): Promise<void> {
  const { bucket, tenantId, messageKey, expiresAt } = message;
  const row = sql('messages').where({ bucket, tenant_id: tenantId, message_key: messageKey });
  if (isHeld || expiresAt > now) await row.update({ status: (isHeld ? 'held' : 'buffered') satisfies MessageStatus });
  else await row.delete();
}

/** A subscription `s` that was there when a message `m` came, and whose process has not had it. */
const STILL_WAITING = `SELECT 1 FROM subscriptions s
  WHERE s.bucket = m.bucket AND s.tenant_id = m.tenant_id AND s.name = m.name AND s.correlation_key = m.correlation_key
    AND s.kind = m.kind AND s.opened_at <= m.published_at
    AND NOT EXISTS (SELECT 1 FROM message_claims k WHERE k.bucket = m.bucket AND k.tenant_id = m.tenant_id
                       AND k.message_key = m.message_key AND k.claimant = s.process_id)`;

/** Lets go what has outlived its time; what is pending first has its turn. Who has had a message is known as long as that is there. */
export async function dropExpiredMessages(sql: Knex, now: number): Promise<number> {
  const dropped = await sql('messages').where('status', 'buffered').where('expires_at', '<=', toSql(now)).delete();
  const held = await sql('messages as m')
    .where('m.status', 'held')
    .where('m.expires_at', '<=', toSql(now))
    .whereRaw(`NOT EXISTS (${STILL_WAITING})`)
    .delete();
  await sql('message_claims as c')
    .where('c.expires_at', '<=', toSql(now))
    .whereRaw(
      `NOT EXISTS (SELECT 1 FROM messages m WHERE m.bucket = c.bucket AND m.tenant_id = c.tenant_id AND m.message_key = c.message_key)`,
    )
    .delete();
  return dropped + held;
}
