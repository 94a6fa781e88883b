/** What a log says, line by line without its codes: two logs with the same lines say the same in the same order. */
import { attributeType } from '../../../analytics/log/columns.ts';
import type { AttributeColumn } from '../../../analytics/log/columns.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';

/** Not in it: what a reader noticed (`notes`), and the codes by which dictionaries name things. */
export function contentOf(log: EventLog): readonly string[] {
  const { cases } = log;
  const lines = [text({ rows: log.rows, cases: cases.count, orderedBy: log.orderedBy, until: log.observedUntilAt })];
  for (let index = 0; index < cases.count; index++) {
    lines.push(
      text({
        key: cases.keys[index],
        status: cases.status[index],
        version: cases.versions[cases.versionOf[index]!],
        instants: [cases.startedAt, cases.completedAt, cases.receivedAt, cases.registeredAt].map((column) => column[index]),
        attributes: attributesAt(cases.attributes, index),
      }),
    );
    for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++) lines.push(`  ${text(rowOf(log, row))}`);
  }
  return lines;
}

/** The first lines that are not the same; undefined when all are. */
export function difference(before: readonly string[], after: readonly string[]): unknown {
  const at = before.findIndex((line, index) => line !== after[index]);
  if (at < 0) return before.length === after.length ? undefined : { more: after.slice(before.length, before.length + 3) };
  return { line: at, before: before[at], after: after[at] };
}

function rowOf(log: EventLog, row: number) {
  const { suspensions } = log;
  const by = log.suspendedMsBy;
  return {
    activity: log.activities[log.activityOf[row]!],
    resource: log.resources[log.resourceOf[row]!],
    unit: log.units[log.unitOf[row]!],
    instants: [log.enabledAt, log.claimedAt, log.startedAt, log.completedAt].map((column) => column?.[row] ?? NaN),
    suspendedMs: log.suspendedMs[row],
    by:
      by &&
      Object.entries(by)
        .filter(([, column]) => column[row] !== 0)
        .map(([reason, column]) => [reason, column[row]]),
    suspensions: suspensions && [
      ...Array.from({ length: suspensions.first[row + 1]! - suspensions.first[row]! }, (_, place) => {
        const at = suspensions.first[row]! + place;
        return [suspensions.fromAt[at], suspensions.toAt[at], suspensions.reasonOf[at]];
      }),
    ],
    ending: log.ending[row],
    kind: log.kind[row],
    party: log.partyOf?.[row],
    loopCounter: log.loopCounter?.[row] ?? 0,
    attributes: attributesAt(log.attributes, row),
    events: [...(log.eventAttributes ?? [])]
      .map(([part, columns]) => [part, attributesAt(columns, row)] as const)
      .filter(([, attributes]) => attributes.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function attributesAt(columns: ReadonlyMap<string, AttributeColumn>, index: number) {
  return [...columns]
    .flatMap(([name, column]) => {
      const code = column.codes[index]!;
      if (code < 0) return [];
      const nested = column.nested?.codes[index] ?? -1;
      return [[name, attributeType(column, code), column.values[code], nested < 0 ? undefined : column.nested?.values[nested]]];
    })
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** JSON, with what is not known told apart from what is not there. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (Number.isNaN(one) ? 'NaN' : Object.is(one, -0) ? '-0' : one));
}
