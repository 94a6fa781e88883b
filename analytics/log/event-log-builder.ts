/**
 * Builds an event log from rows in any order, and goes on building: as the engine goes on, add and revise rows and build again. Rows
 * keep their number in the builder for ever; a build of a million rows takes about 0.1 s.
 */
import { PARTIES } from '../../engine/model/executable-process.ts';
import { AttributeColumns, Dictionary } from './columns.ts';
import type { AttributeType, AttributeValue, GrowingAttribute } from './columns.ts';
import { COMPLETED, ENDINGS, KINDS, NOT_TOLD, OPEN } from './event-log.ts';
import type { ActivityInstance, CaseFacts, EventLog, RowOrder } from './event-log.ts';
import { GrowingCases } from './growing-cases.ts';
import { ByteColumn, CodeColumn, NumberColumn, SparseNumberColumn } from './growing-columns.ts';
import { LogNotes } from './log-notes.ts';
import type { LogSource } from './log-source.ts';
import { sortRows } from './sort-rows.ts';
import { Suspensions } from './suspension-columns.ts';

export class EventLogBuilder {
  /** What the reader notices; carried in the log. */
  readonly notes: LogNotes;
  private orderedBy: RowOrder;
  private observedUntilAt: number | undefined;
  private source: LogSource | undefined;
  private readonly growing = new GrowingCases();
  private readonly activities = new Dictionary();
  private readonly resources = new Dictionary();
  private readonly units = new Dictionary();

  private readonly caseOf = new CodeColumn();
  private readonly activityOf = new CodeColumn();
  private readonly resourceOf = new CodeColumn();
  private readonly unitOf = new CodeColumn();
  private readonly enabledAt = new SparseNumberColumn();
  private readonly claimedAt = new SparseNumberColumn();
  private readonly startedAt = new SparseNumberColumn();
  private readonly completedAt = new NumberColumn();
  private readonly suspendedMs = new SparseNumberColumn();
  private readonly ending = new ByteColumn();
  private readonly kind = new ByteColumn();
  private readonly attributes = new AttributeColumns();
  private readonly eventAttributes = new Map<string, AttributeColumns>();
  private readonly suspensions = new Suspensions();
  private readonly latestAt = new SparseNumberColumn();
  /** Few rows wait for a party that the model names. */
  private readonly parties = new Map<number, number>();
  private readonly loopCounters = new Map<number, number>();

  constructor(orderedBy: RowOrder = 'completed', notes = new LogNotes()) {
    this.orderedBy = orderedBy;
    this.notes = notes;
  }

  get rows(): number {
    return this.caseOf.length;
  }
  get cases(): number {
    return this.growing.count;
  }
  get distinctActivities(): number {
    return this.activities.texts.length;
  }
  /** Whether any row has been completed. */
  get hasCompletion(): boolean {
    return this.ending.codes.subarray(0, this.rows).includes(COMPLETED);
  }
  /** Names of attributes of rows, events and cases seen so far. */
  get attributeNames(): number {
    let names = this.attributes.count + this.growing.attributes.count;
    for (const columns of this.eventAttributes.values()) names += columns.count;
    return names;
  }
  /** Characters of all different texts together, and which column has most of them. */
  get texts(): { readonly characters: number; readonly largest: string } {
    let characters = 0;
    let largest = { name: '', characters: 0 };
    const { keys } = this.growing;
    for (const [name, dictionary] of Object.entries({ cases: keys, activities: this.activities, resources: this.resources })) {
      characters += dictionary.characters;
      if (dictionary.characters > largest.characters) largest = { name, characters: dictionary.characters };
    }
    for (const columns of [this.attributes, this.growing.attributes, ...this.eventAttributes.values()]) {
      const found = columns.largest();
      characters += columns.characters();
      if (found.characters > largest.characters) largest = found;
    }
    return { characters, largest: largest.name };
  }

  /** By what rows are sorted; until when open cases were watched; what else the source says. */
  describe({ orderedBy, observedUntilAt, source }: Partial<Pick<EventLog, 'orderedBy' | 'observedUntilAt' | 'source'>>): void {
    if (orderedBy !== undefined) this.orderedBy = orderedBy;
    if (observedUntilAt !== undefined) this.observedUntilAt = observedUntilAt;
    if (source !== undefined) this.source = source;
  }

  /** The index of the case with this key; a new case when there is none. */
  addCase(key: string): number {
    return this.growing.keys.code(key);
  }

  /** Whether a case with this key is here already. */
  hasCase(key: string): boolean {
    return this.growing.keys.find(key) >= 0;
  }

  /**
   * For a source whose rows of a case should come in the order of time: notes one that ended before an earlier one began. So a file sorted
   * by starts is in order, and one sorted by ends too.
   */
  noteOrder(caseIndex: number, beganAt: number, endedAt = beganAt): void {
    const latest = this.latestAt.at(caseIndex);
    if (endedAt < latest) this.notes.add('outOfOrder', this.growing.keys.texts[caseIndex] ?? '');
    if (!(beganAt <= latest)) this.latestAt.set(caseIndex, beganAt);
  }

  /** Sets what is given and leaves the rest. */
  describeCase(index: number, facts: CaseFacts): void {
    this.growing.describe(index, facts);
  }

  setCaseAttribute(index: number, name: string, value: AttributeValue, type?: AttributeType, nested?: string): void {
    this.growing.attributes.set(index, name, value, type, nested);
  }

  /** Adds an activity instance of a case and gives the number by which it can be revised. */
  addRow(caseIndex: number, instance: ActivityInstance): number {
    const row = this.caseOf.length;
    this.caseOf.push(caseIndex);
    this.activityOf.push(this.activities.code(instance.activity));
    this.completedAt.push(NaN);
    this.ending.push(OPEN);
    this.kind.push(0);
    this.reviseRow(row, instance);
    return row;
  }

  /** Sets what is given of a row and leaves the rest; its case and activity stay. */
  reviseRow(row: number, instance: Omit<ActivityInstance, 'activity'>): void {
    if (instance.resource !== undefined) this.resourceOf.set(row, this.resources.code(instance.resource));
    if (instance.unit !== undefined) this.unitOf.set(row, this.units.code(instance.unit));
    if (instance.enabledAt !== undefined) this.enabledAt.set(row, instance.enabledAt);
    if (instance.claimedAt !== undefined) this.claimedAt.set(row, instance.claimedAt);
    if (instance.startedAt !== undefined) this.startedAt.set(row, instance.startedAt);
    if (instance.completedAt !== undefined) this.completedAt.set(row, instance.completedAt);
    if (instance.suspendedMs !== undefined && (instance.suspendedMs !== 0 || this.suspendedMs.isKnown))
      this.suspendedMs.set(row, instance.suspendedMs);
    if (instance.suspendedMsBy !== undefined) this.suspendedMs.set(row, this.suspensions.setSums(row, instance.suspendedMsBy));
    if (instance.suspensions !== undefined) this.suspendedMs.set(row, this.suspensions.setPlaces(row, instance.suspensions));
    if (instance.ending !== undefined) this.ending.set(row, ENDINGS.indexOf(instance.ending));
    else if (instance.completedAt !== undefined && !Number.isNaN(instance.completedAt)) this.ending.set(row, COMPLETED);
    if (instance.kind !== undefined) this.kind.set(row, KINDS.indexOf(instance.kind));
    if (instance.party !== undefined) this.parties.set(row, PARTIES.indexOf(instance.party));
    if (instance.loopCounter !== undefined) this.loopCounters.set(row, instance.loopCounter);
  }

  setRowAttribute(row: number, name: string, value: AttributeValue, type?: AttributeType, nested?: string): void {
    this.attributes.set(row, name, value, type, nested);
  }

  /** Of one of the row's earlier events: see `EventLog.eventAttributes`. */
  setEventAttribute(
    row: number,
    event: string,
    { name, value, type, nested }: { name: string; value: AttributeValue; type?: AttributeType; nested?: string | undefined },
  ): void {
    let columns = this.eventAttributes.get(event);
    if (!columns) this.eventAttributes.set(event, (columns = new AttributeColumns()));
    columns.set(row, name, value, type, nested);
  }

  /** The column of a row's or a case's attribute, for a source that has it in every row. */
  attributeColumn(name: string, of: 'row' | 'case'): GrowingAttribute {
    return (of === 'case' ? this.growing.attributes : this.attributes).column(name);
  }

  /** For a source that names only beginnings: every open row becomes an event at its start, with no duration known. @returns how many */
  takeStartsAsEvents(): number {
    let taken = 0;
    for (let row = 0; row < this.rows; row++) {
      if (this.ending.codes[row] !== OPEN || Number.isNaN(this.startedAt.at(row))) continue;
      this.completedAt.set(row, this.startedAt.at(row));
      this.startedAt.set(row, NaN);
      this.ending.set(row, COMPLETED);
      taken++;
    }
    const ofStarts = this.eventAttributes.get('start');
    if (ofStarts) this.attributes.takeMissing(ofStarts);
    this.eventAttributes.delete('start');
    return taken;
  }

  /**
   * The log as it stands, its rows sorted by case and within a case as `orderedBy` says. The builder can go on afterwards.
   * @param observedUntilAt until when open cases were watched; the last instant of the log by default
   */
  build(observedUntilAt = this.observedUntilAt): EventLog {
    return this.columns(observedUntilAt, false);
  }

  /** The same, and the end of the builder: its columns are given away as they are copied, so that no more than one is there twice. */
  finish(observedUntilAt = this.observedUntilAt): EventLog {
    return this.columns(observedUntilAt, true);
  }

  private columns(observedUntilAt: number | undefined, last: boolean): EventLog {
    const count = this.rows;
    const { order, firstRow } = sortRows(this.orderedBy, this.cases, {
      rows: count,
      caseOf: this.caseOf.codes,
      enabledAt: this.enabledAt,
      startedAt: this.startedAt,
      completedAt: this.completedAt.values,
    });
    const codes = (column: CodeColumn): Int32Array => {
      const from = column.codes;
      const into = new Int32Array(count);
      for (let index = 0; index < count; index++) into[index] = order[index]! < from.length ? from[order[index]!]! : -1;
      if (last) column.codes = new Int32Array(0);
      return into;
    };
    const bytes = (column: ByteColumn): Uint8Array => {
      const from = column.codes;
      const into = new Uint8Array(count);
      for (let index = 0; index < count; index++) into[index] = from[order[index]!]!;
      return into;
    };
    const instants = (column: SparseNumberColumn | NumberColumn, otherwise = NaN): Float64Array => {
      const from = column.values;
      const into = new Float64Array(count);
      for (let index = 0; index < count; index++) {
        const value = order[index]! < from.length ? from[order[index]!]! : NaN;
        into[index] = value !== value ? otherwise : value;
      }
      if (last) column.values = new Float64Array(0);
      return into;
    };
    const rows = {
      rows: count,
      caseOf: codes(this.caseOf),
      activityOf: codes(this.activityOf),
      resourceOf: codes(this.resourceOf),
      unitOf: codes(this.unitOf),
      enabledAt: instants(this.enabledAt),
      startedAt: instants(this.startedAt),
      completedAt: instants(this.completedAt),
      suspendedMs: instants(this.suspendedMs, 0),
      ending: bytes(this.ending),
      kind: bytes(this.kind),
    };
    const cases = this.growing.build(rows, firstRow, this.orderedBy);
    const notes = this.notes.build();
    const byEvent = [...this.eventAttributes].map(([event, columns]) => [event, columns.build(count, order)] as const);
    return {
      ...rows,
      ...(this.claimedAt.isKnown && { claimedAt: instants(this.claimedAt) }),
      ...this.suspensions.build(order),
      ...(this.parties.size > 0 && { partyOf: Uint8Array.from(order, (row) => this.parties.get(row) ?? NOT_TOLD) }),
      ...(this.loopCounters.size > 0 && { loopCounter: Int32Array.from(order, (row) => this.loopCounters.get(row) ?? 0) }),
      activities: [...this.activities.texts],
      resources: [...this.resources.texts],
      units: [...this.units.texts],
      attributes: this.attributes.build(count, order),
      ...(byEvent.length > 0 && { eventAttributes: new Map(byEvent) }),
      ...(this.source && { source: this.source }),
      ...(notes.length > 0 && { notes }),
      orderedBy: this.orderedBy,
      observedUntilAt: observedUntilAt ?? latest(rows.enabledAt, rows.startedAt, rows.completedAt, cases.completedAt),
      cases,
    };
  }
}

function latest(...columns: readonly Float64Array[]): number {
  let last = -Infinity;
  for (const column of columns)
    for (let index = 0; index < column.length; index++) if (column[index]! > last) last = column[index]!;
  return last === -Infinity ? NaN : last;
}
