/** `eiga export`: a log of the database, or a file, as XES, OCEL 2.0 or CSV. */
import { parseArgs } from 'node:util';
import type { EventLog } from '../../analytics/index.ts';
import { open, TENANT } from '../../api/main.ts';
import { migrate } from '../../database/migrate.ts';
import { createEngine } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import {
  type CsvForm,
  type ExportFormat,
  logFormat,
  type NotWritten,
  openLogs,
  selectCases,
  type Selection,
  selects,
  writeLog,
} from '../../logs/index.ts';
import { type Command, type Outcome, progressLine, WrongUse } from '../command.ts';
import { faultOutcome, findLogFile, isLogFault, LOG_OPTIONS, LOG_OPTIONS_HELP, readLog } from '../log-file.ts';
import { formatOf, written } from '../log-output.ts';
import { databaseSettings } from '../settings.ts';

const HELP = `eiga export SOURCE --format xes|ocel|csv --out FILE [--json]
eiga export LOG.xes|LOG.csv --format xes|ocel|csv --out FILE [--json]

Writes the log of a process (SOURCE is its id) or an imported log (its key) of the database (DATABASE_URL, or the embedded one in
EIGA_DATA), or converts a file. Says what the form does not keep; XES keeps all.

  --format       xes (IEEE 1849), ocel (OCEL 2.0 JSON) or csv; that of --out's name when absent
  --out FILE     where to; .gz packs it; standard output when absent
  --from DAY --to DAY
                 cases that started then (the end is not in it); days of UTC
  --version V --unit NAME --with ACTIVITY
                 cases of a version of the model; that were in a unit; that have an activity
  --names        of a SOURCE: with the names of those who did the work, which is recorded; otherwise they are pseudonyms
  --delimiter C --excel
                 of CSV: , or ; or tab or |; begin with the mark by which Excel knows UTF-8
${LOG_OPTIONS_HELP}
  --json         { file, format, cases, rows, notKept: [{ kind, n, examples, sentence }] }

  eiga export permits --format xes --out permits.xes.gz --from 2026-01-01
`;

const DELIMITERS = { ',': ',', ';': ';', tab: '\t', '\t': '\t', '|': '|' } as const;

interface Asked {
  readonly format: ExportFormat;
  readonly selection: Selection;
  readonly form: CsvForm;
  readonly named: boolean;
  readonly out: string | undefined;
}

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        format: { type: 'string' },
        out: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        version: { type: 'string' },
        unit: { type: 'string' },
        with: { type: 'string' },
        names: { type: 'boolean' },
        delimiter: { type: 'string' },
        excel: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [source, ...more] = positionals;
    if (source === undefined || more.length > 0) throw new WrongUse('Name one process, imported log or file.');
    const { out } = values;
    if (values.json && out === undefined) throw new WrongUse('With --json, say where the file goes: --out FILE.');
    const asked: Asked = {
      format: formatOf(values.format, out, '--format'),
      selection: {
        startedFromAt: dayOf(values.from, '--from'),
        startedBeforeAt: dayOf(values.to, '--to'),
        version: values.version,
        unit: values.unit,
        activity: values.with,
      },
      form: { delimiter: delimiterOf(values.delimiter), byteOrderMark: values.excel },
      named: values.names ?? false,
      out,
    };
    if (logFormat(source) === undefined) return ofDatabase(source, asked);
    const log = await readLog(await findLogFile(source), values);
    return isLogFault(log) ? faultOutcome(source, log) : ofLog(source, log, asked);
  },
};

async function ofLog(name: string, whole: EventLog, { format, selection, form, out }: Asked): Promise<Outcome> {
  const log = selectCases(whole, selects(whole, selection));
  if (log.cases.count === 0) return nothing(name);
  const pieces = writeLog(log, format, { form, progress: progressOf(name) });
  return done({ format, out, cases: log.cases.count, rows: log.rows, notKept: await written(pieces, out) });
}

async function ofDatabase(source: string, { format, selection, form, named, out }: Asked): Promise<Outcome> {
  const database = await open(databaseSettings());
  try {
    await migrate(database);
    const engine = createEngine({ database, clock: systemClock });
    try {
      const logs = openLogs(database, engine);
      const found = await logs.exports.begin({
        tenantId: TENANT,
        source,
        format,
        selection,
        form,
        named,
        by: 'eiga',
        progress: progressOf(source),
      });
      if (found === undefined) {
        const message = `There is no process with cases, no imported log and no file "${source}".`;
        return { exit: 1, json: { error: message }, text: message };
      }
      if (found.cases === 0) return nothing(source);
      return done({ format, out, cases: found.cases, rows: found.rows, notKept: await written(found.pieces, out) });
    } finally {
      await engine.stop();
    }
  } finally {
    await database.close();
  }
}

function done(found: {
  readonly format: ExportFormat;
  readonly out: string | undefined;
  readonly cases: number;
  readonly rows: number;
  readonly notKept: readonly NotWritten[];
}): Outcome {
  const { out, cases, rows, notKept, format } = found;
  const said = notKept.map(({ sentence, n, examples }) => {
    const which = examples.length === 0 ? '' : `: ${examples.join(', ')}`;
    return `  ${sentence} (${String(n)}${which})`;
  });
  const text = [`${out ?? ''}: ${String(cases)} cases, ${String(rows)} rows as ${format}.`, ...said].join('\n');
  const json = { file: out ?? null, format, cases, rows, notKept };
  if (out !== undefined) return { exit: 0, json, text };
  // Standard output is the file.
  process.stderr.write(`${text.replace(/^: /, '')}\n`);
  return { exit: 0, json, text: '' };
}

function nothing(name: string): Outcome {
  const message = `No case of ${name} is in the selection; nothing was written.`;
  return { exit: 1, json: { error: message }, text: message };
}

function progressOf(name: string): (cases: number, of: number) => void {
  const say = progressLine();
  return (cases, of) => {
    say(cases === of ? '' : `${name}: ${String(Math.round((100 * cases) / Math.max(1, of)))} %`);
  };
}

function delimiterOf(text: string | undefined): CsvForm['delimiter'] {
  if (text === undefined) return undefined;
  const found = Object.entries(DELIMITERS).find(([name]) => name === text)?.[1];
  if (found === undefined) throw new WrongUse(`--delimiter is "${text}": say "," or ";" or "|" or tab.`);
  return found;
}

function dayOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new WrongUse(`${option} is "${text}": say a day (2026-01-01).`);
  return at;
}
