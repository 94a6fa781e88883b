/** Passwords: kept as scrypt hashes only. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** How dear one guess is: N = 2^logN. Memory is 128 · N · r bytes: 128 MiB at the default. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's first choice for scrypt: about half a second of one core. */
export const STRONG: PasswordCost = { logN: 17, r: 8, p: 1 };

const KEY_BYTES = 32;
/** Hashes worked out at a time: each holds 128 MiB, so that many guesses at once would take all memory. */
const AT_ONCE = 2;

export interface Passwords {
  /** The text to keep: `scrypt$17$8$1$salt$key`. */
  hash(password: string): Promise<string>;
  /** `stale`: right, but kept at another cost than today's; hash it anew. */
  verify(password: string, kept: string): Promise<'right' | 'stale' | 'wrong'>;
  /** Takes as long as `verify` and is always wrong: the answer for a user who does not exist. */
  verifyNobody(password: string): Promise<'wrong'>;
}

/** Hashes and verifies at a cost; at most two at a time, others wait their turn. */
export function passwords(cost: PasswordCost = STRONG): Passwords {
  const turn = turns(AT_ONCE);
  const derive = (password: string, salt: Buffer, { logN, r, p }: PasswordCost) =>
    turn(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          const maxmem = 256 * 2 ** logN * r;
          scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N: 2 ** logN, r, p, maxmem }, (error, key) => {
            if (error === null) resolve(key);
            else reject(error);
          });
        }),
    );
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
    },
    async verify(password, kept) {
      const parts = read(kept);
      const key = await derive(password, parts.salt, parts.cost);
      if (!timingSafeEqual(key, parts.key)) return 'wrong';
      return parts.cost.logN === cost.logN && parts.cost.r === cost.r && parts.cost.p === cost.p ? 'right' : 'stale';
    },
    async verifyNobody(password) {
      await derive(password, Buffer.alloc(16), cost);
      return 'wrong';
    },
  };
}

/** A password nobody can guess and a person can type: 20 letters and digits without look-alikes in groups of five, 97 bits. */
export function randomPassword(): string {
  return randomLetters(20);
}

/** So many random letters and digits without look-alikes, in groups of five. */
export function randomLetters(count: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn: string[] = [];
  while (drawn.length < count) {
    // 248 is the largest multiple of 31 in a byte: what is above would make the first letters likelier.
    for (const byte of randomBytes(32)) if (byte < 248 && drawn.length < count) drawn.push(letters.charAt(byte % letters.length));
  }
  return drawn.join('').replace(/(.{5})(?=.)/g, '$1-');
}

function read(kept: string): { cost: PasswordCost; salt: Buffer; key: Buffer } {
  const [scheme, logN, r, p, salt, key] = kept.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) throw new Error('A kept password has an unknown form.');
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

function turns(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
