/** `eiga compare`: two logs, or two periods of one. */
import { parseArgs } from 'node:util';
import { type CohortChoice, compare, durationText } from '../../analytics/index.ts';
import { type Command, type Outcome, WrongUse } from '../command.ts';
import { faultOutcome, findLogFile, isLogFault, LOG_OPTIONS, LOG_OPTIONS_HELP, readLog } from '../log-file.ts';

const HELP = `eiga compare BEFORE AFTER [--as-of DATE] [--seed N] [--json]
eiga compare LOG --before D1..D2 --after D3..D4 [--as-of DATE] [--seed N] [--json]

Says whether cases became faster, with an interval and reasons. Periods are of the first event, the end is not in them
(2017-01-01..2018-01-01 is the year 2017); dates are days of UTC.

  --as-of DATE   cases not finished by then are open
  --seed N       of the resampling (1)
${LOG_OPTIONS_HELP}
  --json         { before, after, difference, verdict, reasons } as one JSON document

  eiga compare declarations.xes.gz --before 2017-01-01..2018-01-01 --after 2018-01-01..2019-01-01
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        before: { type: 'string' },
        after: { type: 'string' },
        'as-of': { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [first, second, ...more] = positionals;
    if (first === undefined || more.length > 0) throw new WrongUse('Name two logs, or one log with --before and --after.');
    const before = periodOf(values.before, '--before');
    const after = periodOf(values.after, '--after');
    if (second === undefined && (before === undefined || after === undefined))
      throw new WrongUse('With one log, say both --before D1..D2 and --after D3..D4.');
    const asOfAt = values['as-of'] === undefined ? undefined : instantOf(values['as-of'], '--as-of');
    const seed = seedOf(values.seed);

    const beforeLog = await readLog(await findLogFile(first), values);
    if (isLogFault(beforeLog)) return faultOutcome(first, beforeLog);
    const afterLog = second === undefined ? beforeLog : await readLog(await findLogFile(second), values);
    if (isLogFault(afterLog)) return faultOutcome(second ?? first, afterLog);
    const asOf: Partial<CohortChoice> = asOfAt === undefined ? {} : { asOfAt };
    return outcome(compare({ log: beforeLog, ...before, ...asOf }, { log: afterLog, ...after, ...asOf }, { seed }));
  },
};

function outcome(found: ReturnType<typeof compare>): Outcome {
  const time = (ms: number | null) => (ms === null ? 'not known' : durationText(ms));
  const side = ({ n, open, medianMs, kmMedianMs }: (typeof found)['before']) =>
    `n = ${String(n)}, ${String(open)} open, median ${time(medianMs)} of the finished, ${time(kmMedianMs)} with the open ones`;
  const { estimateMs, lowMs, highMs, level } = found.difference;
  const text = [
    `Verdict: ${found.verdict}`,
    ...found.reasons.map((reason) => `  ${reason}`),
    `before: ${side(found.before)}`,
    `after:  ${side(found.after)}`,
    `difference of medians: ${time(estimateMs)} (${String(level * 100)} %: ${time(lowMs)} to ${time(highMs)})`,
  ];
  return { exit: 0, json: found, text: text.join('\n') };
}

function periodOf(text: string | undefined, option: string): Pick<CohortChoice, 'startedFromAt' | 'startedBeforeAt'> | undefined {
  if (text === undefined) return undefined;
  const [from, to, ...more] = text.split('..');
  if (from === undefined || to === undefined || more.length > 0) throw new WrongUse(`${option} is "${text}": say D1..D2.`);
  const period = { startedFromAt: instantOf(from, option), startedBeforeAt: instantOf(to, option) };
  if (period.startedFromAt >= period.startedBeforeAt) throw new WrongUse(`${option} ends before it begins.`);
  return period;
}

function instantOf(text: string, option: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new WrongUse(`${option}: "${text}" is not a date (2018-01-01).`);
  return at;
}

function seedOf(text: string | undefined): number {
  const seed = Number(text ?? '1');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new WrongUse(`--seed is "${text ?? ''}": say a whole number.`);
  return seed;
}
