/** Quality standards: what is promised, kept in all its versions; whether it is kept is worked out from cases, never typed in. */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { isRefusal, refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Author } from './change-plan.ts';
import type { Standard, StandardText } from './standard/standard-shapes.ts';
import { type KeptRecord, loadHistory, loadRecords, lockPlan, writeRecord } from './store/change-plan.ts';

export type KeptStandard = KeptRecord<'standard'>;

export interface Acknowledgement {
  /** First day of the first month of the alert. */
  readonly from: string;
  readonly note: string;
  /** Number of the measure of the change plan that is to mend it. */
  readonly measure?: number | undefined;
}

export interface Standards {
  list(tenantId: string): Promise<readonly KeptStandard[]>;
  find(tenantId: string, number: number): Promise<KeptStandard | undefined>;
  /** Refused when there is no such unit, or a standard in force promises the same. */
  add(tenantId: string, text: StandardText, author: Author): Promise<KeptStandard | Refusal>;
  /** Refused when somebody has changed it since `version`. */
  change(tenantId: string, number: number, version: number, text: StandardText, author: Author): Promise<KeptStandard | Refusal>;
  /** Refused when it is acknowledged already, or there is no such measure. */
  acknowledge(tenantId: string, number: number, of: Acknowledgement, author: Author): Promise<KeptStandard | Refusal>;
  /** Newest first. */
  history(tenantId: string, number: number): Promise<readonly KeptStandard[]>;
}

export function standards(database: Database, organisation: Organisation, clock: Clock): Standards {
  /** Reads, decides and writes with the programme locked. @param to what is to be in force; a refusal changes nothing */
  async function write(
    tenantId: string,
    author: Author,
    to: (all: readonly KeptStandard[]) => Pick<KeptStandard, 'number' | 'version' | 'body'> | Refusal,
  ): Promise<KeptStandard | Refusal> {
    return transaction(database, async (sql) => {
      await lockPlan(sql, tenantId);
      const next = to(await loadRecords(sql, tenantId, 'standard'));
      if (isRefusal(next)) return next;
      const { user, note } = author;
      const record = { ...next, changedAt: clock.now(), changedBy: user, ...(note !== undefined && { note }) };
      await writeRecord(sql, tenantId, 'standard', record);
      return record;
    });
  }

  async function faultOf(tenantId: string, { unit }: StandardText): Promise<Refusal | undefined> {
    const units = await organisation.people.units(tenantId);
    return unit === undefined || units.some((known) => known.unit === unit)
      ? undefined
      : refuse('invalid', `There is no unit “${unit}”: choose one of the institution's, or leave it out.`);
  }

  return {
    list: (tenantId) => loadRecords(database.knex, tenantId, 'standard'),
    history: (tenantId, number) => loadHistory(database.knex, tenantId, 'standard', number),
    async find(tenantId, number) {
      return (await loadRecords(database.knex, tenantId, 'standard')).find((one) => one.number === number);
    },

    async add(tenantId, text, author) {
      const fault = await faultOf(tenantId, text);
      if (fault) return fault;
      return write(tenantId, author, (all) => {
        const twin = all.find(({ body }) => body.status === 'inForce' && isSame(body, text));
        if (twin !== undefined)
          return refuse('conflict', `Standard ${String(twin.number)} promises the same: change that one instead.`);
        const number = Math.max(0, ...all.map((one) => one.number)) + 1;
        return { number, version: 1, body: { ...text, acknowledged: [] } };
      });
    },

    async change(tenantId, number, version, text, author) {
      const fault = await faultOf(tenantId, text);
      if (fault) return fault;
      return write(tenantId, author, (all) => {
        const before = all.find((one) => one.number === number);
        if (before === undefined) return missing();
        if (before.version !== version)
          return refuse('conflict', `${before.changedBy} has changed it since you opened it: look at it, then change again.`);
        return { number, version: version + 1, body: { ...text, acknowledged: before.body.acknowledged } };
      });
    },

    async acknowledge(tenantId, number, { from, note, measure }, author) {
      if (measure !== undefined) {
        const measures = await loadRecords(database.knex, tenantId, 'measure');
        if (!measures.some((one) => one.number === measure))
          return refuse('invalid', `The change plan has no measure ${String(measure)}.`);
      }
      return write(tenantId, author, (all) => {
        const before = all.find((one) => one.number === number);
        if (before === undefined) return missing();
        const { body, version } = before;
        if (body.acknowledged.some((one) => one.from === from))
          return refuse('conflict', 'Somebody has acknowledged this alert already.');
        const at = new Date(clock.now()).toISOString();
        const entry = { from, at, by: author.user, note, ...(measure !== undefined && { measure }) };
        // The latest hundred: an old alert that comes up again may be answered again.
        return { number, version: version + 1, body: { ...body, acknowledged: [...body.acknowledged, entry].slice(-100) } };
      });
    },
  };
}

function missing(): Refusal {
  return refuse('notFound', 'There is no such standard.');
}

function isSame(a: StandardText | Standard, b: StandardText): boolean {
  return a.processId === b.processId && a.unit === b.unit && isDeepStrictEqual(a.promise, b.promise);
}
