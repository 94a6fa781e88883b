import type { Knex } from 'knex';

/** Months of the event log that are made ahead of the one that is running. */
const MONTHS_AHEAD = 3;

/**
 * Makes the event log's partitions for the month of an instant and the next three, where they are missing. A month whose first rows
 * already lie in the default partition stays there: moving them would stop the writers.
 * @returns the names of those that were made.
 */
export async function makeMonthsAhead(sql: Knex, now: number): Promise<string[]> {
  const made: string[] = [];
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const month = monthAfter(now, ahead);
    if (await makeMonth(sql, month)) made.push(month.name);
  }
  return made;
}

interface Month {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Months of UTC: a partition is a matter of storage, not of anybody's calendar. */
function monthAfter(now: number, ahead: number): Month {
  const date = new Date(now);
  const from = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1)).toISOString();
  const to = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead + 1, 1)).toISOString();
  return { name: `event_log_${from.slice(0, 7).replace('-', '_')}`, from, to };
}

/** Attached rather than created in place: attaching does not stop those who write to other months. */
async function makeMonth(sql: Knex, { name, from, to }: Month): Promise<boolean> {
  if (await sql.schema.hasTable(name)) return false;
  const inDefault: unknown = await sql('event_log_default').where('at', '>=', from).where('at', '<', to).first('seq');
  if (inDefault !== undefined) return false;
  try {
    await sql.transaction(async (transaction) => {
      await transaction.raw('CREATE TABLE ?? (LIKE event_log INCLUDING DEFAULTS)', [name]);
      await transaction.raw(`ALTER TABLE event_log ATTACH PARTITION ?? FOR VALUES FROM ('${from}') TO ('${to}')`, [name]);
    });
    return true;
  } catch (error) {
    // Another node has made it, or a row of the month has reached the default partition in between: either is fine.
    if (error instanceof Error && 'code' in error && ['42P07', '23514', '23505', '42P17'].includes(String(error.code)))
      return false;
    throw error;
  }
}
