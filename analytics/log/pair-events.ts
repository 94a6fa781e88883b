/**
 * From the events of one case to activity instances. An event that ends well (`moveOf`: complete) ends the instance of its activity (and
 * concept:instance) that has waited longest, a started one before one that is only scheduled, and is an instance of its own where none
 * waits; an abort likewise, cancelled. What comes before tells instants of it. An instance that never ends stays open.
 *
 * Attributes of the ending event are those of the row; those of earlier events are kept beside (`EventLog.eventAttributes`).
 */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import { PARTIES } from '../../engine/model/executable-process.ts';
import { KIND, LOOP_COUNTER, PARTY, REASON } from './eiga-keys.ts';
import { KINDS } from './event-log.ts';
import type { ActivityInstance, Suspension } from './event-log.ts';
import type { EventLogBuilder } from './event-log-builder.ts';
import { moveOf } from './lifecycle-transitions.ts';
import type { Move } from './lifecycle-transitions.ts';
import { attributesText } from './log-source.ts';
import type { LogAttribute } from './log-source.ts';

export interface SourceEvent {
  readonly at: number;
  readonly activity: string;
  /** As the source writes it; undefined when it says nothing. */
  readonly transition: string | undefined;
  /** BPAF state, where there is no transition. */
  readonly state?: string | undefined;
  readonly resource: string | undefined;
  readonly unit: string | undefined;
  /** Tells runs of one activity apart: concept:instance. */
  readonly instance: string | undefined;
  /** What stands above is not in it, except a transition that says more than its move (`reassign`, `withdraw`). */
  readonly attributes: readonly LogAttribute[];
  /** The time as the source writes it. */
  readonly time: string;
}

interface OpenInstance {
  readonly row: number;
  started: boolean;
  suspended: { readonly at: number; readonly reason: Suspension['reason'] } | undefined;
  readonly suspensions: Suspension[];
  readonly events: Map<Move, number>;
}

/** Of one activity; each in the order in which it began. Apart, so that a case of many thousand open instances is not searched. */
interface Waiting {
  readonly fresh: OpenInstance[];
  readonly started: OpenInstance[];
}

/** Adds the events of a case; they may come in any order of time. */
export function addEvents(builder: EventLogBuilder, caseIndex: number, events: readonly SourceEvent[]): void {
  for (const { at } of events) builder.noteOrder(caseIndex, at);
  const pairing = new Pairing(builder, caseIndex);
  for (const event of inTimeOrder(events)) pairing.take(event);
  pairing.finish();
}

/** Pairing needs the order of time; without anything to pair the document's order is kept. */
function inTimeOrder(events: readonly SourceEvent[]): readonly SourceEvent[] {
  if (events.every((event) => event.transition === undefined && event.state === undefined)) return events;
  if (events.every(({ transition, state }) => (moveOf(transition, state) ?? 'complete') === 'complete')) return events;
  return [...events].sort((a, b) => a.at - b.at);
}

class Pairing {
  private readonly builder: EventLogBuilder;
  private readonly caseIndex: number;
  private readonly open = new Map<string, Waiting>();

  constructor(builder: EventLogBuilder, caseIndex: number) {
    this.builder = builder;
    this.caseIndex = caseIndex;
  }

  take(event: SourceEvent): void {
    const { transition, state, instance } = event;
    const move = moveOf(transition, state);
    if (move === undefined) this.builder.notes.add('unknownTransition', transition ?? state ?? '');
    const key = instance === undefined ? event.activity : `${event.activity}\u0000${instance}`;
    if (move === 'complete' || move === undefined) this.end(key, event, 'completed');
    else if (move === 'abort') this.end(key, event, 'cancelled');
    else this.go(key, event, move);
  }

  /** Suspensions that nothing ended last still. */
  finish(): void {
    for (const { fresh, started } of this.open.values())
      for (const instance of [...fresh, ...started]) this.tellSuspensions(instance);
  }

  private go(key: string, event: SourceEvent, move: Exclude<Move, 'complete' | 'abort'>): void {
    const instance = this.instanceFor(key, event, move);
    if (instance === undefined) {
      this.builder.notes.add('unpairedEvent', `${String(event.transition)} ${event.activity}`);
      return;
    }
    const facts = factsOf(event);
    switch (move) {
      case 'schedule':
        this.builder.reviseRow(instance.row, { ...facts, enabledAt: event.at });
        break;
      case 'assign':
        this.builder.reviseRow(instance.row, { ...facts, claimedAt: event.at });
        break;
      case 'start':
        // BPAF has one state for started and for resumed.
        if (instance.started) resume(instance, event.at);
        else this.start(key, instance, { ...facts, startedAt: event.at });
        break;
      case 'suspend':
        instance.suspended = { at: event.at, reason: reasonOf(event) };
        break;
      case 'resume':
        resume(instance, event.at);
        break;
      default:
        move satisfies never;
    }
    this.keepAttributes(instance, event, move);
  }

  /** The instance that an event before the end belongs to, a new one where it can begin one. */
  private instanceFor(key: string, { activity, transition }: SourceEvent, move: Move): OpenInstance | undefined {
    const waiting = this.open.get(key) ?? { fresh: [], started: [] };
    const { fresh, started } = waiting;
    const isSuspended = (one: OpenInstance): boolean => one.suspended !== undefined;
    if (move === 'suspend') return started.find((one) => !isSuspended(one)) ?? fresh.find((one) => !isSuspended(one));
    const suspended =
      move === 'resume' || transition === undefined ? (started.find(isSuspended) ?? fresh.find(isSuspended)) : undefined;
    if (move === 'resume') return suspended;
    if (move === 'start' && (suspended ?? fresh[0])) return suspended ?? fresh[0];
    if (move === 'assign' && (fresh[0] ?? started[0])) return fresh[0] ?? started[0];
    const row = this.builder.addRow(this.caseIndex, { activity });
    const begun: OpenInstance = { row, started: false, suspended: undefined, suspensions: [], events: new Map() };
    fresh.push(begun);
    this.open.set(key, waiting);
    return begun;
  }

  private start(key: string, instance: OpenInstance, facts: Omit<ActivityInstance, 'activity'>): void {
    this.builder.reviseRow(instance.row, facts);
    resume(instance, facts.startedAt ?? NaN);
    instance.started = true;
    const waiting = this.open.get(key);
    waiting?.fresh.splice(waiting.fresh.indexOf(instance), 1);
    waiting?.started.push(instance);
  }

  private end(key: string, event: SourceEvent, ending: 'completed' | 'cancelled'): void {
    const { builder } = this;
    const waiting = this.open.get(key);
    const ended = waiting?.started.shift() ?? waiting?.fresh.shift();
    const facts = factsOf(event);
    facts.completedAt = event.at;
    facts.ending = ending;
    const row = ended?.row ?? builder.addRow(this.caseIndex, facts);
    if (ended) {
      builder.reviseRow(row, facts);
      resume(ended, event.at);
      this.tellSuspensions(ended);
    }
    for (const { key: name, value, type, nested } of event.attributes)
      if (!OWN.has(name)) builder.setRowAttribute(row, name, valueOf(value, type, nested), type, childrenOf(type, nested));
  }

  private tellSuspensions({ row, suspensions, suspended }: OpenInstance): void {
    const lasting = suspended ? [{ fromAt: suspended.at, reason: suspended.reason }] : [];
    if (suspensions.length + lasting.length > 0) this.builder.reviseRow(row, { suspensions: [...suspensions, ...lasting] });
  }

  private keepAttributes(instance: OpenInstance, event: SourceEvent, move: Move): void {
    const times = (instance.events.get(move) ?? 0) + 1;
    instance.events.set(move, times);
    const part = times === 1 ? move : `${move} ${String(times)}`;
    const keep = (name: string, value: LogAttribute['value'], type: LogAttribute['type'], nested?: string): void => {
      this.builder.setEventAttribute(instance.row, part, { name, value, type, nested });
    };
    if (event.resource !== undefined) keep('org:resource', event.resource, 'text');
    if (event.unit !== undefined) keep('org:group', event.unit, 'text');
    if (move === 'assign') keep('time:timestamp', event.time, 'date');
    for (const { key: name, value, type, nested } of event.attributes)
      if (!OWN.has(name)) keep(name, valueOf(value, type, nested), type, childrenOf(type, nested));
  }
}

const OWN = new Set([KIND, PARTY, LOOP_COUNTER, REASON]);

/** Written out member by member: this is done for each of millions of events. */
function factsOf({ activity, resource, unit, attributes }: SourceEvent): Facts {
  const facts: Facts = { activity, resource, unit, completedAt: undefined, ending: undefined, kind: undefined, party: undefined };
  for (const { key, value } of attributes) {
    if (key === KIND) facts.kind = KINDS.find((known) => known === value);
    else if (key === PARTY) facts.party = PARTIES.find((known) => known === value);
    else if (key === LOOP_COUNTER) facts.loopCounter = Number(value);
  }
  return facts;
}

type Facts = { -readonly [Key in keyof ActivityInstance]: ActivityInstance[Key] };

function reasonOf({ attributes }: SourceEvent): Suspension['reason'] {
  const told = attributes.find(({ key }) => key === REASON)?.value;
  return SUSPENSION_REASONS.find((reason) => reason === told);
}

function resume(instance: OpenInstance, at: number): void {
  const { suspended } = instance;
  if (suspended === undefined) return;
  instance.suspensions.push({ fromAt: suspended.at, toAt: at, reason: suspended.reason });
  instance.suspended = undefined;
}

/** The entries of a list or container are its value; those of any other attribute lie beside it. */
export function valueOf(value: LogAttribute['value'], type: LogAttribute['type'], nested: LogAttribute['nested']) {
  return type === 'list' || type === 'container' ? attributesText(nested ?? []) : value;
}
export function childrenOf(type: LogAttribute['type'], nested: LogAttribute['nested']): string | undefined {
  return nested === undefined || type === 'list' || type === 'container' ? undefined : attributesText(nested);
}
