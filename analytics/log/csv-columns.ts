/** Which column of a CSV is what: named by the user, confirmed as a mapping, or known by a usual name. */
import type { AttributeType } from './columns.ts';
import type { Delimiter, Quote } from './csv-records.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { Encoding } from './text-encoding.ts';
import type { DateFormat } from './timestamps.ts';

/** Roles that at most one column has. */
export const CSV_ROLES = ['case', 'activity', 'resource', 'unit', 'enabled', 'claimed', 'start', 'end', 'transition'] as const;
export type CsvRole = (typeof CSV_ROLES)[number];
export const DATE_ROLES = ['enabled', 'claimed', 'start', 'end'] as const satisfies readonly CsvRole[];
export type DateRole = (typeof DATE_ROLES)[number];

export type CsvColumnNames = Readonly<Partial<Record<CsvRole, string | undefined>>>;

/** What the person confirmed of one column. */
export interface CsvColumn {
  readonly name: string;
  readonly role: CsvRole | 'attribute' | 'caseAttribute' | 'ignore';
  /** Of a column of dates; found out when it is absent. */
  readonly dateFormat?: DateFormat | undefined;
  /** Of an attribute; a value that is not written so stays a text. */
  readonly type?: AttributeType | undefined;
  /** Of an attribute: what it is called, where that is not the column's name. */
  readonly as?: string | undefined;
}

/** How a CSV is to be read, confirmed by a person and kept per source. Columns that it does not name become attributes. */
export interface CsvMapping {
  readonly delimiter: Delimiter;
  readonly quote?: Quote | undefined;
  readonly encoding: Encoding;
  readonly columns: readonly CsvColumn[];
  /** IANA zone of times that carry none; UTC when absent. */
  readonly zone?: string | undefined;
  /** Whether formulas were defused (csv-cells.ts), as our own export does. */
  readonly defused?: boolean | undefined;
}

/** A column of a header with its role; `index` counts from 0. */
export interface PlacedColumn extends CsvColumn {
  readonly index: number;
}

/** Names by which other tools, and offices in Lithuania, call a column; compared by letters and digits alone, without accents. */
const USUAL: Readonly<Record<CsvRole, readonly string[]>> = {
  case: [
    'caseconceptname',
    'caseid',
    'case',
    'casekey',
    'casenumber',
    'byla',
    'bylosnr',
    'bylosnumeris',
    'prasymonr',
    'prasymas',
    'regnr',
    'registracijosnr',
  ],
  activity: ['conceptname', 'activity', 'activityname', 'task', 'veikla', 'veiksmas', 'uzduotis', 'etapas', 'zingsnis', 'darbas'],
  resource: ['orgresource', 'resource', 'user', 'vykdytojas', 'darbuotojas', 'specialistas', 'naudotojas', 'atsakingas'],
  unit: ['orggroup', 'unit', 'department', 'skyrius', 'padalinys', 'seniunija'],
  enabled: ['enabledtime', 'enabletime', 'enabledat', 'enabledtimestamp'],
  claimed: ['claimedat', 'claimedtime', 'assignedat'],
  start: ['starttimestamp', 'starttime', 'start', 'startedat', 'timestart', 'pradzia', 'pradeta', 'nuo'],
  end: [
    'timetimestamp',
    'endtime',
    'end',
    'endtimestamp',
    'completedat',
    'completetime',
    'finishtime',
    'timestamp',
    'pabaiga',
    'baigta',
    'iki',
    'data',
    'laikas',
  ],
  transition: ['lifecycletransition', 'transition', 'eventtype', 'lifecycle'],
};

/** A column's name as it is compared. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The role that a name usually has, and how usual it is (0 the most); undefined for any other name. */
export function usualRole(name: string): { readonly role: CsvRole; readonly rank: number } | undefined {
  const plain = plainName(name);
  for (const role of CSV_ROLES) {
    const rank = USUAL[role].indexOf(plain);
    if (rank >= 0) return { role, rank };
  }
  return undefined;
}

/** The first column of a role by the most usual name, or -1. */
export function usualColumn(header: readonly string[], role: CsvRole): number {
  const plain = header.map(plainName);
  for (const usual of USUAL[role]) {
    const index = plain.indexOf(usual);
    if (index >= 0) return index;
  }
  return -1;
}

/**
 * Places the columns by names. One that the user named must be there; of the others those with a usual name are taken. When the user
 * names one of start and end, no other time is guessed. Transitions count only where a row is an event.
 * @throws LogFaultError missingColumn, noTimestamps, limit
 */
export function columnsByName(header: readonly string[], names: CsvColumnNames): readonly PlacedColumn[] {
  const roles = new Map<number, CsvRole>();
  const namesTime = names.start !== undefined || names.end !== undefined;
  for (const role of CSV_ROLES) {
    const name = names[role];
    const guessed = !(namesTime && DATE_ROLES.some((date) => date === role));
    const index = name === undefined ? (guessed ? usualColumn(header, role) : -1) : columnNamed(header, name, role);
    if (index >= 0 && !roles.has(index)) roles.set(index, role);
  }
  const taken = new Set(roles.values());
  const intervals = taken.has('start') && taken.has('end');
  return checked(
    header,
    header.map((name, index) => {
      const role = roles.get(index);
      if (role === undefined || (role === 'transition' && intervals && names.transition === undefined))
        return { name, index, role: name.startsWith('case:') ? 'caseAttribute' : name.trim() === '' ? 'ignore' : 'attribute' };
      return { name, index, role };
    }),
  );
}

/**
 * Places the columns as they were confirmed.
 * @throws LogFaultError missingColumn, noTimestamps, limit
 */
export function columnsByMapping(header: readonly string[], { columns }: CsvMapping): readonly PlacedColumn[] {
  const open = new Map<string, CsvColumn[]>();
  for (const column of columns) open.set(column.name.trim(), [...(open.get(column.name.trim()) ?? []), column]);
  const placed = header.map((name, index): PlacedColumn => {
    const column = open.get(name.trim())?.shift();
    return { ...(column ?? { name, role: name.trim() === '' ? 'ignore' : 'attribute' }), index };
  });
  for (const rest of open.values())
    for (const { name, role } of rest)
      if (role !== 'ignore' && role !== 'attribute' && role !== 'caseAttribute')
        refuse('missingColumn', header, `There is no column “${name}” (for the ${role}).`);
  return checked(header, placed);
}

function columnNamed(header: readonly string[], name: string, role: CsvRole): number {
  const index = header.findIndex((column) => column.trim() === name.trim());
  if (index < 0) refuse('missingColumn', header, `There is no column “${name}” (for the ${role}).`);
  return index;
}

function checked(header: readonly string[], columns: readonly PlacedColumn[]): readonly PlacedColumn[] {
  const has = (role: CsvRole): boolean => columns.some((column) => column.role === role);
  if (!has('case')) refuse('missingColumn', header, 'It is not clear which column holds the case.');
  if (!has('activity')) refuse('missingColumn', header, 'It is not clear which column holds the activity.');
  if (!has('start') && !has('end')) refuse('noTimestamps', header, 'No column with the time of the events is named or known.');
  if (header.length > LOG_LIMITS.attributeNames)
    refuse('limit', header, `The file has more than ${String(LOG_LIMITS.attributeNames)} columns.`);
  return columns;
}

function refuse(fault: 'missingColumn' | 'noTimestamps' | 'limit', header: readonly string[], message: string): never {
  const listed = header.slice(0, 40).map((name) => `“${name.slice(0, 60)}”`);
  throw new LogFaultError({
    fault,
    line: 1,
    column: 1,
    message: `${message} The columns are ${listed.join(', ')}${header.length > 40 ? ', …' : ''}.`,
    remedy: 'Name the columns with --case, --activity, --resource, --start and --end.',
  });
}
