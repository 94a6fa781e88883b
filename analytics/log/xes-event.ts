/** One event of XES while its attributes come. */
import type { AttributeValue } from './columns.ts';
import { ESCAPED, INSTANCE, instanceNumber } from './eiga-keys.ts';
import type { Refuse } from './log-fault.ts';
import type { LogAttribute, LogSource } from './log-source.ts';
import type { SourceEvent } from './pair-events.ts';
import { parseIsoInstant } from './timestamps.ts';
import { CASE_NAME } from './xes-trace.ts';

/** Transitions that are told by the column they fill. */
const TOLD = new Set<AttributeValue>(['schedule', 'assign', 'start', 'suspend', 'resume', 'complete', 'ate_abort']);

export class XesEventReader {
  readonly activityName: string;
  private readonly refuse: Refuse;
  private readonly activityKey: string | undefined;
  private readonly classifiers: LogSource['classifiers'];
  private keys: readonly string[] | undefined;
  private timestamps = 0;
  private at = NaN;
  private time = '';
  private activity: string | undefined;
  private transition: string | undefined;
  private state: string | undefined;
  private resource: string | undefined;
  private unit: string | undefined;
  private instance: string | undefined;
  private attributes: LogAttribute[] = [];
  private escapes = false;

  constructor(
    options: { readonly activityKey?: string; readonly classifier?: string },
    classifiers: LogSource['classifiers'],
    refuse: Refuse,
  ) {
    this.refuse = refuse;
    this.classifiers = classifiers;
    this.activityKey = options.classifier === undefined ? (options.activityKey ?? CASE_NAME) : undefined;
    this.activityName = options.classifier ?? this.activityKey ?? CASE_NAME;
  }

  begin(): void {
    this.at = NaN;
    this.time = '';
    this.activity = this.transition = this.state = this.resource = this.unit = this.instance = undefined;
    this.attributes = [];
    this.escapes = false;
  }

  take(attribute: LogAttribute, text: string): void {
    const { key, type } = attribute;
    if (key.startsWith(ESCAPED)) {
      this.escapes = true;
      this.attributes.push(attribute);
      return;
    }
    switch (key) {
      case 'time:timestamp':
        this.takeTime(text);
        return;
      case 'org:resource':
        this.resource = text;
        if (type === 'text') return;
        break;
      case 'org:group':
        this.unit = text;
        if (type === 'text') return;
        break;
      case 'lifecycle:transition':
        this.transition = text;
        if (TOLD.has(text) && type === 'text') return;
        break;
      case 'lifecycle:state':
        this.state = text;
        break;
      case INSTANCE:
        this.instance = text;
        return;
      case 'concept:instance':
        this.instance = text;
        if (instanceNumber(text) !== undefined) return;
        break;
    }
    if (key === this.activityKey) {
      this.activity = text;
      if (type === 'text') return;
    }
    this.attributes.push(attribute);
  }

  /** The event, checked. */
  end(): SourceEvent {
    if (Number.isNaN(this.at))
      this.refuse(
        this.timestamps === 0 ? 'noTimestamps' : 'missingValue',
        this.timestamps === 0 ? 'The events have no time:timestamp.' : 'An event has no time:timestamp.',
        'Export the log with the time of each event as a date attribute with the key time:timestamp.',
      );
    const { at, time, transition, state, resource, unit, instance } = this;
    const attributes = this.escapes ? this.attributes.map(unescaped) : this.attributes;
    return { at, time, activity: this.named(), transition, state, resource, unit, instance, attributes };
  }

  private takeTime(text: string): void {
    this.at = parseIsoInstant(text.trim());
    this.time = text;
    this.timestamps++;
    if (Number.isNaN(this.at))
      this.refuse(
        'badTimestamp',
        `“${text.slice(0, 60)}” is not a date and time in ISO 8601.`,
        'Write time:timestamp like 2024-05-09T10:15:00+03:00.',
      );
  }

  private named(): string {
    if (this.activityKey === undefined) return this.classified();
    if (this.activity !== undefined) return this.activity;
    const others = this.classifiers.filter(({ scope }) => scope === 'event').map(({ name }) => `“${name}”`);
    this.refuse(
      'missingValue',
      `An event has no ${this.activityKey}.`,
      others.length === 0
        ? 'Name the attribute that holds the activity, or export the log with it.'
        : `Name the attribute that holds the activity, or a classifier of the log: ${others.slice(0, 10).join(', ')}.`,
    );
  }

  private classified(): string {
    this.keys ??= this.classifiers.find(({ name, scope }) => name === this.activityName && scope === 'event')?.keys;
    if (!this.keys || this.keys.length === 0) {
      const known = this.classifiers.map(({ name }) => `“${name}”`).join(', ');
      this.refuse(
        'missingColumn',
        `The log declares no classifier “${this.activityName}” before its first event.`,
        known === '' ? 'It declares none at all: name an attribute.' : `Name one of ${known.slice(0, 400)}.`,
      );
    }
    return this.keys.map((key) => this.valueOf(key)).join('+');
  }

  private valueOf(key: string): string {
    if (key === 'org:resource') return this.resource ?? '';
    if (key === 'org:group') return this.unit ?? '';
    if (key === 'lifecycle:transition') return this.transition ?? 'complete';
    return String(this.attributes.find((attribute) => attribute.key === key)?.value ?? '');
  }
}

/** Only now: what is nested in an attribute comes after it. */
function unescaped(attribute: LogAttribute): LogAttribute {
  const { key } = attribute;
  return key.startsWith(ESCAPED) ? { ...attribute, key: key.slice(ESCAPED.length) } : attribute;
}

/** Keys are separated by spaces; one with spaces stands in quotes. */
export function classifierKeys(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
