/** Who somebody is, by user name and password: the sign-in form and Basic auth. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../database/connect.ts';
import type { Clock } from '../engine/time/clock.ts';
import type { Passwords } from './passwords.ts';
import type { Person } from './person.ts';
import { findForSignIn, updatePerson } from './store/people.ts';
import { type SignInLimits, signInLimits } from './store/sign-in-limits.ts';

/** `tooMany`: not even looked at; try again after so many seconds. `wrong` does not tell an unknown user from a wrong password. */
export type SignedIn =
  | { readonly outcome: 'signedIn'; readonly person: Person }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'tooMany'; readonly retryAfterSeconds: number };

export interface SignIn {
  /** @param address of the caller; failed attempts are counted by it. */
  signIn(user: string, password: string, address: string): Promise<SignedIn>;
  /** The same, remembered for a short time: a client with Basic auth shows its password with each request. */
  basic(user: string, password: string, address: string): Promise<SignedIn>;
  /** A person has changed: what is remembered of her counts no more. */
  forget(user: string): void;
}

/** A change of a person on another node is noticed after this time at the latest. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1_000;

export function signIn(database: Database, passwords: Passwords, clock: Clock): SignIn {
  const limits: SignInLimits = signInLimits(database);
  /** Passwords by a keyed hash that only this process can make. */
  const secret = randomBytes(32);
  const remembered = new Map<string, { readonly person: Person; readonly untilAt: number }>();
  const fingerprint = (user: string, password: string) =>
    createHmac('sha256', secret)
      .update(`${String(user.length)}:${user}${password}`)
      .digest('base64');

  async function signInSlowly(user: string, password: string, address: string): Promise<SignedIn> {
    const retryAfterSeconds = await limits.attempt(user, address);
    if (retryAfterSeconds > 0) return { outcome: 'tooMany', retryAfterSeconds };
    const known = await findForSignIn(database, user);
    const verdict =
      known === undefined ? await passwords.verifyNobody(password) : await passwords.verify(password, known.passwordHash);
    if (known === undefined || verdict === 'wrong' || !known.person.active) return { outcome: 'wrong' };
    await limits.succeeded(user, address);
    if (verdict === 'stale') {
      const passwordHash = await passwords.hash(password);
      await updatePerson(database.knex, known.person.tenantId, user, { passwordHash });
    }
    return { outcome: 'signedIn', person: known.person };
  }

  return {
    signIn: signInSlowly,
    async basic(user, password, address) {
      const print = fingerprint(user, password);
      const known = remembered.get(print);
      if (known !== undefined && clock.now() < known.untilAt) return { outcome: 'signedIn', person: known.person };
      const answer = await signInSlowly(user, password, address);
      if (answer.outcome === 'signedIn') {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear();
        remembered.set(print, { person: answer.person, untilAt: clock.now() + REMEMBERED_MS });
      }
      return answer;
    },
    forget(user) {
      for (const [print, { person }] of remembered) if (person.user === user) remembered.delete(print);
    },
  };
}
