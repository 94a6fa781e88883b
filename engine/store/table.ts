/** A row on its way to SQL, by column. `undefined` is NULL. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** What a bulk statement must know of a table: it writes many rows at once, from one JSON array. */
export interface Table {
  readonly name: string;
  /** The primary key after `bucket`. */
  readonly key: readonly string[];
  /** Columns after `bucket`, with their SQL types. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that keep their value where a later row has none. */
  readonly kept?: readonly string[];
}

/** Where a row's bucket comes from: its own record, or one value for the whole group (one shard of a distributed database). */
export type Bucketing = 'server' | 'bucket';

/** An SQL text with `?` places, and which values go there: the rows as JSON, the group's bucket. */
export interface Part {
  readonly sql: string;
  readonly places: readonly ('rows' | 'bucket')[];
}

/**
 * True of every record `x`, and there for the planner: it guesses that a range lets one in 200 through, so it expects a record or two
 * instead of 100 and goes to each by its key as soon as that is cheaper than reading the table. See prepared.ts for what it does before.
 */
export function fewOf(x: string): string {
  return `${x}.bucket BETWEEN 0 AND 255`;
}

/** The rows of a JSON array as a FROM item `x`. */
function recordset(table: Table): string {
  const columns = Object.entries(table.columns).map(([column, type]) => `${column} ${type}`);
  return `json_to_recordset(CAST(? AS json)) AS x(bucket int, ${columns.join(', ')})`;
}

function bucketOf(bucketing: Bucketing): { sql: string; places: Part['places'] } {
  return bucketing === 'server' ? { sql: 'x.bucket', places: [] } : { sql: 'CAST(? AS int)', places: ['bucket'] };
}

/** INSERT of all rows. */
export function insert(table: Table, bucketing: Bucketing): Part {
  const columns = Object.keys(table.columns);
  const bucket = bucketOf(bucketing);
  return {
    sql: `INSERT INTO ${table.name} (bucket, ${columns.join(', ')})
      SELECT ${bucket.sql}, ${columns.map((column) => `x.${column}`).join(', ')} FROM ${recordset(table)}`,
    places: [...bucket.places, 'rows'],
  };
}

/** INSERT of all rows, or UPDATE where the key exists. */
export function upsert(table: Table, bucketing: Bucketing): Part {
  const { sql, places } = insert(table, bucketing);
  const changes = Object.keys(table.columns)
    .filter((column) => !table.key.includes(column))
    .map((column) =>
      table.kept?.includes(column)
        ? `${column} = COALESCE(excluded.${column}, ${table.name}.${column})`
        : `${column} = excluded.${column}`,
    );
  return { sql: `${sql} ON CONFLICT (bucket, ${table.key.join(', ')}) DO UPDATE SET ${changes.join(', ')}`, places };
}

/** DELETE of the rows with these keys. */
export function remove(table: Table, bucketing: Bucketing): Part {
  const bucket = bucketOf(bucketing);
  const keys = table.key.map((column) => `${column} ${table.columns[column] ?? 'bigint'}`);
  const same = table.key.map((column) => `d.${column} = x.${column}`);
  return {
    sql: `DELETE FROM ${table.name} d USING json_to_recordset(CAST(? AS json)) AS x(bucket int, ${keys.join(', ')})
      WHERE d.bucket = ${bucket.sql} AND ${same.join(' AND ')} AND ${fewOf('x')}`,
    places: ['rows', ...bucket.places],
  };
}
