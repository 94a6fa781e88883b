/**
 * A variable has no row of its own. Its key is [43 bits of the hash of its scope and name][12 bits of its case's number][8 bits bucket]:
 * stable, and found again by looking into the few cases that share the last 20 bits.
 */
import { bucketOf } from '../ids.ts';
import type { Fields } from './fields.ts';
import type { Condition } from './query.ts';

const CLASSES = 4096n;
/** As the index of migration 0010 says it: of a case's number, the bits above those that are its bucket anyway. */
const CLASS = '((c.case_key >> 38) & 4095)';
const HASH = `CAST(CAST('x' || encode(substring(sha256(convert_to(s.key || ' ' || v.key, 'UTF8')) FROM 1 FOR 8), 'hex') AS bit(64)) AS bigint)`;

/** Of a search over cases `c`, their scopes `s` and what these hold, `v`. */
export const VARIABLE_KEY: Fields = {
  key: { sql: `((((${HASH} >> 21) & 8796093022207) << 20) | (${CLASS} << 8) | c.bucket)`, type: 'key' },
  keyClass: { sql: CLASS, type: 'number' },
  bucket: { sql: 'c.bucket', type: 'number' },
};

/** The conditions that find the variable with a key by the index. */
export function variableWithKey(key: string): readonly Condition[] {
  const keyClass = Number((BigInt(key) >> 8n) % CLASSES);
  return [
    { field: 'bucket', is: 'eq', value: bucketOf(key) },
    { field: 'keyClass', is: 'eq', value: keyClass },
    { field: 'key', is: 'eq', value: key },
  ];
}
