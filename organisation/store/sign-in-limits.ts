/** Counters of failed attempts (to sign in, to see a case), in the database: shared by all nodes and kept over a restart. */
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../database/connect.ts';

export interface SignInLimits {
  /** Counts an attempt before its password is looked at, so that many at once cannot slip through. Answers with the seconds to wait, or 0. */
  attempt(user: string, address: string): Promise<number>;
  /** It was the right password: the attempts before it are forgiven. */
  succeeded(user: string, address: string): Promise<void>;
}

/** Five wrong passwords for an account from one address in 15 minutes, a hundred from one address in an hour. */
export const ACCOUNT_ATTEMPTS = 5;
const ACCOUNT_SECONDS = 15 * 60;
export const ADDRESS_ATTEMPTS = 100;
const ADDRESS_SECONDS = 60 * 60;

/** @param of what is tried: counters of each are its own */
export function signInLimits({ knex }: Database, of: 'signIn' | 'caseCode' = 'signIn'): SignInLimits {
  const prefix = of === 'signIn' ? '' : 'case-';
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: knex,
      storeType: 'knex',
      tableName: 'sign_in_attempts',
      // By our own migration; the clock-driven clean-up would keep running behind a closed database.
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  const account = limiter(`${prefix}account`, ACCOUNT_ATTEMPTS, ACCOUNT_SECONDS);
  const address = limiter(`${prefix}address`, ADDRESS_ATTEMPTS, ADDRESS_SECONDS);
  const accountKey = (user: string, from: string) => `${user.slice(0, 100)}|${from.slice(0, 60)}`;
  return {
    async attempt(user, from) {
      const waits = await Promise.all([waitOf(account, accountKey(user, from)), waitOf(address, from.slice(0, 60))]);
      return Math.max(...waits);
    },
    async succeeded(user, from) {
      await account.delete(accountKey(user, from));
      await address.reward(from.slice(0, 60));
    },
  };
}

async function waitOf(limiter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** Forgets counters that no longer count. */
export async function clearOldAttempts({ knex }: Database, now: number): Promise<void> {
  await knex('sign_in_attempts').where('expire', '<', now).delete();
}
