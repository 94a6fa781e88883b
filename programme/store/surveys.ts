/** The tables of surveys. */
import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../database/connect.ts';
import type { AnswerContext, Answers, Instrument, Wave } from '../survey/survey-shapes.ts';
import type { KeptAnswer } from '../survey/wave-results.ts';
import type { Changing, Reading } from './services.ts';

export interface KeptInstrument {
  readonly instrument: string;
  readonly version: number;
  readonly body: Instrument;
  readonly changedAt: number;
  readonly changedBy: string;
}

export interface KeptWave {
  readonly wave: number;
  readonly body: Wave;
  readonly changedAt: number;
  readonly changedBy: string;
}

export interface KeptLink extends AnswerContext {
  readonly wave: number;
  /** Last day. */
  readonly expiresOn: string;
}

interface Made {
  readonly changed_at: Date;
  readonly changed_by: string;
}
const made = ({ changed_at, changed_by }: Made) => ({ changedAt: changed_at.getTime(), changedBy: changed_by });

/** Locks what is numbered by `name` until the transaction ends. @returns the next number */
export async function nextNumber(sql: Changing, tenantId: string, name: string): Promise<number> {
  const rows = await sql('programme_numbers')
    .insert({ tenant_id: tenantId, name, last: 1 })
    .onConflict(['tenant_id', 'name'])
    .merge({ last: sql.raw('programme_numbers.last + 1') })
    .returning<{ last: number }[]>('last');
  return rows[0]?.last ?? 1;
}

/** All versions, the newest of each first. */
export async function loadInstruments(sql: Reading, tenantId: string): Promise<readonly KeptInstrument[]> {
  const rows = await sql('survey_instruments')
    .where({ tenant_id: tenantId })
    .orderBy([{ column: 'instrument' }, { column: 'version', order: 'desc' }])
    .select<({ instrument: string; version: number; body: Instrument } & Made)[]>('*');
  return rows.map((row) => ({ instrument: row.instrument, version: row.version, body: row.body, ...made(row) }));
}

export async function writeInstrument(sql: Changing, tenantId: string, one: KeptInstrument): Promise<void> {
  await sql('survey_instruments').insert({
    tenant_id: tenantId,
    instrument: one.instrument,
    version: one.version,
    body: JSON.stringify(one.body),
    changed_at: new Date(one.changedAt),
    changed_by: one.changedBy,
  });
}

/** Newest first. */
export async function loadWaves(sql: Reading, tenantId: string): Promise<readonly KeptWave[]> {
  const rows = await sql('survey_waves')
    .where({ tenant_id: tenantId })
    .orderBy('number', 'desc')
    .select<({ number: number; body: Wave } & Made)[]>('*');
  return rows.map((row) => ({ wave: row.number, body: row.body, ...made(row) }));
}

export async function writeWave(sql: Changing, tenantId: string, one: KeptWave): Promise<void> {
  const row = { body: JSON.stringify(one.body), changed_at: new Date(one.changedAt), changed_by: one.changedBy };
  await sql('survey_waves')
    .insert({ tenant_id: tenantId, number: one.wave, ...row })
    .onConflict(['tenant_id', 'number'])
    .merge(row);
}

export async function countAnswers(sql: Reading, tenantId: string): Promise<ReadonlyMap<number, number>> {
  const rows = await sql('survey_answers')
    .where({ tenant_id: tenantId })
    .groupBy('wave')
    .select<{ wave: number; n: string }[]>('wave', sql.raw('count(*) AS n'));
  return new Map(rows.map(({ wave, n }) => [wave, Number(n)]));
}

interface AnswerRow extends ContextRow {
  readonly source: 'paper' | 'link';
  readonly week: string;
  readonly step: string | null;
  readonly answers: Answers;
}
interface ContextRow {
  readonly service: string | null;
  readonly unit: string | null;
  readonly process_id: string | null;
  readonly version: number | null;
  readonly channel: string | null;
  readonly applicant_kind: AnswerContext['applicantKind'] | null;
  readonly case_week: string | null;
}
const CONTEXT = ['service', 'unit', 'process_id', 'version', 'channel', 'applicant_kind'] as const;

const contextOf = (row: ContextRow): AnswerContext => ({
  service: row.service ?? undefined,
  unit: row.unit ?? undefined,
  processId: row.process_id ?? undefined,
  version: row.version ?? undefined,
  channel: row.channel ?? undefined,
  applicantKind: row.applicant_kind ?? undefined,
  caseWeek: row.case_week ?? undefined,
});

const contextRow = ({ service, unit, processId, version, channel, applicantKind, caseWeek }: AnswerContext) => ({
  service: service ?? null,
  unit: unit ?? null,
  process_id: processId ?? null,
  version: version ?? null,
  channel: channel ?? null,
  applicant_kind: applicantKind ?? null,
  case_week: caseWeek ?? null,
});

/** Of a wave, or of all that tell of some processes. Days as text: no zone is between. */
export async function loadAnswers(
  { knex }: Database,
  tenantId: string,
  of: { readonly wave: number } | { readonly processIds: readonly string[]; readonly services: readonly string[] },
): Promise<readonly (KeptAnswer & { readonly wave: number })[]> {
  const rows = await knex('survey_answers')
    .where({ tenant_id: tenantId })
    .where(
      (one) => void ('wave' in of ? one.where(of) : one.whereIn('process_id', of.processIds).orWhereIn('service', of.services)),
    )
    .orderBy('answer_id')
    .select<(AnswerRow & { wave: number })[]>(
      'wave',
      'source',
      'step',
      'answers',
      ...CONTEXT,
      knex.raw('week::text AS week'),
      knex.raw('case_week::text AS case_week'),
    );
  // Member by member: what is spread is read ten times slower ever after, and these are read by thousands.
  return rows.map((row) => ({
    wave: row.wave,
    source: row.source,
    week: row.week,
    answers: row.answers,
    service: row.service ?? undefined,
    unit: row.unit ?? undefined,
    processId: row.process_id ?? undefined,
    version: row.version ?? undefined,
    channel: row.channel ?? undefined,
    applicantKind: row.applicant_kind ?? undefined,
    caseWeek: row.case_week ?? undefined,
    step: row.step ?? undefined,
  }));
}

export async function writeAnswers(sql: Changing, tenantId: string, wave: number, those: readonly KeptAnswer[]): Promise<void> {
  const rows = those.map((one) => ({
    tenant_id: tenantId,
    wave,
    answer_id: randomUUID(),
    source: one.source,
    week: one.week,
    step: one.step ?? null,
    ...contextRow(one),
    answers: JSON.stringify(one.answers),
  }));
  if (rows.length > 0) await sql.batchInsert('survey_answers', rows, 500);
}

/** False when the sheet was entered before. */
export async function takeSheet(sql: Changing, tenantId: string, wave: number, sheet: string): Promise<boolean> {
  const rows = await sql('survey_sheets')
    .insert({ tenant_id: tenantId, wave, sheet })
    .onConflict()
    .ignore()
    .returning<{ sheet: string }[]>('sheet');
  return rows.length > 0;
}

/** False when its applicant has a link already. */
export async function takeCase(sql: Changing, tenantId: string, caseKey: string): Promise<boolean> {
  const rows = await sql('survey_asked_cases')
    .insert({ tenant_id: tenantId, case_key: caseKey })
    .onConflict()
    .ignore()
    .returning<{ case_key: string }[]>('case_key');
  return rows.length > 0;
}

export async function writeLink(sql: Changing, tenantId: string, secret: string, link: KeptLink): Promise<void> {
  await sql('survey_links').insert({
    tenant_id: tenantId,
    link_hash: hashOf(secret),
    wave: link.wave,
    expires_on: link.expiresOn,
    ...contextRow(link),
  });
}

/** `used`, or what the link is for; locked when it is to be used. */
export async function findLink(
  sql: Reading,
  tenantId: string,
  secret: string,
  lock = false,
): Promise<KeptLink | 'used' | undefined> {
  const asked = sql('survey_links').where({ tenant_id: tenantId, link_hash: hashOf(secret) });
  const row = await (lock ? asked.forUpdate() : asked).first<
    ({ is_used: boolean; wave: number | null; expires_on: string | null } & ContextRow) | undefined
  >('is_used', 'wave', ...CONTEXT, sql.raw('expires_on::text AS expires_on'), sql.raw('case_week::text AS case_week'));
  if (row === undefined) return undefined;
  if (row.is_used || row.wave === null || row.expires_on === null) return 'used';
  return { wave: row.wave, expiresOn: row.expires_on, ...contextOf(row) };
}

/** Nothing is left but that it was used. */
export async function useLink(sql: Changing, tenantId: string, secret: string): Promise<void> {
  await sql('survey_links')
    .where({ tenant_id: tenantId, link_hash: hashOf(secret) })
    .update({ is_used: true, wave: null, expires_on: null, ...contextRow({}) });
}

/** What is left of asking about a case; and all links that nobody has used in time. */
export async function forgetCase(sql: Reading, tenantId: string, caseKey: string, today: string): Promise<void> {
  await sql('survey_asked_cases').where({ tenant_id: tenantId, case_key: caseKey }).delete();
  await sql('survey_links').where({ tenant_id: tenantId, is_used: false }).where('expires_on', '<', today).delete();
}

/** 128 random bits need no slow hash. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
