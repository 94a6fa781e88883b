import type { Knex } from 'knex';
import { NUMBERS } from '../ids.ts';

/** How many numbers a node takes from the database at once; what a stopped node had left is never used, which does no harm. */
const BLOCK = 500;

/** Hands out the numbers in keys of cases, definitions, deployments, forms and messages: each once, over all nodes. */
export interface Numbers {
  next(): Promise<number>;
}

/**
 * Takes blocks by one statement of its own: never call it inside a transaction, whose rollback would hand the block out again (and on
 * the embedded database it would wait for its own session).
 * @throws RangeError when all 2^33 numbers are used up.
 */
export function numbers(sql: Knex): Numbers {
  let free = 0;
  let end = 0;
  let taking: Promise<void> | undefined;
  async function take(): Promise<void> {
    const { rows } = await sql.raw<{ rows: { next: string }[] }>(
      `UPDATE numbers SET next = next + ? WHERE name = 'key' RETURNING next`,
      [BLOCK],
    );
    end = Number(rows[0]?.next);
    if (!(end <= NUMBERS)) throw new RangeError('The numbers of cases, definitions and messages are used up.');
    free = end - BLOCK;
  }
  return {
    async next() {
      while (free >= end) await (taking ??= take().finally(() => (taking = undefined)));
      return free++;
    },
  };
}
