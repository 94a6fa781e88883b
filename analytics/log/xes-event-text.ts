/** The events of a row as elements of XES. */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import { PARTIES } from '../../engine/model/executable-process.ts';
import type { AttributeColumn } from './columns.ts';
import { ESCAPED, INSTANCE, KIND, LOOP_COUNTER, PARTY, REASON, RESOURCE, SUSPENDED_MS, UNIT, UNTIL } from './eiga-keys.ts';
import { KINDS, WORK } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { isoText } from './instant-text.ts';
import { moveOf } from './lifecycle-transitions.ts';
import type { Move } from './lifecycle-transitions.ts';
import { isAside } from './row-events.ts';
import type { RowEvent } from './row-events.ts';
import { XesColumn } from './xes-text.ts';
import type { XesText } from './xes-text.ts';

const TRANSITIONS: Readonly<Record<Move, string>> = {
  schedule: 'schedule',
  assign: 'assign',
  start: 'start',
  suspend: 'suspend',
  resume: 'resume',
  complete: 'complete',
  abort: 'ate_abort',
};
/** Keys that a reader takes for the event's own. */
const TAKEN = new Set(['concept:name', 'time:timestamp', 'org:resource', 'org:group', 'lifecycle:transition']);

/** The attributes of one event: of the row (the ending one) or of a part. */
interface PartColumns {
  readonly resource: XesColumn | undefined;
  readonly unit: XesColumn | undefined;
  readonly transition: { readonly direct: XesColumn; readonly escaped: XesColumn } | undefined;
  readonly others: readonly XesColumn[];
}

export class XesEvents {
  private readonly log: EventLog;
  private readonly text: XesText;
  private readonly marked: boolean;
  private readonly instanceKey: string;
  private readonly ofRows: PartColumns;
  private readonly ofParts = new Map<string, PartColumns>();
  private readonly activities: readonly string[];
  private readonly resources: readonly string[];
  private readonly units: readonly string[];
  private readonly transitions: Readonly<Record<Move, string>>;

  /** @param marked whether each event carries its row's number */
  constructor(log: EventLog, text: XesText, marked: boolean) {
    this.log = log;
    this.text = text;
    this.marked = marked;
    const parts = [...(log.eventAttributes ?? [])];
    const taken = [log.attributes, ...parts.map(([, columns]) => columns)].some((columns) => columns.has('concept:instance'));
    this.instanceKey = taken ? INSTANCE : 'concept:instance';
    this.ofRows = this.columns(log.attributes, true);
    for (const [part, columns] of parts) this.ofParts.set(part, this.columns(columns, false));
    this.activities = log.activities.map((name) => text.text('concept:name', name));
    this.resources = log.resources.map((name) => text.text('org:resource', name));
    this.units = log.units.map((name) => text.text('org:group', name));
    const told = (move: Move): string => text.text('lifecycle:transition', TRANSITIONS[move]);
    this.transitions = {
      schedule: told('schedule'),
      assign: told('assign'),
      start: told('start'),
      suspend: told('suspend'),
      resume: told('resume'),
      complete: told('complete'),
      abort: told('abort'),
    };
  }

  ofRow(row: number, events: readonly RowEvent[], instance: string): readonly { readonly at: number; readonly xml: string }[] {
    const { log } = this;
    const told = this.toldOfRow(row) + (this.marked ? this.text.text(this.instanceKey, instance) : '');
    const suspended = log.suspensions === undefined ? this.sums(row) : this.sumsWithoutPlaces(row);
    const holder = this.holder(row, events);
    return events.map((event, index) => {
      const isLast = index === events.length - 1;
      const time = event.time === undefined ? isoText(event.at) : event.time;
      const xml =
        `<event>${this.activities[log.activityOf[row]!] ?? ''}<date key="time:timestamp" value="${this.text.quoted(time)}"/>` +
        this.transition(row, event) +
        this.people(row, event, isLast) +
        this.suspension(event) +
        this.others(row, event, isLast) +
        (isLast ? holder : '') +
        (index === 0 ? suspended : '') +
        `${told}</event>\n`;
      return { at: event.at, xml };
    });
  }

  private columns(columns: ReadonlyMap<string, AttributeColumn>, ofRows: boolean): PartColumns {
    const written = (key: string, name = key): XesColumn | undefined => {
      const column = columns.get(name);
      return column && new XesColumn(key, column, this.text);
    };
    const escaped = (key: string): readonly XesColumn[] => {
      const column = written(`${ESCAPED}${key}`, key);
      return column ? [column] : [];
    };
    const direct = written('lifecycle:transition');
    const [escapedTransition] = escaped('lifecycle:transition');
    const others = [...columns.keys()].filter((key) => !TAKEN.has(key)).flatMap((key) => written(key) ?? []);
    return {
      // Of an earlier event they are its own; of the row they lie in columns, and an attribute of that name is another.
      resource: ofRows ? undefined : written('org:resource'),
      unit: ofRows ? undefined : written('org:group'),
      transition: direct && escapedTransition && { direct, escaped: escapedTransition },
      others: [
        ...others,
        ...escaped('concept:name'),
        ...(ofRows ? [...escaped('time:timestamp'), ...escaped('org:resource'), ...escaped('org:group')] : []),
      ],
    };
  }

  private partOf({ part }: RowEvent): PartColumns | undefined {
    return part === undefined ? this.ofRows : this.ofParts.get(part);
  }

  /** A transition that the source told is written where it means the same. */
  private transition(row: number, event: RowEvent): string {
    const { move } = event;
    const kept = this.partOf(event)?.transition;
    const word = kept?.direct.textAt(row);
    if (kept === undefined || kept.direct.at(row) === '') return this.transitions[move];
    const means = word === undefined || word === TRANSITIONS[move] ? undefined : (moveOf(word) ?? 'complete');
    return means === move ? kept.direct.at(row) : this.transitions[move] + kept.escaped.at(row);
  }

  private people(row: number, event: RowEvent, isLast: boolean): string {
    const { log } = this;
    const resource = this.resources[log.resourceOf[row]!] ?? '';
    const unit = this.units[log.unitOf[row]!] ?? '';
    if (event.part === undefined) return resource + unit;
    if (log.eventAttributes === undefined) return (event.move === 'schedule' && !isLast ? '' : resource) + unit;
    const own = this.ofParts.get(event.part);
    return (own?.resource?.at(row) ?? '') + (own?.unit?.at(row) ?? '');
  }

  /** Whose an open row is, where a reader would take it for another's: of events at one instant the order is not known. */
  private holder(row: number, events: readonly RowEvent[]): string {
    const { log } = this;
    if (log.eventAttributes === undefined || events.at(-1)?.part === undefined) return '';
    const known = { resource: '', unit: '' };
    for (const { move, part } of [...events].sort((a, b) => a.at - b.at)) {
      const own = isAside(move, part) ? undefined : this.ofParts.get(part ?? '');
      known.resource = own?.resource?.valueAt(row) ?? known.resource;
      known.unit = own?.unit?.valueAt(row) ?? known.unit;
    }
    const [resource, unit] = [log.resources[log.resourceOf[row]!], log.units[log.unitOf[row]!]];
    return (
      (resource === undefined || resource === known.resource ? '' : this.text.text(RESOURCE, resource)) +
      (unit === undefined || unit === known.unit ? '' : this.text.text(UNIT, unit))
    );
  }

  private suspension({ reason, until }: RowEvent): string {
    return (
      (reason === undefined ? '' : this.text.text(REASON, reason)) +
      (until === undefined ? '' : this.text.attribute({ type: 'date', key: UNTIL, value: isoText(until) }))
    );
  }

  /** A row that has not ended has no event of its own for its attributes: its last carries them. */
  private others(row: number, event: RowEvent, isLast: boolean): string {
    let xml = '';
    for (const column of this.partOf(event)?.others ?? []) xml += column.at(row);
    if (event.part === undefined || !isLast || this.log.eventAttributes !== undefined) return xml;
    for (const column of this.ofRows.others) xml += column.at(row);
    return xml + (this.ofRows.transition?.escaped.at(row) ?? '');
  }

  private toldOfRow(row: number): string {
    const { kind, partyOf, loopCounter } = this.log;
    const party = PARTIES[partyOf?.[row] ?? -1];
    return (
      (kind[row] === WORK ? '' : this.text.text(KIND, KINDS[kind[row]!] ?? 'work')) +
      (party === undefined ? '' : this.text.text(PARTY, party)) +
      (loopCounter?.[row] ? this.text.attribute({ type: 'integer', key: LOOP_COUNTER, value: loopCounter[row] }) : '')
    );
  }

  private sumsWithoutPlaces(row: number): string {
    const { suspensions } = this.log;
    return suspensions !== undefined && suspensions.first[row] === suspensions.first[row + 1] ? this.sums(row) : '';
  }

  private sums(row: number): string {
    const { suspendedMs, suspendedMsBy } = this.log;
    if (suspendedMs[row] === 0) return '';
    const told = (key: string, ms: number) => this.text.attribute({ type: 'decimal', key, value: ms });
    const by = SUSPENSION_REASONS.flatMap((reason) => {
      const ms = suspendedMsBy?.[reason][row] ?? 0;
      return ms === 0 ? [] : [told(`${SUSPENDED_MS}:${reason}`, ms)];
    });
    return told(SUSPENDED_MS, suspendedMs[row]!) + by.join('');
  }
}
