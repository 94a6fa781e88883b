/**
 * Export as OCEL 2.0 JSON (specification of 16 October 2023, www.ocel-standard.org). Objects are cases, the people (or their pseudonyms)
 * who did the work, and units. An event is an activity instance at its end, its other instants among its attributes: so every count of
 * events is a count of activities. What was cancelled or is open is an event of a type of its own.
 */
import { CANCELLED, OPEN } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { isoText } from './instant-text.ts';
import { NotWrittenNotes, othersTurn, PIECE } from './not-written.ts';
import type { NotWritten, WriteProgress } from './not-written.ts';
import { caseAttributes, rowAttributes } from './ocel-attributes.ts';
import type { OcelAttribute } from './ocel-attributes.ts';

/** Of an object's attribute of which it is not known since when it is so: as the specification has it. */
const ALWAYS = '1970-01-01T00:00:00.000Z';

/** Pieces of the file, in order. It ends with what the form has no place for. */
export async function* writeOcel(log: EventLog, progress?: WriteProgress): AsyncGenerator<string, readonly NotWritten[]> {
  const { cases } = log;
  const ofRow = rowAttributes(log);
  const ofCase = caseAttributes(log).filter((attribute) => anyOf(attribute, cases.count));
  const lost = new NotWrittenNotes();
  yield (
    '{"objectTypes":' +
    JSON.stringify([
      { name: 'case', attributes: ofCase.map(({ name, type }) => ({ name, type })) },
      { name: 'resource', attributes: [] },
      { name: 'unit', attributes: [] },
    ]) +
    `,\n"eventTypes":${JSON.stringify(eventTypes(log, ofRow))},\n"objects":[\n`
  );
  const [resources, units] = [used(log.resourceOf, log.resources), used(log.unitOf, log.units)];
  const others = [
    ...[...resources].map((name) => ({ id: `resource:${name}`, type: 'resource', attributes: [], relationships: [] })),
    ...[...units].map((name) => ({ id: `unit:${name}`, type: 'unit', attributes: [], relationships: [] })),
  ];
  let piece = others.map((object) => JSON.stringify(object)).join(',\n');
  for (let index = 0; index < cases.count; index++) {
    const startedAt = cases.startedAt[index]!;
    const time = Number.isNaN(startedAt) ? ALWAYS : isoText(startedAt);
    const attributes = toldAt(ofCase, index).map((attribute) => ({ ...attribute, time }));
    const object = { id: `case:${cases.keys[index] ?? ''}`, type: 'case', attributes, relationships: [] };
    piece += `${index === 0 && others.length === 0 ? '' : ',\n'}${JSON.stringify(object)}`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
    await othersTurn();
  }
  yield `${piece}\n],\n"events":[\n`;
  piece = '';
  let isFirst = true;
  for (let row = 0; row < log.rows; row++) {
    const time = timeOf(log, row);
    if (Number.isNaN(time)) {
      lost.add('rowsWithoutTimes', cases.keys[log.caseOf[row]!]);
      continue;
    }
    const event = {
      id: `event:${String(row)}`,
      type: typeOf(log, row),
      time: isoText(time),
      attributes: toldAt(ofRow, row),
      relationships: relations(log, row),
    };
    piece += `${isFirst ? '' : ',\n'}${JSON.stringify(event)}`;
    isFirst = false;
    if (piece.length < PIECE) continue;
    yield piece;
    progress?.(log.caseOf[row]!, cases.count);
    piece = '';
    await othersTurn();
  }
  yield `${piece}\n]}\n`;
  progress?.(cases.count, cases.count);
  noteLost(log, lost);
  return lost.build();
}

/** What `writeOcel` would say at its end. */
export function notKeptInOcel(log: EventLog): readonly NotWritten[] {
  const lost = new NotWrittenNotes();
  for (let row = 0; row < log.rows; row++)
    if (Number.isNaN(timeOf(log, row))) lost.add('rowsWithoutTimes', log.cases.keys[log.caseOf[row]!]);
  noteLost(log, lost);
  return lost.build();
}

function relations({ cases, caseOf, resources, resourceOf, units, unitOf }: EventLog, row: number) {
  const resource = resources[resourceOf[row]!];
  const unit = units[unitOf[row]!];
  return [
    { objectId: `case:${cases.keys[caseOf[row]!] ?? ''}`, qualifier: 'belongs to' },
    ...(resource === undefined ? [] : [{ objectId: `resource:${resource}`, qualifier: 'done by' }]),
    ...(unit === undefined ? [] : [{ objectId: `unit:${unit}`, qualifier: 'done in' }]),
  ];
}

/** A completion has the name of its activity alone. */
function typeOf({ activities, activityOf, ending }: EventLog, row: number): string {
  const name = activities[activityOf[row]!] ?? '';
  return ending[row] === OPEN ? `${name} (open)` : ending[row] === CANCELLED ? `${name} (cancelled)` : name;
}

/** When it ended; of what is open the last that is known. */
function timeOf({ enabledAt, claimedAt, startedAt, completedAt }: EventLog, row: number): number {
  if (!Number.isNaN(completedAt[row]!)) return completedAt[row]!;
  const known = [startedAt[row]!, claimedAt?.[row] ?? NaN, enabledAt[row]!].filter((at) => !Number.isNaN(at));
  return known.length === 0 ? NaN : Math.max(...known);
}

function toldAt(
  attributes: readonly OcelAttribute[],
  index: number,
): readonly { readonly name: string; readonly value: string }[] {
  return attributes.flatMap(({ name, at }) => {
    const value = at(index);
    return value === undefined ? [] : [{ name, value }];
  });
}

function anyOf({ at }: OcelAttribute, count: number): boolean {
  for (let index = 0; index < count; index++) if (at(index) !== undefined) return true;
  return false;
}

/** Each type declares what its events have. */
function eventTypes(log: EventLog, attributes: readonly OcelAttribute[]) {
  const types = new Map<string, Set<OcelAttribute>>();
  for (let row = 0; row < log.rows; row++) {
    if (Number.isNaN(timeOf(log, row))) continue;
    const name = typeOf(log, row);
    const declared = types.get(name) ?? new Set<OcelAttribute>();
    types.set(name, declared);
    for (const attribute of attributes) if (!declared.has(attribute) && attribute.at(row) !== undefined) declared.add(attribute);
  }
  return [...types].map(([name, declared]) => ({
    name,
    attributes: attributes.filter((one) => declared.has(one)).map((one) => ({ name: one.name, type: one.type })),
  }));
}

function used(codes: Int32Array, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const code of new Set(codes)) if (code >= 0) found.add(names[code] ?? '');
  return found;
}

function noteLost(log: EventLog, lost: NotWrittenNotes): void {
  if (log.suspensions !== undefined) lost.add('facts', 'when it was suspended', log.suspensions.fromAt.length);
  if (log.eventAttributes !== undefined) lost.add('facts', 'attributes of single events', log.eventAttributes.size);
  if (log.source !== undefined) lost.add('facts', 'what the source declares');
  lost.add('facts', 'until when it was watched');
  const nested = [...log.attributes, ...log.cases.attributes].filter(([, column]) => column.nested !== undefined);
  for (const [name] of nested) lost.add('types', name);
}
