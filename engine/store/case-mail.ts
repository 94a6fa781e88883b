import type { Knex } from 'knex';
import type { Effect } from '../case/effect.ts';
import type { Step } from '../case/step.ts';
import { bucketOf, type CaseKey } from '../ids.ts';
import type { Claim } from './claims.ts';
import { toSql } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

/** What a case asks of another one: the outbox of call activities. */
export interface CaseMail {
  readonly tenantId: string;
  /** Who asks, in which of its steps, and which of that step's mail this is. */
  readonly from: CaseKey;
  readonly version: number;
  readonly number: number;
  readonly effect: MailEffect;
  readonly sentAt: number;
}
export type MailEffect = Extract<Effect, { readonly type: 'callCase' | 'tellCase' }>;

export const CASE_MAIL: Table = {
  name: 'case_mail',
  key: ['tenant_id', 'case_key', 'version', 'number'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    version: 'int',
    number: 'int',
    to_case_key: 'bigint',
    effect: 'json',
    sent_at: 'timestamptz',
    failures: 'int',
    retry_at: 'timestamptz',
  },
};

/** The mail of a step; nothing is sent yet. */
export function mailOf({ state, effects }: Step, now: number): CaseMail[] {
  const { tenantId, caseKey: from, version } = state;
  const asked = effects.filter((effect) => effect.type === 'callCase' || effect.type === 'tellCase');
  return asked.map((effect, number) => ({ tenantId, from, version, number, effect, sentAt: now }));
}

export function mailRow(mail: CaseMail): SqlRow {
  const sentAt = toSql(mail.sentAt);
  const { effect } = mail;
  return { ...placeOf(mail), to_case_key: addressee(mail), effect, sent_at: sentAt, failures: 0, retry_at: sentAt };
}

/** Tells one from all others. */
export function mailId({ from, version, number }: CaseMail): string {
  return `mail ${from} ${version} ${number}`;
}

function placeOf({ tenantId, from, version, number }: CaseMail) {
  return { bucket: bucketOf(from), tenant_id: tenantId, case_key: from, version, number };
}

function addressee({ effect }: CaseMail): CaseKey {
  return effect.type === 'callCase' ? effect.calledCaseKey : effect.caseKey;
}

const AS_EARLY = `e.bucket = ? AND e.tenant_id = ? AND e.case_key = ? AND e.to_case_key = ?
  AND (e.version < ? OR e.version = ? AND e.number`;

function asEarly(mail: CaseMail): (string | number)[] {
  const { tenantId, from, version, number } = mail;
  return [bucketOf(from), tenantId, from, addressee(mail), version, version, number];
}

/** Takes the mail out for the step that it causes; not before what the same case has sent to the same one earlier. */
export function mailClaim(mail: CaseMail): Claim {
  const place = placeOf(mail);
  return {
    id: mailId(mail),
    async take(sql) {
      const taken = await sql('case_mail')
        .where(place)
        .whereRaw(`NOT EXISTS (SELECT 1 FROM case_mail e WHERE ${AS_EARLY} < ?))`, asEarly(mail))
        .delete();
      return taken > 0;
    },
    async giveBack(sql) {
      await sql('case_mail').insert({ ...mailRow(mail), effect: JSON.stringify(mail.effect) });
    },
  };
}

/** What is to be brought first: the mail itself, or what the same case has sent to the same one before; undefined when it is gone. */
export async function firstMail(sql: Knex, mail: CaseMail): Promise<CaseMail | undefined> {
  const rows = await sql('case_mail as e')
    .whereRaw(`${AS_EARLY} <= ?)`, asEarly(mail))
    .orderBy(['version', 'number'])
    .select<StoredMail[]>('*');
  const isThere = rows.some((row) => row.version === mail.version && row.number === mail.number);
  const [first] = rows;
  return first && isThere ? storedMail(first) : undefined;
}

/** It has come to nothing: nobody waits for it any more. */
export async function dropMail(sql: Knex, mail: CaseMail): Promise<void> {
  await sql('case_mail').where(placeOf(mail)).delete();
}

/** The case that a mail's step would move: that of the call activity, whether it calls or is answered. */
const MOVED = `CASE WHEN m.effect->>'type' = 'callCase' THEN m.case_key
  WHEN m.effect->'command'->'elementInstanceKey' IS NOT NULL THEN m.to_case_key END`;

/** Mail that nobody has brought to its end, what has waited longest first; not what waits for a suspended case. @param of one case's */
export async function leftMail(sql: Knex, until: number, limit: number, of?: CaseKey): Promise<CaseMail[]> {
  const query = sql('case_mail as m').where('retry_at', '<=', toSql(until));
  // A called case lies in its caller's bucket.
  if (of !== undefined) query.where('m.bucket', bucketOf(of)).whereRaw(`${MOVED} = ?`, [of]);
  const rows = await query
    .whereRaw(
      `NOT EXISTS (SELECT 1 FROM cases c WHERE c.bucket = m.bucket AND c.tenant_id = m.tenant_id AND c.case_key = ${MOVED}
                      AND c.status = 'suspended')`,
    )
    .orderBy(['retry_at', 'case_key', 'version', 'number'])
    .limit(limit)
    .select<StoredMail[]>('m.*');
  return rows.map(storedMail);
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The step that it causes has a fault: it is kept, and tried again after 1, 2, 4… seconds, at last every five minutes. */
export async function noteFailure(sql: Knex, mail: CaseMail, error: unknown, now: number): Promise<void> {
  const failed = sql('case_mail').where(placeOf(mail));
  const row: { failures: number } | undefined = await failed.clone().first('failures');
  if (!row) return;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** row.failures, LONGEST_PAUSE_MS);
  const words = error instanceof Error ? error.message : String(error);
  await failed.update({ failures: row.failures + 1, last_error: words.slice(0, 1_000), retry_at: toSql(now + pauseMs) });
}

interface StoredMail {
  readonly tenant_id: string;
  readonly case_key: CaseKey;
  readonly version: number;
  readonly number: number;
  readonly effect: MailEffect;
  readonly sent_at: Date;
}

function storedMail({ tenant_id: tenantId, case_key: from, version, number, effect, sent_at: sentAt }: StoredMail): CaseMail {
  return { tenantId, from, version, number, effect, sentAt: sentAt.getTime() };
}
