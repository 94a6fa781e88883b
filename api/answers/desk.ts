/** Figures of intake: how long requests wait to be registered, and how many documents applicants are asked for. */
import { attributeAt, traces, unitVisits } from '../../analytics/index.ts';
import type { Access, CaseKey, Engine, WorkingCalendar } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { OwnLog } from '../../logs/index.ts';
import { processNamed, type ProcessName } from './process-names.ts';

/** Fewer might name somebody. */
const LEAST = 5;
const CHUNK = 500;

type NameOf = (processId: string) => ProcessName;

interface Delay {
  readonly ms: number;
  readonly inTime: boolean;
  /** Nothing was asked for after it had come; undefined where nobody noted its documents. */
  readonly isComplete: boolean | undefined;
}

/** By an attribute of the case: from its receipt to its registration. Cases that lack either instant are left out. */
export function registrationFigures(
  logs: readonly OwnLog[],
  by: string,
  calendarOf: (unit: string | undefined) => WorkingCalendar,
  demanded: readonly Demanded[],
) {
  const askedLater = new Map(demanded.map(({ caseKey, asked }) => [caseKey as string, asked]));
  const groups = new Map<string, Delay[]>();
  for (const { log } of logs) {
    const groupOf = log.cases.attributes.get(by);
    const unitOf = log.cases.attributes.get('unit');
    for (let index = 0; index < log.cases.count; index++) {
      const received = log.cases.receivedAt[index] ?? NaN;
      const registered = log.cases.registeredAt[index] ?? NaN;
      const group = attributeAt(groupOf, index);
      if (Number.isNaN(received) || Number.isNaN(registered) || typeof group !== 'string') continue;
      const unit = attributeAt(unitOf, index);
      const calendar = calendarOf(typeof unit === 'string' ? unit : undefined);
      const [from, to] = [dayOf(received, calendar.zone), dayOf(registered, calendar.zone)];
      const delays = groups.get(group) ?? [];
      groups.set(group, delays);
      const asked = askedLater.get(log.cases.keys[index] ?? '');
      const isComplete = asked === undefined ? undefined : asked === 0;
      delays.push({ ms: registered - received, inTime: to <= calendar.addWorkingDays(from, 1), isComplete });
    }
  }
  return [...groups].map(([group, delays]) => {
    const sorted = delays.map(({ ms }) => ms).sort((a, b) => a - b);
    const isTold = sorted.length >= LEAST;
    const at = (part: number): number | null => (isTold ? (sorted[Math.ceil(part * sorted.length) - 1] ?? null) : null);
    const inTime = delays.filter((one) => one.inTime).length;
    const noted = delays.filter((one) => one.isComplete !== undefined);
    const complete = noted.filter((one) => one.isComplete).length;
    return {
      group,
      n: sorted.length,
      medianMs: at(0.5),
      p90Ms: at(0.9),
      inTimeShare: isTold ? inTime / sorted.length : null,
      completeShare: noted.length < LEAST ? null : complete / noted.length,
    };
  });
}

export interface Demanded {
  readonly caseKey: CaseKey;
  readonly demanded: number;
  readonly asked: number;
}

/** By version of the process: documents demanded of the applicant, per case. */
export async function documentFigures(engine: Engine, access: Access, demanded: readonly Demanded[], nameOf: NameOf) {
  const versions = new Map<string, { processId: string; version: number; of: Demanded[] }>();
  const byKey = new Map(demanded.map((one) => [one.caseKey as string, one]));
  const keys = [...byKey.keys()];
  for (let from = 0; from < keys.length; from += CHUNK) {
    const { items } = await engine.search.cases(access, {
      filter: [{ field: 'caseKey', is: 'in', value: keys.slice(from, from + CHUNK) }],
      limit: CHUNK,
    });
    for (const { caseKey, processId, processVersion, definitionKey } of items) {
      const known = versions.get(definitionKey) ?? { processId, version: processVersion, of: [] };
      versions.set(definitionKey, known);
      const one = byKey.get(caseKey);
      if (one) known.of.push(one);
    }
  }
  return [...versions.values()]
    .sort((a, b) => a.processId.localeCompare(b.processId) || a.version - b.version)
    .map(({ of, ...version }) => {
      const perCase = (count: (one: Demanded) => number): number | null =>
        of.length < LEAST ? null : of.reduce((sum, one) => sum + count(one), 0) / of.length;
      return {
        ...version,
        ...processNamed(nameOf(version.processId)),
        cases: of.length,
        demandedPerCase: perCase((one) => one.demanded),
        askedLaterPerCase: perCase((one) => one.asked),
      };
    });
}

/** By process and version: the units that worked on a case, and how often one passed it on. */
export function journeyFigures(logs: readonly OwnLog[], nameOf: NameOf) {
  return logs.flatMap(({ processId, log }) =>
    unitVisits(log, traces(log)).map(({ version, ...figures }) => ({
      processId,
      ...processNamed(nameOf(processId)),
      version: Number(version),
      ...figures,
    })),
  );
}
