/** Follows the event log: which cases changed since a transaction, and how they stand. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';
import type { Channel, Dimensions, SuspensionReason } from '../case/state.ts';
import { suspensionTimes, type SuspensionTime } from '../case/suspension-times.ts';
import { bucketOf, type CaseKey, type DefinitionKey, type ElementInstanceKey } from '../ids.ts';
import type { CaseStatus } from '../lifecycle/case.ts';
import type { ElementStatus } from '../lifecycle/element.ts';

/** A case with everything that has a time in it; no variable values. */
export interface CaseHistory {
  readonly caseKey: CaseKey;
  readonly definitionKey: DefinitionKey;
  readonly processId: string;
  readonly status: CaseStatus;
  readonly dimensions: Dimensions;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly withdrawnAt?: number;
  /** The statutory term's last day, where the case has one. */
  readonly dueOn?: string;
  readonly instances: readonly InstanceHistory[];
}

export interface InstanceHistory {
  readonly key: ElementInstanceKey;
  readonly elementId: string;
  readonly scopeKey?: ElementInstanceKey;
  readonly status: ElementStatus;
  /** 1, 2, 3… of the children of a multi-instance body. */
  readonly loopCounter?: number;
  readonly enabledAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly claimedAt?: number;
  readonly suspendedMs: number;
  /** One by one, in order; those of its case too. */
  readonly suspensions?: readonly SuspensionTime[];
  readonly actor?: string;
  readonly unit?: string;
  /** Of a task that was offered to one candidate group alone: that group. */
  readonly offeredTo?: string;
}

const BATCH = 2_000;

/**
 * Hands over the cases of a tenant that changed since a place in the log, all when there is none. Every row of the event log carries its
 * writing transaction, and all transactions below a snapshot's xmin have ended, so that a case whose transaction is still open now is
 * handed over next time and none is missed.
 * @returns the place to go on from.
 */
export async function followHistory(
  { knex }: Database,
  tenantId: string,
  since: string | undefined,
  take: (batch: readonly CaseHistory[]) => void | Promise<void>,
): Promise<string> {
  const place = await currentPlace(knex);
  for (let after = 0n, keys: string[]; ; after = BigInt(keys.at(-1) ?? 0)) {
    keys = since === undefined ? await allKeys(knex, tenantId, after) : await changedKeys(knex, tenantId, since, after);
    if (keys.length > 0) await take(await readCases(knex, tenantId, keys));
    if (keys.length < BATCH) return place;
  }
}

async function currentPlace(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { place: string }[] }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS place');
  return rows[0]?.place ?? '0';
}

async function allKeys(knex: Knex, tenantId: string, after: bigint): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { case_key: string }[] }>(
    'SELECT case_key FROM cases WHERE tenant_id = ? AND case_key > ? ORDER BY case_key LIMIT ?',
    [tenantId, after.toString(), BATCH],
  );
  return rows.map((row) => row.case_key);
}

async function changedKeys(knex: Knex, tenantId: string, since: string, after: bigint): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { case_key: string }[] }>(
    `SELECT DISTINCT case_key FROM event_log WHERE xid >= CAST(? AS bigint) AND tenant_id = ? AND case_key > ?
     ORDER BY case_key LIMIT ?`,
    [since, tenantId, after.toString(), BATCH],
  );
  return rows.map((row) => row.case_key);
}

interface CaseSql {
  case_key: CaseKey;
  definition_key: DefinitionKey;
  process_id: string;
  status: CaseStatus;
  case_number: string | null;
  service: string | null;
  institution: string | null;
  unit: string | null;
  channel: Channel | null;
  applicant_kind: NonNullable<Dimensions['applicantKind']> | null;
  received_at: number | null;
  registered_at: number | null;
  started_at: number;
  ended_at: number | null;
  withdrawn_at: number | null;
  due_on: string | null;
}

interface InstanceSql {
  case_key: CaseKey;
  element_instance_key: ElementInstanceKey;
  element_id: string;
  scope_key: ElementInstanceKey | null;
  status: ElementStatus;
  loop_counter: number | null;
  enabled_at: number;
  claimed_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  suspended_ms: number;
  actor: string | null;
  unit: string | null;
  offered_to: string | null;
}

interface SuspensionSql {
  case_key: CaseKey;
  element_instance_key: ElementInstanceKey | null;
  type: string;
  reason: SuspensionReason | null;
  at: number;
}

/** The cases and their rows by primary key: the bucket is in the key's low 8 bits. */
const THESE = `tenant_id = :tenantId AND (bucket, case_key) IN (SELECT * FROM unnest(CAST(:buckets AS int[]), CAST(:keys AS bigint[])))`;

/** As milliseconds at once: a third of the time of reading a log went into texts of instants. */
function instants(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(extract(epoch FROM ${column}) * 1000 AS float8) AS ${column}`).join(', ');
}

async function readCases(knex: Knex, tenantId: string, keys: readonly string[]): Promise<CaseHistory[]> {
  const named = { buckets: keys.map(bucketOf), tenantId, keys: [...keys] };
  const [cases, instances, suspensions] = await Promise.all([
    knex.raw<{ rows: CaseSql[] }>(
      `SELECT case_key, definition_key, process_id, status, case_number, service, institution, unit, channel, applicant_kind,
         ${instants('received_at', 'registered_at', 'started_at', 'ended_at', 'withdrawn_at')}, CAST(due_on AS text) AS due_on
       FROM cases WHERE ${THESE} ORDER BY case_key`,
      named,
    ),
    knex.raw<{ rows: InstanceSql[] }>(
      `SELECT case_key, element_instance_key, element_id, scope_key, status, loop_counter,
         ${instants('enabled_at', 'claimed_at', 'started_at', 'ended_at')},
         CAST(suspended_ms AS float8) AS suspended_ms, actor, unit, offered_to
       FROM element_instances LEFT JOIN (
         SELECT element_instance_key AS of_key, max(candidate_groups[1]) AS offered_to
         FROM tasks WHERE ${THESE} AND cardinality(candidate_groups) = 1 GROUP BY element_instance_key
       ) offered ON of_key = element_instance_key
       WHERE ${THESE} ORDER BY element_instance_key`,
      named,
    ),
    knex.raw<{ rows: SuspensionSql[] }>(
      `SELECT case_key, element_instance_key, type, data->>'reason' AS reason, ${instants('at')} FROM event_log
       WHERE ${THESE} AND type IN ('taskSuspended', 'taskResumed', 'taskCancelled', 'caseSuspended', 'caseResumed') ORDER BY case_key, seq`,
      named,
    ),
  ]);
  const suspended = suspensionsBy(suspensions.rows);
  const byCase = new Map<CaseKey, InstanceHistory[]>(cases.rows.map((row) => [row.case_key, []]));
  for (const row of instances.rows) {
    const own = suspended.get(row.element_instance_key) ?? [];
    byCase.get(row.case_key)?.push(instanceHistory(row, own, suspended.get(row.case_key) ?? []));
  }
  return cases.rows.map((row) => caseHistory(row, byCase.get(row.case_key) ?? []));
}

/** Of tasks by element instance, of cases by their key. What resumes a task or cancels it ends its suspension, as `evolve` has it; either may also come when there is none. */
function suspensionsBy(rows: readonly SuspensionSql[]): Map<ElementInstanceKey | CaseKey, SuspensionTime[]> {
  const all = new Map<ElementInstanceKey | CaseKey, SuspensionTime[]>();
  for (const { case_key: caseKey, element_instance_key: instance, type, reason, at } of rows) {
    const key = instance ?? caseKey;
    const suspensions = all.get(key) ?? [];
    const last = suspensions.at(-1);
    if (type.endsWith('Suspended')) all.set(key, [...suspensions, { reason: reason ?? 'other', fromAt: at }]);
    else if (last !== undefined && last.toAt === undefined) suspensions[suspensions.length - 1] = { ...last, toAt: at };
  }
  return all;
}

function caseHistory(row: CaseSql, instances: readonly InstanceHistory[]): CaseHistory {
  return {
    caseKey: row.case_key,
    definitionKey: row.definition_key,
    processId: row.process_id,
    status: row.status,
    startedAt: row.started_at,
    instances,
    dimensions: {
      ...(row.case_number !== null && { caseNumber: row.case_number }),
      ...(row.service !== null && { service: row.service }),
      ...(row.institution !== null && { institution: row.institution }),
      ...(row.unit !== null && { unit: row.unit }),
      ...(row.channel !== null && { channel: row.channel }),
      ...(row.applicant_kind !== null && { applicantKind: row.applicant_kind }),
      ...(row.received_at !== null && { receivedAt: row.received_at }),
      ...(row.registered_at !== null && { registeredAt: row.registered_at }),
    },
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.withdrawn_at !== null && { withdrawnAt: row.withdrawn_at }),
    ...(row.due_on !== null && { dueOn: row.due_on }),
  };
}

function instanceHistory(row: InstanceSql, own: readonly SuspensionTime[], ofCase: readonly SuspensionTime[]): InstanceHistory {
  const life = { enabledAt: row.enabled_at, endedAt: row.ended_at ?? undefined };
  const suspensions = suspensionTimes(life, own, ofCase);
  return {
    key: row.element_instance_key,
    elementId: row.element_id,
    status: row.status,
    enabledAt: life.enabledAt,
    suspendedMs: row.suspended_ms,
    ...(suspensions.length > 0 && { suspensions }),
    ...(row.scope_key !== null && { scopeKey: row.scope_key }),
    ...(row.loop_counter !== null && { loopCounter: row.loop_counter }),
    ...(row.claimed_at !== null && { claimedAt: row.claimed_at }),
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.actor !== null && { actor: row.actor }),
    ...(row.unit !== null && { unit: row.unit }),
    ...(row.offered_to !== null && { offeredTo: row.offered_to }),
  };
}
