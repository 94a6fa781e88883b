/** Logs by chance with everything that a log can hold, sound or not: one of rows (as CSV and the engine make them), one as XES text. */
import { SUSPENSION_REASONS } from '../../../engine/case/state.ts';
import { PARTIES } from '../../../engine/model/executable-process.ts';
import { ATTRIBUTE_TYPES } from '../../../analytics/log/columns.ts';
import type { AttributeType, AttributeValue } from '../../../analytics/log/columns.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { CASE_STATUSES, ENDINGS, KINDS } from '../../../analytics/log/event-log.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { attributesText } from '../../../analytics/log/log-source.ts';
import { random } from '../../../analytics/simulation/random.ts';
import type { Random } from '../../../analytics/simulation/random.ts';

const BEGIN = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;
const TEXTS = [
  'a',
  'Ąžuolas; „x“',
  'a,b',
  '=1+1',
  "'=x",
  '-5',
  '@me',
  'two\nlines\r\nand\ttab',
  '<&">',
  ' blank ',
  '007',
  'žmogus 😀',
];

/** Few different instants, so that ties are many; some with microseconds. */
function instant(chance: Random): number {
  const at = BEGIN + chance.integer(30) * HOUR;
  return chance.next() < 0.2 ? at + chance.integer(1000) / 1000 : at;
}

function one<Entry>(chance: Random, entries: readonly Entry[]): Entry {
  return entries[chance.integer(entries.length)]!;
}

function attribute(chance: Random): { readonly type: AttributeType; readonly value: AttributeValue } {
  const type = one(chance, ATTRIBUTE_TYPES);
  switch (type) {
    case 'integer':
      return { type, value: chance.next() < 0.2 ? '9007199254740993' : chance.integer(100) - 50 };
    case 'decimal':
      return { type, value: one(chance, [0.1, 12, -1e21, 5e-324, 'INF', 'NaN', -0]) };
    case 'boolean':
      return { type, value: chance.next() < 0.5 };
    case 'date':
      return { type, value: one(chance, ['2026-02-01T00:00:00+02:00', '2026-02-01', '2026-02-01T10:00:00.123456Z']) };
    case 'list':
    case 'container': {
      const entry = { type: 'text', key: 'entry', value: one(chance, TEXTS) } as const;
      return { type, value: attributesText(chance.next() < 0.3 ? [] : [entry, { ...entry, nested: [entry] }]) };
    }
    default:
      return { type, value: one(chance, TEXTS) };
  }
}

/** What CSV keeps: attributes of one type a column, nothing told of cases but their rows, no waits. */
function plainAttribute(chance: Random, name: string): { readonly type: AttributeType; readonly value: AttributeValue } {
  switch (name) {
    case 'fee':
      return { type: 'integer', value: chance.integer(100) - 50 };
    case 'cost:total':
      return { type: 'decimal', value: one(chance, [0.1, 12, -1e21, 5e-324]) };
    case 'case:fee':
      return { type: 'boolean', value: chance.next() < 0.5 };
    case 'org:resource':
      return { type: 'date', value: one(chance, ['2026-02-01T00:00:00+02:00', '2026-02-01']) };
    default:
      return { type: 'text', value: one(chance, TEXTS) };
  }
}

/** Instants may contradict each other, suspensions overlap, cases have no rows. Each row has an instant. @param plain only what CSV keeps */
export function randomRowLog(seed: number, plain = false): EventLog {
  const chance = random(seed);
  const builder = new EventLogBuilder(plain || chance.next() < 0.5 ? 'started' : 'completed');
  const likely = (share: number): boolean => chance.next() < share;
  // Whole logs lack what a source does not have.
  const [claims, suspends, kinds, told] = [likely(0.5), !plain && likely(0.6), !plain && likely(0.5), !plain && likely(0.6)];
  const valueOf = (name: string) => (plain ? plainAttribute(chance, name) : attribute(chance));
  const names = ['note', 'fee', 'case:fee', 'lifecycle:transition', 'concept:name', 'org:resource', 'cost:total', '=sum'];
  const cases = 1 + chance.integer(6);
  for (let index = 0; index < cases; index++) {
    builder.addCase(`${one(chance, TEXTS)} ${String(index)}`);
    if (told && likely(0.7))
      builder.describeCase(index, {
        status: one(chance, CASE_STATUSES),
        startedAt: instant(chance),
        ...(likely(0.5) && { completedAt: instant(chance) }),
        ...(likely(0.5) && { receivedAt: instant(chance), version: one(chance, ['1', '2', 'v 3']) }),
        ...(likely(0.5) && { registeredAt: instant(chance) }),
      });
    for (const name of names)
      if (likely(0.2)) {
        const { type, value } = valueOf(name);
        builder.setCaseAttribute(index, name, value, type, plain ? undefined : nestedOf(chance, type));
      }
  }
  for (let row = 0; row < chance.integer(25); row++) {
    const completedAt = likely(0.8) ? instant(chance) : undefined;
    const ending = completedAt === undefined || plain ? undefined : likely(0.8) ? undefined : ENDINGS[2];
    const at = builder.addRow(chance.integer(cases), {
      activity: one(chance, ['a', 'b', ...TEXTS]),
      ...(likely(0.8) && { resource: one(chance, TEXTS) }),
      ...(likely(0.5) && { unit: one(chance, TEXTS) }),
      ...((likely(0.5) || completedAt === undefined) && { enabledAt: instant(chance) }),
      ...(likely(0.5) && { startedAt: instant(chance) }),
      ...(claims && likely(0.5) && { claimedAt: instant(chance) }),
      completedAt,
      ending,
      ...(kinds && { kind: one(chance, KINDS), party: PARTIES[chance.integer(PARTIES.length + 1)] }),
      ...(kinds && likely(0.2) && { loopCounter: 1 + chance.integer(3) }),
      ...(suspends && likely(0.3) && { suspensions: suspensions(chance) }),
      ...(suspends && likely(0.1) && { suspendedMsBy: { legal: 5, other: 0.5 } }),
      ...(suspends && likely(0.1) && { suspendedMs: 7.25 }),
    });
    for (const name of names)
      if (likely(0.2)) {
        const { type, value } = valueOf(name);
        builder.setRowAttribute(at, name, value, type, plain ? undefined : nestedOf(chance, type));
      }
  }
  for (let index = 0; index < (plain ? cases : 1); index++)
    builder.addRow(index, { activity: 'last', startedAt: instant(chance), completedAt: instant(chance) });
  return builder.build(!plain && likely(0.3) ? BEGIN + 1000 * HOUR : undefined);
}

function nestedOf(chance: Random, type: AttributeType): string | undefined {
  if (type === 'list' || type === 'container' || chance.next() < 0.8) return undefined;
  return attributesText([
    { type: 'integer', key: 'why', value: 3, nested: [{ type: 'text', key: 'deep', value: one(chance, TEXTS) }] },
  ]);
}

function suspensions(chance: Random) {
  return Array.from({ length: 1 + chance.integer(3) }, () => ({
    fromAt: instant(chance),
    toAt: chance.next() < 0.8 ? instant(chance) : undefined,
    reason: SUSPENSION_REASONS[chance.integer(SUSPENSION_REASONS.length + 1)],
  }));
}

const TRANSITIONS = [
  'schedule',
  'assign',
  'reassign',
  'start',
  'suspend',
  'resume',
  'complete',
  'autoskip',
  'withdraw',
  'ate_abort',
  'odd',
];
const STATES = [
  'Open.NotRunning.Ready',
  'Open.NotRunning.Assigned',
  'Open.Running',
  'Open.Running.Suspended',
  'Closed.Completed',
  'Closed.Cancelled',
];

/** Events of any lifecycle in any order. */
export function randomXes(seed: number): string {
  const chance = random(seed);
  const likely = (share: number): boolean => chance.next() < share;
  const words = ['<log>', '<classifier name="Both" keys="concept:name \'the result\'"/>', '<string key="origin" value="old"/>'];
  const bpaf = likely(0.2);
  const named = likely(0.3);
  for (let trace = 0; trace < 1 + chance.integer(4); trace++) {
    words.push(`<trace><string key="concept:name" value="${String(trace % 3)}"/><int key="fee" value="${String(trace)}"/>`);
    for (let event = 0; event < chance.integer(20); event++)
      words.push(
        `<event><string key="concept:name" value="${one(chance, ['a', 'b', 'c'])}"/>`,
        `<date key="time:timestamp" value="${new Date(instant(chance)).toISOString().replace('Z', one(chance, ['Z', '+02:00', '123Z']))}"/>`,
        bpaf
          ? `<string key="lifecycle:state" value="${one(chance, STATES)}"/>`
          : likely(0.95)
            ? `<string key="lifecycle:transition" value="${one(chance, TRANSITIONS)}"/>`
            : '',
        named ? `<string key="concept:instance" value="${one(chance, ['1', '2'])}"/>` : '',
        likely(0.6) ? `<string key="org:resource" value="${one(chance, ['Ona', 'Jonas'])}"/>` : '',
        likely(0.2) ? '<int key="org:group" value="7"/>' : '',
        likely(0.3) ? `<float key="cost:total" value="${String(chance.integer(9))}"/>` : '',
        likely(0.2) ? '<string key="note" value="x"><boolean key="sure" value="true"/></string>' : '',
        '</event>',
      );
    words.push('</trace>');
  }
  return [
    ...words,
    '<trace><event><string key="concept:name" value="z"/><date key="time:timestamp" value="2026-01-01T00:00:00Z"/></event></trace></log>',
  ].join('\n');
}
