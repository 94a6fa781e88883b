/** `eiga compare`: two logs, or two periods of one. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type CohortChoice,
  compareInFull,
  type FullOptions,
  parsePeriod,
  periodsAround,
  readCalendars,
} from '../../analytics/index.ts';
import { type Command, WrongUse } from '../command.ts';
import { comparisonText } from '../comparison-text.ts';
import { faultOutcome, findLogFile, isLogFault, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, readLog } from '../log-file.ts';

const HELP = `eiga compare BEFORE AFTER [options]
eiga compare LOG --before D1..D2 --after D3..D4 [options]
eiga compare LOG --change DATE [--wash-out DAYS] [options]

Says whether cases became faster, and at what price, with intervals and reasons. Periods are of the first event, the end is not in
them (2017-01-01..2018-01-01 is the year 2017); dates are days of UTC. docs/before-after.md says how.

  --change DATE  the change came then; cases that start up to --wash-out DAYS before or after it are in neither period
  --as-of DATE   cases not finished by then are open
  --by NAME,…    attributes by which cases are alike; the verdict is on like cases then
  --control VALUE
                 cases that the change did not touch: a value of --by, a unit, or NAME=VALUE; the verdict is against them then
  --due NAME     attribute with the date by which a case is due; or --term DAYS from its start
  --cost NAME    attribute with the cost; or --cost-per-hour N of people's work
  --satisfaction NAME
                 attribute with a rating
  --calendar FILE
                 working hours as JSON; without it they are discovered from the log
  --seed N       of the resampling (1)
${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --json         { before, after, difference, verdict, reasons, quantiles, survival, superiority, tests, caseMix, headline,
                 decomposition, detectable, … } as one JSON document

  eiga compare declarations.xes.gz --before 2017-01-01..2018-01-01 --after 2018-01-01..2019-01-01
`;

const OPTIONS = {
  ...LOG_OPTIONS,
  before: { type: 'string' },
  after: { type: 'string' },
  change: { type: 'string' },
  'wash-out': { type: 'string' },
  'as-of': { type: 'string' },
  by: { type: 'string', multiple: true },
  control: { type: 'string' },
  due: { type: 'string' },
  term: { type: 'string' },
  cost: { type: 'string' },
  'cost-per-hour': { type: 'string' },
  satisfaction: { type: 'string' },
  calendar: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
} as const;
const DAY_MS = 86_400_000;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: OPTIONS });
    const [first, second, ...more] = positionals;
    if (first === undefined || more.length > 0) throw new WrongUse('Name two logs, or one log with --before and --after.');
    const changeAt = values.change === undefined ? undefined : instantOf(values.change, '--change');
    const around =
      changeAt === undefined ? undefined : periodsAround(changeAt, (numberOf(values['wash-out'], '--wash-out') ?? 0) * DAY_MS);
    const before = periodOf(values.before, '--before') ?? around?.before;
    const after = periodOf(values.after, '--after') ?? around?.after;
    if (second === undefined && (before === undefined || after === undefined))
      throw new WrongUse('With one log, say both --before D1..D2 and --after D3..D4, or --change DATE.');
    if (values['wash-out'] !== undefined && changeAt === undefined) throw new WrongUse('--wash-out goes with --change DATE.');
    const asOfAt = values['as-of'] === undefined ? undefined : instantOf(values['as-of'], '--as-of');
    const termDays = numberOf(values.term, '--term');
    const options: FullOptions = {
      seed: seedOf(values.seed),
      by: namesOf(values.by),
      control: values.control,
      changeAt,
      due: values.due,
      standardMs: termDays === undefined ? undefined : termDays * DAY_MS,
      cost: values.cost,
      costPerHour: numberOf(values['cost-per-hour'], '--cost-per-hour'),
      satisfaction: values.satisfaction,
    };
    const duty = values.calendar === undefined ? undefined : await calendarsOf(values.calendar);
    if (duty && 'faults' in duty)
      return { exit: 1, json: { error: duty.faults[0], faults: duty.faults }, text: duty.faults.join('\n') };

    const beforeLog = await readLog(await findLogFile(first), values);
    if (isLogFault(beforeLog)) return faultOutcome(first, beforeLog);
    const afterLog = second === undefined ? beforeLog : await readLog(await findLogFile(second), values);
    if (isLogFault(afterLog)) return faultOutcome(second ?? first, afterLog);
    const asOf: Partial<CohortChoice> = asOfAt === undefined ? {} : { asOfAt };
    const found = compareInFull(
      { log: beforeLog, ...before, ...asOf },
      { log: afterLog, ...after, ...asOf },
      { ...options, duty },
    );
    if ('problem' in found) return { exit: 1, json: { error: found.problem }, text: found.problem };
    return { exit: 0, json: found, text: comparisonText(found) };
  },
};

function namesOf(texts: readonly string[] | undefined): readonly string[] {
  return (texts ?? [])
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function calendarsOf(path: string): Promise<ReturnType<typeof readCalendars>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}.`);
  });
  try {
    return readCalendars(JSON.parse(text));
  } catch {
    return { faults: [`${path} is not JSON.`] };
  }
}

function periodOf(text: string | undefined, option: string): Pick<CohortChoice, 'startedFromAt' | 'startedBeforeAt'> | undefined {
  if (text === undefined) return undefined;
  const period = parsePeriod(text);
  if (typeof period === 'string') throw new WrongUse(`${option}: ${period}`);
  return period;
}

function instantOf(text: string, option: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new WrongUse(`${option}: "${text}" is not a date (2018-01-01).`);
  return at;
}

function numberOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const number = text.trim() === '' ? NaN : Number(text);
  if (!(number >= 0) || number === Infinity) throw new WrongUse(`${option} is "${text}": say a number, 0 or more.`);
  return number;
}

function seedOf(text: string | undefined): number {
  const seed = Number(text ?? '1');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new WrongUse(`--seed is "${text ?? ''}": say a whole number.`);
  return seed;
}
