/** How a CSV is proposed to be read: as it was confirmed for the same columns before, or as it looks. */
import type { CsvMapping } from '../analytics/log/csv-columns.ts';
import { type CsvProposal, detectCsv, type KnownForm, mappingOf, SAMPLE_BYTES } from '../analytics/log/detect-csv.ts';
import type { Database } from '../database/connect.ts';
import { unpacked } from './read-log-file.ts';
import { readMapping, signatureOf } from './store/log-mappings.ts';

export interface CsvReading {
  readonly proposal: CsvProposal;
  /** What to confirm. */
  readonly mapping: CsvMapping;
  /** Whether the mapping is one that was confirmed for a file with the same columns. */
  readonly kept: boolean;
}

export interface ProposedFile {
  readonly source: AsyncIterable<Uint8Array>;
  readonly zipped: boolean;
  readonly zone?: string;
  /** What the person knows better. */
  readonly form?: KnownForm;
}

/**
 * Judges by the beginning of a file and reads no further.
 * @param zone of times that carry none: the institution's
 * @throws what the source throws, when it cannot be read
 */
export async function proposeCsv(
  database: Database,
  tenantId: string,
  { source, zipped, zone, form }: ProposedFile,
): Promise<CsvReading> {
  const proposal = detectCsv(await beginning(zipped ? unpacked(source) : source), form);
  const kept = await readMapping(database, tenantId, signatureOf(proposal.columns.map(({ name }) => name)));
  if (kept === undefined) return { proposal, mapping: mappingOf(proposal, zone), kept: false };
  // The same source may be exported in another form; what bytes prove outweighs what was confirmed.
  const unsure = proposal.problems.some(({ kind }) => kind === 'encodingUnsure');
  const { delimiter, quote, encoding } = proposal;
  return { proposal, mapping: { ...kept, delimiter, quote, encoding: unsure ? kept.encoding : encoding }, kept: true };
}

async function beginning(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of source) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= SAMPLE_BYTES) break;
    }
  } catch (error) {
    // A packed file that is cut has a beginning all the same; reading it whole will tell.
    if (bytes === 0) throw error;
  }
  return Buffer.concat(pieces);
}
