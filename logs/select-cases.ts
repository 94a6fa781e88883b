/** A part of an event log: some of its cases, with all their rows. */
import type { AttributeColumn } from '../analytics/log/columns.ts';
import { reasonsTo } from '../analytics/log/event-log.ts';
import type { CaseColumns, EventLog, SuspensionColumns } from '../analytics/log/event-log.ts';

/** The same log with only the cases that are kept, in the same order; dictionaries stay, so that codes keep their meaning. */
export function selectCases(log: EventLog, keep: (caseIndex: number) => boolean): EventLog {
  const kept: number[] = [];
  const rows: number[] = [];
  const caseOf: number[] = [];
  const firstRow: number[] = [];
  for (let index = 0; index < log.cases.count; index++) {
    if (!keep(index)) continue;
    firstRow.push(rows.length);
    for (let row = log.cases.firstRow[index] ?? 0; row < (log.cases.firstRow[index + 1] ?? 0); row++) {
      rows.push(row);
      caseOf.push(kept.length);
    }
    kept.push(index);
  }
  firstRow.push(rows.length);
  const floats = (column: Float64Array, of: readonly number[]) => Float64Array.from(of, (index) => column[index] ?? NaN);
  const codes = (column: Int32Array, of: readonly number[]) => Int32Array.from(of, (index) => column[index] ?? -1);
  const bytes = (column: Uint8Array, of: readonly number[]) => Uint8Array.from(of, (index) => column[index] ?? 0);
  const ofThese = (column: AttributeColumn, of: readonly number[]): AttributeColumn => ({
    ...column,
    codes: codes(column.codes, of),
    ...(column.nested && { nested: ofThese(column.nested, of) }),
  });
  const attributes = (columns: ReadonlyMap<string, AttributeColumn>, of: readonly number[]) =>
    new Map([...columns].map(([name, column]) => [name, ofThese(column, of)] as const));
  const cases: CaseColumns = {
    ...log.cases,
    count: kept.length,
    keys: kept.map((index) => log.cases.keys[index] ?? ''),
    firstRow: Int32Array.from(firstRow),
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
    caseOf: Int32Array.from(caseOf),
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

function selectSuspensions({ first, fromAt, toAt, reasonOf }: SuspensionColumns, rows: readonly number[]): SuspensionColumns {
  const firsts = [0];
  const places: number[] = [];
  for (const row of rows) {
    for (let place = first[row] ?? 0; place < (first[row + 1] ?? 0); place++) places.push(place);
    firsts.push(places.length);
  }
  return {
    first: Int32Array.from(firsts),
    fromAt: Float64Array.from(places, (place) => fromAt[place] ?? NaN),
    toAt: Float64Array.from(places, (place) => toAt[place] ?? NaN),
    reasonOf: Uint8Array.from(places, (place) => reasonOf[place] ?? 0),
  };
}
