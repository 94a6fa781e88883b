/** Attributes of OCEL 2.0: of which type they are declared, and their values as the standard's schema has them. */
import { PARTIES } from '../../engine/model/executable-process.ts';
import { attributeAt, attributeType } from './columns.ts';
import type { AttributeColumn } from './columns.ts';
import { CASE_STATUSES, KINDS, WORK } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { isoText } from './instant-text.ts';
import { parseIsoInstant } from './timestamps.ts';

export type OcelType = 'string' | 'time' | 'integer' | 'float' | 'boolean';

/** An attribute of events or of cases; `at` is undefined where there is none. Values are texts, whatever the type: so says the schema. */
export interface OcelAttribute {
  readonly name: string;
  readonly type: OcelType;
  readonly at: (index: number) => string | undefined;
}

/** Of rows: instants and attributes; an attribute by the name of an instant gets another. */
export function rowAttributes(log: EventLog): readonly OcelAttribute[] {
  const { suspendedMs, kind, partyOf, loopCounter } = log;
  const told: readonly OcelAttribute[] = [
    instants('enabledAt', log.enabledAt),
    instants('claimedAt', log.claimedAt),
    instants('startedAt', log.startedAt),
    { name: 'suspendedMs', type: 'float', at: (row) => (suspendedMs[row] === 0 ? undefined : String(suspendedMs[row])) },
    { name: 'kind', type: 'string', at: (row) => (kind[row] === WORK ? undefined : KINDS[kind[row]!]) },
    { name: 'waitsFor', type: 'string', at: (row) => PARTIES[partyOf?.[row] ?? -1] },
    { name: 'loopCounter', type: 'integer', at: (row) => (loopCounter?.[row] ? String(loopCounter[row]) : undefined) },
  ];
  return withColumns(told, log.attributes);
}

export function caseAttributes({ cases }: EventLog): readonly OcelAttribute[] {
  const told: readonly OcelAttribute[] = [
    { name: 'status', type: 'string', at: (index) => CASE_STATUSES[cases.status[index]!] },
    { name: 'version', type: 'string', at: (index) => cases.versions[cases.versionOf[index]!] },
    instants('startedAt', cases.startedAt),
    instants('completedAt', cases.completedAt),
    instants('receivedAt', cases.receivedAt),
    instants('registeredAt', cases.registeredAt),
  ];
  return withColumns(told, cases.attributes);
}

function instants(name: string, column: Float64Array | undefined): OcelAttribute {
  return {
    name,
    type: 'time',
    at(index) {
      const at = column?.[index] ?? NaN;
      return Number.isNaN(at) ? undefined : isoText(at);
    },
  };
}

function withColumns(told: readonly OcelAttribute[], columns: ReadonlyMap<string, AttributeColumn>): readonly OcelAttribute[] {
  const names = new Set(told.map(({ name }) => name));
  return [
    ...told,
    ...[...columns].map(([name, column]): OcelAttribute => {
      const type = ocelType(column);
      return {
        name: names.has(name) ? `attribute:${name}` : name,
        type,
        at(index) {
          const value = attributeAt(column, index);
          return value === undefined ? undefined : type === 'time' ? isoText(parseIsoInstant(String(value))) : String(value);
        },
      };
    }),
  ];
}

/** That of all its values, `string` where they differ or would not be read as such. */
function ocelType(column: AttributeColumn): OcelType {
  const types = new Set(column.values.map((value, code) => one(value, attributeType(column, code))));
  if (types.has('float')) types.delete('integer');
  const [first = 'string', ...more] = types;
  return more.length === 0 ? first : 'string';
}

function one(value: AttributeColumn['values'][number], type: ReturnType<typeof attributeType>): OcelType {
  switch (type) {
    case 'integer':
      return typeof value === 'number' ? 'integer' : 'string';
    case 'decimal':
      return typeof value === 'number' ? 'float' : 'string';
    case 'boolean':
      return typeof value === 'boolean' ? 'boolean' : 'string';
    case 'date':
      return Number.isNaN(parseIsoInstant(String(value))) ? 'string' : 'time';
    case 'text':
    case 'id':
    case 'list':
    case 'container':
      return 'string';
    default:
      return type satisfies never;
  }
}
