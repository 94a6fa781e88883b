/** Quality standards, judged from live cases; the manager's morning. */
import { CASE_OPEN, standstill } from '../../analytics/index.ts';
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { FRESH_MS, type Logs } from '../../logs/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { evaluate, type KeptStandard, mondayOf, type Programme } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { iso } from '../answers/instants.ts';
import { type Judgement, listedStandard, standardDetail, stuckCase } from '../answers/standards.ts';
import { type Morning, standardOperations as operations } from '../contract/standards.ts';
import type { Binder } from '../route.ts';

export interface StandardParts {
  readonly programme: Programme;
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly logs: Logs;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

const AT_RISK_DAYS = 3;
const STUCK_DAYS = 10;
const FIRST = 20;
const DAY_MS = 86_400_000;

export function standardRoutes({ route }: Binder, parts: StandardParts): void {
  const { programme, engine, organisation } = parts;
  const { standards } = programme;
  const judge = judging(parts);

  async function detail(tenantId: string, kept: KeptStandard) {
    const { processId } = kept.body;
    return standardDetail(
      kept,
      (await processNames(engine, tenantId, [processId])).get(processId) ?? processId,
      await judge(tenantId, kept),
    );
  }

  route(operations.listStandards, async ({ access: { tenantId } }) => {
    const all = await standards.list(tenantId);
    const names = await processNames(
      engine,
      tenantId,
      all.map(({ body }) => body.processId),
    );
    return {
      items: await Promise.all(
        all.map(async (kept) =>
          listedStandard(kept, names.get(kept.body.processId) ?? kept.body.processId, await judge(tenantId, kept)),
        ),
      ),
    };
  });

  route(operations.createStandard, async ({ access: { tenantId }, person, body: { standard, note } }) => {
    const made = await standards.add(tenantId, standard, { user: person.user, note });
    return isRefusal(made) ? made : detail(tenantId, made);
  });

  route(operations.getStandard, async ({ access: { tenantId }, params: { number } }) => {
    const found = await standards.find(tenantId, Number(number));
    return found === undefined ? refuse('notFound', 'There is no such standard.') : detail(tenantId, found);
  });

  route(
    operations.changeStandard,
    async ({ access: { tenantId }, person, params: { number }, body: { version, standard, note } }) => {
      const changed = await standards.change(tenantId, Number(number), version, standard, { user: person.user, note });
      return isRefusal(changed) ? changed : detail(tenantId, changed);
    },
  );

  route(operations.acknowledgeAlert, async ({ access: { tenantId }, person, params: { number }, body }) => {
    if (!isOver(tenantId, body.from)) return refuse('invalid', 'An alert begins with the first day of a month that is over.');
    const answered = await standards.acknowledge(tenantId, Number(number), body, { user: person.user });
    return isRefusal(answered) ? answered : detail(tenantId, answered);
  });

  route(operations.getMorning, async ({ access }) => {
    const { tenantId } = access;
    const now = engine.clock.now();
    const calendar = organisation.calendars.calendarOf(tenantId, undefined);
    const today = dayOf(now, calendar.zone);
    const until = calendar.addWorkingDays(today, AT_RISK_DAYS);
    const unitNames = new Map((await organisation.people.units(tenantId)).map(({ unit, name }) => [unit, name]));
    const [overdue, atRisk, incidents, stuck, alerts, feedback] = await Promise.all([
      dueCases(engine, access, unitNames, [{ field: 'dueOn', is: 'lt', value: today }]),
      dueCases(engine, access, unitNames, [
        { field: 'dueOn', is: 'gte', value: today },
        { field: 'dueOn', is: 'lte', value: until },
      ]),
      engine.search.incidents(access, { filter: [{ field: 'resolvedAt', is: 'exists', value: false }], limit: 1 }),
      stuckCases(parts, access, now),
      openAlerts(tenantId),
      feedbackOf(parts, tenantId, today),
    ]);
    return { asOf: iso(now), today, overdue, atRisk: { ...atRisk, until }, stuck, incidents: incidents.total, alerts, feedback };
  });

  function isOver(tenantId: string, firstOfMonth: string): boolean {
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    return firstOfMonth.endsWith('-01') && firstOfMonth.slice(0, 7) < dayOf(engine.clock.now(), zone).slice(0, 7);
  }

  async function openAlerts(tenantId: string): Promise<Morning['alerts']> {
    const found: Morning['alerts'] = [];
    for (const kept of await standards.list(tenantId)) {
      if (kept.body.status !== 'inForce') continue;
      const { standing } = listedStandard(kept, '', await judge(tenantId, kept));
      if (standing?.alert && standing.alert.acknowledged === null)
        found.push({ number: kept.number, title: kept.body.title, alert: standing.alert, month: standing.month });
    }
    return found;
  }
}

const MOST_VERSIONS = 10_000;

/** What processes are called in their newest versions, asked once for all. */
export async function processNames(
  engine: Engine,
  tenantId: string,
  processIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { items } = await engine.search.definitions(
    { tenantId, units: 'all' },
    {
      filter: [{ field: 'processId', is: 'in', value: [...new Set(processIds)] }],
      sort: [{ field: 'version', order: 'asc' }],
      limit: MOST_VERSIONS,
    },
  );
  return new Map(items.map(({ processId, name }) => [processId, name]));
}

/** Judges a standard from its process's cases, once for as long as nothing changes; undefined when the process has none. */
export function judging({ organisation, asked, kept: answers }: Pick<StandardParts, 'organisation' | 'asked' | 'kept'>) {
  return async (tenantId: string, { number, version, body }: KeptStandard): Promise<Judgement | undefined> => {
    const opened = await asked.open({ tenantId, units: 'all' }, { processId: body.processId });
    if (isRefusal(opened)) return undefined;
    const { log, setting, asOf, fingerprint, isLive } = opened;
    const calendar = organisation.calendars.calendarOf(tenantId, body.unit);
    const found = answers.once(
      log.cases,
      JSON.stringify(['standard', number, version, fingerprint]),
      () => evaluate({ log, calendar, dueAt: setting.dueAt, unit: body.unit }, body.promise),
      isLive ? FRESH_MS : Infinity,
    );
    return { log, setting, asOf, found };
  };
}

type Filter = NonNullable<Parameters<Engine['search']['cases']>[1]['filter']>;

async function dueCases(engine: Engine, access: Access, unitNames: ReadonlyMap<string, string>, due: Filter) {
  const { items, total } = await engine.search.cases(access, {
    filter: [{ field: 'status', is: 'eq', value: 'active' }, ...due],
    sort: [{ field: 'dueOn', order: 'asc' }],
    limit: FIRST,
  });
  return {
    total,
    cases: items.map(({ caseKey, caseNumber, processName, unit, dueOn = '' }) => ({
      caseKey,
      caseNumber: caseNumber ?? null,
      processName,
      unit: { unit: unit ?? null, name: unit === undefined ? null : (unitNames.get(unit) ?? unit) },
      dueOn,
    })),
  };
}

/** Of all processes, the longest first. */
async function stuckCases(
  { logs, organisation, asked }: StandardParts,
  { tenantId, units }: Access,
  now: number,
): Promise<Morning['stuck']> {
  const calendar = organisation.calendars.calendarOf(tenantId, undefined);
  const today = dayOf(now, calendar.zone);
  const found: Morning['stuck']['cases'] = [];
  for (const { processId, name, log } of await logs.own.all(tenantId)) {
    const opened = await asked.open({ tenantId, units: 'all' }, { processId });
    if (isRefusal(opened)) continue;
    const of = { log, setting: opened.setting };
    for (let index = 0; index < log.cases.count; index++) {
      if (log.cases.status[index] !== CASE_OPEN) continue;
      const { sinceAt } = standstill(log, index);
      // A working day is no shorter than a day: most cases need no calendar.
      if (!(now - sinceAt >= STUCK_DAYS * DAY_MS)) continue;
      const workingDays = calendar.workingDaysBetween(dayOf(sinceAt, calendar.zone), today);
      if (workingDays < STUCK_DAYS) continue;
      const stuck = { ...stuckCase(of, index, workingDays), processName: name };
      if (units === 'all' || units.includes(stuck.unit.unit ?? '')) found.push(stuck);
    }
  }
  found.sort((a, b) => b.workingDays - a.workingDays);
  return { total: found.length, cases: found.slice(0, FIRST) };
}

/** What citizens have answered since Monday of last week: answers are kept by week, so that nobody is known by the day. */
async function feedbackOf({ programme, logs }: StandardParts, tenantId: string, today: string): Promise<Morning['feedback']> {
  const from = new Date(Date.parse(`${mondayOf(today)}T00:00:00Z`) - 7 * DAY_MS).toISOString().slice(0, 10);
  const values: number[] = [];
  for (const { processId } of await logs.own.all(tenantId))
    for (const { week, value } of await programme.surveys.ratings(tenantId, processId)) if (week >= from) values.push(value);
  const n = values.length;
  return { n, mean: n < 5 ? null : values.reduce((sum, value) => sum + value, 0) / n, from };
}
