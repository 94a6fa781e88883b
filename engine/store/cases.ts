import type { Knex } from 'knex';
import { STATE_FORMAT, type CaseState } from '../case/state.ts';
import { bucketOf, type CaseKey } from '../ids.ts';
import { toSql, toSqlIfAny } from './instants.ts';
import { preparedName } from './prepared.ts';
import { fewOf, type Bucketing, type Part, type SqlRow, type Table } from './table.ts';

const CHANGING = {
  status: 'text',
  version: 'int',
  seq: 'int',
  format_version: 'smallint',
  state: 'json',
  variables: 'json',
  case_number: 'text',
  service: 'text',
  institution: 'text',
  unit: 'text',
  channel: 'text',
  applicant_kind: 'text',
  received_at: 'timestamptz',
  registered_at: 'timestamptz',
  ended_at: 'timestamptz',
  withdrawn_at: 'timestamptz',
  has_incident: 'boolean',
  term_status: 'text',
  due_on: 'date',
} as const;

export const CASES: Table = {
  name: 'cases',
  key: ['tenant_id', 'case_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    definition_key: 'bigint',
    process_id: 'text',
    correlation_key: 'text',
    caller_case_key: 'bigint',
    caller_element_instance_key: 'bigint',
    root_case_key: 'bigint',
    call_depth: 'smallint',
    tags: 'text[]',
    started_at: 'timestamptz',
    ...CHANGING,
  },
};

/**
 * UPDATE of all rows whose version is still the one that was read (`expected`). Values are written only where the row has some, so that
 * a step that changes none does not copy them.
 */
export function updateCases(bucketing: Bucketing): Part {
  const changes = Object.keys(CHANGING).map((column) =>
    column === 'variables' ? 'variables = COALESCE(x.variables, c.variables)' : `${column} = x.${column}`,
  );
  const columns = Object.entries(CHANGING).map(([column, type]) => `${column} ${type}`);
  const bucket = bucketing === 'server' ? 'x.bucket' : 'CAST(? AS int)';
  return {
    sql: `UPDATE cases c SET ${changes.join(', ')}
      FROM json_to_recordset(CAST(? AS json)) AS x(bucket int, tenant_id text, case_key bigint, expected int, ${columns.join(', ')})
      WHERE c.bucket = ${bucket} AND c.tenant_id = x.tenant_id AND c.case_key = x.case_key AND c.version = x.expected
        AND ${fewOf('x')}
      RETURNING 1`,
    places: bucketing === 'server' ? ['rows'] : ['rows', 'bucket'],
  };
}

/** @param before the state that was read, when there was one: its values are not written again unless they changed */
export function caseRow(
  state: CaseState,
  of: {
    readonly processId: string;
    readonly correlationKey?: string | undefined;
    readonly tags?: readonly string[] | undefined;
    readonly before?: CaseState | undefined;
  },
): SqlRow {
  const { variables, ...rest } = state;
  const { dimensions, term, caller } = state;
  return {
    bucket: bucketOf(state.caseKey),
    tenant_id: state.tenantId,
    case_key: state.caseKey,
    definition_key: state.definitionKey,
    process_id: of.processId,
    correlation_key: of.correlationKey,
    caller_case_key: caller?.caseKey,
    caller_element_instance_key: caller?.elementInstanceKey,
    root_case_key: caller?.rootCaseKey,
    call_depth: caller?.depth,
    tags: of.tags,
    expected: of.before?.version,
    started_at: toSql(state.startedAt),
    status: state.status,
    version: state.version,
    seq: state.seq,
    format_version: state.formatVersion,
    state: rest,
    variables: of.before && sameScopes(of.before.variables, variables) ? undefined : variables,
    case_number: dimensions.caseNumber,
    service: dimensions.service,
    institution: dimensions.institution,
    unit: dimensions.unit,
    channel: dimensions.channel,
    applicant_kind: dimensions.applicantKind,
    received_at: toSqlIfAny(dimensions.receivedAt),
    registered_at: toSqlIfAny(dimensions.registeredAt),
    ended_at: toSqlIfAny(state.endedAt),
    withdrawn_at: toSqlIfAny(state.withdrawnAt),
    has_incident: Object.values(state.instances).some((instance) => instance.incident !== undefined),
    term_status: term?.status,
    due_on: term?.dueOn,
  };
}

/** A step replaces the values of a scope that it changes and keeps the others' objects. */
function sameScopes(before: CaseState['variables'], after: CaseState['variables']): boolean {
  const scopes = Object.entries(after);
  const had = new Map(Object.entries(before));
  return scopes.length === had.size && scopes.every(([scope, values]) => had.get(scope) === values);
}

interface StoredCase {
  readonly tenant_id: string;
  readonly process_id: string;
  readonly correlation_key: string | null;
  readonly tags: readonly string[] | null;
  readonly format_version: number;
  readonly state: Omit<CaseState, 'variables'>;
  readonly variables: CaseState['variables'];
}

/** A case as it was read. */
export interface ReadCase {
  readonly state: CaseState;
  readonly processId: string;
  /** Of the message that started it. */
  readonly correlationKey?: string;
  readonly tags?: readonly string[];
}

export interface CaseName {
  readonly tenantId: string;
  readonly caseKey: CaseKey;
}

/**
 * Locks cases in the order of their keys, the same in every transaction, so that no two wait for each other in a circle, and reads
 * them. Those that do not exist are missing from the answer.
 */
export async function lockCases(
  sql: Knex.Transaction,
  names: readonly CaseName[],
  bucketing: Bucketing,
): Promise<Map<CaseKey, ReadCase>> {
  const [first] = names;
  if (!first) return new Map();
  const columns = 'c.tenant_id, c.process_id, c.correlation_key, c.tags, c.format_version, c.state, c.variables';
  const text =
    bucketing === 'server'
      ? `SELECT ${columns} FROM cases c
           JOIN unnest(CAST(? AS int[]), CAST(? AS text[]), CAST(? AS bigint[])) AS k(bucket, tenant_id, case_key)
             ON c.bucket = k.bucket AND c.tenant_id = k.tenant_id AND c.case_key = k.case_key AND ${fewOf('k')}
          ORDER BY c.case_key FOR UPDATE OF c`
      : `SELECT ${columns} FROM cases c
          WHERE c.bucket = ? AND c.tenant_id = ANY(?) AND c.case_key = ANY(?) ORDER BY c.case_key FOR UPDATE`;
  const keys = names.map((name) => name.caseKey);
  const tenants = names.map((name) => name.tenantId);
  const buckets = bucketing === 'server' ? keys.map(bucketOf) : bucketOf(first.caseKey);
  const { rows } = await sql
    .raw<{ rows: StoredCase[] }>(text, [buckets, tenants, keys] as unknown as Knex.RawBinding[])
    .options({ name: preparedName(`lock-cases-${bucketing}`) });
  return new Map(rows.map((row) => [row.state.caseKey, caseOf(row)]));
}

/** One case, unlocked. */
export async function readCase(sql: Knex, { tenantId, caseKey }: CaseName): Promise<ReadCase | undefined> {
  const row: StoredCase | undefined = await sql('cases')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .first('tenant_id', 'process_id', 'correlation_key', 'tags', 'format_version', 'state', 'variables');
  return row && caseOf(row);
}

function caseOf(row: StoredCase): ReadCase {
  return {
    state: { ...upcast(row), variables: row.variables },
    processId: row.process_id,
    ...(row.correlation_key === null ? {} : { correlationKey: row.correlation_key }),
    ...(row.tags === null ? {} : { tags: row.tags }),
  };
}

/** A newer Eiga wrote the case; its steps fail, and no other case's. */
export class UnreadableCase extends Error {
  override readonly name = 'UnreadableCase';
}

/** @throws UnreadableCase */
function upcast({ format_version: format, state }: StoredCase): Omit<CaseState, 'variables'> {
  if (format !== STATE_FORMAT)
    throw new UnreadableCase(`A case is of format ${format}; this version of Eiga reads up to ${STATE_FORMAT}.`);
  return state;
}
