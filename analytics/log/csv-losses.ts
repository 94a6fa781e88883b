/** What the CSV of a log does not keep: said with the file. */
import { OPEN } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { hasTime, misread } from './csv-plan.ts';
import type { PlannedColumn } from './csv-plan.ts';
import { NotWrittenNotes } from './not-written.ts';
import type { NotWritten } from './not-written.ts';
import { latestAt, spanOfCase } from './told-by-rows.ts';

export function notKeptInCsv(log: EventLog, plan: readonly PlannedColumn[]): readonly NotWritten[] {
  const notes = new NotWrittenNotes();
  noteRows(log, notes);
  for (const { header, role } of plan) if (role === 'ignore') notes.add('columns', header);
  noteAttributes(plan, notes);
  noteNames(log, notes);
  noteFacts(log, plan, notes);
  return notes.build();
}

function noteRows(log: EventLog, notes: NotWrittenNotes): void {
  const { cases } = log;
  for (let index = 0; index < cases.count; index++) {
    let written = 0;
    for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++)
      if (hasTime(log, row)) written++;
      else notes.add('rowsWithoutTimes', cases.keys[index]);
    if (written === 0) notes.add('casesWithoutRows', cases.keys[index]);
  }
}

function noteAttributes(plan: readonly PlannedColumn[], notes: NotWrittenNotes): void {
  for (const { header, column, type } of plan) {
    if (column === undefined) continue;
    const others = misread(column, type);
    if (others > 0 || column.nested !== undefined) notes.add('types', header, others + (column.nested?.values.length ?? 0));
    if (column.values.includes('')) notes.add('emptyTexts', header);
  }
}

function noteNames({ cases, activities, resources, units }: EventLog, notes: NotWrittenNotes): void {
  if (cases.keys.includes('')) notes.add('emptyNames', 'case');
  if (activities.includes('')) notes.add('emptyNames', 'activity');
  if (resources.includes('')) notes.add('emptyTexts', 'resource');
  if (units.includes('')) notes.add('emptyTexts', 'unit');
}

function noteFacts(log: EventLog, plan: readonly PlannedColumn[], notes: NotWrittenNotes): void {
  const { cases } = log;
  const order = plan.some(({ role }) => role === 'start') ? 'started' : 'completed';
  if (order !== log.orderedBy) notes.add('order', `by ${log.orderedBy}`, log.rows);
  if (log.suspensions !== undefined) notes.add('facts', 'when it was suspended', log.suspensions.fromAt.length);
  if (log.eventAttributes !== undefined) notes.add('facts', 'attributes of single events', log.eventAttributes.size);
  if (log.source !== undefined) notes.add('facts', 'what the source declares', 1);
  if (!Object.is(log.observedUntilAt, latestAt(log))) notes.add('facts', 'until when it was watched', 1);
  let standing = 0;
  for (let index = 0; index < cases.count; index++) {
    const [first, last] = spanOfCase({ ...log, orderedBy: order }, index);
    if (!Object.is(cases.startedAt[index], first) || !Object.is(cases.completedAt[index], last)) standing++;
  }
  if (standing > 0) notes.add('facts', 'when cases began and ended', standing);
  // A row without a completion reads back as open, and one with it as completed.
  const ended = log.ending.filter((code, row) => (code === OPEN) !== Number.isNaN(log.completedAt[row]!)).length;
  if (ended > 0) notes.add('facts', 'how rows ended', ended);
}
