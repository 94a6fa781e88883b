/** A log file of the command line: opened, unpacked, read whole, or a refusal with its place. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type EventLog, isLogFault, type LogFault } from '../analytics/index.ts';
import { logFormat, readLogFile } from '../logs/index.ts';
import { type Outcome, progressLine, WrongUse } from './command.ts';

/** Options of every command that reads a log; columns count for CSV only. */
export const LOG_OPTIONS = {
  case: { type: 'string' },
  activity: { type: 'string' },
  resource: { type: 'string' },
  start: { type: 'string' },
  end: { type: 'string' },
} as const;

export const LOG_OPTIONS_HELP = `  --case NAME --activity NAME --resource NAME --start NAME --end NAME
                 columns of a CSV; what is not named is looked for under its usual names`;

type ColumnOptions = Readonly<Partial<Record<keyof typeof LOG_OPTIONS, string | undefined>>>;

export interface LogFile {
  readonly path: string;
  readonly format: 'xes' | 'csv';
  readonly zipped: boolean;
  readonly bytes: number;
}

/** @throws WrongUse when there is no such file, or its name is not that of a log. */
export async function findLogFile(path: string): Promise<LogFile> {
  const form = logFormat(path);
  if (form === undefined) throw new WrongUse(`${path} is not a log: its name must end in .xes, .csv, .xes.gz or .csv.gz.`);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new WrongUse(`There is no file ${path}.`);
  return { path, bytes: found.size, ...form };
}

export function columnsOf({ case: ofCase, activity, resource, start, end }: ColumnOptions) {
  const named = { case: ofCase, activity, resource, start, end };
  return Object.fromEntries(Object.entries(named).filter(([, name]) => name !== undefined));
}

/** The log, or why it cannot be taken. */
export async function readLog(file: LogFile, options: ColumnOptions): Promise<EventLog | LogFault> {
  const say = progressLine();
  const log = await readLogFile(createReadStream(file.path), file, {
    columns: columnsOf(options),
    progress: (read) => {
      say(`${file.path}: ${String(Math.round((100 * read) / Math.max(1, file.bytes)))} %`);
    },
  });
  say('');
  return log;
}

/** A faulty file as an answer: where, what, and what to do. */
export function faultOutcome(path: string, { message, line, column, remedy, fault }: LogFault): Outcome {
  return {
    exit: 1,
    json: { error: message, fault, file: path, line, column, remedy },
    text: `${path}:${String(line)}:${String(column)}: ${message} ${remedy}`,
  };
}

export { isLogFault };
