import type { Knex } from 'knex';

/** Where statements go: the pool, or the transaction that one is in. */
export type Sql = Knex;
/** A transaction that has begun. */
export type SqlTransaction = Knex.Transaction;
