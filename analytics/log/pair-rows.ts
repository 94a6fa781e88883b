/** From rows that are events with a lifecycle (a start is one row, its completion another) to activity instances. */
import { attributeAt, attributeType } from './columns.ts';
import type { AttributeColumn } from './columns.ts';
import type { EventLog } from './event-log.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogNotes } from './log-notes.ts';
import type { LogAttribute } from './log-source.ts';
import { addEvents } from './pair-events.ts';
import type { SourceEvent } from './pair-events.ts';

const TRANSITION = 'lifecycle:transition';
const TOLD = new Set(['schedule', 'assign', 'start', 'suspend', 'resume', 'complete']);

/**
 * The log with its events paired as those of XES are (pair-events.ts).
 * @param events one row an event at `completedAt`, its transition in the attribute lifecycle:transition
 * @throws LogFaultError limit, when a case has more events than can be paired
 */
export function pairedLog(events: EventLog, notes: LogNotes): EventLog {
  const builder = new EventLogBuilder('completed', notes);
  const { cases } = events;
  const attributes = [...events.attributes].filter(([name]) => name !== TRANSITION);
  for (let index = 0; index < cases.count; index++) {
    const first = cases.firstRow[index]!;
    const end = cases.firstRow[index + 1]!;
    if (end - first > LOG_LIMITS.eventsOfCase) refuse(cases.keys[index] ?? '');
    const caseIndex = builder.addCase(cases.keys[index] ?? '');
    for (const [name, column] of cases.attributes) {
      const value = attributeAt(column, index);
      if (value !== undefined) builder.setCaseAttribute(caseIndex, name, value, attributeType(column, column.codes[index]!));
    }
    const ofCase: SourceEvent[] = [];
    for (let row = first; row < end; row++) ofCase.push(eventOf(events, attributes, row));
    addEvents(builder, caseIndex, ofCase);
  }
  if (!builder.hasCompletion) {
    const taken = builder.takeStartsAsEvents();
    if (taken > 0) notes.add('startAsEvent', 'the whole log', taken);
  }
  return builder.finish();
}

function eventOf(events: EventLog, columns: readonly (readonly [string, AttributeColumn])[], row: number): SourceEvent {
  const attributes: LogAttribute[] = [];
  for (const [key, column] of columns) {
    const value = attributeAt(column, row);
    if (value !== undefined) attributes.push({ key, value, type: attributeType(column, column.codes[row]!) });
  }
  const told = attributeAt(events.attributes.get(TRANSITION), row);
  const transition = told === undefined ? undefined : String(told);
  if (transition !== undefined && !TOLD.has(transition)) attributes.push({ key: TRANSITION, value: transition, type: 'text' });
  const instance = attributes.find(({ key }) => key === 'concept:instance')?.value;
  const at = events.completedAt[row]!;
  return {
    at,
    activity: events.activities[events.activityOf[row]!] ?? '',
    transition,
    resource: events.resources[events.resourceOf[row]!],
    unit: events.units[events.unitOf[row]!],
    instance: instance === undefined ? undefined : String(instance),
    attributes,
    time: new Date(at).toISOString(),
  };
}

function refuse(key: string): never {
  throw new LogFaultError({
    fault: 'limit',
    line: 1,
    column: 1,
    message: `The case ${key.slice(0, 60)} has more than ${String(LOG_LIMITS.eventsOfCase)} events.`,
    remedy: 'Check which column holds the case.',
  });
}
