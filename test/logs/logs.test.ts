/** Imported logs and the engine's own, on a real database. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bottlenecks, cohort, compare, summarise, times } from '../../analytics/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { type CaseKey, createEngine, type Engine, type TaskKey } from '../../engine/index.ts';
import { pinnableClock } from '../../engine/time/clock.ts';
import type { Database } from '../../database/connect.ts';
import { FRESH_MS, type Logs, openLogs, selectCases } from '../../logs/index.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';

const T = 'town';
const ACCESS = { tenantId: T, units: 'all', actor: { user: 'ann', unit: 'desk' } } as const;
const HOUR_MS = 3_600_000;
const BEGIN = Date.parse('2026-03-02T08:00:00Z');
const CSV = `case,activity,start,end,resource
a,receive,2026-01-05T08:00:00Z,2026-01-05T08:10:00Z,ann
a,decide,2026-01-05T10:00:00Z,2026-01-05T10:30:00Z,bob
b,receive,2026-01-06T08:00:00Z,2026-01-06T08:20:00Z,ann
`;

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let from = 0; from < all.length; from += 65_536) yield await Promise.resolve(all.subarray(from, from + 65_536));
}

onBothDatabases((_name, openDatabase) => {
  let database: Database;
  let engine: Engine;
  let logs: Logs;
  let wall = BEGIN;
  const clock = pinnableClock();

  beforeEach(async () => {
    database = await openDatabase();
    clock.pin(BEGIN);
    wall = BEGIN;
    engine = createEngine({ database, clock });
    logs = openLogs(database, engine, { now: () => wall });
  });
  afterEach(async () => {
    await engine.stop();
    await database.close();
  });

  describe('an imported log', () => {
    const request = (text: string) =>
      ({ tenantId: T, name: 'Old', fileName: 'old.csv', format: 'csv', zipped: false, source: bytes(text), by: 'ann' }) as const;

    test('comes back from the database as it was read, also for another node', async () => {
      const kept = await logs.imported.import(request(CSV));
      if ('fault' in kept) throw new Error(kept.message);
      expect(kept).toMatchObject({ name: 'Old', cases: 2, events: 3, activities: 2, importedBy: 'ann', importedAt: BEGIN });
      const elsewhere = openLogs(database, engine, { now: () => wall });
      const opened = await elsewhere.imported.open(T, kept.logKey);
      expect(opened?.facts).toEqual(kept);
      if (opened === undefined) return;
      expect(summarise(opened.log).log).toMatchObject({ cases: 2, events: 3, resources: 2, variants: 2 });
      expect(times(opened.log).activities.find(({ activity }) => activity === 'decide')?.processing.medianMs).toBe(30 * 60_000);
    });

    test('with a fault leaves nothing behind', async () => {
      const refused = await logs.imported.import(request(`${CSV}c,receive,not a date,2026-01-06T08:20:00Z,ann\n`));
      expect(refused).toMatchObject({ fault: expect.any(String), line: 5 });
      expect(await logs.imported.list(T)).toEqual([]);
      for (const table of ['imported_logs', 'imported_log_pieces']) expect(await database.knex(table).select()).toEqual([]);
    });

    test('is of one tenant, and gone when it is deleted', async () => {
      const kept = await logs.imported.import(request(CSV));
      if ('fault' in kept) throw new Error(kept.message);
      expect(await logs.imported.open('elsewhere', kept.logKey)).toBeUndefined();
      expect(await logs.imported.delete('elsewhere', kept.logKey)).toBe(false);
      expect(await logs.imported.delete(T, kept.logKey)).toBe(true);
      expect(await logs.imported.open(T, kept.logKey)).toBeUndefined();
      expect(await database.knex('imported_log_pieces').select()).toEqual([]);
    });

    test('is proposed to be read as a person confirmed it for the same columns before, in this tenant alone', async () => {
      const text = 'Nr;Ka;Kada\n1;priimti;03.04.2026 10:00\n2;priimti;04.04.2026 11:00\n';
      const propose = (tenantId: string, asked = text) =>
        logs.imported.propose(tenantId, { source: bytes(asked), zipped: false, zone: 'Europe/Vilnius' });
      const first = await propose(T);
      expect([first.kept, first.mapping.zone, first.proposal.delimiter]).toEqual([false, 'Europe/Vilnius', ';']);
      const mapping = {
        ...first.mapping,
        columns: [
          { name: 'Nr', role: 'case' },
          { name: 'Ka', role: 'activity' },
          { name: 'Kada', role: 'end', dateFormat: 'day first' },
        ],
      } as const;
      const broken = await logs.imported.import({ ...request(`${text}3;priimti\n`), mapping });
      expect([broken, (await propose(T)).kept]).toEqual([expect.objectContaining({ line: 4 }), false]);
      const kept = await logs.imported.import({ ...request(text), mapping });
      expect(kept).toMatchObject({ cases: 2, events: 2, fromAt: Date.parse('2026-04-03T07:00:00Z') });
      // The next file comes with commas: the columns are as they were, the form is as the bytes say.
      const next = await propose(T, text.replaceAll(';', ','));
      expect([next.kept, next.mapping]).toEqual([true, { ...mapping, delimiter: ',' }]);
      expect([(await propose('elsewhere')).kept, (await propose(T, text.replace('Ka', 'Kas'))).kept]).toEqual([false, false]);
      await logs.imported.import({ ...request(text), mapping: { ...mapping, zone: 'UTC' } });
      expect((await propose(T)).mapping.zone).toBe('UTC');
    });

    test('larger than a piece is put together again', async () => {
      // Random names do not compress: more than a megabyte of them.
      const lines = Array.from({ length: 40_000 }, (_, index) => {
        const name = Buffer.from(
          Array.from({ length: 40 }, (_unused, byte) => (index * 7919 + byte * byte * 104_729 + ((index * byte) % 251)) & 255),
        );
        return `${name.toString('hex')},receive,2026-01-05T08:00:00Z,2026-01-05T08:10:00Z,ann`;
      });
      const kept = await logs.imported.import(request(['case,activity,start,end,resource', ...lines].join('\n')));
      if ('fault' in kept) throw new Error(kept.message);
      const [row] = await database.knex('imported_log_pieces').count<{ count: string }[]>();
      expect(Number(row?.count)).toBeGreaterThan(1);
      const opened = await openLogs(database, engine).imported.open(T, kept.logKey);
      expect(opened?.log.cases.keys).toContain(lines.at(-1)?.split(',')[0]);
    });
  });

  describe("the engine's own log", () => {
    beforeEach(async () => {
      const content = modelXml('start -> user:Check{groups: desk} -> user:Sign{groups: desk} -> end', {
        id: 'p',
        name: 'Permit',
      });
      await engine.deploy(ACCESS, { resources: [{ name: 'p.bpmn', content }] });
    });

    async function begin(): Promise<CaseKey> {
      const started = await engine.start(ACCESS, { definition: { processId: 'p' }, variables: {}, dimensions: { unit: 'desk' } });
      if (isRefusal(started)) throw new Error(started.message);
      return started.caseKey;
    }
    async function openTask(caseKey: CaseKey): Promise<TaskKey> {
      const filter = [
        { field: 'caseKey', is: 'eq', value: caseKey },
        { field: 'status', is: 'notIn', value: ['completed', 'cancelled'] },
      ] as const;
      const [task] = (await engine.search.tasks(ACCESS, { filter })).items;
      if (task === undefined) throw new Error('The case has no open task.');
      return task.key;
    }
    /** Waits an hour, works two, of which half an hour is suspended. */
    async function work(caseKey: CaseKey): Promise<void> {
      const taskKey = await openTask(caseKey);
      const ask = async (command: Parameters<Engine['perform']>[2], laterMs: number) => {
        clock.pin(clock.now() + laterMs);
        const performed = await engine.perform(ACCESS, caseKey, command);
        if (isRefusal(performed)) throw new Error(performed.message);
      };
      await ask({ type: 'claimTask', taskKey, user: 'ann' }, HOUR_MS);
      await ask({ type: 'startTask', taskKey }, 0);
      await ask({ type: 'suspendTask', taskKey, reason: 'applicant' }, HOUR_MS);
      await ask({ type: 'resumeTask', taskKey }, HOUR_MS / 2);
      await ask({ type: 'completeTask', taskKey, variables: {} }, HOUR_MS / 2);
    }
    const later = () => {
      wall += FRESH_MS;
    };

    test('has every instant that the engine has, told apart as waiting, processing and suspended', async () => {
      await work(await begin());
      const own = await logs.own.one(T, 'p');
      expect(own).toMatchObject({ name: 'Permit', processId: 'p' });
      if (own === undefined) return;
      const check = times(own.log).activities.find(({ activity }) => activity === 'Check');
      expect([check?.waiting.medianMs, check?.processing.medianMs, check?.suspended.medianMs]).toEqual([
        HOUR_MS,
        1.5 * HOUR_MS,
        HOUR_MS / 2,
      ]);
      expect(bottlenecks(own.log)[0]?.extraneous.applicantMs).toBe(HOUR_MS / 2);
      // Claimed an hour after 8:00, suspended an hour later for half an hour.
      expect(own.log.claimedAt?.[0]).toBe(BEGIN + HOUR_MS);
      expect([own.log.suspensions?.fromAt[0], own.log.suspensions?.toAt[0]]).toEqual([
        BEGIN + 2 * HOUR_MS,
        BEGIN + 2.5 * HOUR_MS,
      ]);
      expect(own.nameOf('Check')).toBe('Check');
    });

    test('has a suspension that lasts, and ends it when the task is cancelled', async () => {
      const caseKey = await begin();
      const taskKey = await openTask(caseKey);
      await engine.perform(ACCESS, caseKey, { type: 'claimTask', taskKey, user: 'ann' });
      await engine.perform(ACCESS, caseKey, { type: 'startTask', taskKey });
      clock.pin(BEGIN + HOUR_MS);
      await engine.perform(ACCESS, caseKey, { type: 'suspendTask', taskKey, reason: 'authority' });
      const place = async () => {
        later();
        const log = (await logs.own.one(T, 'p'))?.log;
        return [log?.suspensions?.fromAt[0], log?.suspensions?.toAt[0], log?.suspendedMs[0], log?.suspendedMsBy?.authority[0]];
      };
      expect(await place()).toEqual([BEGIN + HOUR_MS, NaN, 0, undefined]);
      clock.pin(BEGIN + 3 * HOUR_MS);
      await engine.perform(ACCESS, caseKey, { type: 'cancelCase' });
      expect(await place()).toEqual([BEGIN + HOUR_MS, BEGIN + 3 * HOUR_MS, 2 * HOUR_MS, 2 * HOUR_MS]);
    });

    test('follows what happens: cases go on, end, and new ones come, without reading the others again', async () => {
      const first = await begin();
      const counts = async () => {
        later();
        const own = await logs.own.one(T, 'p');
        return own && { cases: own.log.cases.count, rows: own.log.rows, open: cohort({ log: own.log }).open };
      };
      expect(await counts()).toEqual({ cases: 1, rows: 1, open: 1 });
      await work(first);
      expect(await counts()).toEqual({ cases: 1, rows: 2, open: 1 });
      const second = await begin();
      expect(await counts()).toEqual({ cases: 2, rows: 3, open: 2 });
      await work(first);
      expect(await counts()).toEqual({ cases: 2, rows: 3, open: 1 });
      await engine.perform(ACCESS, second, { type: 'cancelCase' });
      expect(await counts()).toEqual({ cases: 2, rows: 3, open: 0 });
    });

    test('read before anybody asks is fresh all the same for the first question, however soon it comes', async () => {
      const first = await begin();
      await logs.own.warm(T, new AbortController().signal);
      await work(first);
      const own = await logs.own.one(T, 'p');
      expect(own).toMatchObject({ asOfAt: wall, log: { rows: 2 } });
      await begin();
      await expect(logs.own.warm(T, AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    });

    test('is the same as one that is read from the beginning', async () => {
      const keys: CaseKey[] = [];
      for (let round = 0; round < 4; round++) {
        keys.push(await begin());
        for (const key of keys.slice(-2)) await work(key);
        later();
        await logs.own.one(T, 'p');
      }
      later();
      const followed = await logs.own.one(T, 'p');
      const anew = await openLogs(database, engine, { now: () => wall }).own.one(T, 'p');
      expect(followed && times(followed.log)).toEqual(anew && times(anew.log));
      expect(followed && summarise(followed.log)).toEqual(anew && summarise(anew.log));
    });

    test('is at most two seconds old, and many questions at once read it once', async () => {
      await begin();
      let reads = 0;
      const counted: Engine = { ...engine, history: (...asked) => (reads++, engine.history(...asked)) };
      const own = openLogs(database, counted, { now: () => wall }).own;
      await Promise.all(Array.from({ length: 10 }, () => own.one(T, 'p')));
      expect(reads).toBe(1);
      wall += FRESH_MS - 1;
      await own.one(T, 'p');
      expect(reads).toBe(1);
      wall += 1;
      await own.one(T, 'p');
      expect(reads).toBe(2);
    });

    test('is of one tenant', async () => {
      await begin();
      expect(await logs.own.all('elsewhere')).toEqual([]);
      expect(await logs.own.one('elsewhere', 'p')).toBeUndefined();
    });

    test('in part is the same log with fewer cases', async () => {
      for (let count = 0; count < 3; count++) await work(await begin());
      const own = await logs.own.one(T, 'p');
      if (own === undefined) throw new Error('There is no log.');
      const part = selectCases(own.log, (index) => index !== 1);
      expect(part.cases.keys).toEqual([own.log.cases.keys[0], own.log.cases.keys[2]]);
      expect([...part.caseOf]).toEqual([0, 0, 1, 1]);
      expect(times(part).activities[0]?.n).toBe(2);
      expect(compare({ log: part }, { log: own.log }).before.n).toBe(2);
    });
  });
});
