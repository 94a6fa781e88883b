import type { Knex } from 'knex';
import type { LogEvent } from '../case/log-event.ts';
import { bucketOf, type CaseKey } from '../ids.ts';
import type { CasePlace } from './case-place.ts';
import { toSql } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

/** The form of what is written now; older rows are brought up to it by `upcast` when they are read. */
const LOG_FORMAT = 1;

export const EVENT_LOG: Table = {
  name: 'event_log',
  key: ['tenant_id', 'case_key', 'seq', 'at'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    seq: 'int',
    at: 'timestamptz',
    format_version: 'smallint',
    type: 'text',
    element_instance_key: 'bigint',
    element_id: 'text',
    actor: 'text',
    role: 'text',
    unit: 'text',
    data: 'jsonb',
  },
};

/** Members of an event that have columns of their own; the others are its `data`. */
const COLUMNS: ReadonlySet<string> = new Set(['seq', 'at', 'actor', 'type', 'key', 'elementId']);

/** The row that is written most often: its members are named one by one, since spreading them costs a multiple. */
export function eventRow({ bucket, tenant_id, case_key }: CasePlace, event: LogEvent): SqlRow {
  const { seq, at, actor, type } = event;
  const data: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) if (!COLUMNS.has(name)) data[name] = value;
  return {
    bucket,
    tenant_id,
    case_key,
    seq,
    at: toSql(at),
    format_version: LOG_FORMAT,
    type,
    element_instance_key: 'key' in event ? event.key : undefined,
    element_id: 'elementId' in event ? event.elementId : undefined,
    actor: actor?.user,
    role: actor?.role,
    unit: actor?.unit,
    data,
  };
}

interface StoredEvent {
  readonly seq: number;
  readonly at: Date;
  readonly format_version: number;
  readonly type: string;
  readonly element_instance_key: string | null;
  readonly element_id: string | null;
  readonly actor: string | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly data: object;
}

/** A case's events in order. */
export async function readEvents(sql: Knex, tenantId: string, caseKey: CaseKey): Promise<LogEvent[]> {
  const rows = await sql('event_log')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .select<StoredEvent[]>(
      'seq',
      'at',
      'format_version',
      'type',
      'element_instance_key',
      'element_id',
      'actor',
      'role',
      'unit',
      'data',
    )
    .orderBy('seq');
  return rows.map(eventOf);
}

function eventOf(row: StoredEvent): LogEvent {
  const actor =
    row.actor === null ? {} : { actor: { user: row.actor, ...present('role', row.role), ...present('unit', row.unit) } };
  const event = {
    seq: row.seq,
    at: row.at.getTime(),
    ...actor,
    type: row.type,
    ...present('key', row.element_instance_key),
    ...present('elementId', row.element_id),
    ...row.data,
  };
  return upcast(row.format_version, event);
}

/** @throws Error when a newer Eiga wrote it. */
function upcast(formatVersion: number, event: object): LogEvent {
  if (formatVersion !== LOG_FORMAT)
    throw new Error(`An event is of format ${formatVersion}; this version of Eiga reads up to ${LOG_FORMAT}.`);
  // Written by eventRow of this format, from a LogEvent, and append-only since.
  return event as LogEvent;
}

function present<Name extends string>(name: Name, value: string | null): { readonly [Key in Name]?: string } {
  return value === null ? {} : ({ [name]: value } as { readonly [Key in Name]: string });
}
