/** `eiga analyse LOG`: the figures of a log, straight from the file. */
import { parseArgs } from 'node:util';
import { analyse, durationText } from '../../analytics/index.ts';
import { type Command, WrongUse } from '../command.ts';
import { faultOutcome, findLogFile, isLogFault, LOG_OPTIONS, LOG_OPTIONS_HELP, readLog } from '../log-file.ts';

const HELP = `eiga analyse LOG [--json]

Reads an event log (.xes, .csv, either also .gz) and says where cases wait.

${LOG_OPTIONS_HELP}
  --json         everything, as one JSON document

  eiga analyse receipt.xes.gz
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...LOG_OPTIONS, json: { type: 'boolean' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new WrongUse('Name one log.');
    const log = await readLog(await findLogFile(path), values);
    if (isLogFault(log)) return faultOutcome(path, log);
    const found = analyse(log);
    return { exit: 0, json: found, text: inWords(found) };
  },
};

function inWords(found: ReturnType<typeof analyse>): string {
  const { log, caseDuration, bottlenecks } = found;
  const time = (ms: number | null) => (ms === null ? '–' : durationText(ms));
  const head = [
    `${String(log.cases)} cases, ${String(log.events)} events, ${String(log.activities)} activities, ${String(log.variants)} variants`,
    `${log.from ?? '–'} to ${log.to ?? '–'}`,
    `case duration: median ${time(caseDuration.medianMs)}, 90 % within ${time(caseDuration.p90Ms)} (n = ${String(caseDuration.n)})`,
    '',
    'Where time is lost:',
  ];
  const lines = bottlenecks
    .slice(0, 10)
    .map(
      (one, index) =>
        `${String(index + 1).padStart(3)}. ${one.activity}: ${String(Math.round(100 * (one.waitingShare ?? 0)))} % of lost time, ` +
        `median ${time(one.medianMs)}, 90 % within ${time(one.p90Ms)} (n = ${String(one.n)}, ${String(one.cases.count)} cases)` +
        `${one.cause === null ? '' : `, mostly ${one.cause}`}${one.estimated ? ', estimated' : ''}`,
    );
  return [...head, ...lines].join('\n');
}
