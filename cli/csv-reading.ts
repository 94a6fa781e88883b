/** How `eiga import` would read a CSV: what was detected, what the person said beside, and what is in doubt. */
import { DATE_ROLES, type CsvColumn, type CsvMapping, type CsvRole } from '../analytics/log/csv-columns.ts';
import type { CsvProblemKind } from '../analytics/log/detect-csv.ts';
import type { CsvReading } from '../logs/index.ts';
import type { ReadOptions } from '../logs/read-log-file.ts';

export interface ConfirmableReading {
  readonly mapping: CsvMapping;
  /** Whether the mapping is one that was confirmed for a file with the same columns. */
  readonly kept: boolean;
  /** What a person should look at before, in sentences; none where all is plain. */
  readonly doubts: readonly string[];
  readonly proposal: CsvReading['proposal'];
}

/** Less sure guesses are in doubt. */
const SURE = 0.9;
/** Problems that no reader notices: a file that is read, and wrong. The others are refused with their place. */
const SILENT: readonly CsvProblemKind[] = ['encodingUnsure', 'localTimes', 'noHeader'];

/** What was detected or kept, with what the person said put over it. */
export function readingOf({ proposal, mapping, kept }: CsvReading, told: ReadOptions): ConfirmableReading {
  const named = Object.entries(told.columns ?? {}) as readonly (readonly [CsvRole, string])[];
  const settled = new Set(named.map(([role]) => role));
  const { zone = mapping.zone, encoding = mapping.encoding } = told;
  const columns = withNamed(mapping.columns, named).map((column) =>
    told.dateFormat !== undefined && isDate(column.role) ? { ...column, dateFormat: told.dateFormat } : column,
  );
  const isSettled = (kind: CsvProblemKind): boolean =>
    !SILENT.includes(kind) ||
    (kind === 'encodingUnsure' && told.encoding !== undefined) ||
    (kind === 'localTimes' && zone !== undefined);
  const guessed = proposal.columns.filter(
    ({ guess, confidence }) => confidence < SURE && hasRole(guess) && !settled.has(guess) && isUsed(columns, guess),
  );
  return {
    mapping: { ...mapping, columns, encoding, ...(zone !== undefined && { zone }) },
    kept,
    doubts: kept
      ? []
      : [
          ...guessed.map(({ name, guess }) => `“${name}” is only guessed to be the ${guess}.`),
          ...proposal.problems.filter(({ kind }) => !isSettled(kind)).map(({ message }) => message),
        ],
    proposal,
  };
}

/** As for columns by name: one that is named takes the role from another, and who names a time names all. */
function withNamed(columns: readonly CsvColumn[], named: readonly (readonly [CsvRole, string])[]): readonly CsvColumn[] {
  const roleOf = new Map(named.map(([role, name]) => [name.trim(), role]));
  const taken = new Set(named.map(([role]) => role));
  const namesTime = taken.has('start') || taken.has('end');
  const placed = columns.map((column): CsvColumn => {
    const role = roleOf.get(column.name.trim());
    if (role !== undefined) {
      roleOf.delete(column.name.trim());
      return { name: column.name, role, ...(isDate(role) && column.dateFormat && { dateFormat: column.dateFormat }) };
    }
    const isFree = hasRole(column.role) && (taken.has(column.role) || (namesTime && isDate(column.role)));
    return isFree ? { name: column.name, role: 'attribute' } : column;
  });
  // Those that are not there: the reader refuses them by name.
  return [...placed, ...[...roleOf].map(([name, role]) => ({ name, role }))];
}

function hasRole(role: CsvColumn['role']): role is CsvRole {
  return role !== 'attribute' && role !== 'caseAttribute' && role !== 'ignore';
}

function isDate(role: CsvColumn['role']): boolean {
  return DATE_ROLES.some((date) => date === role);
}

function isUsed(columns: readonly CsvColumn[], role: CsvRole): boolean {
  return columns.some((column) => column.role === role);
}

/** A line for the file, one for each column, and what is in doubt. */
export function readingText(path: string, { mapping, kept, doubts, proposal }: ConfirmableReading): string {
  const { delimiter, encoding, zone, columns } = mapping;
  const samples = new Map(proposal.columns.map((column) => [column.name, column]));
  const width = Math.min(40, Math.max(...columns.map(({ name }) => name.length)));
  const lines = columns.map(({ name, role, dateFormat }) => {
    const seen = samples.get(name);
    const sure = seen?.guess === role && hasRole(role) && !kept ? `, ${String(Math.round(seen.confidence * 100))} % sure` : '';
    const dates = dateFormat === undefined ? '' : `, ${dateFormat}`;
    return `  ${name.padEnd(width)}  ${role}${dates}${sure}: ${(seen?.samples ?? []).slice(0, 3).join(' | ')}`;
  });
  const head = `${path}: ${encoding}, divided by ${delimiter === '\t' ? 'tabs' : `“${delimiter}”`}, times without a zone are of ${zone ?? 'UTC'}`;
  return [
    `${head}${kept ? '; as it was confirmed for the same columns before' : ''}.`,
    ...lines,
    ...doubts.map((doubt) => `  In doubt: ${doubt}`),
  ].join('\n');
}
