/** From a trace of XES to a case and its activity instances. */
import { CASE_KEYS, ESCAPED } from './eiga-keys.ts';
import { CASE_STATUSES } from './event-log.ts';
import type { CaseFacts } from './event-log.ts';
import type { EventLogBuilder } from './event-log-builder.ts';
import type { LogAttribute } from './log-source.ts';
import { addOwnEvents, areOwnEvents } from './own-events.ts';
import { addEvents, childrenOf, valueOf } from './pair-events.ts';
import type { SourceEvent } from './pair-events.ts';
import { parseIsoInstant } from './timestamps.ts';

export const CASE_NAME = 'concept:name';

const OWN = new Set<string>(Object.values(CASE_KEYS));

/**
 * Adds a trace; a trace without a name, or with a name that was there already, gets its number in the file. A name that is the case's key
 * is no attribute besides.
 * @param ofInstants see `addOwnEvents`
 */
export function addTrace(
  builder: EventLogBuilder,
  attributes: readonly LogAttribute[],
  events: readonly SourceEvent[],
  ordinal: number,
  ofInstants = false,
): void {
  const name = attributes.find(({ key }) => key === CASE_NAME)?.value;
  let key = name === undefined ? `#${String(ordinal)}` : String(name);
  if (builder.hasCase(key)) key = `${key} #${String(ordinal)}`;
  if (key !== String(name)) builder.notes.add('renamedCase', key);
  if (events.length === 0) builder.notes.add('emptyTrace', key);
  const caseIndex = builder.addCase(key);
  for (const { key: attribute, value, type, nested } of attributes) {
    if (OWN.has(attribute) || (attribute === CASE_NAME && value === key && type === 'text' && nested === undefined)) continue;
    const own = attribute.startsWith(ESCAPED) ? attribute.slice(ESCAPED.length) : attribute;
    builder.setCaseAttribute(caseIndex, own, valueOf(value, type, nested), type, childrenOf(type, nested));
  }
  if (attributes.some(({ key: attribute }) => OWN.has(attribute))) builder.describeCase(caseIndex, factsOf(attributes));
  if (areOwnEvents(events)) addOwnEvents(builder, caseIndex, events, ofInstants);
  else addEvents(builder, caseIndex, events);
}

function factsOf(attributes: readonly LogAttribute[]): CaseFacts {
  const told = (key: string): string | undefined => {
    const found = attributes.find((attribute) => attribute.key === key)?.value;
    return found === undefined ? undefined : String(found);
  };
  const instant = (key: string): number | undefined => {
    const text = told(key);
    return text === undefined ? undefined : parseIsoInstant(text);
  };
  const status = told(CASE_KEYS.status);
  return {
    status: CASE_STATUSES.find((known) => known === status),
    version: told(CASE_KEYS.version),
    startedAt: instant(CASE_KEYS.startedAt),
    completedAt: instant(CASE_KEYS.completedAt),
    receivedAt: instant(CASE_KEYS.receivedAt),
    registeredAt: instant(CASE_KEYS.registeredAt),
  };
}
