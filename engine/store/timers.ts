import type { Knex } from 'knex';
import type { Effect } from '../case/effect.ts';
import { bucketOf, isKey, type CaseKey, type TimerKey } from '../ids.ts';
import type { CasePlace } from './case-place.ts';
import { toSql } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const TIMERS: Table = {
  name: 'timers',
  key: ['tenant_id', 'case_key', 'timer_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    timer_key: 'bigint',
    element_instance_key: 'bigint',
    target: 'text',
    due_at: 'timestamptz',
    failures: 'int',
    last_error: 'text',
  },
};

export function timerRow({ definition_key: _, ...place }: CasePlace, effect: Extract<Effect, { type: 'scheduleTimer' }>): SqlRow {
  const { timerKey, elementInstanceKey, target, dueAt } = effect;
  return { ...place, timer_key: timerKey, element_instance_key: elementInstanceKey, target, due_at: toSql(dueAt), failures: 0 };
}

/** A timer or a lease that is over, named without a lock: whoever locks the case finds out whether it still is. */
export interface DueTimer {
  readonly tenantId: string;
  readonly caseKey: CaseKey;
  readonly timerKey: TimerKey;
  readonly dueAt: number;
}

/** Timers due at `now`, the earliest first; without those that are left alone for now. */
export async function dueTimers(sql: Knex, now: number, limit: number, left: readonly string[] = []): Promise<DueTimer[]> {
  const rows = await sql('timers')
    .where('due_at', '<=', toSql(now))
    .whereNotIn('timer_key', left.filter(isKey))
    .select<{ tenant_id: string; case_key: CaseKey; timer_key: TimerKey; due_at: Date }[]>(
      'tenant_id',
      'case_key',
      'timer_key',
      'due_at',
    )
    .orderBy(['due_at', 'timer_key'])
    .limit(limit);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    caseKey: row.case_key,
    timerKey: row.timer_key,
    dueAt: row.due_at.getTime(),
  }));
}

/** When the next timer of any case is due; undefined when there is none. */
export async function nextTimerAt(sql: Knex): Promise<number | undefined> {
  const row = await sql<{ due_at: Date }>('timers').orderBy('due_at').first('due_at');
  return row?.due_at.getTime();
}

/** The timer's step has a fault: people shall see it. */
export async function noteTimerFailure(sql: Knex, { tenantId, caseKey, timerKey }: DueTimer, error: unknown): Promise<void> {
  const words = error instanceof Error ? error.message : String(error);
  await sql('timers')
    .where({ bucket: bucketOf(timerKey), tenant_id: tenantId, case_key: caseKey, timer_key: timerKey })
    .update({ failures: sql.raw('failures + 1'), last_error: words.slice(0, 1_000) });
}
