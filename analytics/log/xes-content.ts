/** What the elements of an XES file mean: log, traces, events and their attributes, taken into a builder as they come. */
import type { EventLog } from './event-log.ts';
import { EventLogBuilder } from './event-log-builder.ts';
import { EVENTS, OBSERVED_UNTIL, ORDERED_BY } from './eiga-keys.ts';
import { LOG_LIMITS } from './log-fault.ts';
import type { Refuse } from './log-fault.ts';
import type { LogSource } from './log-source.ts';
import { parseIsoInstant } from './timestamps.ts';
import { attributeTypeOf, openAttribute } from './xes-attributes.ts';
import type { OpenAttribute } from './xes-attributes.ts';
import { classifierKeys, XesEventReader } from './xes-event.ts';
import { addTrace } from './xes-trace.ts';
import type { SourceEvent } from './pair-events.ts';

type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** What the element that is open now belongs to, and how deep its own attributes are. */
type Owner = 'log' | 'trace' | 'event' | 'stray event' | 'global' | 'other';

export class XesContent {
  private readonly builder = new EventLogBuilder('completed');
  private readonly refuse: Refuse;
  private readonly event: XesEventReader;
  private readonly source = {
    extensions: [] as LogSource['extensions'][number][],
    classifiers: [] as LogSource['classifiers'][number][],
    globals: { trace: [] as OpenAttribute[], event: [] as OpenAttribute[] },
    attributes: [] as OpenAttribute[],
  };
  private owner: Owner = 'log';
  /** Attributes that are open, the outermost first; undefined stands for an element that says nothing. */
  private readonly openAttributes: (OpenAttribute | undefined)[] = [];
  private into: OpenAttribute[] = this.source.attributes;
  private events: SourceEvent[] = [];
  private held = 0;
  private logAttributes = 0;
  private traces = 0;
  /** Those of them that have events. */
  private filled = 0;

  constructor(options: { readonly activityKey?: string; readonly classifier?: string }, refuse: Refuse) {
    this.refuse = refuse;
    this.event = new XesEventReader(options, this.source.classifiers, refuse);
  }

  open(name: string, attributes: XmlAttributes, depth: number): void {
    if (depth === 1) return;
    if (depth === 2 && this.openSection(name, attributes)) return;
    if (depth === 3 && name === 'event' && this.owner === 'trace') {
      this.owner = 'event';
      this.event.begin();
      if (this.events.length >= LOG_LIMITS.eventsOfCase)
        this.refuse(
          'limit',
          `A trace has more than ${String(LOG_LIMITS.eventsOfCase)} events.`,
          'Check what a case is in this log.',
        );
      return;
    }
    this.openAttribute(name, attributes);
  }

  close(name: string): void {
    if (this.openAttributes.length > 0) {
      this.openAttributes.pop();
      return;
    }
    if (name === 'event' && this.owner === 'event') {
      this.events.push(this.event.end());
      this.owner = 'trace';
    } else if (name === 'trace' && this.owner === 'trace') this.endTrace();
    else if (this.owner !== 'trace') this.owner = 'log';
    if (this.owner === 'log') this.into = this.source.attributes;
  }

  /** Also says what the whole lacks. */
  finish(): EventLog {
    const { builder, source } = this;
    if (builder.rows === 0)
      this.refuse('empty', 'The log has no events.', 'Check the selection with which the log was exported.');
    const observedUntilAt = parseIsoInstant(String(this.told(OBSERVED_UNTIL) ?? ''));
    const orderedBy = this.told(ORDERED_BY) === 'started' ? 'started' : 'completed';
    const attributes = source.attributes.filter(({ key }) => key !== OBSERVED_UNTIL && key !== ORDERED_BY && key !== EVENTS);
    builder.describe({ orderedBy, source: { ...source, attributes } });
    if (!Number.isNaN(observedUntilAt)) builder.describe({ observedUntilAt });
    else if (!builder.hasCompletion) {
      const taken = builder.takeStartsAsEvents();
      if (taken > 0) builder.notes.add('startAsEvent', 'the whole log', taken);
    }
    return builder.finish();
  }

  /** What the log says of itself. */
  private told(key: string) {
    return this.source.attributes.find((attribute) => attribute.key === key)?.value;
  }

  /** @returns whether the element is one of the parts of a log */
  private openSection(name: string, attributes: XmlAttributes): boolean {
    const { source } = this;
    const { scope } = attributes;
    switch (name) {
      case 'trace':
        this.owner = 'trace';
        this.events = [];
        this.held = 0;
        this.into = [];
        return true;
      case 'event':
        this.owner = 'stray event';
        this.builder.notes.add('eventOutsideTrace', 'in the log itself');
        return true;
      case 'global':
        this.owner = 'global';
        this.into = scope === 'trace' ? source.globals.trace : source.globals.event;
        return true;
      case 'classifier':
        this.owner = 'other';
        this.countLogAttribute();
        source.classifiers.push({
          name: attributes['name'] ?? '',
          scope: scope === 'trace' ? 'trace' : 'event',
          keys: classifierKeys(attributes['keys'] ?? ''),
        });
        return true;
      case 'extension': {
        this.owner = 'other';
        this.countLogAttribute();
        const { name: of = '', prefix = '', uri = '' } = attributes;
        source.extensions.push({ name: of, prefix, uri });
        return true;
      }
      default:
        return false;
    }
  }

  /** An element within an attribute that is none itself (`values` of a list) is looked through. */
  private openAttribute(name: string, xml: XmlAttributes): void {
    const parent = this.openAttributes.at(-1);
    const outermost = this.openAttributes.length === 0;
    const type = attributeTypeOf(name);
    if (type === undefined) {
      this.openAttributes.push(name === 'values' ? parent : undefined);
      return;
    }
    const { owner } = this;
    const attribute =
      (outermost || parent !== undefined) && owner !== 'stray event' && owner !== 'other' ? openAttribute(type, xml) : undefined;
    this.openAttributes.push(attribute);
    if (attribute === undefined) return;
    this.checkLength(attribute.key, xml['value'] ?? '');
    if (parent) (parent.nested ??= []).push(attribute);
    else if (owner === 'event') this.event.take(attribute, xml['value'] ?? '');
    else this.into.push(attribute);
  }

  private checkLength(key: string, value: string): void {
    if (value.length > LOG_LIMITS.textLength || key.length > LOG_LIMITS.textLength)
      this.refuse(
        'limit',
        `The attribute ${key.slice(0, 60)} is longer than ${String(LOG_LIMITS.textLength)} characters.`,
        'Export the log without it.',
      );
    if (this.owner !== 'trace' && this.owner !== 'event') this.countLogAttribute();
    // An attribute costs more than its characters.
    else if ((this.held += 50 + key.length + value.length) > LOG_LIMITS.traceLength)
      this.refuse('limit', 'A trace has more attributes than can be held.', 'Check what a case is in this log.');
  }

  private countLogAttribute(): void {
    if (++this.logAttributes > LOG_LIMITS.logAttributes)
      this.refuse(
        'limit',
        `The log itself has more than ${String(LOG_LIMITS.logAttributes)} attributes.`,
        'Export the log without them.',
      );
  }

  private endTrace(): void {
    this.traces++;
    if (this.events.length > 0) this.filled++;
    addTrace(this.builder, this.into, this.events, this.traces, this.told(EVENTS) === 'instants');
    this.events = [];
    this.owner = 'log';
    const { builder } = this;
    if (builder.rows > LOG_LIMITS.rows || builder.cases > LOG_LIMITS.cases)
      this.refuse(
        'limit',
        `The log has more than ${String(LOG_LIMITS.rows)} events or ${String(LOG_LIMITS.cases)} cases.`,
        'Split it by period.',
      );
    if (this.traces - this.filled > LOG_LIMITS.emptyTraces)
      this.refuse('limit', `More than ${String(LOG_LIMITS.emptyTraces)} traces have no event.`, 'Export the log without them.');
    if (builder.distinctActivities > LOG_LIMITS.activities)
      this.refuse(
        'limit',
        `There are more than ${String(LOG_LIMITS.activities)} different activities.`,
        `Check that ${this.event.activityName} holds the activity's name.`,
      );
    if (this.traces % 256 !== 0 && this.held < PER_TRACE) return;
    if (builder.attributeNames > LOG_LIMITS.attributeNames)
      this.refuse(
        'limit',
        `There are more than ${String(LOG_LIMITS.attributeNames)} different attributes.`,
        'Export the log with fewer attributes.',
      );
    const { characters, largest } = builder.texts;
    if (characters > LOG_LIMITS.texts)
      this.refuse('limit', 'The different texts of the log are more than can be held.', `Export the log without ${largest}.`);
  }
}

/** Traces larger than this are checked against the limits of the whole one by one. */
const PER_TRACE = 100_000;
