/** The operators that a filter of /v2 may use on a value, and how they are asked of the engine or held against a value in hand. */
import { z } from 'zod';
import type { Query } from '../../engine/index.ts';
import { int32, instant, keyText, text } from './request-values.ts';

export type Condition = NonNullable<Query['filter']>[number];

/** What is asked of one value; all of it must hold. */
export interface Criteria<Value extends string | number = string | number> {
  readonly $eq?: Value | undefined;
  readonly $neq?: Value | undefined;
  readonly $exists?: boolean | undefined;
  readonly $in?: readonly Value[] | undefined;
  readonly $notIn?: readonly Value[] | undefined;
  readonly $like?: string | undefined;
  readonly $gt?: Value | undefined;
  readonly $gte?: Value | undefined;
  readonly $lt?: Value | undefined;
  readonly $lte?: Value | undefined;
}

/** Each becomes a place in a statement, of which PostgreSQL takes 65,535. */
const LONGEST_LIST = 1_000;

function equality<Value extends string | number>(value: z.ZodType<Value>) {
  const list = z.array(value).max(LONGEST_LIST).optional();
  return { $eq: value.optional(), $neq: value.optional(), $exists: z.boolean().optional(), $in: list, $notIn: list };
}

function order<Value extends string | number>(value: z.ZodType<Value>) {
  const one = value.optional();
  return { $gt: one, $gte: one, $lt: one, $lte: one };
}

/** A value alone is the same as `$eq`. */
function plainOr<Value extends string | number>(value: z.ZodType<Value>, operators: z.ZodType<Criteria<Value>>) {
  return z.union([value.transform(($eq): Criteria<Value> => ({ $eq })), operators], 'a value, or operators that fit it');
}

export const textCriteria = plainOr(text, z.strictObject({ ...equality(text), $like: text.optional() }));
export const keyCriteria = plainOr(keyText, z.strictObject(equality(keyText)));
export const integerCriteria = plainOr(int32, z.strictObject({ ...equality(int32), ...order(int32) }));
export const instantCriteria = plainOr(instant, z.strictObject({ ...equality(instant), ...order(instant) }));
/** One of a few names. */
export function nameCriteria<Name extends string>(names: readonly Name[]) {
  const one = z.enum(names);
  return plainOr<string>(one, z.strictObject({ ...equality<string>(one), $like: text.optional() }));
}

/** The criteria as conditions on a field of the engine's rows. */
export function conditionsOn(field: string, criteria: Criteria): Condition[] {
  const { $eq, $neq, $exists, $in, $notIn, $like, $gt, $gte, $lt, $lte } = criteria;
  const conditions: Condition[] = [];
  if ($eq !== undefined) conditions.push({ field, is: 'eq', value: $eq });
  if ($neq !== undefined) conditions.push({ field, is: 'neq', value: $neq });
  if ($exists !== undefined) conditions.push({ field, is: 'exists', value: $exists });
  if ($in !== undefined) conditions.push({ field, is: 'in', value: $in });
  if ($notIn !== undefined) conditions.push({ field, is: 'notIn', value: $notIn });
  if ($like !== undefined) conditions.push({ field, is: 'like', value: $like });
  if ($gt !== undefined) conditions.push({ field, is: 'gt', value: $gt });
  if ($gte !== undefined) conditions.push({ field, is: 'gte', value: $gte });
  if ($lt !== undefined) conditions.push({ field, is: 'lt', value: $lt });
  if ($lte !== undefined) conditions.push({ field, is: 'lte', value: $lte });
  return conditions;
}

/** Whether a text in hand, or the lack of one, meets the criteria; as in the engine, what is absent equals nothing. */
export function holds(criteria: Criteria, value: string | undefined): boolean {
  const { $eq, $neq, $exists, $in, $notIn, $like } = criteria;
  if ($eq !== undefined && value !== $eq) return false;
  if ($neq !== undefined && value === $neq) return false;
  if ($exists !== undefined && $exists !== (value !== undefined)) return false;
  if ($in !== undefined && (value === undefined || !$in.includes(value))) return false;
  if ($notIn !== undefined && value !== undefined && $notIn.includes(value)) return false;
  return $like === undefined || (value !== undefined && isLike(value, $like));
}

/** `*` any run of characters, `?` one; a backslash takes the next character as it is. Takes time by the product of both lengths at most. */
export function isLike(value: string, pattern: string): boolean {
  const tokens = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  // reached[i]: the tokens so far can end before the i-th character.
  let reached = [true, ...Array<boolean>(value.length).fill(false)];
  for (const token of tokens) {
    if (token === '*') {
      const first = reached.indexOf(true);
      reached = reached.map((_, index) => first >= 0 && index >= first);
    } else {
      const wanted = token.length === 2 ? token[1] : token;
      reached = reached.map((_, index) => {
        return index > 0 && reached[index - 1] === true && (token === '?' || value[index - 1] === wanted);
      });
    }
  }
  return reached[value.length] === true;
}
