/** A log in memory that all threads see: its columns are copied once, not for each question, and what no question needs stays behind. */
import type { AttributeColumn, EventLog } from '../../analytics/index.ts';

const known = new WeakMap<object, EventLog>();
const knownColumns = new WeakMap<AttributeColumn, AttributeColumn>();

/** Without attributes of rows but those named, and what the source says besides: long questions ask about cases. */
export function sharedLog(log: EventLog, rowAttributes: readonly string[] = []): EventLog {
  const shared = known.get(log.cases) ?? sharedOf(log);
  known.set(log.cases, shared);
  const ofRows = [...log.attributes].filter(([name]) => rowAttributes.includes(name));
  const attributes = new Map(ofRows.map(([name, column]) => [name, columnOnce(column)] as const));
  return { ...shared, attributes, observedUntilAt: log.observedUntilAt };
}

function sharedOf({ eventAttributes: _events, source: _source, notes: _notes, ...log }: EventLog): EventLog {
  const { cases, suspensions, suspendedMsBy } = log;
  return {
    ...log,
    caseOf: codes(log.caseOf),
    activityOf: codes(log.activityOf),
    resourceOf: codes(log.resourceOf),
    unitOf: codes(log.unitOf),
    enabledAt: floats(log.enabledAt),
    startedAt: floats(log.startedAt),
    completedAt: floats(log.completedAt),
    suspendedMs: floats(log.suspendedMs),
    ...(log.claimedAt && { claimedAt: floats(log.claimedAt) }),
    ...(suspendedMsBy && {
      suspendedMsBy: {
        applicant: floats(suspendedMsBy.applicant),
        document: floats(suspendedMsBy.document),
        authority: floats(suspendedMsBy.authority),
        legal: floats(suspendedMsBy.legal),
        other: floats(suspendedMsBy.other),
      },
    }),
    ...(suspensions && {
      suspensions: {
        first: codes(suspensions.first),
        fromAt: floats(suspensions.fromAt),
        toAt: floats(suspensions.toAt),
        reasonOf: bytes(suspensions.reasonOf),
      },
    }),
    ending: bytes(log.ending),
    kind: bytes(log.kind),
    ...(log.partyOf && { partyOf: bytes(log.partyOf) }),
    attributes: new Map(),
    cases: {
      ...cases,
      firstRow: codes(cases.firstRow),
      status: bytes(cases.status),
      startedAt: floats(cases.startedAt),
      completedAt: floats(cases.completedAt),
      receivedAt: floats(cases.receivedAt),
      registeredAt: floats(cases.registeredAt),
      versionOf: codes(cases.versionOf),
      attributes: new Map([...cases.attributes].map(([name, column]) => [name, sharedColumn(column)] as const)),
    },
  };
}

function columnOnce(column: AttributeColumn): AttributeColumn {
  const shared = knownColumns.get(column) ?? sharedColumn(column);
  knownColumns.set(column, shared);
  return shared;
}

function sharedColumn({ nested: _nested, ...column }: AttributeColumn): AttributeColumn {
  return { ...column, codes: codes(column.codes) };
}

function floats(column: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}

function codes(column: Int32Array): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}

function bytes(column: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}
