import type { Knex } from 'knex';
import type { DefinitionKey } from '../ids.ts';
import { toSql, toSqlOrNull } from './instants.ts';

/** What starts cases of a process by itself: an event with which its latest version begins, by one of its definitions. */
export type StartSubscription = StartPlace &
  (
    | { readonly kind: 'condition' }
    | { readonly kind: 'message' | 'signal'; readonly name: string }
    | {
        readonly kind: 'timer';
        readonly dueAt: number;
        /** How often it still fires after that; -1 for ever. */
        readonly remaining: number;
        /** Of a cycle: ISO 8601 duration between two starts. */
        readonly period?: string;
      }
  );
export interface StartPlace {
  readonly tenantId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly definitionKey: DefinitionKey;
  /** Which of the event's definitions, 0, 1, 2… */
  readonly part: number;
}
export type StartTimer = StartSubscription & { readonly kind: 'timer' };

/** The start events of a new latest version take the place of the earlier version's. */
export async function replaceStartSubscriptions(
  sql: Knex,
  of: { readonly tenantId: string; readonly processId: string },
  subscriptions: readonly StartSubscription[],
): Promise<void> {
  await sql('start_subscriptions').where({ tenant_id: of.tenantId, process_id: of.processId }).delete();
  if (subscriptions.length > 0) await sql('start_subscriptions').insert(subscriptions.map(rowOf));
}

function rowOf(subscription: StartSubscription) {
  const timer = subscription.kind === 'timer' ? subscription : undefined;
  return {
    tenant_id: subscription.tenantId,
    process_id: subscription.processId,
    element_id: subscription.elementId,
    definition_key: subscription.definitionKey,
    part: subscription.part,
    kind: subscription.kind,
    name: 'name' in subscription ? subscription.name : null,
    due_at: toSqlOrNull(timer?.dueAt),
    remaining: timer?.remaining ?? null,
    period: timer?.period ?? null,
  };
}

interface StartSql {
  readonly tenant_id: string;
  readonly process_id: string;
  readonly element_id: string;
  readonly definition_key: DefinitionKey;
  readonly part: number;
  readonly kind: StartSubscription['kind'];
  readonly name: string | null;
  readonly due_at: Date | null;
  readonly remaining: number | null;
  readonly period: string | null;
}

function placeOf(row: StartSql): StartPlace {
  return {
    part: row.part,
    tenantId: row.tenant_id,
    processId: row.process_id,
    elementId: row.element_id,
    definitionKey: row.definition_key,
  };
}

/** Start events that wait for a message or a signal by name. */
export async function startsNamed(
  sql: Knex,
  awaited: { readonly tenantId: string; readonly kind: 'message' | 'signal'; readonly name: string },
): Promise<StartSubscription[]> {
  const { tenantId, kind, name } = awaited;
  const rows = await sql<StartSql>('start_subscriptions')
    .where({ tenant_id: tenantId, kind, name })
    .orderBy(['process_id', 'element_id', 'part'])
    .select<StartSql[]>('*');
  return rows.map((row) => ({ ...placeOf(row), kind, name }));
}

/** The messages that start cases of a process. */
export async function messageStartsOf(
  sql: Knex,
  tenantId: string,
  processId: string,
): Promise<(StartSubscription & { readonly kind: 'message' | 'signal' })[]> {
  const rows = await sql<StartSql>('start_subscriptions')
    .where({ tenant_id: tenantId, process_id: processId, kind: 'message' })
    .orderBy(['element_id', 'part'])
    .select<StartSql[]>('*');
  return rows.flatMap((row) => (row.name === null ? [] : [{ ...placeOf(row), kind: 'message' as const, name: row.name }]));
}

/** Conditions that start cases: of one process, or of all of a tenant. */
export async function conditionStarts(sql: Knex, tenantId: string, processId?: string): Promise<StartPlace[]> {
  const rows = await sql<StartSql>('start_subscriptions')
    .where({ tenant_id: tenantId, kind: 'condition', ...(processId === undefined ? {} : { process_id: processId }) })
    .orderBy(['process_id', 'element_id', 'part'])
    .select<StartSql[]>('*');
  return rows.map(placeOf);
}

/** Timers that start cases, due at `now`, the earliest first. */
export async function dueStarts(sql: Knex, now: number, limit: number): Promise<StartTimer[]> {
  const rows = await sql<StartSql>('start_subscriptions')
    .where('due_at', '<=', toSql(now))
    .orderBy(['due_at', 'tenant_id', 'process_id', 'element_id', 'part'])
    .limit(limit)
    .select<StartSql[]>('*');
  return rows.flatMap((row) => {
    if (row.due_at === null || row.remaining === null) return [];
    const period = row.period === null ? {} : { period: row.period };
    const { remaining } = row;
    return [{ ...placeOf(row), kind: 'timer' as const, dueAt: row.due_at.getTime(), remaining, ...period }];
  });
}

export async function nextStartAt(sql: Knex): Promise<number | undefined> {
  const row = await sql<StartSql>('start_subscriptions').whereNotNull('due_at').orderBy('due_at').first('due_at');
  return row?.due_at?.getTime();
}

/**
 * Sets a start timer to when it fires next (undefined: never again), as long as it is still due at the instant that was read.
 * @returns false when another node has fired it, or a newer version has taken its place
 */
export async function moveStart(sql: Knex, timer: StartTimer, nextAt: number | undefined): Promise<boolean> {
  const moved = await sql('start_subscriptions')
    .where({
      tenant_id: timer.tenantId,
      process_id: timer.processId,
      element_id: timer.elementId,
      part: timer.part,
      definition_key: timer.definitionKey,
      due_at: toSql(timer.dueAt),
    })
    .update({ due_at: toSqlOrNull(nextAt), remaining: timer.remaining > 0 ? timer.remaining - 1 : timer.remaining });
  return moved > 0;
}

/** Puts a start timer back where `moveStart` took it from, in the same transaction. */
export async function putStartBack(sql: Knex, timer: StartTimer): Promise<void> {
  await sql('start_subscriptions')
    .where({ tenant_id: timer.tenantId, process_id: timer.processId, element_id: timer.elementId, part: timer.part })
    .update({ due_at: toSql(timer.dueAt), remaining: timer.remaining });
}
