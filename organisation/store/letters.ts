/** The table of letters: what was asked of an applicant and said to her, by case. */
import type { Database } from '../../database/connect.ts';
import { bucketOf, type CaseKey } from '../../engine/ids.ts';

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
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export interface Letter {
  readonly kind: LetterKind;
  readonly documents: readonly string[];
  readonly body: string;
  readonly writtenAt: number;
  /** Absent: the applicant. */
  readonly writtenBy?: string;
}

interface LetterRow {
  kind: string;
  documents: string[];
  body: string;
  written_at: Date;
  written_by: string | null;
}

/** Adds it after those that there are; two at once get numbers of their own. */
export async function insertLetter({ knex }: Database, tenantId: string, caseKey: CaseKey, letter: Letter): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await knex.raw<{ rows: unknown[] }>(
      `INSERT INTO case_letters (bucket, tenant_id, case_key, number, kind, documents, body, written_at, written_by)
       SELECT CAST(:bucket AS int), :tenantId, CAST(:caseKey AS bigint), COALESCE(max(number), 0) + 1, :kind,
         CAST(:documents AS text[]), :body, CAST(:at AS timestamptz), CAST(:by AS text)
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
      },
    );
    if (rows.length === 1) return;
    if (attempt === 20) throw new Error(`No number was free for a letter of case ${caseKey}.`);
  }
}

/** In the order in which they were written. */
export async function lettersOf({ knex }: Database, tenantId: string, caseKey: CaseKey): Promise<readonly Letter[]> {
  const rows = await knex('case_letters')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .orderBy('number')
    .select<LetterRow[]>('kind', 'documents', 'body', 'written_at', 'written_by');
  return rows.flatMap((row) => {
    const kind = LETTER_KINDS.find((one) => one === row.kind);
    return kind === undefined ? [] : [letterOf(kind, row)];
  });
}

function letterOf(kind: LetterKind, row: LetterRow): Letter {
  return {
    kind,
    documents: row.documents,
    body: row.body,
    writtenAt: row.written_at.getTime(),
    ...(row.written_by !== null && { writtenBy: row.written_by }),
  };
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
