/** A log file of the command line: opened, unpacked, read whole, or a refusal with its place. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type EventLog, isLogFault, type LogFault } from '../analytics/index.ts';
import { logFormat, readLogFile } from '../logs/index.ts';
import { filtered } from './case-filter.ts';
import { type Outcome, progressLine, WrongUse } from './command.ts';
import { type LogOptions, readOptionsOf } from './log-options.ts';

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

/** The cases of the log that are meant, or why it cannot be taken. @throws WrongUse as `readOptionsOf` and `filtered` */
export async function readLog(file: LogFile, options: LogOptions): Promise<EventLog | LogFault> {
  const told = await readOptionsOf(options);
  const { progress, end } = readingProgress(file);
  const log = await readLogFile(createReadStream(file.path), file, { ...told, progress });
  end();
  return isLogFault(log) ? log : filtered(log, options.filter);
}

/**
 * What a command answers about a log file that it reads whole; a faulty file is an answer too.
 * @throws WrongUse when there is no such file, or as `readOptionsOf`
 */
export async function answerOfLog(
  path: string,
  options: LogOptions,
  answer: (log: EventLog) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const log = await readLog(await findLogFile(path), options);
  return isLogFault(log) ? faultOutcome(path, log) : answer(log);
}

/** The one word of a command that takes one. @throws WrongUse with what is to be said when there is none, or more */
export function onlyWord([word, ...more]: readonly string[], wanted: string): string {
  if (word === undefined || more.length > 0) throw new WrongUse(wanted);
  return word;
}

/** The log and the model of a command that takes both. @throws WrongUse */
export function logAndModel([log, model, ...more]: readonly string[]): readonly [string, string] {
  if (log === undefined || model === undefined || more.length > 0) throw new WrongUse('Name a log and a model.');
  return [log, model];
}

/** Tells how much of a file has been read. */
export function readingProgress({ path, bytes }: LogFile): {
  readonly progress: (read: number) => void;
  readonly end: () => void;
} {
  const say = progressLine();
  return {
    progress: (read) => {
      say(`${path}: ${String(Math.round((100 * read) / Math.max(1, bytes)))} %`);
    },
    end: () => {
      say('');
    },
  };
}

/** A faulty file as an answer: where, what, and what to do. */
export function faultOutcome(path: string, { message, line, column, remedy, fault }: LogFault): Outcome {
  return {
    exit: 1,
    json: { error: message, fault, file: path, line, column, remedy },
    text: `${path}:${String(line)}:${String(column)}: ${message} ${remedy}`,
  };
}

export { FILTER_HELP } from './case-filter.ts';
export { LOG_OPTIONS, LOG_OPTIONS_HELP } from './log-options.ts';
export { isLogFault };
