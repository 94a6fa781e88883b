/**
 * Who is away when, and who stands in for her. Read once and kept in memory, since every request asks for it; another node's change is
 * seen after `refresh`.
 */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/time/clock.ts';
import { dayOf } from '../engine/time/zone.ts';
import type { Person } from './person.ts';
import { type Absence, deleteAbsence, insertAbsence, loadAbsences, lockAbsencesOf } from './store/absences.ts';
import { findPerson, listPeople } from './store/people.ts';

export interface Absences {
  /** Of the tenant, those that are not over; by begin. */
  list(tenantId: string): readonly Absence[];
  /** Of the tenant, also those that are over: what explains why work lay. */
  all(tenantId: string): readonly Absence[];
  /** Refused where it overlaps another one of hers, and where the stand-in is no such person, is herself, or is away too. */
  add(absence: Absence, by: string): Promise<Absence | Refusal>;
  remove(tenantId: string, user: string, from: string): Promise<Refusal | undefined>;
  /** The same person with those whose stand-in she is now. */
  withStandIns(person: Person): Promise<Person>;
  refresh(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Longer is another post. */
const LONGEST_DAYS = 3 * 366;

export async function absences(database: Database, clock: Clock, zoneOf: (tenantId: string) => string): Promise<Absences> {
  let kept: readonly Absence[] = [];
  const today = (tenantId: string): string => dayOf(clock.now(), zoneOf(tenantId));

  async function refresh(): Promise<void> {
    kept = await loadAbsences(database);
  }

  async function add(absence: Absence, by: string): Promise<Absence | Refusal> {
    const { tenantId, user, from, to, standIn } = absence;
    if (to < from) return refuse('invalid', 'The absence ends before it begins.');
    if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY_MS)
      return refuse('invalid', 'An absence lasts three years at most.');
    if ((await findPerson(database, tenantId, user)) === undefined) return refuse('notFound', `There is no person "${user}".`);
    if (standIn !== undefined) {
      const other = await findPerson(database, tenantId, standIn);
      if (standIn === user || other?.person.active !== true)
        return refuse('invalid', 'The stand-in is another person who works here.');
    }
    const added = await transaction(database, async (sql): Promise<Absence | Refusal> => {
      const own = await lockAbsencesOf(sql, tenantId, user);
      const over = own.find((one) => one.from <= to && one.to >= from);
      if (over) return refuse('conflict', `She is away from ${over.from} to ${over.to} already. Remove that absence first.`);
      const others = standIn === undefined ? [] : await lockAbsencesOf(sql, tenantId, standIn);
      const away = others.find((one) => one.from <= to && one.to >= from);
      if (away) return refuse('conflict', `The stand-in is away from ${away.from} to ${away.to}. Choose somebody else.`);
      await insertAbsence(sql, absence, clock.now(), by);
      return absence;
    });
    await refresh();
    return added;
  }

  await refresh();
  return {
    all: (tenantId) => kept.filter((one) => one.tenantId === tenantId),
    list: (tenantId) => kept.filter((one) => one.tenantId === tenantId && one.to >= today(tenantId)),
    add,
    async remove(tenantId, user, from) {
      const removed = await deleteAbsence(database, tenantId, user, from);
      await refresh();
      return removed ? undefined : refuse('notFound', 'There is no such absence.');
    },
    async withStandIns(person) {
      const { tenantId } = person;
      const day = today(tenantId);
      const away = kept.filter(
        (one) => one.standIn === person.user && one.tenantId === tenantId && one.from <= day && one.to >= day,
      );
      if (away.length === 0) return person;
      const everybody = new Map((await listPeople(database, tenantId)).map((one) => [one.user, one]));
      const standsInFor = away.flatMap(({ user }) => {
        const absent = everybody.get(user);
        return absent === undefined ? [] : [{ user, units: absent.units }];
      });
      return { ...person, standsInFor };
    },
    refresh,
  };
}
