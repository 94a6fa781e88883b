/**
 * From the events of one trace to activity instances. An event whose lifecycle:transition is missing, `complete` or none that the
 * standard lifecycle knows is an instance of its own. `schedule`, `start`, `suspend` and `resume` tell instants of the instance that
 * completes later: first come, first served per activity (and concept:instance). An instance that never completes stays open.
 * Source: IEEE 1849-2016 §7.2 (lifecycle extension, standard model).
 */
import type { AttributeValue } from './columns.ts';
import type { Suspension } from './event-log.ts';
import type { EventLogBuilder } from './event-log-builder.ts';

export const CASE_NAME = 'concept:name';

export interface XesEvent {
  /** Place in the file. */
  readonly line: number;
  readonly column: number;
  at: number;
  activity: string | undefined;
  readonly attributes: Map<string, AttributeValue>;
}

interface OpenInstance {
  readonly row: number;
  started: boolean;
  suspendedAt: number | undefined;
  readonly suspensions: Suspension[];
}

/** Keys that are columns of the log and need no attribute beside. */
const COLUMNS = new Set(['org:resource', 'lifecycle:transition']);

/** Adds a trace; a trace without a name, or with a name that was there already, gets its number in the file. */
export function addTrace(
  builder: EventLogBuilder,
  attributes: ReadonlyMap<string, AttributeValue>,
  events: readonly XesEvent[],
  ordinal: number,
  activityKey: string,
): void {
  const name = attributes.get(CASE_NAME);
  const key = name === undefined ? `#${String(ordinal)}` : String(name);
  const caseIndex = builder.addCase(builder.hasCase(key) ? `${key} #${String(ordinal)}` : key);
  for (const [attribute, value] of attributes) builder.setCaseAttribute(caseIndex, attribute, value);
  const open = new Map<string, OpenInstance[]>();
  for (const event of inTimeOrder(events)) takeEvent(builder, caseIndex, event, open, activityKey);
}

/** Pairing needs the order of time; without anything to pair the document's order is kept for ties. */
function inTimeOrder(events: readonly XesEvent[]): readonly XesEvent[] {
  if (events.every((event) => isCompletion(transitionOf(event)))) return events;
  return [...events].sort((a, b) => a.at - b.at);
}

function takeEvent(
  builder: EventLogBuilder,
  caseIndex: number,
  event: XesEvent,
  open: Map<string, OpenInstance[]>,
  activityKey: string,
): void {
  const transition = transitionOf(event);
  const activity = event.activity ?? '';
  const instance = event.attributes.get('concept:instance');
  const key = instance === undefined ? activity : `${activity}\u0000${String(instance)}`;
  const waiting = open.get(key) ?? [];
  const begin = (): OpenInstance => {
    const begun = { row: builder.addRow(caseIndex, { activity }), started: false, suspendedAt: undefined, suspensions: [] };
    waiting.push(begun);
    open.set(key, waiting);
    return begun;
  };
  switch (transition) {
    case 'schedule':
      builder.reviseRow(begin().row, { enabledAt: event.at });
      return;
    case 'assign':
    case 'reassign': {
      const resource = resourceOf(event);
      const assigned = waiting[0];
      if (assigned && resource !== undefined) builder.reviseRow(assigned.row, { resource });
      return;
    }
    case 'start': {
      const started = waiting.find((candidate) => !candidate.started) ?? begin();
      started.started = true;
      builder.reviseRow(started.row, { startedAt: event.at, resource: resourceOf(event) });
      return;
    }
    case 'suspend': {
      const running = waiting.find((candidate) => candidate.started && candidate.suspendedAt === undefined);
      if (running) running.suspendedAt = event.at;
      return;
    }
    case 'resume': {
      const suspended = waiting.find((candidate) => candidate.suspendedAt !== undefined);
      if (suspended) endSuspension(suspended, event.at);
      return;
    }
    case 'ate_abort':
    case 'pi_abort':
    case 'withdraw': {
      const ended = waiting.shift();
      if (ended) builder.reviseRow(ended.row, { completedAt: event.at, ending: 'cancelled' });
      return;
    }
    default: {
      const started = waiting.findIndex((candidate) => candidate.started);
      const [completed] = waiting.splice(Math.max(started, 0), 1);
      if (completed) endSuspension(completed, event.at);
      const row = completed?.row ?? builder.addRow(caseIndex, { activity });
      const unit = event.attributes.get('org:group');
      builder.reviseRow(row, {
        completedAt: event.at,
        resource: resourceOf(event),
        unit: unit === undefined ? undefined : String(unit),
        ...(completed && completed.suspensions.length > 0 ? { suspensions: completed.suspensions } : {}),
      });
      for (const [name, value] of event.attributes) {
        if (!COLUMNS.has(name) && name !== activityKey) builder.setRowAttribute(row, name, value);
      }
    }
  }
}

function endSuspension(instance: OpenInstance, at: number): void {
  if (instance.suspendedAt === undefined) return;
  instance.suspensions.push({ fromAt: instance.suspendedAt, toAt: at });
  instance.suspendedAt = undefined;
}

const NOT_COMPLETIONS = new Set([
  'schedule',
  'assign',
  'reassign',
  'start',
  'suspend',
  'resume',
  'ate_abort',
  'pi_abort',
  'withdraw',
]);

function isCompletion(transition: string): boolean {
  return !NOT_COMPLETIONS.has(transition);
}

function transitionOf(event: XesEvent): string {
  const transition = event.attributes.get('lifecycle:transition');
  return typeof transition === 'string' ? transition.toLowerCase() : 'complete';
}

function resourceOf(event: XesEvent): string | undefined {
  const resource = event.attributes.get('org:resource');
  return resource === undefined ? undefined : String(resource);
}
