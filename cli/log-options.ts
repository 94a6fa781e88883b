/** Options of every command that reads a log file, and what they mean to its readers. */
import { readFile } from 'node:fs/promises';
import { csvMapping } from '../api/contract/log-files.ts';
import { CSV_ROLES, type CsvMapping, type CsvRole } from '../analytics/log/csv-columns.ts';
import { ENCODINGS } from '../analytics/log/text-encoding.ts';
import { DATE_FORMATS } from '../analytics/log/timestamps.ts';
import { isZone } from '../engine/time/zone.ts';
import type { ReadOptions } from '../logs/read-log-file.ts';
import { WrongUse } from './command.ts';

export const LOG_OPTIONS = {
  case: { type: 'string' },
  activity: { type: 'string' },
  resource: { type: 'string' },
  'unit-column': { type: 'string' },
  enabled: { type: 'string' },
  claimed: { type: 'string' },
  start: { type: 'string' },
  end: { type: 'string' },
  transition: { type: 'string' },
  zone: { type: 'string' },
  'date-format': { type: 'string' },
  encoding: { type: 'string' },
  'skip-broken': { type: 'boolean' },
  mapping: { type: 'string' },
  classifier: { type: 'string' },
  filter: { type: 'string' },
} as const;

export const LOG_OPTIONS_HELP = `  of a CSV:
  --case NAME --activity NAME --resource NAME --unit-column NAME --enabled NAME --claimed NAME --start NAME --end NAME
  --transition NAME
                 its columns; what is not named is looked for under its usual names
  --zone ZONE    of times that carry none (Europe/Vilnius); UTC
  --date-format  ${DATE_FORMATS.join(', ')}: where the dates do not tell
  --encoding     ${ENCODINGS.join(', ')}: where it looks otherwise
  --mapping FILE all of this as JSON, in the place of the options above (eiga import --check prints one)
  --skip-broken  leave out broken rows, up to a fifth of all; otherwise the first refuses the file
  of a XES:
  --classifier NAME
                 of those that the log declares, to name activities; or --activity NAME, an attribute of its events`;

export type LogOptions = Readonly<Partial<Record<Exclude<keyof typeof LOG_OPTIONS, 'skip-broken'>, string | undefined>>> & {
  readonly 'skip-broken'?: boolean | undefined;
};

const OPTION_OF: Readonly<Record<CsvRole, Exclude<keyof LogOptions, 'skip-broken'>>> = {
  case: 'case',
  activity: 'activity',
  resource: 'resource',
  unit: 'unit-column',
  enabled: 'enabled',
  claimed: 'claimed',
  start: 'start',
  end: 'end',
  transition: 'transition',
};

/** Those columns that are named. */
export function columnsOf(options: LogOptions): Readonly<Partial<Record<CsvRole, string>>> {
  return Object.fromEntries(
    CSV_ROLES.flatMap((role) => {
      const name = options[OPTION_OF[role]];
      return name === undefined ? [] : [[role, name]];
    }),
  );
}

/**
 * What the readers of logs are told.
 * @throws WrongUse for a zone, format, encoding or mapping that there is not, and a mapping beside what it tells itself
 */
export async function readOptionsOf(options: LogOptions): Promise<ReadOptions> {
  const { zone, 'date-format': dates, encoding, mapping, activity, classifier } = options;
  if (zone !== undefined && !isZone(zone))
    throw new WrongUse(`--zone is "${zone}": say the name of a time zone, such as Europe/Vilnius.`);
  if (classifier !== undefined && activity !== undefined) throw new WrongUse('Say --activity or --classifier, not both.');
  const columns = columnsOf(options);
  const beside = [
    ...Object.keys(columns).map((role) => `--${OPTION_OF[role as CsvRole]}`),
    ...[dates && '--date-format', encoding && '--encoding', zone && '--zone'],
  ].filter((one) => one !== undefined && one !== '');
  if (mapping !== undefined && beside.length > 0)
    throw new WrongUse(`${beside.join(', ')}: with --mapping, say it in that file.`);
  return {
    columns,
    zone,
    dateFormat: oneOf(DATE_FORMATS, dates?.replaceAll('-', ' '), '--date-format'),
    encoding: oneOf(ENCODINGS, encoding?.toLowerCase(), '--encoding'),
    mapping: mapping === undefined ? undefined : await mappingIn(mapping),
    skipBroken: options['skip-broken'],
    ...(activity !== undefined && { activityKey: activity }),
    ...(classifier !== undefined && { classifier }),
  };
}

/** @throws WrongUse with the first fault of the file, and its place in it */
async function mappingIn(path: string): Promise<CsvMapping> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WrongUse(`${path} is not JSON.`);
  }
  const found = csvMapping.safeParse(value);
  if (!found.success) {
    const [issue] = found.error.issues;
    throw new WrongUse(`${path} is no mapping: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`);
  }
  const { zone } = found.data;
  if (zone !== undefined && !isZone(zone))
    throw new WrongUse(`${path}: the zone is "${zone}": say the name of a time zone, such as Europe/Vilnius.`);
  return found.data;
}

function oneOf<One extends string>(known: readonly One[], text: string | undefined, option: string): One | undefined {
  const found = known.find((one) => one === text);
  if (text !== undefined && found === undefined) throw new WrongUse(`${option} is "${text}": say one of ${known.join(', ')}.`);
  return found;
}
