/** The table of sessions. The token itself is never kept. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';
import type { Person } from '../person.ts';
import { toPerson } from './people.ts';

export interface KeptSession {
  readonly person: Person;
  readonly seenAt: number;
  readonly expiresAt: number;
}

interface SessionRow {
  token_hash: string;
  user_id: string;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
}

export async function insertSession(
  { knex }: Database,
  tokenHash: string,
  user: string,
  now: number,
  expiresAt: number,
): Promise<void> {
  await knex<SessionRow>('sessions').insert({
    token_hash: tokenHash,
    user_id: user,
    created_at: new Date(now),
    seen_at: new Date(now),
    expires_at: new Date(expiresAt),
  });
}

export async function findSession({ knex }: Database, tokenHash: string): Promise<KeptSession | undefined> {
  const row = await knex('sessions')
    .join('people', 'people.user_id', 'sessions.user_id')
    .where('sessions.token_hash', tokenHash)
    .first<(SessionRow & Parameters<typeof toPerson>[0]) | undefined>();
  return row === undefined
    ? undefined
    : { person: toPerson(row), seenAt: row.seen_at.getTime(), expiresAt: row.expires_at.getTime() };
}

export async function touchSession({ knex }: Database, tokenHash: string, now: number): Promise<void> {
  await knex<SessionRow>('sessions')
    .where({ token_hash: tokenHash })
    .update({ seen_at: new Date(now) });
}

export async function deleteSession({ knex }: Database, tokenHash: string): Promise<void> {
  await knex<SessionRow>('sessions').where({ token_hash: tokenHash }).delete();
}

/** All of a person's, but the one to keep. */
export async function deleteSessionsOf(sql: Knex, user: string, exceptTokenHash?: string): Promise<void> {
  await sql<SessionRow>('sessions')
    .where({ user_id: user })
    .andWhereNot({ token_hash: exceptTokenHash ?? '' })
    .delete();
}

export async function deleteSessionsBefore({ knex }: Database, expiredAt: number, seenBeforeAt: number): Promise<void> {
  await knex<SessionRow>('sessions')
    .where('expires_at', '<=', new Date(expiredAt))
    .orWhere('seen_at', '<=', new Date(seenBeforeAt))
    .delete();
}
