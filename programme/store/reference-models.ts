/** The table of what analysts said of reference models. */
import type { Changing, Reading } from './services.ts';

export interface KeptChoices {
  readonly processId: string;
  /** By step of the reference an element of the process; '' for none. */
  readonly choices: Readonly<Record<string, string>>;
  readonly changedAt: number;
  readonly changedBy: string;
}

interface Row {
  readonly process_id: string;
  readonly choices: KeptChoices['choices'];
  readonly changed_at: Date;
  readonly changed_by: string;
}

export async function loadChoices(
  sql: Reading,
  tenantId: string,
  referenceId: string,
  processIds: readonly string[],
): Promise<readonly KeptChoices[]> {
  const rows = await sql('reference_choices')
    .where({ tenant_id: tenantId, reference_id: referenceId })
    .whereIn('process_id', [...processIds])
    .select<Row[]>('process_id', 'choices', 'changed_at', 'changed_by');
  return rows.map(({ process_id, choices, changed_at, changed_by }) => ({
    processId: process_id,
    choices,
    changedAt: changed_at.getTime(),
    changedBy: changed_by,
  }));
}

export async function writeChoices(sql: Changing, tenantId: string, referenceId: string, kept: KeptChoices): Promise<void> {
  const row = {
    choices: JSON.stringify(kept.choices),
    changed_at: new Date(kept.changedAt),
    changed_by: kept.changedBy,
  };
  await sql('reference_choices')
    .insert({ tenant_id: tenantId, reference_id: referenceId, process_id: kept.processId, ...row })
    .onConflict(['tenant_id', 'reference_id', 'process_id'])
    .merge(row);
}

/** @returns whether there were any */
export async function deleteChoices(sql: Changing, tenantId: string, referenceId: string, processId: string): Promise<boolean> {
  const where = { tenant_id: tenantId, reference_id: referenceId, process_id: processId };
  return (await sql('reference_choices').where(where).delete()) > 0;
}
