/** `eiga analyse LOG`: the figures of a log, straight from the file. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { analyse, durationText, readCalendars, SMALLEST_GROUP } from '../../analytics/index.ts';
import { type Command, WrongUse } from '../command.ts';
import { answerOfLog, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, onlyWord } from '../log-file.ts';

const HELP = `eiga analyse LOG [--calendar FILE] [--json]

Reads an event log (.xes, .csv, either also .gz) and says where cases wait.

${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --calendar FILE
                 working hours as JSON: a calendar, or { "default": …, "resources": { "Ona": … }, "units": { … } }; without it they
                 are discovered from the log
  --arrival NAME a case attribute that tells when the case arrived, for the queue before its first activity
  --json         everything, as one JSON document

  eiga analyse receipt.xes.gz
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...LOG_OPTIONS, calendar: { type: 'string' }, arrival: { type: 'string' }, json: { type: 'boolean' } },
    });
    const path = onlyWord(positionals, 'Name one log.');
    const duty = values.calendar === undefined ? undefined : await readCalendarFile(values.calendar);
    if (duty && 'faults' in duty)
      return { exit: 1, json: { error: duty.faults[0], faults: duty.faults }, text: duty.faults.join('\n') };
    return answerOfLog(path, values, (log) => {
      const found = analyse(log, { duty, arrival: values.arrival });
      return { exit: 0, json: found, text: inWords(found) };
    });
  },
};

async function readCalendarFile(path: string): Promise<ReturnType<typeof readCalendars>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}.`);
  });
  try {
    return readCalendars(JSON.parse(text));
  } catch {
    return { faults: [`${path} is not JSON.`] };
  }
}

/** For those who lead: no single clerk, and nothing of groups under five. */
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
  const shown = bottlenecks.filter(({ cases }) => cases.count >= SMALLEST_GROUP);
  const few = bottlenecks.length - shown.length;
  const lines = shown.slice(0, 10).map(({ sentence, estimated }, index) => {
    return `${String(index + 1).padStart(3)}. ${sentence.text}${estimated ? ' Partly estimated: not all say when they could have begun.' : ''}`;
  });
  const held = few === 0 ? [] : [`     Not shown: ${String(few)} activities with fewer than ${String(SMALLEST_GROUP)} cases.`];
  return [...head, ...lines, ...held, '', ...causesInWords(found), ...doubtsInWords(found)].join('\n');
}

function doubtsInWords({ quality }: ReturnType<typeof analyse>): readonly string[] {
  if (quality.length === 0) return [];
  const lines = quality.map(({ n, of, unit, effect }) => {
    return `  ${String(n)}${of === null ? '' : ` of ${String(of)}`} ${unit}: ${effect.sentence}`;
  });
  return ['', 'What the data does not tell rightly:', ...lines];
}

function causesInWords({ waiting }: ReturnType<typeof analyse>): readonly string[] {
  if (waiting.n === 0) return ['Why cases wait cannot be told: the log has no starts.'];
  const hours = {
    given: 'working hours as given',
    discovered: 'working hours as the log shows them',
    none: 'working hours not known',
  };
  const share = (ms: number): string => `${String(Math.round((100 * ms) / Math.max(1, waiting.totalMs)))} %`;
  return [
    `Why cases wait (n = ${String(waiting.n)}${waiting.nEstimated > 0 ? ', estimated' : ''}; ${hours[waiting.calendar]}):`,
    ...Object.entries(waiting.causes).map(([cause, ms]) => `  ${cause.replace(/Ms$/, '')}: ${share(ms)}, ${durationText(ms)}`),
  ];
}
