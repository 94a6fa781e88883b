/** `eiga export`: a log of the database, or a file, as XES, OCEL 2.0 or CSV. */
import { parseArgs } from 'node:util';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { attributesIn } from '../../api/contract/case-filter.ts';
import { TENANT } from '../../api/main.ts';
import { createEngine } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import {
  type CsvForm,
  type ExportFormat,
  logFormat,
  type Logs,
  type NotWritten,
  openLogs,
  selectCases,
  type Selection,
  selects,
  writeLog,
} from '../../logs/index.ts';
import { openOrganisation, unitsWithin } from '../../organisation/index.ts';
import { dayOf, selectionIn, statusOf, type UnitsWithin } from '../case-filter.ts';
import { type Command, type Outcome, progressLine, WrongUse } from '../command.ts';
import { answerOfLog, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, onlyWord } from '../log-file.ts';
import { formatOf, written } from '../log-output.ts';
import { inDatabase } from '../own-database.ts';

const HELP = `eiga export SOURCE --format xes|ocel|csv --out FILE [--json]
eiga export LOG.xes|LOG.csv --format xes|ocel|csv --out FILE [--json]

Writes the log of a process (SOURCE is its id) or an imported log (its key) of the database (DATABASE_URL, or the embedded one in
EIGA_DATA), or converts a file. Says what the form does not keep; XES keeps all.

  --format       xes (IEEE 1849), ocel (OCEL 2.0 JSON) or csv; that of --out's name when absent
  --out FILE     where to; .gz packs it; standard output when absent
  --from DAY --to DAY
                 cases that started then (the end is not in it); days of UTC
  --version V --unit NAME --with ACTIVITY
                 cases of a version of the model; that were in a unit; that have an activity (its name, or its id in the model)
  --status S --attribute NAME=VALUE
                 cases that are open, completed or withdrawn; with that value of an attribute
  --names        of a SOURCE: with the names of those who did the work, which is recorded; otherwise they are pseudonyms
  --delimiter C --excel
                 of CSV: , or ; or tab or |; begin with the mark by which Excel knows UTF-8
${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --json         { file, format, cases, rows, notKept: [{ kind, n, examples, sentence }] }

  eiga export permits --format xes --out permits.xes.gz --from 2026-01-01
`;

const DELIMITERS = { ',': ',', ';': ';', tab: '\t', '\t': '\t', '|': '|' } as const;

interface Asked {
  readonly format: ExportFormat;
  readonly selection: (unitsWithin?: UnitsWithin) => Selection;
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
        status: { type: 'string' },
        attribute: { type: 'string' },
        names: { type: 'boolean' },
        delimiter: { type: 'string' },
        excel: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const source = onlyWord(positionals, 'Name one process, imported log or file.');
    const { out } = values;
    if (values.json && out === undefined) throw new WrongUse('With --json, say where the file goes: --out FILE.');
    const asked: Asked = {
      format: formatOf(values.format, out, '--format'),
      selection: (unitsWithin) => {
        const { filter, unit, with: activity, attribute, version, from, to, status } = values;
        const chosen = selectionIn(filter, unitsWithin);
        return {
          ...chosen,
          startedFromAt: dayOf(from, '--from') ?? chosen.startedFromAt,
          startedBeforeAt: dayOf(to, '--to') ?? chosen.startedBeforeAt,
          version: version ?? chosen.version,
          units: unit === undefined ? chosen.units : [unit],
          activities: activity === undefined ? chosen.activities : [activity],
          status: statusOf(status, '--status') ?? chosen.status,
          attributes: attribute === undefined ? chosen.attributes : attributeOf(attribute),
        };
      },
      form: { delimiter: delimiterOf(values.delimiter), byteOrderMark: values.excel },
      named: values.names ?? false,
      out,
    };
    if (logFormat(source) === undefined) return ofDatabase(source, asked);
    return answerOfLog(source, { ...values, filter: undefined }, (log) => ofLog(source, log, asked));
  },
};

async function ofLog(name: string, whole: EventLog, { format, selection, form, out }: Asked): Promise<Outcome> {
  const log = selectCases(whole, selects(whole, selection()));
  if (log.cases.count === 0) return nothing(name);
  const pieces = writeLog(log, format, { form, progress: progressOf(name) });
  return done({ format, out, cases: log.cases.count, rows: log.rows, notKept: await written(pieces, out) });
}

function ofDatabase(source: string, { format, selection, form, named, out }: Asked): Promise<Outcome> {
  return inDatabase(async (database) => {
    const engine = createEngine({ database, clock: systemClock });
    try {
      const logs = openLogs(database, engine);
      const progress = progressOf(source);
      const { tree } = await openOrganisation({ database });
      const chosen = selection((names) => unitsWithin(names, tree.of(TENANT)));
      const request = { tenantId: TENANT, source, format, selection: chosen, form, named, by: 'eiga', progress };
      const found = await logs.exports.begin(request);
      if (found === undefined) return await noSource(source, logs);
      if (found.cases === 0) return nothing(source);
      return done({ format, out, cases: found.cases, rows: found.rows, notKept: await written(found.pieces, out) });
    } finally {
      await engine.stop();
    }
  });
}

/** Names what there is. */
async function noSource(source: string, logs: Logs): Promise<Outcome> {
  const processes = await logs.own.all(TENANT);
  const imported = await logs.imported.list(TENANT);
  const message = `There is no process with cases, no imported log and no file "${source}".`;
  const sources = [
    ...processes.map(({ processId, name }) => ({ source: processId, kind: 'process', name })),
    ...imported.map(({ logKey, name }) => ({ source: logKey, kind: 'log', name })),
  ];
  const listed = sources.map((one) => `  ${one.source} (${one.kind}: ${one.name})`);
  return {
    exit: 1,
    json: { error: message, sources },
    text: listed.length === 0 ? message : [`${message} There are:`, ...listed].join('\n'),
  };
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

function attributeOf(text: string): Selection['attributes'] {
  const found = attributesIn(text);
  if (found?.length !== 1) throw new WrongUse(`--attribute is "${text}": say its name and value, as in channel=post.`);
  return found;
}
