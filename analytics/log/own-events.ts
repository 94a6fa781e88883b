/**
 * The events of a case as our export marks them (`instanceText`): which belong together is told, so that nothing is guessed from order or
 * times, and rows come back in the order in which they were.
 */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import type { SuspensionReason } from '../../engine/case/state.ts';
import { PARTIES } from '../../engine/model/executable-process.ts';
import { instanceNumber, KIND, LOOP_COUNTER, PARTY, REASON, RESOURCE, SUSPENDED_MS, UNIT, UNTIL } from './eiga-keys.ts';
import { KINDS } from './event-log.ts';
import type { ActivityInstance } from './event-log.ts';
import type { EventLogBuilder } from './event-log-builder.ts';
import { moveOf } from './lifecycle-transitions.ts';
import type { Move } from './lifecycle-transitions.ts';
import type { LogAttribute } from './log-source.ts';
import { childrenOf, valueOf } from './pair-events.ts';
import type { SourceEvent } from './pair-events.ts';
import { isAside, partOf } from './row-events.ts';
import { parseIsoInstant } from './timestamps.ts';

/** Whether all events are marked. */
export function areOwnEvents(events: readonly SourceEvent[]): boolean {
  return events.length > 0 && events.every(({ instance }) => instanceNumber(instance) !== undefined);
}

/** @param ofInstants whether events say nothing of their own (`EVENTS`): then an attribute of any is the row's */
export function addOwnEvents(
  builder: EventLogBuilder,
  caseIndex: number,
  events: readonly SourceEvent[],
  ofInstants: boolean,
): void {
  const instances = new Map<number, SourceEvent[]>();
  for (const event of events) {
    const number = instanceNumber(event.instance) ?? 0;
    const known = instances.get(number);
    if (known) known.push(event);
    else instances.set(number, [event]);
  }
  for (const [, ofRow] of [...instances].sort(([a], [b]) => a - b)) addInstance(builder, caseIndex, ofRow, ofInstants);
}

function addInstance(builder: EventLogBuilder, caseIndex: number, events: readonly SourceEvent[], ofInstants: boolean): void {
  const row = builder.addRow(caseIndex, { activity: events[0]?.activity ?? '' });
  const times = new Map<Move, number>();
  const facts: Facts = {};
  const suspensions: ToldSuspension[] = [];
  for (const event of events) {
    const { at, transition, state, attributes } = event;
    const move = moveOf(transition, state) ?? 'complete';
    const time = (times.get(move) ?? 0) + 1;
    times.set(move, time);
    const part = partOf(move, time);
    takePeople(facts, event, isAside(move, part), ofInstants);
    if (time === 1 || move === 'assign') takeInstant(facts, move, at);
    if (move === 'suspend') suspensions.push(suspensionOf(event));
    else if (move === 'resume') {
      const lasting = suspensions.find(({ toAt }) => toAt === undefined);
      if (lasting) lasting.toAt = at;
    }
    takeTold(facts, attributes);
    const isEnd = move === 'complete' || move === 'abort';
    const keep = (key: string, value: LogAttribute['value'], type: LogAttribute['type'], nested?: string): void => {
      if (isEnd || ofInstants) builder.setRowAttribute(row, key, value, type, nested);
      else builder.setEventAttribute(row, part, { name: key, value, type, nested });
    };
    if (!isEnd && !ofInstants) {
      if (event.resource !== undefined) keep('org:resource', event.resource, 'text');
      if (event.unit !== undefined) keep('org:group', event.unit, 'text');
      if (move === 'assign') keep('time:timestamp', event.time, 'date');
    }
    for (const { key, value, type, nested } of attributes)
      if (!isOwn(key)) keep(key, valueOf(value, type, nested), type, childrenOf(type, nested));
  }
  builder.reviseRow(row, { ...facts, ...(suspensions.length > 0 && { suspensions }) });
}

type Facts = { -readonly [Key in keyof ActivityInstance]?: ActivityInstance[Key] };
interface ToldSuspension {
  readonly fromAt: number;
  toAt?: number;
  readonly reason: SuspensionReason | undefined;
}

function takePeople(facts: Facts, { resource, unit }: SourceEvent, aside: boolean, ofInstants: boolean): void {
  if (aside && !ofInstants) return;
  if (resource !== undefined && !(aside && facts.resource !== undefined)) facts.resource = resource;
  if (unit !== undefined && !(aside && facts.unit !== undefined)) facts.unit = unit;
}

function takeInstant(facts: Facts, move: Move, at: number): void {
  switch (move) {
    case 'schedule':
      facts.enabledAt = at;
      return;
    case 'assign':
      facts.claimedAt = at;
      return;
    case 'start':
      facts.startedAt = at;
      return;
    case 'complete':
    case 'abort':
      facts.completedAt = at;
      facts.ending = move === 'complete' ? 'completed' : 'cancelled';
      return;
    case 'suspend':
    case 'resume':
      return;
    default:
      move satisfies never;
  }
}

function suspensionOf({ at, attributes }: SourceEvent): ToldSuspension {
  const told = (own: string) => attributes.find(({ key }) => key === own)?.value;
  const until = told(UNTIL);
  const reason = told(REASON);
  return {
    fromAt: at,
    reason: SUSPENSION_REASONS.find((known) => known === reason),
    ...(until !== undefined && { toAt: parseIsoInstant(String(until)) }),
  };
}

function takeTold(facts: Facts, attributes: readonly LogAttribute[]): void {
  for (const { key, value } of attributes) {
    if (key === KIND) facts.kind = KINDS.find((known) => known === value);
    else if (key === PARTY) facts.party = PARTIES.find((known) => known === value);
    else if (key === LOOP_COUNTER) facts.loopCounter = Number(value);
    else if (key === RESOURCE) facts.resource = String(value);
    else if (key === UNIT) facts.unit = String(value);
    else if (key === SUSPENDED_MS) facts.suspendedMs = Number(value);
    else if (key.startsWith(`${SUSPENDED_MS}:`)) {
      const reason = SUSPENSION_REASONS.find((known) => key === `${SUSPENDED_MS}:${known}`);
      if (reason !== undefined) facts.suspendedMsBy = { ...facts.suspendedMsBy, [reason]: Number(value) };
    }
  }
}

const OWN = new Set([KIND, PARTY, LOOP_COUNTER, REASON, UNTIL, RESOURCE, UNIT]);

function isOwn(key: string): boolean {
  return OWN.has(key) || key.startsWith(SUSPENDED_MS);
}
