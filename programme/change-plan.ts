/**
 * The change plan: recommendations with their evidence, measures with what was measured, and a watch over what was achieved. People write
 * what they mean to do; baselines, achievements and effects come from analytics and are never typed in.
 */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { isRefusal, refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import { dayOf } from '../engine/time/zone.ts';
import { institutionsOf, type Organisation } from '../organisation/index.ts';
import type {
  Effect,
  Evidence,
  Indicator,
  Measured,
  MeasureText,
  PlanMeasure,
  Recommendation,
  RecommendationText,
} from './plan/plan-shapes.ts';
import type { Forecasts } from './forecasts.ts';
import { isReached, slidBack, type WatchedPeriod, wayGone, wholeMonths } from './plan/watch.ts';
import { type KeptRecord, loadHistory, loadRecords, lockPlan, type PlanKind, writeRecord } from './store/change-plan.ts';
import type { Changing } from './store/services.ts';

/** Days; end exclusive. */
export interface MeasuredDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sinceVersion?: number | undefined;
}
/** Measures the cases of one process as they are now. */
export type Gauge = (indicator: Indicator, days: MeasuredDays) => Measured;
/** Opens the process; refused when it has no cases. */
export type Meter = (tenantId: string, processId: string) => Promise<Gauge | Refusal>;

export interface Standing {
  /** With the version of the change and later ones; without a version, since the end of the baseline. */
  readonly achieved: Measured;
  /** Part of the way from baseline to target. */
  readonly wayGone: number | null;
  readonly reached: boolean | null;
  readonly overdue: boolean;
  /** Whole months since the end of the baseline. */
  readonly months: readonly WatchedPeriod[];
}

export interface StandingMeasure extends KeptRecord<'measure'> {
  readonly standing: Standing;
}

export interface Author {
  readonly user: string;
  readonly note?: string | undefined;
}

export interface ChangePlan {
  recommendations(tenantId: string): Promise<readonly KeptRecord<'recommendation'>[]>;
  draft(tenantId: string, text: RecommendationText, evidence: Evidence, author: Author): Promise<KeptRecord<'recommendation'>>;
  /** Its evidence stays. Refused when somebody has changed it since `version`. */
  changeRecommendation(
    tenantId: string,
    number: number,
    version: number,
    text: RecommendationText,
    author: Author,
  ): Promise<KeptRecord<'recommendation'> | Refusal>;
  /** Measured anew; those that slid back are reopened by it. */
  measures(tenantId: string, meter: Meter): Promise<readonly StandingMeasure[]>;
  add(tenantId: string, text: MeasureText, meter: Meter, author: Author): Promise<KeptRecord<'measure'> | Refusal>;
  change(
    tenantId: string,
    number: number,
    version: number,
    text: MeasureText,
    meter: Meter,
    author: Author,
  ): Promise<KeptRecord<'measure'> | Refusal>;
  /** Keeps a comparison with its verdict; refused when it is of another process. */
  keepEffect(
    tenantId: string,
    number: number,
    processId: string,
    effectOf: (of: PlanMeasure) => Effect,
    author: Author,
  ): Promise<KeptRecord<'measure'> | Refusal>;
  /** Newest first. */
  history<Kind extends PlanKind>(tenantId: string, kind: Kind, number: number): Promise<readonly KeptRecord<Kind>[]>;
}

/** Who has done what nobody of the house did. */
const WATCH = 'eiga';

export function changePlan(
  database: Database,
  organisation: Organisation,
  forecasts: Pick<Forecasts, 'find'>,
  clock: Clock,
): ChangePlan {
  const today = (tenantId: string) => dayOf(clock.now(), organisation.calendars.dataOf(tenantId, undefined).data.zone);
  const nowText = () => new Date(clock.now()).toISOString();

  async function saved<Kind extends PlanKind>(
    sql: Changing,
    tenantId: string,
    kind: Kind,
    of: Pick<KeptRecord<Kind>, 'number' | 'version' | 'body'>,
    { user, note }: Author,
  ): Promise<KeptRecord<Kind>> {
    const record = { ...of, changedAt: clock.now(), changedBy: user, ...(note !== undefined && { note }) };
    await writeRecord(sql, tenantId, kind, record);
    return record;
  }

  async function added<Kind extends PlanKind>(tenantId: string, kind: Kind, body: KeptRecord<Kind>['body'], author: Author) {
    return transaction(database, async (sql) => {
      await lockPlan(sql, tenantId);
      const number = Math.max(0, ...(await loadRecords(sql, tenantId, kind)).map((one) => one.number)) + 1;
      return saved(sql, tenantId, kind, { number, version: 1, body }, author);
    });
  }

  /** @param version as it was when it was looked at; undefined: whichever there is */
  async function changed<Kind extends PlanKind>(
    tenantId: string,
    kind: Kind,
    number: number,
    version: number | undefined,
    to: (before: KeptRecord<Kind>['body']) => KeptRecord<Kind>['body'] | Refusal,
    author: Author,
  ): Promise<KeptRecord<Kind> | Refusal> {
    return transaction(database, async (sql) => {
      await lockPlan(sql, tenantId);
      const before = (await loadRecords(sql, tenantId, kind)).find((one) => one.number === number);
      if (before === undefined) return missing();
      if (version !== undefined && before.version !== version)
        return refuse('conflict', `${before.changedBy} has changed it since you opened it: look at it, then change again.`);
      const body = to(before.body);
      if (isRefusal(body)) return body;
      return saved(sql, tenantId, kind, { number, version: before.version + 1, body }, author);
    });
  }

  /** What is measured of a text: its baseline, and what was achieved when it is done. */
  async function measuredOf(
    tenantId: string,
    text: MeasureText,
    before: PlanMeasure | undefined,
    meter: Meter,
  ): Promise<PlanMeasure | Refusal> {
    const units = await organisation.people.units(tenantId);
    if (!units.some(({ unit }) => unit === text.owner)) return refuse('invalid', `There is no unit “${text.owner}”.`);
    const { institution } = text.indicator;
    if (institution !== undefined && institutionsOf(institution, await organisation.people.institutions(tenantId)).length === 0)
      return refuse('invalid', `There is no institution “${institution}”.`);
    if (text.recommendation !== undefined) {
      const known = await loadRecords(database.knex, tenantId, 'recommendation');
      if (!known.some(({ number }) => number === text.recommendation))
        return refuse('invalid', 'There is no such recommendation.');
    }
    if (text.forecast !== undefined) {
      const kept = await forecasts.find(tenantId, Number(text.forecast));
      if (kept?.forecast.processId !== text.indicator.processId)
        return refuse('invalid', 'There is no such forecast of this process.');
    }
    const gauge = await meter(tenantId, text.indicator.processId);
    if (isRefusal(gauge)) return gauge;
    const isAsBefore = before !== undefined && same(before.indicator, text.indicator) && same(before.baseline, text.baseline);
    const baseline = isAsBefore ? before.before : { ...gauge(text.indicator, text.baseline), frozenAt: nowText() };
    if (baseline.value === null)
      return refuse(
        'invalid',
        `The baseline has ${String(baseline.n)} cases or answers with this indicator; 5 are needed. Choose a longer period.`,
      );
    const effect = before?.effect !== undefined && same(before.indicator, text.indicator) ? before.effect : undefined;
    const isDoneBefore = before?.status === 'done' && isAsBefore;
    const secured =
      text.status !== 'done'
        ? undefined
        : isDoneBefore && before.secured
          ? before.secured
          : { ...gauge(text.indicator, achievedDays(text)), at: nowText() };
    return {
      ...text,
      before: baseline,
      ...(effect && { effect }),
      ...(secured && { secured }),
      ...(text.status === 'reopened' && before?.slid && { slid: before.slid }),
    };
  }

  function standingOf(body: PlanMeasure, gauge: Gauge | undefined, day: string): Standing {
    const nothing: Measured = { value: null, n: 0 };
    const achieved = gauge?.(body.indicator, achievedDays(body)) ?? nothing;
    const isOpen = body.status === 'planned' || body.status === 'underWay' || body.status === 'reopened';
    return {
      achieved,
      wayGone: wayGone(body.before.value, body.target, achieved.value),
      reached: isReached(body.indicator.kind, body.target, achieved.value),
      overdue: isOpen && body.dueOn < day,
      months: gauge === undefined ? [] : monthsOf(body, gauge, body.baseline.to, day),
    };
  }

  function monthsOf({ indicator, toBe }: PlanMeasure, gauge: Gauge, from: string, until: string): readonly WatchedPeriod[] {
    return wholeMonths(from, until)
      .slice(-MOST_MONTHS)
      .map((month) => ({ ...month, ...gauge(indicator, { ...month, sinceVersion: toBe?.version }) }));
  }

  /** Reopened when it slid back. */
  async function watched(tenantId: string, record: KeptRecord<'measure'>, gauge: Gauge, day: string) {
    const { body } = record;
    const { secured } = body;
    if (body.status !== 'done' || secured === undefined || secured.value === null) return record;
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    const since = monthsOf(body, gauge, dayOf(Date.parse(secured.at), zone), day);
    const periods = slidBack(body.indicator.kind, since, secured.value, body.tolerance);
    if (periods === undefined) return record;
    const slid = { at: nowText(), periods: periods.map((period) => ({ ...period })) };
    const done = await changed(
      tenantId,
      'measure',
      record.number,
      record.version,
      (before) => ({ ...before, status: 'reopened', slid }),
      { user: WATCH },
    );
    return isRefusal(done) ? record : done;
  }

  return {
    recommendations: (tenantId) => loadRecords(database.knex, tenantId, 'recommendation'),
    draft: (tenantId, text, evidence, author) => added(tenantId, 'recommendation', { ...text, evidence: [evidence] }, author),
    changeRecommendation: (tenantId, number, version, text, author) =>
      changed(tenantId, 'recommendation', number, version, ({ evidence }): Recommendation => ({ ...text, evidence }), author),
    async measures(tenantId, meter) {
      const day = today(tenantId);
      const rows: StandingMeasure[] = [];
      for (const record of await loadRecords(database.knex, tenantId, 'measure')) {
        const gauge = await meter(tenantId, record.body.indicator.processId);
        const known = isRefusal(gauge) ? undefined : gauge;
        const now = known === undefined ? record : await watched(tenantId, record, known, day);
        rows.push({ ...now, standing: standingOf(now.body, known, day) });
      }
      return rows;
    },
    async add(tenantId, text, meter, author) {
      const body = await measuredOf(tenantId, text, undefined, meter);
      return isRefusal(body) ? body : added(tenantId, 'measure', body, author);
    },
    async change(tenantId, number, version, text, meter, author) {
      const before = (await loadRecords(database.knex, tenantId, 'measure')).find((one) => one.number === number);
      if (before === undefined) return missing();
      const body = await measuredOf(tenantId, text, before.body, meter);
      return isRefusal(body) ? body : changed(tenantId, 'measure', number, version, () => body, author);
    },
    keepEffect: (tenantId, number, processId, effectOf, author) =>
      changed(
        tenantId,
        'measure',
        number,
        undefined,
        (before) =>
          before.indicator.processId === processId
            ? { ...before, effect: effectOf(before) }
            : refuse('invalid', 'The comparison is of another process than the measure.'),
        author,
      ),
    history: (tenantId, kind, number) => loadHistory(database.knex, tenantId, kind, number),
  };
}

const MOST_MONTHS = 24;

function achievedDays({ toBe, baseline }: MeasureText): MeasuredDays {
  return toBe === undefined ? { from: baseline.to } : { sinceVersion: toBe.version };
}

function same(one: object, other: object): boolean {
  const text = (of: object) => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

function missing(): Refusal {
  return refuse('notFound', 'There is no such part of the plan.');
}

/** Members that differ from those of the version before; of the first all. */
export function changedMembers(body: object, before: object | undefined): readonly string[] {
  const [now, old] = [new Map(Object.entries(body)), new Map(Object.entries(before ?? {}))];
  const names = new Set([...now.keys(), ...old.keys()]);
  const text = (value: unknown) =>
    JSON.stringify(value, (_name, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    );
  return [...names].filter((name) => text(now.get(name)) !== text(old.get(name))).sort();
}
