/** The manager's morning: what needs her today, from live cases. What all parts need is asked once. */
import { CASE_OPEN, type Selection, selects, SMALLEST_GROUP, standstill } from '../../analytics/index.ts';
import type { Access, Engine, WorkingCalendar } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { Logs, OwnLog } from '../../logs/index.ts';
import { mondayOf, type Programme } from '../../programme/index.ts';
import { complaintsIn } from '../../organisation/index.ts';
import { selectionOf } from '../analytics-work/asked-log.ts';
import { unitOf } from '../analytics-work/setting.ts';
import { meantRatings } from '../answers/meant-ratings.ts';
import { iso } from '../answers/instants.ts';
import { processNamed, processNames, type ProcessName } from '../answers/process-names.ts';
import { listedStandard, stuckCase } from '../answers/standards.ts';
import { type Morning, standardOperations as operations } from '../contract/standards.ts';
import type { Binder } from '../route.ts';
import { casesOf } from './desk.ts';
import { judging, type StandardParts } from './standards.ts';

const AT_RISK_DAYS = 3;
const STUCK_DAYS = 10;
const FIRST = 20;
const DAY_MS = 86_400_000;

interface Names {
  readonly process: (processId: string) => ProcessName;
  readonly unitNames: ReadonlyMap<string, string>;
}

export function morningRoutes({ route }: Binder, parts: StandardParts & { readonly logs: Logs }): void {
  const { programme, engine, organisation, logs } = parts;
  const judge = judging(parts);

  route(operations.getMorning, async ({ access, query }) => {
    const { tenantId } = access;
    const now = engine.clock.now();
    const calendar = organisation.calendars.calendarOf(tenantId, undefined);
    const today = dayOf(now, calendar.zone);
    const until = calendar.addWorkingDays(today, AT_RISK_DAYS);
    const own = await logs.own.all(tenantId);
    const processIds = own.map(({ processId }) => processId);
    const [process, units, institutions] = await Promise.all([
      processNames(engine, programme, tenantId, processIds),
      organisation.people.units(tenantId),
      organisation.people.institutions(tenantId),
    ]);
    const names = { process, unitNames: new Map(units.map(({ unit, name }) => [unit, name])) };
    const selection = selectionOf(query, { zone: calendar.zone, places: { institutions, units } });
    const isFiltered = Object.keys(selection).length > 0;
    const chosen = own.map((one) => ({ ...one, isMeant: selects(one.log, selection) }));
    const meant: Filter = isFiltered ? [{ field: 'caseKey', is: 'in', value: openKeys(chosen) }] : [];
    const [overdue, atRisk, incidents, complaints, alerts, feedback] = await Promise.all([
      dueCases(engine, access, names, [...meant, { field: 'dueOn', is: 'lt', value: today }]),
      dueCases(engine, access, names, [
        ...meant,
        { field: 'dueOn', is: 'gte', value: today },
        { field: 'dueOn', is: 'lte', value: until },
      ]),
      engine.search.incidents(access, { filter: [...meant, { field: 'resolvedAt', is: 'exists', value: false }], limit: 1 }),
      complaintsWaiting(access, today, isFiltered ? chosen : undefined),
      openAlerts(tenantId),
      feedbackOf(programme, tenantId, processIds, today, selection),
    ]);
    const stuck = stuckCases(chosen, access.units, calendar, names, now);
    return {
      ...{ asOf: iso(now), today, overdue, atRisk: { ...atRisk, until }, stuck },
      ...{ incidents: incidents.total, complaints, alerts, feedback },
    };
  });

  /** Of the cases that are meant, ended ones too. @param chosen undefined: all */
  async function complaintsWaiting(access: Access, today: string, chosen: readonly ChosenLog[] | undefined) {
    const complained = await organisation.letters.complaints(access.tenantId);
    const meant = chosen && new Set(chosen.flatMap(({ log, isMeant }) => log.cases.keys.filter((_, index) => isMeant(index))));
    const unanswered = [...complained].flatMap(([caseKey, { unanswered: count }]) =>
      count > 0 && meant?.has(caseKey) !== false ? [caseKey] : [],
    );
    const known = unanswered.length === 0 ? [] : await casesOf(engine, access, unanswered);
    const written = await organisation.letters.ofMany(
      access.tenantId,
      known.map(({ caseKey }) => caseKey),
    );
    const waiting = known.flatMap(({ caseKey, tenantId, unit }) =>
      complaintsIn(written.get(caseKey) ?? [], organisation.calendars.calendarOf(tenantId, unit)).filter(
        ({ answered }) => !answered,
      ),
    );
    return { waiting: waiting.length, late: waiting.filter(({ dueOn }) => dueOn < today).length };
  }

  async function openAlerts(tenantId: string): Promise<Morning['alerts']> {
    const inForce = (await programme.standards.list(tenantId)).filter(({ body }) => body.status === 'inForce');
    const judged = await Promise.all(
      inForce.map(async (kept) => ({ kept, ...listedStandard(kept, { own: '' }, await judge(tenantId, kept)) })),
    );
    return judged.flatMap(({ number, title, promise, standing }) =>
      standing?.alert?.acknowledged === null ? [{ number, title, promise, alert: standing.alert, month: standing.month }] : [],
    );
  }
}

type Filter = NonNullable<Parameters<Engine['search']['cases']>[1]['filter']>;

async function dueCases(engine: Engine, access: Access, names: Names, due: Filter) {
  const { items, total } = await engine.search.cases(access, {
    filter: [{ field: 'status', is: 'eq', value: 'active' }, ...due],
    sort: [{ field: 'dueOn', order: 'asc' }],
    limit: FIRST,
  });
  return {
    total,
    cases: items.map(({ caseKey, caseNumber, processId, unit, dueOn = '' }) => ({
      caseKey,
      caseNumber: caseNumber ?? null,
      ...processNamed(names.process(processId)),
      unit: unitOf(names, unit ?? null),
      dueOn,
    })),
  };
}

interface ChosenLog extends OwnLog {
  readonly isMeant: (caseIndex: number) => boolean;
}

function openKeys(chosen: readonly ChosenLog[]): readonly string[] {
  return chosen.flatMap(({ log: { cases }, isMeant }) =>
    cases.keys.filter((_, index) => cases.status[index] === CASE_OPEN && isMeant(index)),
  );
}

/** Of all processes, the longest first. */
function stuckCases(
  own: readonly ChosenLog[],
  units: Access['units'],
  calendar: WorkingCalendar,
  names: Names,
  now: number,
): Morning['stuck'] {
  const today = dayOf(now, calendar.zone);
  const found: Morning['stuck']['cases'] = [];
  for (const { processId, nameOf, log, isMeant } of own) {
    const elementNames = new Map(log.activities.map((element) => [element, nameOf(element)]));
    const of = { log, setting: { elementNames, unitNames: names.unitNames } };
    for (let index = 0; index < log.cases.count; index++) {
      if (log.cases.status[index] !== CASE_OPEN || !isMeant(index)) continue;
      const { sinceAt } = standstill(log, index);
      // A working day is no shorter than a day: most cases need no calendar.
      if (!(now - sinceAt >= STUCK_DAYS * DAY_MS)) continue;
      const workingDays = calendar.workingDaysBetween(dayOf(sinceAt, calendar.zone), today);
      if (workingDays < STUCK_DAYS) continue;
      const stuck = { ...stuckCase(of, index, workingDays), ...processNamed(names.process(processId)) };
      if (units === 'all' || units.includes(stuck.unit.unit ?? '')) found.push(stuck);
    }
  }
  found.sort((a, b) => b.workingDays - a.workingDays);
  return { total: found.length, cases: found.slice(0, FIRST) };
}

/** What citizens have answered since Monday of last week: answers are kept by week, so that nobody is known by the day. */
async function feedbackOf(
  { surveys }: Programme,
  tenantId: string,
  processIds: readonly string[],
  today: string,
  selection: Selection,
): Promise<Morning['feedback']> {
  const from = new Date(Date.parse(`${mondayOf(today)}T00:00:00Z`) - 7 * DAY_MS).toISOString().slice(0, 10);
  const recent = (await surveys.ratings(tenantId, processIds)).filter(({ week }) => week >= from);
  const meant = meantRatings(recent, selection);
  const values = (meant ?? []).map(({ value }) => value);
  const n = values.length;
  const mean = n < SMALLEST_GROUP ? null : values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, from, isDivided: meant !== undefined };
}
