/** `eiga migrate`: brings the database up to date, or says how it stands. */
import { parseArgs } from 'node:util';
import { open } from '../../api/main.ts';
import { migrate, migrationStatus } from '../../database/migrate.ts';
import type { Command } from '../command.ts';
import { databaseSettings } from '../settings.ts';

const HELP = `eiga migrate [--status] [--json]

Brings the database (DATABASE_URL, or the embedded one in EIGA_DATA) up to this version. The server does the same when it
starts; this is for those who want it done before.

  --status   only say what has been applied and what has not; exits with 1 when something is pending or does not fit
  --json     { applied } or, with --status, { applied, pending, unknown, changed }
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values } = parseArgs({ args: [...words], options: { status: { type: 'boolean' }, json: { type: 'boolean' } } });
    const database = await open(databaseSettings());
    try {
      if (values.status === true) {
        const status = await migrationStatus(database);
        const open = [...status.pending, ...status.unknown, ...status.changed];
        const lines = [
          ...status.applied.map(({ name, appliedAt }) => `applied  ${name}  ${new Date(appliedAt).toISOString()}`),
          ...status.pending.map((name) => `pending  ${name}`),
          ...status.unknown.map((name) => `unknown  ${name}: applied by a newer Eiga`),
          ...status.changed.map((name) => `changed  ${name}: edited after it was applied`),
        ];
        return { exit: open.length === 0 ? 0 : 1, json: status, text: lines.join('\n') };
      }
      const applied = await migrate(database);
      return {
        exit: 0,
        json: { applied },
        text: applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`,
      };
    } finally {
      await database.close();
    }
  },
};
