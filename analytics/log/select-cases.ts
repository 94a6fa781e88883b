/** A part of an event log: some of its cases, with all their rows. */
import type { AttributeColumn } from './columns.ts';
import { reasonsTo } from './event-log.ts';
import type { CaseColumns, EventLog, SuspensionColumns } from './event-log.ts';

/** The same log with only the cases that are kept, in the same order; dictionaries stay, so that codes keep their meaning. Itself where all are. */
export function selectCases(log: EventLog, keep: (caseIndex: number) => boolean): EventLog {
  const { count, firstRow: firstOf } = log.cases;
  const kept = Int32Array.from({ length: count }, (_, index) => index).filter((index) => keep(index));
  if (kept.length === count) return log;
  const firstRow = new Int32Array(kept.length + 1);
  for (const [place, index] of kept.entries()) firstRow[place + 1] = firstRow[place]! + firstOf[index + 1]! - firstOf[index]!;
  const rows = new Int32Array(firstRow[kept.length]!);
  const caseOf = new Int32Array(rows.length);
  for (const [place, index] of kept.entries()) {
    const [first, end] = [firstRow[place]!, firstRow[place + 1]!];
    for (let at = first, row = firstOf[index]!; at < end; at++, row++) rows[at] = row;
    caseOf.fill(place, first, end);
  }
  const floats = (column: Float64Array, of: Int32Array) => filled(new Float64Array(of.length), column, of);
  const codes = (column: Int32Array, of: Int32Array) => filled(new Int32Array(of.length), column, of);
  const bytes = (column: Uint8Array, of: Int32Array) => filled(new Uint8Array(of.length), column, of);
  const ofThese = (column: AttributeColumn, of: Int32Array): AttributeColumn => ({
    ...column,
    codes: codes(column.codes, of),
    ...(column.nested && { nested: ofThese(column.nested, of) }),
  });
  const attributes = (columns: ReadonlyMap<string, AttributeColumn>, of: Int32Array) =>
    new Map([...columns].map(([name, column]) => [name, ofThese(column, of)] as const));
  const cases: CaseColumns = {
    ...log.cases,
    count: kept.length,
    keys: Array.from(kept, (index) => log.cases.keys[index] ?? ''),
    firstRow,
    status: bytes(log.cases.status, kept),
    startedAt: floats(log.cases.startedAt, kept),
    completedAt: floats(log.cases.completedAt, kept),
    receivedAt: floats(log.cases.receivedAt, kept),
    registeredAt: floats(log.cases.registeredAt, kept),
    versionOf: codes(log.cases.versionOf, kept),
    attributes: attributes(log.cases.attributes, kept),
  };
  const by = log.suspendedMsBy;
  return {
    ...log,
    rows: rows.length,
    caseOf,
    activityOf: codes(log.activityOf, rows),
    resourceOf: codes(log.resourceOf, rows),
    unitOf: codes(log.unitOf, rows),
    enabledAt: floats(log.enabledAt, rows),
    startedAt: floats(log.startedAt, rows),
    completedAt: floats(log.completedAt, rows),
    suspendedMs: floats(log.suspendedMs, rows),
    ...(log.claimedAt && { claimedAt: floats(log.claimedAt, rows) }),
    ...(by && { suspendedMsBy: reasonsTo((reason) => floats(by[reason], rows)) }),
    ...(log.suspensions && { suspensions: selectSuspensions(log.suspensions, rows) }),
    ending: bytes(log.ending, rows),
    kind: bytes(log.kind, rows),
    ...(log.partyOf && { partyOf: bytes(log.partyOf, rows) }),
    ...(log.loopCounter && { loopCounter: codes(log.loopCounter, rows) }),
    attributes: attributes(log.attributes, rows),
    ...(log.eventAttributes && {
      eventAttributes: new Map([...log.eventAttributes].map(([event, columns]) => [event, attributes(columns, rows)] as const)),
    }),
    cases,
  };
}

function selectSuspensions({ first, fromAt, toAt, reasonOf }: SuspensionColumns, rows: Int32Array): SuspensionColumns {
  const firsts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) firsts[at + 1] = firsts[at]! + first[row + 1]! - first[row]!;
  const places = new Int32Array(firsts[rows.length]!);
  for (const [at, row] of rows.entries())
    for (let to = firsts[at]!, place = first[row]!; place < first[row + 1]!; to++, place++) places[to] = place;
  return {
    first: firsts,
    fromAt: filled(new Float64Array(places.length), fromAt, places),
    toAt: filled(new Float64Array(places.length), toAt, places),
    reasonOf: filled(new Uint8Array(places.length), reasonOf, places),
  };
}

function filled<Column extends Float64Array | Int32Array | Uint8Array>(part: Column, column: Column, of: Int32Array): Column {
  for (let at = 0; at < of.length; at++) part[at] = column[of[at]!]!;
  return part;
}
