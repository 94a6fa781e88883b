/** Facts about this installation as a whole: a name and a JSON value each. */
import type { Database } from '../../database/connect.ts';
import type { Json } from '../../engine/errors.ts';

export async function readFact({ knex }: Database, name: string): Promise<Json | undefined> {
  const row = await knex('installation_facts').where({ name }).first<{ value: Json } | undefined>('value');
  return row?.value;
}

export async function writeFact({ knex }: Database, name: string, value: Json): Promise<void> {
  await knex('installation_facts')
    .insert({ name, value: JSON.stringify(value) })
    .onConflict('name')
    .merge(['value']);
}

/** Writes it only when there is none yet; false when there is. Of several nodes exactly one gets true. */
export async function claimFact({ knex }: Database, name: string, value: Json): Promise<boolean> {
  const rows = await knex('installation_facts')
    .insert({ name, value: JSON.stringify(value) })
    .onConflict('name')
    .ignore()
    .returning('name');
  return rows.length === 1;
}

export async function forgetFact({ knex }: Database, name: string): Promise<void> {
  await knex('installation_facts').where({ name }).delete();
}
