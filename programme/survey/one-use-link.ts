/** One-use links: their secret, for how long they are good, and the weeks by which nobody is told apart. */
import { randomBytes } from 'node:crypto';
import { refuse, type Refusal } from '../../engine/errors.ts';
import type { KeptLink } from '../store/surveys.ts';

const DAY_MS = 86_400_000;

/** 128 bits: nobody guesses one. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** Why a link cannot be answered by; undefined when it can. */
export function unusable(link: KeptLink | 'used' | undefined, today: string): Refusal | undefined {
  if (link === undefined) return noLink();
  if (link === 'used') return refuse('conflict', 'This link has been used. It works once.');
  return today > link.expiresOn ? refuse('invalid', `This link was good until ${link.expiresOn}.`) : undefined;
}

export function noLink(): Refusal {
  return refuse('notFound', 'There is no such link.');
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - weekday * DAY_MS).toISOString().slice(0, 10);
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
