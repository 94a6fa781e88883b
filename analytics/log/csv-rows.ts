/** From the records of a CSV to the rows of an event log. */
import type { AttributeType, GrowingAttribute } from './columns.ts';
import { DATE_ROLES } from './csv-columns.ts';
import type { CsvRole, DateRole, PlacedColumn } from './csv-columns.ts';
import { typeReadAs, valueReadAs } from './csv-values.ts';
import { DateColumn } from './date-column.ts';
import type { ActivityInstance, EventLog } from './event-log.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFault, LogFaultKind } from './log-fault.ts';
import { pairedLog } from './pair-rows.ts';
import { trimmed } from './timestamps.ts';
import type { DateFormat } from './timestamps.ts';

export interface CsvRowOptions {
  /** Of columns whose format the mapping does not tell. */
  readonly dateFormat?: DateFormat | undefined;
  readonly zone?: string | undefined;
  /** Leave out rows that are broken, and note them; up to a fifth of all. */
  readonly skipBroken?: boolean | undefined;
}

type Role = 'case' | 'activity' | 'resource' | 'unit' | 'transition';
interface Dates {
  readonly role: DateRole;
  readonly index: number;
  readonly dates: DateColumn;
  /** What the column tells of a row: with one time alone, that is when it was completed. */
  readonly tells: 'enabledAt' | 'claimedAt' | 'startedAt' | 'completedAt';
}
interface Attribute {
  readonly index: number;
  readonly ofCase: boolean;
  readonly type: AttributeType | undefined;
  readonly column: GrowingAttribute;
}

/** Broken rows beyond this share are a wrong mapping, not a few slips. */
const BROKEN_SHARE = 0.2;
/** Texts are weighed at least so often: a row may hold a million characters. */
const UNCHECKED_CHARACTERS = 20_000_000;
const FIRST_ROWS = 1000;

export class CsvRows {
  private readonly header: readonly string[];
  private readonly width: number;
  private readonly skipBroken: boolean;
  private readonly at: Readonly<Record<Role, number>>;
  private readonly builder: EventLogBuilder;
  private readonly dates: readonly Dates[];
  private readonly attributes: readonly Attribute[];
  private readonly transitions: GrowingAttribute | undefined;
  private firstBroken: LogFault | undefined;
  private taken = 0;
  private unchecked = 0;

  constructor(header: readonly string[], columns: readonly PlacedColumn[], options: CsvRowOptions) {
    this.header = [...header];
    this.width = header.length;
    this.skipBroken = options.skipBroken ?? false;
    const at = (role: CsvRole): number => columns.find((column) => column.role === role)?.index ?? -1;
    this.at = {
      case: at('case'),
      activity: at('activity'),
      resource: at('resource'),
      unit: at('unit'),
      transition: at('transition'),
    };
    const intervals = at('start') >= 0 && at('end') >= 0;
    this.builder = new EventLogBuilder(intervals ? 'started' : 'completed');
    this.dates = DATE_ROLES.flatMap((role): readonly Dates[] => {
      const column = columns.find((one) => one.role === role);
      if (!column) return [];
      const { index, name, dateFormat } = column;
      const { notes } = this.builder;
      const dates = new DateColumn({
        name,
        column: index + 1,
        format: dateFormat ?? options.dateFormat,
        zone: options.zone,
        notes,
      });
      const tells =
        role === 'enabled'
          ? 'enabledAt'
          : role === 'claimed'
            ? 'claimedAt'
            : role === 'start' && intervals
              ? 'startedAt'
              : 'completedAt';
      return [{ role, index, dates, tells }];
    });
    const names = new Map<string, number>();
    this.attributes = columns.flatMap(({ role, name, index, type, as }) => {
      if (role !== 'attribute' && role !== 'caseAttribute') return [];
      const times = (names.get(name) ?? 0) + 1;
      names.set(name, times);
      const ofCase = role === 'caseAttribute';
      const own = as ?? (times === 1 ? name : `${name} (${String(times)})`);
      const column = this.builder.attributeColumn(own, ofCase ? 'case' : 'row');
      return [{ index, ofCase, type, column }];
    });
    this.transitions = this.at.transition < 0 ? undefined : this.builder.attributeColumn('lifecycle:transition', 'row');
  }

  take(values: readonly string[], line: number): void {
    this.taken++;
    if (!this.skipBroken) {
      this.row(values, line);
      return;
    }
    try {
      this.row(values, line);
    } catch (error) {
      if (!(error instanceof LogFaultError) || error.fault.fault === 'limit') throw error;
      this.skip(error.fault);
    }
  }

  finish(): EventLog {
    const { builder } = this;
    this.checkBroken();
    for (const { dates } of this.dates) dates.finish();
    const [first, second] = this.dates.filter(({ dates }) => dates.zoned !== undefined);
    const other = this.dates.find(({ dates }) => dates.zoned !== undefined && dates.zoned !== first?.dates.zoned) ?? second;
    if (first && other && first.dates.zoned !== other.dates.zoned)
      this.refuse(
        'mixedDateFormats',
        2,
        first.index,
        `Only one of ${first.dates.name} and ${other.dates.name} carries a time zone.`,
        'Export both with a zone, best as 2024-05-09T10:15:00+03:00, or both without.',
      );
    if (builder.rows === 0)
      this.refuse('empty', 1, 0, 'The file has a header and no rows.', 'Check the selection with which it was exported.');
    this.checkTexts();
    return this.transitions ? pairedLog(builder.finish(), builder.notes) : builder.finish();
  }

  /** Nothing is told to the builder before the whole row has been read. */
  private row(values: readonly string[], line: number): void {
    const { builder, at } = this;
    if (values.length !== this.width) this.checkWidth(values, line);
    const key = this.required(values, at.case, line);
    const activity = this.required(values, at.activity, line);
    const instance: { -readonly [Key in keyof ActivityInstance]: ActivityInstance[Key] } = {
      activity,
      resource: optional(values, at.resource),
      unit: optional(values, at.unit),
      // Every row of one shape: objects that grow member by member cost a multiple.
      enabledAt: undefined,
      claimedAt: undefined,
      startedAt: undefined,
      completedAt: undefined,
    };
    this.unchecked += key.length + activity.length;
    let known = false;
    let waiting = false;
    for (const { index, dates, tells } of this.dates) {
      const text = trimmed(values[index] ?? '');
      if (text === '') continue;
      const instant = dates.take(text, line);
      if (instant === undefined) waiting = true;
      else instance[tells] = instant;
      known = true;
    }
    if (!known) this.refuseNoTime(line);
    const caseIndex = builder.addCase(key);
    const row = builder.addRow(caseIndex, instance);
    const { startedAt, completedAt } = instance;
    if (startedAt !== undefined || completedAt !== undefined)
      builder.noteOrder(caseIndex, startedAt ?? completedAt ?? NaN, completedAt ?? startedAt);
    if (waiting) this.settleLater(values, line, row, instance);
    for (const { index, ofCase, type, column } of this.attributes) {
      const value = values[index]!;
      this.unchecked += value.length;
      if (value !== '') setTyped(column, ofCase ? caseIndex : row, value, type);
    }
    const transition = optional(values, at.transition);
    if (transition !== undefined) this.transitions?.set(row, transition);
    this.checkLimits(line);
  }

  private settleLater(values: readonly string[], line: number, row: number, instance: ActivityInstance): void {
    for (const { index, dates, tells } of this.dates) {
      const text = trimmed(values[index] ?? '');
      if (text === '' || instance[tells] !== undefined) continue;
      dates.later(text, line, (at) => {
        this.builder.reviseRow(row, { [tells]: at });
      });
    }
  }

  /** Some tools end each line with a delimiter. */
  private checkWidth(values: readonly string[], line: number): void {
    if (values.length > this.width && values.slice(this.width).every((value) => value === '')) return;
    this.refuse(
      'syntax',
      line,
      Math.min(values.length, this.width) - 1,
      `The line has ${String(values.length)} values, the header ${String(this.width)}.`,
    );
  }

  private refuseNoTime(line: number): never {
    const where =
      this.at.transition >= 0 ? this.dates[0] : (this.dates.find(({ tells }) => tells === 'completedAt') ?? this.dates[0]);
    this.refuse('missingValue', line, where?.index ?? 0, `The row has no time in ${where?.dates.name ?? ''}.`);
  }

  private checkLimits(line: number): void {
    const { builder } = this;
    if (builder.distinctActivities > LOG_LIMITS.activities)
      this.refuse(
        'limit',
        line,
        this.at.activity,
        `There are more than ${String(LOG_LIMITS.activities)} different activities.`,
        'Name the column that holds the activity with --activity, or in the mapping.',
      );
    if (builder.rows > LOG_LIMITS.rows || builder.cases > LOG_LIMITS.cases)
      this.refuse(
        'limit',
        line,
        this.at.case,
        `The log has more than ${String(LOG_LIMITS.rows)} rows or ${String(LOG_LIMITS.cases)} cases.`,
        'Split it by period, or name the column that holds the case.',
      );
    if (builder.rows % 4096 === 0 || this.unchecked > UNCHECKED_CHARACTERS) this.checkTexts();
  }

  private checkTexts(): void {
    this.unchecked = 0;
    const { characters, largest } = this.builder.texts;
    if (characters <= LOG_LIMITS.texts) return;
    this.refuse(
      'limit',
      this.taken + 1,
      this.header.indexOf(largest),
      `The different texts are more than can be held, most of them in ${largest}.`,
      'Export the log without that column, or say in the mapping that it is ignored.',
    );
  }

  private skip(fault: LogFault): void {
    this.firstBroken ??= fault;
    this.builder.notes.add('skippedRow', `line ${String(fault.line)}: ${fault.message}`);
    if (this.taken % FIRST_ROWS === 0) this.checkBroken();
  }

  private checkBroken(): void {
    const broken = this.builder.notes.count('skippedRow');
    if (this.firstBroken === undefined || broken <= this.taken * BROKEN_SHARE) return;
    const { message } = this.firstBroken;
    throw new LogFaultError({
      ...this.firstBroken,
      message: `${String(broken)} of the first ${String(this.taken)} rows are broken, too many to leave out. The first: ${message}`,
    });
  }

  private required(values: readonly string[], index: number, line: number): string {
    const value = values[index];
    if (value === undefined || value === '')
      this.refuse('missingValue', line, index, `The row has no value in ${this.header[index] ?? ''}.`);
    return value;
  }

  private refuse(
    fault: LogFaultKind,
    line: number,
    index: number,
    message: string,
    remedy = 'Mend or leave out this row, or name other columns.',
  ): never {
    throw new LogFaultError({ fault, line, column: Math.max(0, index) + 1, message, remedy });
  }
}

function optional(values: readonly string[], index: number): string | undefined {
  const value = index < 0 ? undefined : values[index];
  return value === '' ? undefined : value;
}

function setTyped(column: GrowingAttribute, index: number, text: string, type: AttributeType | undefined): void {
  const value = valueReadAs(text, type);
  column.set(index, value, typeReadAs(value, type));
}
