/** From the records of a CSV to the rows of an event log. */
import type { EventLog } from './event-log.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import { findColumns } from './csv-columns.ts';
import type { CsvColumnNames, CsvColumns } from './csv-columns.ts';
import { DateColumn } from './date-column.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFaultKind } from './log-fault.ts';
import type { DateFormat } from './timestamps.ts';

/** Rows of the file into rows of the log. */
export class CsvRows {
  private readonly header: readonly string[];
  private readonly columns: CsvColumns;
  private readonly builder: EventLogBuilder;
  private readonly dates: { readonly start?: DateColumn; readonly end?: DateColumn; readonly enabled?: DateColumn };
  private readonly attributes: readonly { readonly index: number; readonly name: string; readonly ofCase: boolean }[];

  constructor(header: readonly string[], options: { readonly columns?: CsvColumnNames; readonly dateFormat?: DateFormat }) {
    this.header = header;
    this.columns = findColumns(header, options.columns ?? {});
    this.builder = new EventLogBuilder(this.columns.start >= 0 && this.columns.end >= 0 ? 'started' : 'completed');
    const date = (role: 'start' | 'end' | 'enabled') => {
      const index = this.columns[role];
      return index < 0
        ? {}
        : { [role]: new DateColumn({ name: header[index] ?? '', column: index + 1, format: options.dateFormat }) };
    };
    this.dates = { ...date('start'), ...date('end'), ...date('enabled') };
    const taken = new Set(Object.values(this.columns));
    this.attributes = header.flatMap((name, index) =>
      taken.has(index) || name.trim() === '' ? [] : [{ index, name, ofCase: name.startsWith('case:') }],
    );
  }

  take(record: readonly string[], line: number): void {
    const { builder, columns } = this;
    const key = this.required(record, columns.case, line);
    const activity = this.required(record, columns.activity, line);
    const caseIndex = builder.addCase(key);
    const row = builder.addRow(caseIndex, {
      activity,
      resource: optional(record, columns.resource),
      unit: optional(record, columns.unit),
    });
    this.takeDates(record, row, line);
    for (const { index, name, ofCase } of this.attributes) {
      const value = record[index] ?? '';
      if (value === '') continue;
      if (ofCase) builder.setCaseAttribute(caseIndex, name, value);
      else builder.setRowAttribute(row, name, value);
    }
    if (builder.rows > LOG_LIMITS.rows)
      this.refuse('limit', line, columns.case, `The log has more than ${String(LOG_LIMITS.rows)} rows.`);
    if (builder.distinctActivities > LOG_LIMITS.activities) {
      this.refuse('limit', line, columns.activity, `There are more than ${String(LOG_LIMITS.activities)} different activities.`);
    }
  }

  finish(): EventLog {
    const { start, end, enabled } = this.dates;
    for (const column of [start, end, enabled]) column?.finish();
    if (start?.zoned !== undefined && end?.zoned !== undefined && start.zoned !== end.zoned) {
      this.refuse('mixedDateFormats', 2, this.columns.start, `Only one of ${start.name} and ${end.name} carries a time zone.`);
    }
    if (this.builder.rows === 0) this.refuse('empty', 1, 0, 'The file has a header and no rows.');
    return this.builder.build();
  }

  private takeDates(record: readonly string[], row: number, line: number): void {
    const { builder, columns, dates } = this;
    const startText = optional(record, columns.start)?.trim();
    const endText = optional(record, columns.end)?.trim();
    const enabledText = optional(record, columns.enabled)?.trim();
    if (!startText && !endText) {
      const where = columns.end >= 0 ? columns.end : columns.start;
      this.refuse('missingValue', line, where, `The row has no time in ${this.header[where] ?? ''}.`);
    }
    if (startText && dates.start) {
      const instantIsStart = dates.end !== undefined;
      dates.start.take(startText, line, (at) => {
        builder.reviseRow(row, instantIsStart ? { startedAt: at } : { completedAt: at });
      });
    }
    if (endText && dates.end) {
      dates.end.take(endText, line, (at) => {
        builder.reviseRow(row, { completedAt: at });
      });
    }
    if (enabledText && dates.enabled) {
      dates.enabled.take(enabledText, line, (at) => {
        builder.reviseRow(row, { enabledAt: at });
      });
    }
  }

  private required(record: readonly string[], index: number, line: number): string {
    const value = record[index];
    if (value === undefined || value === '')
      this.refuse('missingValue', line, index, `The row has no value in ${this.header[index] ?? ''}.`);
    return value;
  }

  private refuse(fault: LogFaultKind, line: number, index: number, message: string): never {
    throw new LogFaultError({
      fault,
      line,
      column: index + 1,
      message,
      remedy: 'Mend or leave out this row, or name other columns.',
    });
  }
}

function optional(record: readonly string[], index: number): string | undefined {
  const value = index < 0 ? undefined : record[index];
  return value === '' ? undefined : value;
}
