/** `eiga import LOG`: keeps a log in the database, for the page. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { open, TENANT } from '../../api/main.ts';
import { migrate } from '../../database/migrate.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { importedLogs } from '../../logs/index.ts';
import { type Command, progressLine, WrongUse } from '../command.ts';
import { columnsOf, faultOutcome, findLogFile, LOG_OPTIONS, LOG_OPTIONS_HELP } from '../log-file.ts';
import { databaseSettings } from '../settings.ts';

const HELP = `eiga import LOG [--name NAME] [--json]

Imports an event log (.xes, .csv, either also .gz) into the database (DATABASE_URL, or the embedded one in EIGA_DATA). The
embedded database belongs to one process: stop the server first, or import on its page.

  --name NAME    what it is called; the file's name when absent
${LOG_OPTIONS_HELP}
  --json         { log: { logKey, name, cases, events, activities, … } }
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...LOG_OPTIONS, name: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new WrongUse('Name one log.');
    const file = await findLogFile(path);
    const database = await open(databaseSettings());
    try {
      await migrate(database);
      const say = progressLine();
      const kept = await importedLogs(database, systemClock).import({
        tenantId: TENANT,
        name: values.name ?? basename(path),
        fileName: basename(path),
        format: file.format,
        zipped: file.zipped,
        source: createReadStream(path),
        by: 'eiga',
        columns: columnsOf(values),
        progress: (read) => {
          say(`${path}: ${String(Math.round((100 * read) / Math.max(1, file.bytes)))} %`);
        },
      });
      say('');
      if ('fault' in kept) return faultOutcome(path, kept);
      const { logKey, name, cases, events } = kept;
      return {
        exit: 0,
        json: { log: kept },
        text: `Imported "${name}" as log ${logKey}: ${String(cases)} cases, ${String(events)} events.`,
      };
    } finally {
      await database.close();
    }
  },
};
