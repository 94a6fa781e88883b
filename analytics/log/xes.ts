/** Streaming import of XES (IEEE 1849-2016), with or without namespaces, attributes kept. */
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import type { AttributeValue } from './columns.ts';
import type { EventLog } from './event-log.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFault, LogFaultKind } from './log-fault.ts';
import { readText } from './text-source.ts';
import type { Progress } from './text-source.ts';
import { parseIsoInstant } from './timestamps.ts';
import { addTrace, CASE_NAME } from './xes-trace.ts';
import type { XesEvent } from './xes-trace.ts';

export interface XesOptions {
  readonly progress?: Progress;
  /** The event attribute that names the activity; `concept:name` by default. */
  readonly activityKey?: string;
}

/** Reads a whole log, unpacked. Which events become rows is said in xes-trace.ts. @throws what the source throws, when it cannot be read */
export async function readXes(
  source: AsyncIterable<Uint8Array | string>,
  options: XesOptions = {},
): Promise<EventLog | LogFault> {
  const reader = new XesReader(options.activityKey ?? CASE_NAME);
  try {
    await readText(
      source,
      (text) => reader.write(text),
      () => reader.place(),
      options.progress,
    );
    return reader.finish();
  } catch (error) {
    if (error instanceof LogFaultError) return error.fault;
    throw error;
  }
}

const TYPES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/** What the element that is open now belongs to. */
type Owner =
  | { readonly kind: 'log' }
  | { readonly kind: 'trace' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'event'; readonly event: XesEvent };

class XesReader {
  private readonly parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  private readonly builder = new EventLogBuilder('completed');
  private readonly activityKey: string;
  private seenLog = false;
  private ended = false;
  private readonly path: string[] = [];
  private owner: Owner = { kind: 'log' };
  private events: XesEvent[] = [];
  private traceAttributes = new Map<string, AttributeValue>();
  private traces = 0;
  private timestamps = 0;

  constructor(activityKey: string) {
    this.activityKey = activityKey;
    this.parser.on('opentag', (tag) => {
      this.open(tag);
    });
    this.parser.on('closetag', (tag) => {
      this.close(localName(tag.name));
    });
    this.parser.on('doctype', () => {
      this.refuse(
        'syntax',
        'The file has a DOCTYPE, which an event log never needs.',
        'Remove the DOCTYPE and import the file again.',
      );
    });
    this.parser.on('error', (error) => {
      const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
      if (this.ended)
        this.refuse(
          'truncated',
          `The file ends in the middle of the log (${what}).`,
          'Export or copy the file again; nothing of it was imported.',
        );
      this.refuse('syntax', `The file is not well-formed XML: ${what}.`, 'Export the log again, or mend the file at this place.');
    });
  }

  place() {
    return { line: this.parser.line, column: this.parser.columnIndex + 1 };
  }

  write(text: string): void {
    this.parser.write(text);
  }

  finish(): EventLog {
    this.ended = true;
    this.parser.close();
    if (!this.seenLog)
      this.refuse('syntax', 'There is no <log> in the file.', 'Give a file in XES format, or a CSV with named columns.');
    if (this.builder.rows === 0) {
      this.refuse('empty', 'The log has no events.', 'Check the selection with which the log was exported.');
    }
    const log = this.builder.build();
    if (!Number.isNaN(log.observedUntilAt) && log.ending.includes(1)) return log;
    this.builder.takeStartsAsEvents();
    return this.builder.build();
  }

  private open(tag: SaxesTagPlain): void {
    const name = localName(tag.name);
    const depth = this.path.push(name);
    if (depth > LOG_LIMITS.depth)
      this.refuse(
        'limit',
        `Elements are nested deeper than ${String(LOG_LIMITS.depth)}.`,
        'Export the log without nested attributes.',
      );
    if (depth === 1) {
      if (name !== 'log')
        this.refuse('syntax', `The file begins with <${name}>, not with <log>: it is not XES.`, 'Give a file in XES format.');
      this.seenLog = true;
    } else if (name === 'global' || name === 'classifier' || name === 'extension') {
      if (depth === 2) this.owner = { kind: 'skipped' };
    } else if (name === 'trace' && depth === 2) {
      this.owner = { kind: 'trace' };
      this.events = [];
      this.traceAttributes = new Map();
    } else if (name === 'event' && this.path[depth - 2] === 'trace') {
      const event: XesEvent = { ...this.place(), attributes: new Map(), at: NaN, activity: undefined };
      this.owner = { kind: 'event', event };
      this.events.push(event);
    } else if (TYPES.has(name)) this.attribute(name, tag.attributes['key'], tag.attributes['value'], depth);
  }

  /** Only attributes of a trace or an event themselves; attributes within attributes are meta data. */
  private attribute(type: string, key: string | undefined, value: string | undefined, depth: number): void {
    const { owner } = this;
    if (owner.kind === 'skipped' || owner.kind === 'log' || key === undefined || value === undefined) return;
    if (depth !== (owner.kind === 'trace' ? 3 : 4)) return;
    if (value.length > LOG_LIMITS.textLength)
      this.refuse(
        'limit',
        `The attribute ${key} is longer than ${String(LOG_LIMITS.textLength)} characters.`,
        'Export the log without it.',
      );
    if (owner.kind === 'trace') {
      this.traceAttributes.set(key, typed(type, value));
      return;
    }
    if (key === 'time:timestamp') {
      owner.event.at = parseIsoInstant(value.trim());
      this.timestamps++;
      if (Number.isNaN(owner.event.at)) {
        this.refuse(
          'badTimestamp',
          `“${value.slice(0, 60)}” is not a date and time in ISO 8601.`,
          'Write time:timestamp like 2024-05-09T10:15:00+03:00.',
        );
      }
    } else {
      owner.event.attributes.set(key, typed(type, value));
      if (key === this.activityKey) owner.event.activity = value;
    }
  }

  private close(name: string): void {
    const depth = this.path.length;
    this.path.pop();
    if (name === 'event' && this.owner.kind === 'event') {
      this.checkEvent(this.owner.event);
      this.owner = { kind: 'trace' };
    } else if (name === 'trace' && depth === 2) {
      this.traces++;
      addTrace(this.builder, this.traceAttributes, this.events, this.traces, this.activityKey);
      this.owner = { kind: 'log' };
      this.checkLimits();
    } else if (depth === 2) this.owner = { kind: 'log' };
  }

  private checkEvent(event: XesEvent): void {
    if (Number.isNaN(event.at)) {
      this.refuse(
        this.timestamps === 0 ? 'noTimestamps' : 'missingValue',
        this.timestamps === 0 ? 'The events have no time:timestamp.' : 'An event has no time:timestamp.',
        'Export the log with the time of each event as a date attribute with the key time:timestamp.',
      );
    }
    if (event.activity === undefined) {
      this.refuse(
        'missingValue',
        `An event has no ${this.activityKey}.`,
        'Name the attribute that holds the activity, or export the log with it.',
      );
    }
  }

  private checkLimits(): void {
    const { rows, distinctActivities, attributeNames } = this.builder;
    if (rows > LOG_LIMITS.rows)
      this.refuse('limit', `The log has more than ${String(LOG_LIMITS.rows)} events.`, 'Split it by period.');
    if (distinctActivities > LOG_LIMITS.activities) {
      this.refuse(
        'limit',
        `There are more than ${String(LOG_LIMITS.activities)} different activities.`,
        `Check that ${this.activityKey} holds the activity's name.`,
      );
    }
    if (attributeNames > LOG_LIMITS.attributeNames) {
      this.refuse(
        'limit',
        `There are more than ${String(LOG_LIMITS.attributeNames)} different attributes.`,
        'Export the log with fewer attributes.',
      );
    }
  }

  private refuse(fault: LogFaultKind, message: string, remedy: string): never {
    throw new LogFaultError({ fault, ...this.place(), message, remedy });
  }
}

/** `xes:trace` and `trace` are the same to us: nothing else lives in such a file. */
function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function typed(type: string, value: string): AttributeValue {
  if (type === 'boolean') return value === 'true' || value === '1';
  if (type === 'int' || type === 'float') {
    const number = Number(value);
    return Number.isNaN(number) || value.trim() === '' ? value : number;
  }
  return value;
}
