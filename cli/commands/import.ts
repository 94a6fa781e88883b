/** `eiga import LOG`: keeps a log in the database, for the page. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { TENANT } from '../../api/main.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { type ImportedLogs, importedLogs, readLogFile } from '../../logs/index.ts';
import type { ReadOptions } from '../../logs/read-log-file.ts';
import { agrees, canAsk } from '../ask.ts';
import { type Command, type Outcome, WrongUse } from '../command.ts';
import { type ConfirmableReading, readingOf, readingText } from '../csv-reading.ts';
import {
  faultOutcome,
  findLogFile,
  isLogFault,
  LOG_OPTIONS,
  LOG_OPTIONS_HELP,
  type LogFile,
  onlyWord,
  readingProgress,
} from '../log-file.ts';
import { readOptionsOf } from '../log-options.ts';
import { inDatabase } from '../own-database.ts';

const HELP = `eiga import LOG [--name NAME] [--yes] [--check] [--json]

Imports an event log (.xes, .csv, either also .gz) into the database (DATABASE_URL, or the embedded one in EIGA_DATA). The
embedded database belongs to one process: stop the server first, or import on its page.

How a CSV is read is detected, shown, and asked about in a terminal; it is kept for the next file with the same columns. Elsewhere a
reading that is in doubt is refused, unless --yes or --mapping confirms it.

  --name NAME    what it is called; the file's name when absent
  --yes          read it as it is shown
  --check        show how it would be read, read it whole, and keep nothing
${LOG_OPTIONS_HELP}
  --json         { log: { logKey, name, cases, events, activities, … }, mapping }; with --check { cases, rows, skipped, mapping,
                 kept, doubts, columns, problems }

  eiga import permits.csv --check --json > reading.json
`;

interface Asked {
  readonly file: LogFile;
  readonly name: string;
  readonly told: ReadOptions;
  readonly isConfirmed: boolean;
  readonly checks: boolean;
  readonly json: boolean;
}

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        name: { type: 'string' },
        yes: { type: 'boolean' },
        check: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const path = onlyWord(positionals, 'Name one log.');
    if (values.filter !== undefined)
      throw new WrongUse('A log is imported whole: --filter is for looking at it, and for its export.');
    const asked: Asked = {
      file: await findLogFile(path),
      name: values.name ?? basename(path),
      told: await readOptionsOf(values),
      isConfirmed: values.yes ?? false,
      checks: values.check ?? false,
      json: values.json ?? false,
    };
    return inDatabase((database) => importing(importedLogs(database, systemClock), asked));
  },
};

async function importing(logs: ImportedLogs, asked: Asked): Promise<Outcome> {
  const { file, told, checks } = asked;
  if (file.format === 'xes' || told.mapping !== undefined) return checks ? checked(asked, told) : kept(logs, asked, told);
  const source = createReadStream(file.path);
  const reading = readingOf(await logs.propose(TENANT, { source, zipped: file.zipped }), told);
  const { skipBroken } = told;
  const options: ReadOptions = { mapping: reading.mapping, skipBroken };
  if (checks) return checked(asked, options, reading);
  const isAsked = !asked.isConfirmed && !reading.kept && !asked.json && canAsk();
  if (isAsked) {
    process.stderr.write(`${readingText(file.path, reading)}\n`);
    if (!(await agrees('Import it so?'))) return unconfirmed(asked, reading, 'Nothing was imported.');
  } else if (reading.doubts.length > 0 && !asked.isConfirmed)
    return unconfirmed(asked, reading, 'How this file is to be read is in doubt, and nobody has confirmed it.');
  return kept(logs, asked, options, isAsked ? undefined : reading);
}

async function kept(
  logs: ImportedLogs,
  { file, name }: Asked,
  options: ReadOptions,
  shown?: ConfirmableReading,
): Promise<Outcome> {
  const { progress, end } = readingProgress(file);
  const found = await logs.import({
    ...options,
    tenantId: TENANT,
    name,
    fileName: basename(file.path),
    format: file.format,
    zipped: file.zipped,
    source: createReadStream(file.path),
    by: 'eiga',
    progress,
  });
  end();
  if ('fault' in found) return faultOutcome(file.path, found);
  const { logKey, cases, events } = found;
  const text = `Imported "${found.name}" as log ${logKey}: ${String(cases)} cases, ${String(events)} events.`;
  return {
    exit: 0,
    json: { log: found, mapping: options.mapping ?? null },
    text: shown ? `${readingText(file.path, shown)}\n${text}` : text,
  };
}

async function checked({ file }: Asked, options: ReadOptions, reading?: ConfirmableReading): Promise<Outcome> {
  const { progress, end } = readingProgress(file);
  const log = await readLogFile(createReadStream(file.path), file, { ...options, progress });
  end();
  const shown = reading ? [readingText(file.path, reading)] : [];
  if (isLogFault(log)) {
    const { json, text } = faultOutcome(file.path, log);
    return { exit: 1, json: { ...(json as object), ...readingJson(reading) }, text: [...shown, text].join('\n') };
  }
  const skipped = log.notes?.find(({ kind }) => kind === 'skippedRow')?.n ?? 0;
  const [cases, rows] = [log.cases.count, log.rows];
  const left = skipped === 0 ? '' : ` ${String(skipped)} broken rows are left out.`;
  return {
    exit: 0,
    json: { cases, rows, skipped, mapping: options.mapping ?? null, ...readingJson(reading) },
    text: [...shown, `${String(cases)} cases, ${String(rows)} rows.${left} Nothing was kept.`].join('\n'),
  };
}

function unconfirmed({ file }: Asked, reading: ConfirmableReading, error: string): Outcome {
  const remedy = 'Correct it with --case, --activity, --end, --zone and the like, or with --mapping FILE; or say --yes.';
  return {
    exit: 1,
    json: { error, remedy, file: file.path, ...readingJson(reading) },
    text: `${readingText(file.path, reading)}\n${error} ${remedy}`,
  };
}

function readingJson(reading: ConfirmableReading | undefined): object {
  if (!reading) return {};
  const { mapping, kept: isKept, doubts, proposal } = reading;
  return { mapping, kept: isKept, doubts, columns: proposal.columns, problems: proposal.problems };
}
