import type { Knex } from 'knex';
import { bucketOf, caseKeyOf } from '../ids.ts';
import { fieldOf, toColumn, type Field, type Fields } from './fields.ts';
import type { Condition } from './query.ts';

type Query = Knex.QueryBuilder;

/** Puts the conditions into a query's WHERE, values as bindings only. @throws TypeError for an unknown field or a value of another type. */
export function addConditions(query: Query, sql: Knex, fields: Fields, conditions: readonly Condition[]): void {
  for (const condition of conditions) add(query, sql, fields, condition);
}

function add(query: Query, sql: Knex, fields: Fields, condition: Condition): void {
  if (condition.is === 'or') {
    query.where((alternatives) => {
      if (condition.value.length === 0) void alternatives.whereRaw('false');
      for (const conditions of condition.value) {
        void alternatives.orWhere((all) => {
          void all.whereRaw('true');
          addConditions(all, sql, fields, conditions);
        });
      }
    });
    return;
  }
  const field = fieldOf(fields, condition.field);
  switch (condition.is) {
    case 'exists':
      query.whereRaw(`(${field.sql}) IS ${condition.value ? 'NOT NULL' : 'NULL'}`);
      return;
    case 'like':
      query.whereRaw(`${asText(field)} LIKE ?`, [pattern(condition.value)]);
      return;
    case 'in':
    case 'notIn': {
      const values = condition.value.map((value) => toColumn(field, value)).filter((value) => value !== undefined);
      equalsAny(query, field, values, condition.is === 'notIn');
      return;
    }
    case 'eq':
    case 'neq': {
      const value = toColumn(field, condition.value);
      equalsAny(query, field, value === undefined ? [] : [value], condition.is === 'neq');
      return;
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const value = toColumn(field, condition.value);
      if (value === undefined) query.whereRaw('false');
      else query.whereRaw(`${field.sql} ${COMPARISONS[condition.is]} ?`, [value]);
      return;
    }
    default:
      condition satisfies never;
  }
}

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** A list contains one of them, a single value is one of them. A row without a value is not one of them, so `neq` finds it. */
function equalsAny(query: Query, field: Field, values: readonly (string | number | boolean)[], negated: boolean): void {
  const places = values.map(() => '?').join(', ');
  let found = 'false';
  if (values.length > 0)
    found = field.type === 'texts' ? `${field.sql} && CAST(ARRAY[${places}] AS text[])` : `${field.sql} IN (${places})`;
  const { within } = field;
  if (negated) query.whereRaw(`(${found}) IS NOT TRUE`, [...values]);
  else if (within === undefined || values.length === 0) query.whereRaw(found, [...values]);
  else {
    ofCases(query, within, values.map(String));
    if (field.sql !== `${within}.case_key`) query.whereRaw(found, [...values]);
  }
}

/** By primary key, whose first parts a key tells: without the bucket, each key asked for costs a look through the whole index. */
function ofCases(query: Query, table: string, keys: readonly string[]): void {
  const cases = [...new Set(keys.map(caseKeyOf))];
  const place = `(${table}.bucket, ${table}.case_key)`;
  const [only, another] = cases;
  if (only !== undefined && another === undefined) query.whereRaw(`${place} = (?, ?)`, [bucketOf(only), only]);
  else {
    const bindings = [cases.map(bucketOf), cases] as Knex.RawBinding[];
    query.whereRaw(`${place} IN (SELECT * FROM unnest(CAST(? AS int[]), CAST(? AS bigint[])))`, bindings);
  }
}

function asText(field: Field): string {
  if (field.type === 'texts') throw new TypeError('a list cannot be compared with a pattern');
  return `CAST(${field.sql} AS text)`;
}

/** `*` any run of characters, `?` one; a backslash takes the next character as it is. */
function pattern(text: string): string {
  return text.replace(/\\([*?\\])|([%_\\])|([*?])/g, (_all, escaped?: string, special?: string, wild?: string) => {
    if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
    if (special !== undefined) return `\\${special}`;
    return wild === '*' ? '%' : '_';
  });
}
