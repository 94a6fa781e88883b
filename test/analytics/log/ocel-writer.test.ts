import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { writeOcel } from '../../../analytics/log/ocel-writer.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { randomRowLog } from './random-logs.ts';
import { written } from './written.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);
const at = (hour: number): number => Date.UTC(2026, 2, 2, hour);

/** The rules of the JSON schema in the specification (chapter 8.2), and nothing besides them. */
const types = z.array(
  z.strictObject({
    name: z.string(),
    attributes: z.array(z.strictObject({ name: z.string(), type: z.enum(['string', 'time', 'integer', 'float', 'boolean']) })),
  }),
);
const relationships = z.array(z.strictObject({ objectId: z.string(), qualifier: z.string() }));
const ocel = z.strictObject({
  objectTypes: types,
  eventTypes: types,
  objects: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      attributes: z.array(z.strictObject({ name: z.string(), value: z.string(), time: z.iso.datetime() })),
      relationships,
    }),
  ),
  events: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      time: z.iso.datetime(),
      attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      relationships,
    }),
  ),
});
type Ocel = z.output<typeof ocel>;

async function exported(log: EventLog): Promise<Ocel> {
  const found = ocel.parse(JSON.parse((await written(writeOcel(log))).text));
  expect(faults(found)).toEqual([]);
  return found;
}

const VALUES = {
  string: () => true,
  time: (value: string) => z.iso.datetime().safeParse(value).success,
  integer: (value: string) => /^-?\d+$/.test(value),
  float: (value: string) => Number.isFinite(Number(value)),
  boolean: (value: string) => value === 'true' || value === 'false',
} as const;

/** What the schema cannot say and the specification does: names are declared once, ids are unique, and relations lead somewhere. */
function faults({ objectTypes, eventTypes, objects, events }: Ocel): readonly string[] {
  const ids = new Set(objects.map(({ id }) => id));
  const found: string[] = [];
  if (ids.size < objects.length || new Set(events.map(({ id }) => id)).size < events.length) found.push('an id is there twice');
  for (const [kind, declared, all] of [
    ['object', objectTypes, objects],
    ['event', eventTypes, events],
  ] as const) {
    const byName = new Map(
      declared.map((type) => [type.name, new Map(type.attributes.map((one) => [one.name, one.type]))] as const),
    );
    if (byName.size < declared.length) found.push(`a type of ${kind} is declared twice`);
    for (const { id, type, attributes, relationships } of all) {
      for (const { objectId } of relationships) if (!ids.has(objectId)) found.push(`${id} leads to ${objectId}`);
      if (!byName.has(type)) found.push(`${type} is not declared`);
      for (const { name, value } of attributes) {
        const told = byName.get(type)?.get(name);
        if (told === undefined || !VALUES[told](value)) found.push(`${id}: ${name} is ${told ?? 'not declared'}: ${value}`);
      }
    }
  }
  return found;
}

describe('export as OCEL 2.0', () => {
  test('an event is the end of an activity, with its instants and who did it where; what did not end well is of another type', async () => {
    const builder = new EventLogBuilder('started');
    builder.setCaseAttribute(builder.addCase('7'), 'fee', 12);
    builder.describeCase(0, { status: 'open', startedAt: at(7), version: '3' });
    builder.addRow(0, {
      activity: 'decide',
      resource: 'Ona',
      unit: 'Registry',
      enabledAt: at(8),
      startedAt: at(9),
      completedAt: at(10),
    });
    const cancelled = builder.addRow(0, { activity: 'decide', completedAt: at(11), ending: 'cancelled' });
    builder.setRowAttribute(cancelled, 'startedAt', 'by hand');
    builder.setRowAttribute(0, 'amount', 2);
    builder.setRowAttribute(cancelled, 'amount', 2.5);
    builder.setRowAttribute(0, 'mixed', 2);
    builder.setRowAttribute(cancelled, 'mixed', 'two');
    builder.addRow(0, { activity: 'decide', enabledAt: at(12) });
    const { objects, events, eventTypes, objectTypes } = await exported(builder.build());
    expect(objects).toEqual([
      { id: 'resource:Ona', type: 'resource', attributes: [], relationships: [] },
      { id: 'unit:Registry', type: 'unit', attributes: [], relationships: [] },
      {
        id: 'case:7',
        type: 'case',
        attributes: [
          { name: 'status', value: 'open' },
          { name: 'version', value: '3' },
          { name: 'startedAt', value: '2026-03-02T07:00:00.000Z' },
          { name: 'fee', value: '12' },
        ].map((one) => ({ ...one, time: '2026-03-02T07:00:00.000Z' })),
        relationships: [],
      },
    ]);
    expect(objectTypes[0]?.attributes.at(-1)).toEqual({ name: 'fee', type: 'integer' });
    expect(eventTypes.map(({ name, attributes }) => [name, attributes.map((one) => one.name)])).toEqual([
      ['decide', ['enabledAt', 'startedAt', 'amount', 'mixed']],
      ['decide (cancelled)', ['attribute:startedAt', 'amount', 'mixed']],
      ['decide (open)', ['enabledAt']],
    ]);
    // Whole numbers among others are numbers; with texts among them they are texts.
    expect(eventTypes[1]?.attributes.map(({ type }) => type)).toEqual(['string', 'float', 'string']);
    expect(events.map(({ type, time }) => [type, time.slice(11, 16)])).toEqual([
      ['decide', '10:00'],
      ['decide (cancelled)', '11:00'],
      ['decide (open)', '12:00'],
    ]);
    expect(events[0]?.relationships).toEqual([
      { objectId: 'case:7', qualifier: 'belongs to' },
      { objectId: 'resource:Ona', qualifier: 'done by' },
      { objectId: 'unit:Registry', qualifier: 'done in' },
    ]);
  });

  test(`any log is valid and has an event for each row with an instant (seed ${String(SEED)}, EIGA_SEED=n tries others)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const log = randomRowLog(seed);
        const { events, objects } = await exported(log);
        expect([events.length, objects.filter(({ type }) => type === 'case').length]).toEqual([log.rows, log.cases.count]);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

describeWithLogs('a reference log as OCEL 2.0', () => {
  test('receipt.xes.gz has its 8577 events of 27 activities, and its 1434 cases', async () => {
    const { events, eventTypes, objects } = await exported(await referenceLog('municipal/receipt.xes.gz'));
    expect([events.length, eventTypes.length, objects.filter(({ type }) => type === 'case').length]).toEqual([8577, 27, 1434]);
  });
});
