/** The table of letters: what was asked of an applicant and said to her, by case. */
import type { Database } from '../../database/connect.ts';
import { bucketOf, type CaseKey } from '../../engine/ids.ts';
import { COMPLAINT_TOPICS, type ComplaintTopic, type Finding, FINDINGS } from '../complaints.ts';

export const LETTER_KINDS = [
  /** Documents that came with the request. */
  'documentsBrought',
  'documentsAsked',
  /** The office to the applicant. */
  'told',
  /** The written notices that the law asks for. */
  'extensionNotice',
  'forwardingNotice',
  /** The applicant to the office. */
  'answered',
  'withdrawalAsked',
  /** Of the applicant about the handling, noted by whoever took it where she did not write it herself; and what the office found. */
  'complaint',
  'complaintAnswered',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export interface Letter {
  readonly kind: LetterKind;
  readonly documents: readonly string[];
  readonly body: string;
  /** Of a complaint: when it came. */
  readonly writtenAt: number;
  /** Absent: the applicant. */
  readonly writtenBy?: string;
  /** Of a complaint, and of its answer. */
  readonly topic?: ComplaintTopic;
  readonly finding?: Finding;
}

interface LetterRow {
  kind: string;
  documents: string[];
  body: string;
  written_at: Date;
  written_by: string | null;
  detail: string | null;
}

/** Columns of a LetterRow. */
const COLUMNS = ['kind', 'documents', 'body', 'written_at', 'written_by', 'detail'] as const;

/** Adds it after those that there are; two at once get numbers of their own. */
export async function insertLetter({ knex }: Database, tenantId: string, caseKey: CaseKey, letter: Letter): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await knex.raw<{ rows: unknown[] }>(
      `INSERT INTO case_letters (bucket, tenant_id, case_key, number, kind, documents, body, written_at, written_by, detail)
       SELECT CAST(:bucket AS int), :tenantId, CAST(:caseKey AS bigint), COALESCE(max(number), 0) + 1, :kind,
         CAST(:documents AS text[]), :body, CAST(:at AS timestamptz), CAST(:by AS text), CAST(:detail AS text)
       FROM case_letters WHERE bucket = :bucket AND tenant_id = :tenantId AND case_key = :caseKey
       ON CONFLICT DO NOTHING RETURNING number`,
      {
        bucket: bucketOf(caseKey),
        tenantId,
        caseKey,
        kind: letter.kind,
        documents: [...letter.documents],
        body: letter.body,
        at: new Date(letter.writtenAt),
        by: letter.writtenBy ?? null,
        detail: letter.topic ?? letter.finding ?? null,
      },
    );
    if (rows.length === 1) return;
    if (attempt === 20) throw new Error(`No number was free for a letter of case ${caseKey}.`);
  }
}

/** Those of cases that have none yet, each case's numbered in their order. */
export async function insertLetters(
  { knex }: Database,
  tenantId: string,
  byCase: ReadonlyMap<CaseKey, readonly Letter[]>,
): Promise<void> {
  const rows = [...byCase].flatMap(([caseKey, letters]) =>
    letters.map(({ kind, documents, body, writtenAt, writtenBy, topic, finding }, place) => ({
      ...{ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey, number: place + 1 },
      ...{ kind, documents: [...documents], body, written_at: new Date(writtenAt), written_by: writtenBy ?? null },
      detail: topic ?? finding ?? null,
    })),
  );
  if (rows.length > 0) await knex.batchInsert('case_letters', rows, 500);
}

/** In the order in which they were written. */
export async function lettersOf({ knex }: Database, tenantId: string, caseKey: CaseKey): Promise<readonly Letter[]> {
  const rows = await knex('case_letters')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .orderBy('number')
    .select<LetterRow[]>(...COLUMNS);
  return rows.flatMap(letterOf);
}

/** The same of several cases at once; a case without letters is not among them. */
export async function lettersOfMany(
  { knex }: Database,
  tenantId: string,
  caseKeys: readonly CaseKey[],
): Promise<ReadonlyMap<CaseKey, readonly Letter[]>> {
  const { rows } = await knex.raw<{ rows: (LetterRow & { case_key: string })[] }>(
    `SELECT CAST(case_key AS text) AS case_key, ${COLUMNS.join(', ')} FROM case_letters
     WHERE bucket = ANY(CAST(:buckets AS int[])) AND tenant_id = :tenantId AND case_key = ANY(CAST(:keys AS bigint[])) ORDER BY number`,
    { buckets: [...new Set(caseKeys.map(bucketOf))], tenantId, keys: [...caseKeys] },
  );
  const found = new Map<CaseKey, Letter[]>();
  for (const row of rows) {
    const key = row.case_key as CaseKey;
    found.set(key, [...(found.get(key) ?? []), ...letterOf(row)]);
  }
  return found;
}

/** By case: how many complaints came, and how many of them nobody has answered yet. */
export async function countComplaints(
  { knex }: Database,
  tenantId: string,
): Promise<ReadonlyMap<CaseKey, { readonly received: number; readonly unanswered: number }>> {
  const { rows } = await knex.raw<{ rows: { case_key: string; received: number; answered: number }[] }>(
    `SELECT CAST(case_key AS text) AS case_key, CAST(count(*) FILTER (WHERE kind = 'complaint') AS int) AS received,
       CAST(count(*) FILTER (WHERE kind = 'complaintAnswered') AS int) AS answered
     FROM case_letters WHERE tenant_id = ? AND kind IN ('complaint', 'complaintAnswered') GROUP BY bucket, case_key`,
    [tenantId],
  );
  return new Map(
    rows.map(({ case_key, received, answered }) => [
      case_key as CaseKey,
      { received, unanswered: Math.max(0, received - answered) },
    ]),
  );
}

/** None of a kind that is not known. */
function letterOf(row: LetterRow): readonly Letter[] {
  const kind = LETTER_KINDS.find((one) => one === row.kind);
  if (kind === undefined) return [];
  const topic = COMPLAINT_TOPICS.find((one) => one === row.detail);
  const finding = FINDINGS.find((one) => one === row.detail);
  const letter: Letter = {
    kind,
    documents: row.documents,
    body: row.body,
    writtenAt: row.written_at.getTime(),
    ...(row.written_by !== null && { writtenBy: row.written_by }),
    ...(topic !== undefined && { topic }),
    ...(finding !== undefined && { finding }),
  };
  return [letter];
}

/** By case: how many different documents were demanded of its applicant, and how many of them only after the request had come. */
export async function demandedDocuments(
  { knex }: Database,
  tenantId: string,
): Promise<readonly { readonly caseKey: CaseKey; readonly demanded: number; readonly asked: number }[]> {
  const { rows } = await knex.raw<{ rows: { case_key: string; demanded: number; asked: number }[] }>(
    `SELECT CAST(l.case_key AS text) AS case_key, CAST(count(DISTINCT d.name) AS int) AS demanded,
       CAST(count(DISTINCT d.name) FILTER (WHERE l.kind = 'documentsAsked') AS int) AS asked
     FROM case_letters l LEFT JOIN LATERAL unnest(l.documents) AS d(name) ON true
     WHERE l.tenant_id = ? AND l.kind IN ('documentsBrought', 'documentsAsked')
     GROUP BY l.bucket, l.tenant_id, l.case_key`,
    [tenantId],
  );
  return rows.map(({ case_key, demanded, asked }) => ({ caseKey: case_key as CaseKey, demanded, asked }));
}

/** Takes the words out of a case's letters. Of what kind each was and when stays; documents stay as numbers, so that they can be counted. */
export async function eraseLetters({ knex }: Database, tenantId: string, caseKey: CaseKey): Promise<void> {
  await knex.raw(
    `WITH named AS (
       SELECT d.name, dense_rank() OVER (ORDER BY d.name) AS rank FROM case_letters l, unnest(l.documents) AS d(name)
       WHERE l.bucket = :bucket AND l.tenant_id = :tenantId AND l.case_key = :caseKey)
     UPDATE case_letters l SET body = '', documents = ARRAY(
       SELECT CAST(n.rank AS text) FROM unnest(l.documents) WITH ORDINALITY AS d(name, place)
       JOIN (SELECT DISTINCT name, rank FROM named) n ON n.name = d.name ORDER BY d.place)
     WHERE l.bucket = :bucket AND l.tenant_id = :tenantId AND l.case_key = :caseKey`,
    { bucket: bucketOf(caseKey), tenantId, caseKey },
  );
}
