/** The database of the settings (DATABASE_URL, or the embedded one in EIGA_DATA), for as long as a command needs it. */
import { open } from '../api/main.ts';
import type { Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { databaseSettings } from './settings.ts';

/** Brought up to date before, and closed whatever happens. @throws Error when another process holds the embedded one */
export async function inDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await open(databaseSettings());
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
