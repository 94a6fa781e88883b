/** Sessions: an opaque token in the browser's cookie, its hash in the table. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/connect.ts';
import type { Clock } from '../engine/time/clock.ts';
import type { Person } from './person.ts';
import {
  deleteSession,
  deleteSessionsBefore,
  deleteSessionsOf,
  findSession,
  insertSession,
  touchSession,
} from './store/sessions.ts';

/** Without a request for this long, or this long after signing in, a session is over (OWASP ASVS 5.0, V7). */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** How exact "the last request" is: a write at most once in this time. */
const TOUCH_MS = 60_000;

export interface Session {
  readonly person: Person;
  readonly expiresAt: number;
}

export interface Sessions {
  /** A new token, whatever the caller held before: a token planted before signing in is worth nothing. */
  open(user: string): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Who holds this token; undefined when it is unknown, over, or its person is not active any more. */
  find(token: string): Promise<Session | undefined>;
  close(token: string): Promise<void>;
  /** Ends a person's sessions, but the one with this token. */
  closeAllOf(user: string, exceptToken?: string): Promise<void>;
  /** Deletes what is over. */
  sweep(): Promise<void>;
}

export function sessions(database: Database, clock: Clock): Sessions {
  return {
    async open(user) {
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      const expiresAt = now + ABSOLUTE_MS;
      await insertSession(database, hashOf(token), user, now, expiresAt);
      return { token, expiresAt };
    },
    async find(token) {
      const kept = await findSession(database, hashOf(token));
      const now = clock.now();
      if (kept === undefined || !kept.person.active || now >= kept.expiresAt || now >= kept.seenAt + IDLE_MS) return undefined;
      if (now - kept.seenAt >= TOUCH_MS) await touchSession(database, hashOf(token), now);
      return { person: kept.person, expiresAt: kept.expiresAt };
    },
    close: (token) => deleteSession(database, hashOf(token)),
    closeAllOf: (user, exceptToken) =>
      deleteSessionsOf(database.knex, user, exceptToken === undefined ? undefined : hashOf(exceptToken)),
    sweep: () => deleteSessionsBefore(database, clock.now(), clock.now() - IDLE_MS),
  };
}

/** A token has 256 random bits, so that a plain hash is enough: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
