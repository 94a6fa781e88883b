/**
 * Export as XES (IEEE 1849-2016), read back by `readXes` as the same log: what the standard has no word for stands in attributes that
 * begin with `eiga:` (eiga-keys.ts). Events of a trace are in the order of time. Where a row is more than one event, all of them carry
 * its number in concept:instance, by which other tools tell runs of one activity apart too.
 */
import type { LogAttribute, LogSource } from './log-source.ts';
import { CASE_KEYS, ESCAPED, EVENTS, instanceText, OBSERVED_UNTIL, ORDERED_BY } from './eiga-keys.ts';
import { CASE_COMPLETED, CASE_STATUSES, COMPLETED } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { isoText } from './instant-text.ts';
import { NotWrittenNotes, othersTurn, PIECE } from './not-written.ts';
import type { NotWritten, WriteProgress } from './not-written.ts';
import { rowEvents } from './row-events.ts';
import { latestAt, spanOfCase } from './told-by-rows.ts';
import { XesEvents } from './xes-event-text.ts';
import { isWritable, XesColumn, XesText } from './xes-text.ts';

/** Pieces of the file, in order. It ends with what could not be written, which is empty for any log that `readXes` or the engine made. */
export async function* writeXes(log: EventLog, progress?: WriteProgress): AsyncGenerator<string, readonly NotWritten[]> {
  const text = new XesText();
  const simple = isSimple(log);
  const trace = caseWriter(log, text);
  const events = new XesEvents(log, text, !simple);
  let piece = header(log, text, simple);
  const lost = new NotWrittenNotes();
  for (let index = 0; index < log.cases.count; index++) {
    piece += `<trace>${trace(index)}\n`;
    const first = log.cases.firstRow[index]!;
    const end = log.cases.firstRow[index + 1]!;
    const ofCase: { readonly at: number; readonly xml: string }[] = [];
    for (let row = first; row < end; row++) {
      const ofRow = rowEvents(log, row);
      if (ofRow.length === 0) lost.add('rowsWithoutTimes', log.cases.keys[index]);
      for (const xml of events.ofRow(row, ofRow, instanceText(row - first))) ofCase.push(xml);
    }
    if (!simple) ofCase.sort((a, b) => a.at - b.at);
    for (const { xml } of ofCase) piece += xml;
    piece += '</trace>\n';
    if (piece.length < PIECE) continue;
    yield piece;
    progress?.(index + 1, log.cases.count);
    piece = '';
    await othersTurn();
  }
  yield `${piece}</log>\n`;
  progress?.(log.cases.count, log.cases.count);
  if (text.unwritable > 0) lost.add('characters', undefined, text.unwritable);
  return lost.build();
}

/** What `writeXes` would say at its end; undefined where only writing tells how many values XML cannot hold. */
export function notKeptInXes(log: EventLog): readonly NotWritten[] | undefined {
  if (!hasWritableTexts(log)) return undefined;
  const lost = new NotWrittenNotes();
  for (let row = 0; row < log.rows; row++) {
    // One instant is an event; only where none stands in these columns is it worth asking for all.
    const isTold = !Number.isNaN(log.enabledAt[row]!) || !Number.isNaN(log.startedAt[row]!);
    if (!isTold && rowEvents(log, row).length === 0) lost.add('rowsWithoutTimes', log.cases.keys[log.caseOf[row]!]);
  }
  return lost.build();
}

function hasWritableTexts({ cases, activities, resources, units, attributes, eventAttributes, source }: EventLog): boolean {
  const columns = [attributes, cases.attributes, ...(eventAttributes?.values() ?? [])].flatMap((all) => [...all]);
  // Lists and what is nested are JSON, where such characters stand escaped.
  const isTextWritable = (text: string): boolean => isWritable(text) && !text.includes('\\u');
  const isColumnWritable = ([name, { values, nested }]: (typeof columns)[number]): boolean =>
    isWritable(name) &&
    [...values, ...(nested?.values ?? [])].every((value) => typeof value !== 'string' || isTextWritable(value));
  return (
    [cases.keys, cases.versions, activities, resources, units].every((texts) => texts.every(isWritable)) &&
    columns.every(isColumnWritable) &&
    // What a source declares is short.
    (source === undefined || isTextWritable(JSON.stringify(source)))
  );
}

/** Whether each row is one event, a completion: such a log needs no marks, and its order is that of the file. */
function isSimple(log: EventLog): boolean {
  if (log.eventAttributes !== undefined || log.claimedAt !== undefined || log.suspensions !== undefined) return false;
  for (let row = 0; row < log.rows; row++)
    if (
      log.ending[row] !== COMPLETED ||
      !Number.isNaN(log.enabledAt[row]!) ||
      !Number.isNaN(log.startedAt[row]!) ||
      Number.isNaN(log.completedAt[row]!) ||
      log.suspendedMs[row] !== 0
    )
      return false;
  return true;
}

const STANDARD = (name: string, prefix: string): LogSource['extensions'][number] => ({
  name,
  prefix,
  uri: `http://www.xes-standard.org/${prefix}.xesext`,
});
const GLOBAL_NAME: LogAttribute = { type: 'text', key: 'concept:name', value: 'UNKNOWN' };

/** What a log that was not read from XES declares of itself. */
function ownSource(log: EventLog): LogSource {
  const names = [...log.attributes.keys(), ...log.cases.attributes.keys()];
  return {
    extensions: [
      STANDARD('Concept', 'concept'),
      STANDARD('Lifecycle', 'lifecycle'),
      STANDARD('Time', 'time'),
      STANDARD('Organizational', 'org'),
      ...(names.some((name) => name.startsWith('cost:')) ? [STANDARD('Cost', 'cost')] : []),
    ],
    globals: {
      trace: [GLOBAL_NAME],
      event: [
        GLOBAL_NAME,
        { type: 'date', key: 'time:timestamp', value: '1970-01-01T00:00:00.000Z' },
        { type: 'text', key: 'lifecycle:transition', value: 'complete' },
      ],
    },
    classifiers: [
      { name: 'Activity', scope: 'event', keys: ['concept:name'] },
      { name: 'Activity and transition', scope: 'event', keys: ['concept:name', 'lifecycle:transition'] },
      { name: 'Resource', scope: 'event', keys: ['org:resource'] },
    ],
    attributes: [{ type: 'text', key: 'lifecycle:model', value: 'standard' }],
  };
}

function header(log: EventLog, text: XesText, simple: boolean): string {
  const { extensions, globals, classifiers, attributes } = log.source ?? ownSource(log);
  const quoted = (value: string): string => `"${text.quoted(value)}"`;
  const lines = (of: readonly LogAttribute[]): string => of.map((one) => text.attribute(one)).join('');
  const own: LogAttribute[] = [];
  // Without a completion a reader would take starts as events, unless it is told until when the log was watched.
  if (!Object.is(log.observedUntilAt, latestAt(log)) || !log.ending.includes(COMPLETED))
    if (!Number.isNaN(log.observedUntilAt)) own.push({ type: 'date', key: OBSERVED_UNTIL, value: isoText(log.observedUntilAt) });
  if (log.orderedBy === 'started') own.push({ type: 'text', key: ORDERED_BY, value: 'started' });
  if (!simple && log.eventAttributes === undefined) own.push({ type: 'text', key: EVENTS, value: 'instants' });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">',
    ...extensions.map(({ name, prefix, uri }) => `<extension name=${quoted(name)} prefix=${quoted(prefix)} uri=${quoted(uri)}/>`),
    ...(['trace', 'event'] as const)
      .filter((scope) => globals[scope].length > 0)
      .map((scope) => `<global scope="${scope}">${lines(globals[scope])}</global>`),
    ...classifiers.map(
      ({ name, scope, keys }) =>
        `<classifier name=${quoted(name)} scope="${scope}" keys=${quoted(keys.map(keyText).join(' '))}/>`,
    ),
    ...[...attributes, ...own].map((one) => text.attribute(one)),
    '',
  ].join('\n');
}

/** Keys are separated by spaces. */
function keyText(key: string): string {
  return !/[\s'"]/.test(key) && key !== '' ? key : key.includes("'") ? `"${key}"` : `'${key}'`;
}

/** Attributes of cases; what the reader would know by itself is not written. */
function caseWriter(log: EventLog, text: XesText): (index: number) => string {
  const { cases } = log;
  const columns = [...cases.attributes].map(
    ([key, column]) => new XesColumn(key === 'concept:name' ? `${ESCAPED}${key}` : key, column, text),
  );
  const date = (key: string, at: number): string =>
    Number.isNaN(at) ? '' : text.attribute({ type: 'date', key, value: isoText(at) });
  return (index) => {
    const told = columns.map((column) => column.at(index)).join('');
    const [first, last] = spanOfCase(log, index);
    const status = cases.status[index]!;
    const version = cases.versions[cases.versionOf[index]!];
    const startedAt = cases.startedAt[index]!;
    const completedAt = cases.completedAt[index]!;
    const facts =
      (version === undefined ? '' : text.text(CASE_KEYS.version, version)) +
      date(CASE_KEYS.receivedAt, cases.receivedAt[index]!) +
      date(CASE_KEYS.registeredAt, cases.registeredAt[index]!);
    const asRows = status === CASE_COMPLETED && Object.is(startedAt, first) && Object.is(completedAt, last);
    const standing = asRows
      ? ''
      : text.text(CASE_KEYS.status, CASE_STATUSES[status] ?? 'open') +
        date(CASE_KEYS.startedAt, startedAt) +
        date(CASE_KEYS.completedAt, completedAt);
    return text.text('concept:name', cases.keys[index] ?? '') + told + standing + facts;
  };
}
