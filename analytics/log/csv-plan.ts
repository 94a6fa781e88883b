/** Which columns the CSV of a log has, what is in them, and as what they read back. */
import { PARTIES } from '../../engine/model/executable-process.ts';
import { ATTRIBUTE_TYPES, attributeType } from './columns.ts';
import type { AttributeColumn, AttributeType } from './columns.ts';
import { defused } from './csv-cells.ts';
import type { CsvColumn } from './csv-columns.ts';
import { typeReadAs, valueReadAs } from './csv-values.ts';
import { CASE_STATUSES, COMPLETED, ENDINGS, KINDS, OPEN, WORK } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { isoText } from './instant-text.ts';

export interface PlannedColumn {
  readonly header: string;
  /** `ignore`: for people, and for other tools; no part of an event log has this form in CSV. */
  readonly role: CsvColumn['role'];
  /** Of an attribute. */
  readonly name?: string;
  readonly type?: AttributeType;
  readonly column?: AttributeColumn;
  readonly cell: (row: number, caseIndex: number) => string;
}

/** A line without any time says nothing to a reader. */
export function hasTime(log: EventLog, row: number): boolean {
  return [log.enabledAt, log.claimedAt, log.startedAt, log.completedAt].some((column) => !Number.isNaN(column?.[row] ?? NaN));
}

/** A name that is empty cannot be read back. */
export const NO_NAME = '–';

export function rowPlan(log: EventLog): readonly PlannedColumn[] {
  const named = (names: readonly string[]) => names.map((name) => defused(name === '' ? NO_NAME : name));
  const keys = named(log.cases.keys);
  const activities = named(log.activities);
  const resources = log.resources.map(defused);
  const units = log.units.map(defused);
  const has = (column: ArrayLike<number> | undefined, one: (value: number) => boolean): boolean =>
    column !== undefined && Array.prototype.some.call(column, one);
  const known = (value: number): boolean => !Number.isNaN(value);
  const instants = (header: string, role: CsvColumn['role'], column: Float64Array | undefined): readonly PlannedColumn[] =>
    has(column, known) ? [{ header, role, cell: (row) => instantText(column?.[row]) }] : [];
  const words = (header: string, column: Uint8Array | undefined, list: readonly string[], usual: number) =>
    has(column, (code) => code !== usual && list[code] !== undefined)
      ? [{ header, role: 'ignore' as const, cell: (row: number) => list[column?.[row] ?? -1] ?? '' }]
      : [];
  const { suspendedMs } = log;
  return [
    { header: 'case', role: 'case', cell: (_, index) => keys[index] ?? '' },
    { header: 'activity', role: 'activity', cell: (row) => activities[log.activityOf[row]!] ?? '' },
    ...(has(log.resourceOf, (code) => code >= 0)
      ? [{ header: 'resource', role: 'resource' as const, cell: (row: number) => resources[log.resourceOf[row]!] ?? '' }]
      : []),
    ...(has(log.unitOf, (code) => code >= 0)
      ? [{ header: 'unit', role: 'unit' as const, cell: (row: number) => units[log.unitOf[row]!] ?? '' }]
      : []),
    ...instants('enabledAt', 'enabled', log.enabledAt),
    ...instants('claimedAt', 'claimed', log.claimedAt),
    ...instants('startedAt', 'start', log.startedAt),
    { header: 'completedAt', role: 'end', cell: (row) => instantText(log.completedAt[row]) },
    // An open row has no completion; what ended otherwise looks like a completion without this.
    ...(has(log.ending, (code) => code !== COMPLETED && code !== OPEN) ? words('ending', log.ending, ENDINGS, COMPLETED) : []),
    ...words('kind', log.kind, KINDS, WORK),
    ...words('waitsFor', log.partyOf, PARTIES, -1),
    ...(log.loopCounter
      ? [{ header: 'loopCounter', role: 'ignore' as const, cell: (row: number) => String(log.loopCounter?.[row] || '') }]
      : []),
    ...(has(suspendedMs, (ms) => ms !== 0)
      ? [{ header: 'suspendedMs', role: 'ignore' as const, cell: (row: number) => String(suspendedMs[row]) }]
      : []),
  ];
}

/** Facts of cases beside their attributes, repeated on each line. */
export function casePlan({ cases }: EventLog): readonly PlannedColumn[] {
  const instants = (header: string, column: Float64Array): readonly PlannedColumn[] =>
    column.some((at) => !Number.isNaN(at)) ? [{ header, role: 'ignore', cell: (_, index) => instantText(column[index]) }] : [];
  const told = cases.versions.length > 0 || cases.status.some((code) => CASE_STATUSES[code] !== 'completed');
  return [
    ...(told
      ? [
          {
            header: 'caseStatus',
            role: 'ignore' as const,
            cell: (_: number, index: number) => CASE_STATUSES[cases.status[index]!] ?? '',
          },
        ]
      : []),
    ...(cases.versions.length > 0
      ? [
          {
            header: 'version',
            role: 'ignore' as const,
            cell: (_: number, index: number) => defused(cases.versions[cases.versionOf[index]!] ?? ''),
          },
        ]
      : []),
    ...instants('receivedAt', cases.receivedAt),
    ...instants('registeredAt', cases.registeredAt),
  ];
}

export function attributeColumns({ attributes, cases }: EventLog): readonly PlannedColumn[] {
  const planned = (role: 'attribute' | 'caseAttribute') => {
    return ([name, column]: readonly [string, AttributeColumn]): PlannedColumn => {
      const texts = column.values.map((value, code) => cellText(column, code, value));
      const type = readingType(column);
      return {
        header: role === 'attribute' || name.startsWith('case:') ? name : `case:${name}`,
        role,
        name,
        ...(type !== undefined && { type }),
        column,
        cell: (row, index) => texts[column.codes[role === 'attribute' ? row : index]!] ?? '',
      };
    };
  };
  return [...[...attributes].map(planned('attribute')), ...[...cases.attributes].map(planned('caseAttribute'))];
}

/** How many of a column's different values do not come back as they are. */
export function misread(column: AttributeColumn, type: AttributeType | undefined): number {
  return column.values.filter((value, code) => {
    const back = valueReadAs(String(value), type);
    return !Object.is(back, value) || typeReadAs(back, type) !== attributeType(column, code);
  }).length;
}

/** The type under which most values come back. */
function readingType(column: AttributeColumn): AttributeType | undefined {
  const present = new Set(column.values.map((_, code) => attributeType(column, code)));
  const [best] = ATTRIBUTE_TYPES.filter((type) => present.has(type)).sort((a, b) => misread(column, a) - misread(column, b));
  return best === 'text' ? undefined : best;
}

/** A number is no formula, whatever it begins with. */
function cellText(column: AttributeColumn, code: number, value: AttributeColumn['values'][number]): string {
  return typeof value === 'number'
    ? String(value)
    : attributeType(column, code) === 'boolean'
      ? String(value)
      : defused(String(value));
}

function instantText(at: number | undefined): string {
  return at === undefined || Number.isNaN(at) ? '' : isoText(at);
}
