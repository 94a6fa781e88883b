import type { Knex } from 'knex';
import type { Access, SqlCondition } from './access.ts';
import { addConditions } from './conditions.ts';
import { fromCursor, toCursor, type CursorValue } from './cursor.ts';
import { cursorValue, fieldOf, fromColumn, toColumn, type Field, type Fields } from './fields.ts';
import type { Page, Query } from './query.ts';

const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 10_000;

/** A kind of row that can be searched. */
export interface Searchable<Row> {
  /** FROM with its joins. */
  readonly from: string;
  readonly fields: Fields;
  /** Fields by which no two rows are equal; they end every order, so that pages never overlap. */
  readonly identity: readonly string[];
  /** Put into every WHERE: the tenant and what the caller may see. */
  readonly visible: (access: Access) => SqlCondition;
  /** The last step from the fields' values, checked by the field table, to the row. */
  readonly row: (values: Readonly<Record<string, unknown>>) => Row;
}

interface SortField {
  readonly name: string;
  readonly field: Field;
  readonly descending: boolean;
}

/**
 * A page of what matches and may be seen, with the exact total. Rows without a value come last in either order.
 * @throws TypeError for an unknown field; RangeError for a cursor of another list. Both are for the edge to have checked.
 */
export async function search<Row>(
  sql: Knex,
  { from, fields, identity, visible, row }: Searchable<Row>,
  access: Access,
  query: Query,
): Promise<Page<Row>> {
  const order = orderOf(fields, identity, query);
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, HIGHEST_LIMIT);
  const matching = () => {
    const { sql: seen, bindings } = visible(access);
    const found = sql
      .queryBuilder()
      .fromRaw(from)
      .whereRaw(seen, [...bindings]);
    addConditions(found, sql, fields, query.filter ?? []);
    return found;
  };
  const backwards = query.before !== undefined && query.after === undefined;
  const page = matching().limit(limit);
  for (const [name, field] of Object.entries(fields)) if (!field.filters) page.select(sql.raw(`${field.sql} AS "${name}"`));
  for (const { field, descending } of order)
    page.orderByRaw(`${field.sql} ${descending !== backwards ? 'DESC' : 'ASC'} NULLS ${backwards ? 'FIRST' : 'LAST'}`);
  const cursor = query.after ?? query.before;
  if (cursor !== undefined) beyond(page, order, fromCursor(cursor, order.length), backwards);
  else if (query.from !== undefined) page.offset(query.from);
  const counted: { total: string }[] = await matching().select(sql.raw('count(*) AS total'));
  const found = limit === 0 ? [] : ((await page) as Record<string, unknown>[]);
  if (backwards) found.reverse();
  const cursorOf = (values: Record<string, unknown>) =>
    toCursor(order.map(({ name, field }) => cursorValue(field, values[name])));
  const first = found[0];
  const last = found.at(-1);
  return {
    items: found.map((values) => row(present(fields, values))),
    total: Number(counted[0]?.total ?? 0),
    ...(first ? { startCursor: cursorOf(first) } : {}),
    ...(last ? { endCursor: cursorOf(last) } : {}),
  };
}

function orderOf(fields: Fields, identity: readonly string[], query: Query): SortField[] {
  const asked = (query.sort ?? []).map(({ field: name, order }) => ({ name, descending: order === 'desc' }));
  const rest = identity.filter((name) => !asked.some((one) => one.name === name)).map((name) => ({ name, descending: false }));
  return [...asked, ...rest].map((one) => ({ ...one, field: fieldOf(fields, one.name) }));
}

/** What comes after a place (or before it): greater in the first field in which it differs. */
function beyond(page: Knex.QueryBuilder, order: readonly SortField[], place: readonly CursorValue[], backwards: boolean): void {
  page.where((alternatives) => {
    order.forEach((_, index) => {
      void alternatives.orWhere((all) => {
        order.slice(0, index).forEach(({ field }, before) => {
          same(all, field, place[before] ?? null);
        });
        const sort = order[index];
        if (sort) past(all, sort, place[index] ?? null, backwards);
      });
    });
  });
}

function same(query: Knex.QueryBuilder, field: Field, value: CursorValue): void {
  if (value === null) query.whereRaw(`${field.sql} IS NULL`);
  else query.whereRaw(`${field.sql} = ?`, [toColumn(field, value) ?? '']);
}

function past(query: Knex.QueryBuilder, { field, descending }: SortField, value: CursorValue, backwards: boolean): void {
  const sign = descending !== backwards ? '<' : '>';
  if (value === null) query.whereRaw(backwards ? `${field.sql} IS NOT NULL` : 'false');
  else if (backwards) query.whereRaw(`${field.sql} ${sign} ?`, [toColumn(field, value) ?? '']);
  else query.whereRaw(`(${field.sql} ${sign} ? OR ${field.sql} IS NULL)`, [toColumn(field, value) ?? '']);
}

/** The fields that have a value. */
function present(fields: Fields, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = fromColumn(field, values[name]);
    if (value !== undefined) row[name] = value;
  }
  return row;
}
