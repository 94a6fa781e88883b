/** Which column of a CSV is what: named by the user, or known by a usual name. */
import { LogFaultError } from './log-fault.ts';

export interface CsvColumnNames {
  readonly case?: string | undefined;
  readonly activity?: string | undefined;
  readonly resource?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly enabled?: string | undefined;
  readonly unit?: string | undefined;
}
export type CsvRole = keyof CsvColumnNames;

/** Ordinals from 0, or -1 where the file has no such column. */
export type CsvColumns = Readonly<Record<CsvRole, number>>;

/** Names by which other tools call a column; compared without case, spaces and underscores. */
const USUAL: Readonly<Record<CsvRole, readonly string[]>> = {
  case: ['case:concept:name', 'caseid', 'case', 'casekey', 'casenumber'],
  activity: ['concept:name', 'activity', 'activityname', 'task'],
  resource: ['org:resource', 'resource', 'user'],
  start: ['starttimestamp', 'starttime', 'start', 'startedat', 'time:start'],
  end: ['time:timestamp', 'endtime', 'end', 'endtimestamp', 'completedat', 'completetime', 'timestamp'],
  enabled: ['enabledtime', 'enabletime', 'enabledat', 'enabledtimestamp'],
  unit: ['org:group', 'unit', 'department'],
};
const ROLES = ['case', 'activity', 'resource', 'start', 'end', 'enabled', 'unit'] as const satisfies readonly CsvRole[];

/**
 * Finds the columns. A column that the user named must be there; of the others those with a usual name are taken. When the user
 * names one of start and end, the other is not guessed.
 * @throws LogFaultError missingColumn, noTimestamps
 */
export function findColumns(header: readonly string[], names: CsvColumnNames): CsvColumns {
  const found = { case: -1, activity: -1, resource: -1, start: -1, end: -1, enabled: -1, unit: -1 };
  const namesTime = names.start !== undefined || names.end !== undefined;
  for (const role of ROLES) {
    const name = names[role];
    if (name !== undefined) {
      found[role] = header.findIndex((column) => column.trim() === name.trim());
      if (found[role] < 0) refuse('missingColumn', header, `There is no column “${name}” (for the ${role}).`);
    } else if (!(namesTime && (role === 'start' || role === 'end' || role === 'enabled'))) {
      found[role] = usualColumn(header, role);
    }
  }
  if (found.case < 0) refuse('missingColumn', header, 'It is not clear which column holds the case.');
  if (found.activity < 0) refuse('missingColumn', header, 'It is not clear which column holds the activity.');
  if (found.start < 0 && found.end < 0)
    refuse('noTimestamps', header, 'No column with the time of the events is named or known.');
  return found;
}

function usualColumn(header: readonly string[], role: CsvRole): number {
  const plain = header.map((name) => name.trim().toLowerCase().replace(/[\s_]/g, ''));
  for (const usual of USUAL[role]) {
    const index = plain.indexOf(usual);
    if (index >= 0) return index;
  }
  return -1;
}

function refuse(fault: 'missingColumn' | 'noTimestamps', header: readonly string[], message: string): never {
  const listed = header.slice(0, 40).map((name) => `“${name.slice(0, 60)}”`);
  throw new LogFaultError({
    fault,
    line: 1,
    column: 1,
    message: `${message} The columns are ${listed.join(', ')}${header.length > 40 ? ', …' : ''}.`,
    remedy: 'Name the columns with --case, --activity, --resource, --start and --end.',
  });
}

/** The delimiter of a header line: comma, semicolon or tab, whichever is found most outside quotes; a comma when there is none. */
export function detectDelimiter(line: string): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === ';' || character === '\t')) counts[character]++;
  }
  if (counts['\t'] > counts[','] && counts['\t'] > counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}
