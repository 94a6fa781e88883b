/** How an applicant sees her case without an account: by its number and a code that only her receipt knows. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/connect.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { CaseKey } from '../engine/ids.ts';
import type { Clock } from '../engine/time/clock.ts';
import { type PasswordCost, passwords, randomLetters } from './passwords.ts';
import {
  deleteAccess,
  deleteVisit,
  deleteVisitsBefore,
  deleteVisitsOf,
  findCode,
  findVisit,
  hasCode,
  insertVisit,
  nextNumber,
  saveCode,
  spendCode,
} from './store/case-access.ts';
import { eraseLetters } from './store/letters.ts';
import { signInLimits } from './store/sign-in-limits.ts';

/** How long a page of a case stays open. */
export const VISIT_MS = 30 * 60_000;
/** Ten letters of 31: 49 bits, of which an address may try five in a quarter of an hour. */
const CODE_LETTERS = 10;
/** A code is random, so that a guess may cost less than one of a password: 16 MiB, some 50 ms. */
export const CODE_COST: PasswordCost = { logN: 14, r: 8, p: 1 };

/** `wrong` tells neither whether there is such a case nor whether it has a code. */
export type Entered =
  | { readonly outcome: 'entered'; readonly token: string }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'tooMany'; readonly retryAfterSeconds: number };

export interface CaseAccessCodes {
  /** The next number of a series and a year: CON-2026-00012. */
  newNumber(tenantId: string, series: string, year: number): Promise<string>;
  /** A new code, told this once; the one before it is worth nothing any more, and whoever came in with it is out. */
  issue(tenantId: string, caseNumber: string, caseKey: CaseKey, by: string): Promise<string | Refusal>;
  isIssued(tenantId: string, caseKey: CaseKey): Promise<boolean>;
  /** Takes as long for a number that there is not. @param address attempts are counted by it */
  enter(tenantId: string, caseNumber: string, code: string, address: string): Promise<Entered>;
  /** Which case a token opens; undefined when it is unknown or over. `isNew`: its code is not spent yet, and it may see nothing. */
  caseOf(tenantId: string, token: string): Promise<{ readonly caseKey: CaseKey; readonly isNew: boolean } | undefined>;
  /**
   * A code for the next time, told this once, in the place of the one that the visit came in with or was told before: a code opens one
   * visit. Undefined when another visit has spent that code, and then this one is over.
   */
  nextCode(tenantId: string, token: string): Promise<string | undefined>;
  /** Nobody comes in any more, and the letters of the case have lost their words: what kinds there were, and when, stays. */
  forget(tenantId: string, caseKey: CaseKey): Promise<void>;
  leave(token: string): Promise<void>;
  sweep(): Promise<void>;
}

export function caseAccessCodes(database: Database, cost: PasswordCost, clock: Clock): CaseAccessCodes {
  // Not those of the staff: applicants who guess must not keep anybody from signing in.
  const hashing = passwords(cost);
  const limits = signInLimits(database, 'caseCode');
  return {
    async newNumber(tenantId, series, year) {
      const number = await nextNumber(database, tenantId, `${series}-${String(year)}`);
      return `${series}-${String(year)}-${String(number).padStart(5, '0')}`;
    },
    async issue(tenantId, caseNumber, caseKey, by) {
      const code = randomLetters(CODE_LETTERS);
      const codeHash = await hashing.hash(asTyped(code));
      const saved = await saveCode(database, tenantId, spelled(caseNumber), {
        caseKey,
        codeHash,
        madeAt: clock.now(),
        madeBy: by,
      });
      if (!saved) return refuse('conflict', `Another case has the number ${caseNumber} and a code.`);
      await deleteVisitsOf(database, tenantId, caseKey);
      return code;
    },
    isIssued: (tenantId, caseKey) => hasCode(database, tenantId, caseKey),
    async enter(tenantId, caseNumber, code, address) {
      const number = spelled(caseNumber);
      const retryAfterSeconds = await limits.attempt(number, address);
      if (retryAfterSeconds > 0) return { outcome: 'tooMany', retryAfterSeconds };
      const known = await findCode(database, tenantId, number);
      const verdict =
        known === undefined ? await hashing.verifyNobody(asTyped(code)) : await hashing.verify(asTyped(code), known.codeHash);
      if (known === undefined || verdict === 'wrong') return { outcome: 'wrong' };
      await limits.succeeded(number, address);
      const token = randomBytes(32).toString('base64url');
      const { caseKey, codeHash } = known;
      await insertVisit(database, hashOf(token), { tenantId, caseKey, codeHash }, clock.now() + VISIT_MS);
      return { outcome: 'entered', token };
    },
    async caseOf(tenantId, token) {
      const visit = await findVisit(database, hashOf(token), clock.now());
      return visit?.tenantId === tenantId ? { caseKey: visit.caseKey, isNew: visit.codeHash !== undefined } : undefined;
    },
    async nextCode(tenantId, token) {
      const visit = await findVisit(database, hashOf(token), clock.now());
      if (visit?.tenantId !== tenantId) return undefined;
      const code = randomLetters(CODE_LETTERS);
      if (await spendCode(database, hashOf(token), visit, await hashing.hash(asTyped(code)), clock.now())) return code;
      await deleteVisit(database, hashOf(token));
      return undefined;
    },
    async forget(tenantId, caseKey) {
      await deleteAccess(database, tenantId, caseKey);
      await eraseLetters(database, tenantId, caseKey);
    },
    leave: (token) => deleteVisit(database, hashOf(token)),
    sweep: () => deleteVisitsBefore(database, clock.now()),
  };
}

/** As people type it from paper: capitals, blanks and hyphens say nothing. */
function asTyped(code: string): string {
  return code.toLowerCase().replace(/[\s-]/g, '').slice(0, 100);
}

function spelled(caseNumber: string): string {
  return caseNumber.trim().toUpperCase().slice(0, 100);
}

/** A token has 256 random bits: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
