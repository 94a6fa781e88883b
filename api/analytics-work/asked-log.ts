/** The log that a question names, with what is known around it. */
import { createHash } from 'node:crypto';
import type { EventLog } from '../../analytics/index.ts';
import { type Refusal, refuse } from '../../engine/errors.ts';
import type { Access } from '../../engine/index.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { type Logs, type OwnLog, type Selection, selectCases, selects } from '../../logs/index.ts';
import { type CalendarData, type Organisation, type Places, unitsWithin } from '../../organisation/index.ts';
import { openCases } from '../answers/insight.ts';
import { iso } from '../answers/instants.ts';
import { attributesIn, valuesIn } from '../contract/case-filter.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Setting } from './setting.ts';

export interface AskedLog {
  readonly source: { readonly kind: 'process' | 'log'; readonly id: string; readonly name: string };
  readonly asOf: string;
  readonly log: EventLog;
  readonly setting: Setting;
  /** Of the process, the newest first; none of an imported log. */
  readonly versions: OwnLog['versions'];
  /** Has open cases, which go on while nothing happens: what is said of it grows old by itself. */
  readonly isLive: boolean;
  /** What besides the log an answer depends on, in short. */
  readonly fingerprint: string;
}

/** What a question of either kind names. */
export interface AskedSource {
  readonly processId?: string | undefined;
  readonly logKey?: string | undefined;
  readonly hours?: Setting['hours'] | undefined;
}

export interface AskedCases {
  readonly version?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Several values each, as case-filter.ts of the contract writes them. */
  readonly institution?: string | undefined;
  readonly unit?: string | undefined;
  readonly activity?: string | undefined;
  readonly status?: Selection['status'];
  readonly where?: string | undefined;
}

/** Whose question it is: whoever may not know of all cases is answered from those that she may know of. */
export type Reach = Pick<Access, 'tenantId' | 'units'>;

export interface AskedLogs {
  open(reach: Reach, asked: AskedSource): Promise<AskedLog | Refusal>;
  /** The own logs of all processes that have cases, asked for at once. */
  all(reach: Reach): Promise<readonly AskedLog[]>;
  /** Of a process's own log the cases that were in one of the units. */
  within(reach: Reach, log: EventLog): EventLog;
  /** The cases that are meant; the same part is cut out once. */
  select(log: EventLog, selection: Selection): EventLog;
}

/** Milliseconds of age by which an answer grows old by itself: one that is younger, of a log in which nothing has happened, is given again. */
const AGING_MS = 60_000;

/**
 * What a kept answer about a log goes by, besides its columns: the question, what is known around the log, and, while cases are open, the
 * minute until which it was watched. The answer is to say of when it is.
 */
export function answerKey({ fingerprint, isLive, log }: AskedLog, ...question: readonly unknown[]): string {
  return JSON.stringify([fingerprint, isLive ? Math.floor(log.observedUntilAt / AGING_MS) : 0, ...question]);
}

/** Parts of one log that are kept in memory. */
const MOST_SELECTIONS = 4;
/** Logs of those who may not know of all cases. */
const MOST_REACHES = 8;

/** What is known of a tenant around all its logs. */
interface House {
  readonly places: Places;
  readonly complained: ReadonlySet<string>;
}

export function askedLogs(logs: Logs, organisation: Organisation): AskedLogs {
  const selections = new KeptAnswers({ most: MOST_SELECTIONS });
  const reaches = new KeptAnswers({ most: MOST_REACHES });
  const due = new KeptAnswers({ most: 1 });

  async function houseOf(tenantId: string): Promise<House> {
    const { people, letters } = organisation;
    const [institutions, units, complaints] = await Promise.all([
      people.institutions(tenantId),
      people.units(tenantId),
      letters.complaints(tenantId),
    ]);
    return { places: { institutions, units }, complained: new Set(complaints.keys()) };
  }

  function around(tenantId: string, { places, complained }: House, log: EventLog, asked: AskedSource, own?: OwnLog) {
    const { calendars } = organisation;
    const house = calendars.dataOf(tenantId, undefined).data;
    const units = new Map(log.units.map((unit) => [unit, calendars.dataOf(tenantId, unit).data]));
    const absences = new Map<string, CalendarData['absences']>();
    for (const { user, from, to } of own ? organisation.absences.all(tenantId) : [])
      absences.set(user, [...(absences.get(user) ?? []), { from, to }]);
    const setting: Setting = {
      elementNames: new Map(own ? log.activities.map((element) => [element, own.nameOf(element)] as const) : []),
      unitNames: new Map(places.units.map(({ unit, name }) => [unit, name])),
      places,
      zone: house.zone,
      hours: asked.hours ?? (own ? 'given' : 'discovered'),
      calendars: { house, units },
      absences,
      dueAt: own ? due.once(log.cases, house.zone, () => dueDays(own.dueOn, house.zone)) : new Map(),
      ...(own && { complained }),
    };
    return { log, setting, fingerprint: fingerprintOf(setting) };
  }

  function within({ units }: Reach, log: EventLog): EventLog {
    if (units === 'all') return log;
    const part = reaches.once(log.cases, JSON.stringify(units), () => selectCases(log, selects(log, { units })));
    return { ...part, observedUntilAt: log.observedUntilAt };
  }

  function ownOf(reach: Reach, house: House, asked: AskedSource, own: OwnLog): AskedLog {
    const log = within(reach, own.log);
    return {
      source: { kind: 'process', id: own.processId, name: own.name },
      asOf: iso(own.asOfAt),
      versions: own.versions,
      isLive: openCases(log) > 0,
      ...around(reach.tenantId, house, log, asked, own),
    };
  }

  return {
    within,
    async open(reach, asked) {
      const { tenantId } = reach;
      if (asked.logKey !== undefined) {
        const imported = await logs.imported.open(tenantId, asked.logKey);
        if (imported === undefined) return refuse('notFound', 'There is no such log.');
        const { log, facts } = imported;
        return {
          source: { kind: 'log', id: facts.logKey, name: facts.name },
          asOf: iso(facts.importedAt),
          versions: [],
          isLive: false,
          ...around(tenantId, await houseOf(tenantId), log, asked),
        };
      }
      const own = await logs.own.one(tenantId, asked.processId ?? '');
      if (own === undefined) return refuse('notFound', 'There is no such process, or it has no cases yet.');
      return ownOf(reach, await houseOf(tenantId), asked, own);
    },
    async all(reach) {
      const house = await houseOf(reach.tenantId);
      return (await logs.own.all(reach.tenantId)).map((own) => ownOf(reach, house, {}, own));
    },
    select(log, selection) {
      const text = JSON.stringify(selection);
      if (text === '{}') return log;
      const part = selections.once(log.cases, text, () => selectCases(log, selects(log, selection)));
      return { ...part, observedUntilAt: log.observedUntilAt };
    },
  };
}

/** Days of the institution; the last one is not in it. */
export function selectionOf(asked: AskedCases, { zone, places }: Pick<Setting, 'zone' | 'places'>): Selection {
  const { version, from, to, institution, unit, activity, status, where } = asked;
  const names = valuesIn(institution ?? '');
  return {
    ...(from !== undefined && { startedFromAt: startOfDay(from, zone) }),
    ...(to !== undefined && { startedBeforeAt: startOfDay(to, zone) }),
    ...(version !== undefined && { version: String(version) }),
    ...(names.length > 0 && { institutions: { names, units: unitsWithin(names, places) } }),
    ...(unit !== undefined && { units: valuesIn(unit) }),
    ...(activity !== undefined && { activities: valuesIn(activity) }),
    ...(status !== undefined && { status }),
    ...(where !== undefined && { attributes: attributesIn(where) ?? [] }),
  };
}

/** A case is in time to the end of its last day. */
function dueDays(dueOn: OwnLog['dueOn'], zone: string): ReadonlyMap<string, number> {
  const endOf = new Map<string, number>();
  return new Map(
    [...dueOn].map(([caseKey, day]) => {
      const known = endOf.get(day) ?? endOfDay(day, zone);
      endOf.set(day, known);
      return [caseKey, known] as const;
    }),
  );
}

const LONGEST_DAY_MS = 25 * 3_600_000;

function endOfDay(day: string, zone: string): number {
  // The day after may begin 23, 24 or 25 hours later.
  const next = new Date(startOfDay(day, 'UTC') + LONGEST_DAY_MS).toISOString().slice(0, 10);
  return startOfDay(next, zone) - 1;
}

function fingerprintOf({ calendars: { house, units }, absences, elementNames, unitNames, places, complained }: Setting): string {
  // Units that inherit a calendar share its data.
  const texts = new Map<CalendarData, string>();
  const textOf = (data: CalendarData): string => {
    const text = texts.get(data) ?? JSON.stringify(data);
    texts.set(data, text);
    return text;
  };
  const hash = createHash('sha256').update(textOf(house));
  for (const [unit, data] of units) hash.update(JSON.stringify(unit)).update(textOf(data));
  // Complaints are never taken back: how many there are tells which.
  const known = [[...elementNames], [...unitNames], [...(absences ?? [])], places.institutions, places.units, complained?.size];
  hash.update(JSON.stringify(known));
  return hash.digest('base64url').slice(0, 22);
}
