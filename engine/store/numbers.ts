import type { Knex } from 'knex';
import { NUMBERS } from '../ids.ts';

/** How many numbers a node takes from the database at once; what a stopped node had left is never used, which does no harm. */
const BLOCK = 500;

/** Hands out the numbers in keys of cases, definitions, deployments, forms and messages: each once, over all nodes. */
export interface Numbers {
  next(): Promise<number>;
  /** For inside a transaction. @throws OutOfNumbers when none is at hand; `stock` some, then begin again */
  atHand(): number;
  /** Has so many at hand. */
  stock(count: number): Promise<void>;
}

/** A transaction needed more numbers than the node had at hand. */
export class OutOfNumbers extends Error {
  override readonly name = 'OutOfNumbers';
}

/**
 * Takes blocks by one statement of its own: never call `next` and `stock` inside a transaction, whose rollback would hand the block out
 * again (and on the embedded database they would wait for their own session).
 * @throws RangeError when all 2^33 numbers are used up.
 */
export function numbers(sql: Knex): Numbers {
  let free = 0;
  let end = 0;
  let taking: Promise<void> | undefined;
  async function take(count: number): Promise<void> {
    const { rows } = await sql.raw<{ rows: { next: string }[] }>(
      `UPDATE numbers SET next = next + ? WHERE name = 'key' RETURNING next`,
      [count],
    );
    end = Number(rows[0]?.next);
    if (!(end <= NUMBERS)) throw new RangeError('The numbers of cases, definitions and messages are used up.');
    free = end - count;
  }
  async function stock(count: number): Promise<void> {
    while (end - free < count) await (taking ??= take(Math.max(BLOCK, count)).finally(() => (taking = undefined)));
  }
  return {
    async next() {
      // Not by `stock`: what it found may be gone a turn later.
      while (free >= end) await (taking ??= take(BLOCK).finally(() => (taking = undefined)));
      return free++;
    },
    atHand() {
      if (free >= end) throw new OutOfNumbers('no number is at hand');
      return free++;
    },
    stock,
  };
}
