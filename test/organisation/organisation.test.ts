/** People, sessions, calendars and terms on a real database. Hashing is cheap here; its true cost is tested in passwords.test.ts. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../database/connect.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { TaskKey } from '../../engine/ids.ts';
import { ABSOLUTE_MS, IDLE_MS, openOrganisation, type Organisation } from '../../organisation/index.ts';
import { onBothDatabases } from '../support/postgres.ts';

const CHEAP = { logN: 4, r: 1, p: 1 };
const T = 'town';
const MINUTE_MS = 60_000;

onBothDatabases((_name, openDatabase) => {
  let database: Database;
  let organisation: Organisation;
  let now = Date.parse('2026-03-02T08:00:00Z');
  const wallClock = { now: () => now };
  const open = () => openOrganisation({ database, wallClock, passwordCost: CHEAP });
  const ann = {
    user: 'ann',
    tenantId: T,
    institution: 'hall',
    name: 'Ann',
    roles: ['clerk'],
    units: ['desk'],
    password: 'right',
  } as const;

  beforeEach(async () => {
    database = await openDatabase();
    now = Date.parse('2026-03-02T08:00:00Z');
    organisation = await open();
    await organisation.people.saveInstitution(T, { institution: 'hall', name: 'Hall', zone: 'Europe/Vilnius' });
    await organisation.people.saveUnit(T, { unit: 'desk', institution: 'hall', name: 'Desk' });
    await organisation.people.create(ann);
  });
  afterEach(() => database.close());

  describe('a person', () => {
    test('has a user name of her own, in whatever tenant', async () => {
      expect(await organisation.people.create({ ...ann, tenantId: 'elsewhere', units: [] })).toMatchObject({
        refused: 'conflict',
      });
      expect(await organisation.people.find('elsewhere', 'ann')).toBeUndefined();
    });

    test('works in units that are there', async () => {
      expect(await organisation.people.create({ ...ann, user: 'bob', units: ['attic'] })).toMatchObject({ refused: 'invalid' });
      expect(await organisation.people.change(T, 'ann', { units: ['attic'] })).toMatchObject({ refused: 'invalid' });
      expect((await organisation.people.find(T, 'ann'))?.units).toEqual(['desk']);
    });

    test('who is not active any more cannot sign in, and her sessions end', async () => {
      const { token } = await organisation.sessions.open('ann');
      await organisation.people.change(T, 'ann', { active: false });
      expect(await organisation.sessions.find(token)).toBeUndefined();
      expect(await organisation.signIn.signIn('ann', 'right', '::1')).toEqual({ outcome: 'wrong' });
    });

    test('is kept with no password that could be read', async () => {
      const row = await database.knex('people').where({ user_id: 'ann' }).first<{ password_hash: string }>();
      expect(row.password_hash).toMatch(/^scrypt\$4\$1\$1\$/);
      expect(JSON.stringify(row)).not.toContain('right');
    });

    test('who administers alone cannot be taken away', async () => {
      const root = { ...ann, user: 'root', roles: ['administrator'] as const };
      await organisation.people.create(root);
      expect(await organisation.people.change(T, 'root', { active: false })).toMatchObject({ refused: 'conflict' });
      expect(await organisation.people.change(T, 'root', { roles: ['clerk'] })).toMatchObject({ refused: 'conflict' });
      await organisation.people.create({ ...root, user: 'second' });
      expect(isRefusal(await organisation.people.change(T, 'root', { active: false }))).toBe(false);
    });
  });

  describe('a password kept at another cost', () => {
    test('is hashed anew when it is next used', async () => {
      const dearer = await openOrganisation({ database, wallClock, passwordCost: { logN: 5, r: 1, p: 1 } });
      expect(await dearer.signIn.signIn('ann', 'right', '::1')).toMatchObject({ outcome: 'signedIn' });
      const row = await database.knex('people').where({ user_id: 'ann' }).first<{ password_hash: string }>();
      expect(row.password_hash).toMatch(/^scrypt\$5\$/);
      expect(await organisation.signIn.signIn('ann', 'right', '::1')).toMatchObject({ outcome: 'signedIn' });
    });
  });

  describe('a session', () => {
    test('ends half an hour after the last request, and each request moves that on', async () => {
      const { token } = await organisation.sessions.open('ann');
      for (let request = 0; request < 4; request++) {
        now += IDLE_MS - MINUTE_MS;
        expect((await organisation.sessions.find(token))?.person.user).toBe('ann');
      }
      now += IDLE_MS;
      expect(await organisation.sessions.find(token)).toBeUndefined();
    });

    test('ends twelve hours after signing in, however busy she is', async () => {
      const { token } = await organisation.sessions.open('ann');
      const endsAt = now + ABSOLUTE_MS;
      while (now + 20 * MINUTE_MS < endsAt) {
        now += 20 * MINUTE_MS;
        expect(await organisation.sessions.find(token)).toBeDefined();
      }
      now = endsAt;
      expect(await organisation.sessions.find(token)).toBeUndefined();
    });

    test('is kept by the hash of its token only, survives a restart, and is swept when it is over', async () => {
      const { token } = await organisation.sessions.open('ann');
      expect(JSON.stringify(await database.knex('sessions').select())).not.toContain(token);
      expect(await (await open()).sessions.find(token)).toBeDefined();
      now += IDLE_MS + 1;
      await organisation.maintain();
      expect(await database.knex('sessions').select()).toEqual([]);
    });

    test('of somebody who changed her password ends, but the one she changed it in', async () => {
      const other = await organisation.sessions.open('ann');
      const own = await organisation.sessions.open('ann');
      await organisation.sessions.closeAllOf('ann', own.token);
      expect(await organisation.sessions.find(other.token)).toBeUndefined();
      expect(await organisation.sessions.find(own.token)).toBeDefined();
    });
  });

  describe('wrong passwords', () => {
    test('are counted in the database: another node counts on', async () => {
      const second = await open();
      for (let attempt = 0; attempt < 5; attempt++)
        await (attempt % 2 === 0 ? organisation : second).signIn.signIn('ann', 'wrong', '::1');
      expect(await organisation.signIn.signIn('ann', 'right', '::1')).toMatchObject({ outcome: 'tooMany' });
      expect(await second.signIn.signIn('ann', 'right', '::1')).toMatchObject({ outcome: 'tooMany' });
      expect(await second.signIn.signIn('ann', 'right', '10.0.0.2')).toMatchObject({ outcome: 'signedIn' });
    });

    test('are forgiven by the right one', async () => {
      for (let round = 0; round < 3; round++) {
        for (let attempt = 0; attempt < 4; attempt++) await organisation.signIn.signIn('ann', 'wrong', '::1');
        expect(await organisation.signIn.signIn('ann', 'right', '::1')).toMatchObject({ outcome: 'signedIn' });
      }
    });
  });

  describe('a calendar', () => {
    const short = { zone: 'Europe/Vilnius', weekly: [{ weekday: 1, from: '09:00', to: '12:00' }], holidays: 'none' } as const;
    const data = { ...short, extraHolidays: [], workingDays: [], shortEves: false, absences: [] };
    const hours = (unit?: string) => organisation.calendars.calendarOf(T, unit).workingMsPerDay / 3_600_000;

    test("is the unit's own, else the institution's, else the Lithuanian office's", async () => {
      expect([hours(), hours('desk'), hours('unknown')]).toEqual([8, 8, 8]);
      await organisation.calendars.saveCalendar(T, { institution: 'hall' }, data);
      expect([hours(), hours('desk'), hours('unknown')]).toEqual([3, 3, 3]);
      await organisation.calendars.saveCalendar(
        T,
        { unit: 'desk' },
        { ...data, weekly: [{ weekday: 2, from: '10:00', to: '11:00' }] },
      );
      expect([hours(), hours('desk')]).toEqual([3, 1]);
      expect(organisation.calendars.dataOf(T, 'desk').inherited).toBe(false);
      expect(organisation.calendars.calendarOf('elsewhere', 'desk').workingMsPerDay).toBe(8 * 3_600_000);
      // Given back, it is that of the place above again.
      expect(await organisation.calendars.saveCalendar(T, { unit: 'desk' }, null)).toBe(true);
      expect([hours('desk'), organisation.calendars.dataOf(T, 'desk').inherited]).toEqual([3, true]);
    });

    test('of a place that is not there is not kept', async () => {
      expect(await organisation.calendars.saveCalendar(T, { unit: 'attic' }, data)).toBe(false);
    });

    test('that another node changed is seen after maintenance', async () => {
      const second = await open();
      await second.calendars.saveCalendar(T, { institution: 'hall' }, data);
      expect(hours()).toBe(8);
      await organisation.maintain();
      expect(hours()).toBe(3);
    });
  });

  test('the term profile in force is the latest that has begun, by the day in Lithuania', async () => {
    const profile = (validFrom: string, days: number) => ({
      id: 'general',
      legalAct: 'VIII-1234',
      validFrom,
      startsFrom: 'registered' as const,
      days,
      unit: 'working' as const,
      suspensionGrounds: [],
      restartsOnClarification: true,
    });
    await organisation.calendars.saveTermProfiles(T, 'permit', [profile('2020-01-01', 20), profile('2026-06-01', 10)]);
    const daysAt = (instant: string) => organisation.calendars.termProfileOf(T, 'permit', Date.parse(instant))?.days;
    expect(daysAt('2019-12-31T12:00:00Z')).toBeUndefined();
    expect(daysAt('2026-05-31T20:59:00Z')).toBe(20);
    expect(daysAt('2026-05-31T21:00:00Z')).toBe(10);
    expect(organisation.calendars.termProfileOf('elsewhere', 'permit', now)).toBeUndefined();
    await organisation.calendars.saveTermProfiles(T, 'permit', [profile('2026-06-01', 15)]);
    expect(daysAt('2026-07-01T00:00:00Z')).toBe(15);
  });

  test('a draft is of one person and one task of one tenant', async () => {
    const task = '1073742080' as TaskKey;
    await organisation.drafts.save(T, task, 'ann', { note: 'first' });
    await organisation.drafts.save(T, task, 'ann', { note: 'second' });
    await organisation.drafts.save(T, task, 'bob', { note: 'his' });
    expect(await organisation.drafts.find(T, task, 'ann')).toEqual({ values: { note: 'second' }, savedAt: now });
    expect(await organisation.drafts.find('elsewhere', task, 'ann')).toBeUndefined();
    await organisation.drafts.drop(T, task, 'ann');
    expect(await organisation.drafts.find(T, task, 'ann')).toBeUndefined();
    expect(await organisation.drafts.find(T, task, 'bob')).toBeDefined();
    await organisation.drafts.dropAllOf(T, task);
    expect(await organisation.drafts.find(T, task, 'bob')).toBeUndefined();
  });

  test('a fact of the installation is claimed by one of many', async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => organisation.facts.claim('demo', 'loading')));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await organisation.facts.write('demo', 'ready');
    expect(await organisation.facts.read('demo')).toBe('ready');
    await organisation.facts.forget('demo');
    expect(await organisation.facts.read('demo')).toBeUndefined();
  });
});
