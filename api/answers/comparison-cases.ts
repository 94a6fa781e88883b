/** What a whole comparison shows of single cases: when each was due, how durations spread, the cases behind the figures. */
import {
  attributeAt,
  type AttributeColumn,
  attributeOfCases,
  type CaseCohort,
  cohort,
  type CohortChoice,
  type EventLog,
  OBSERVED_COMPLETED,
  OBSERVED_OPEN,
  quantileOfSorted,
  strataOf,
} from '../../analytics/index.ts';
import type { Setting } from '../analytics-work/setting.ts';
import type { CaseBehind, FullComparisonJson } from '../contract/comparisons.ts';
import { dueDates } from './analytics-time.ts';
import { iso } from './instants.ts';

/** The attribute that `withDue` adds. */
export const DUE = 'eiga:due';

/** The log with the instant at which each case is due, as an attribute; the log itself where no case is known to be due. */
export function withDue(log: EventLog, setting: Setting, standardDays: number | undefined): EventLog {
  const dueAt = dueDates(log, setting, { standardDays });
  if (dueAt.every((at) => Number.isNaN(at))) return log;
  const values = [...new Set(dueAt)].filter((at) => !Number.isNaN(at));
  const codeOf = new Map(values.map((at, code) => [at, code] as const));
  const column: AttributeColumn = { codes: Int32Array.from(dueAt, (at) => codeOf.get(at) ?? -1), values };
  return { ...log, cases: { ...log.cases, attributes: new Map(log.cases.attributes).set(DUE, column) } };
}

/** Both sides as they were compared: without the cases of the control. */
export function comparedCohorts(
  [before, after]: readonly [CohortChoice, CohortChoice],
  control: FullComparisonJson['control'],
): readonly [CaseCohort, CaseCohort] {
  const without = (choice: CohortChoice): CaseCohort => {
    if (control === null) return cohort(choice);
    const of = attributeOfCases(choice.log, control.attribute);
    return cohort({ ...choice, only: (index) => String(of(index)) !== control.value });
  };
  return [without(before), without(after)];
}

const MOST_STEPS = 24;
const HOUR_MS = 3_600_000;
const NICE_MS = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 336, 480, 720, 1440, 2160, 4320].map(
  (hours) => hours * HOUR_MS,
);

/** Completed cases in steps that both sides share, up to what 98 of 100 take. */
export function histogram(cohorts: readonly [CaseCohort, CaseCohort]): FullComparisonJson['histogram'] {
  const all = Float64Array.from(cohorts.flatMap(({ completedMs }) => [...completedMs])).sort();
  if (all.length === 0) return [];
  const mostMs = quantileOfSorted(all, 0.98);
  const stepMs = NICE_MS.find((ms) => mostMs / ms <= MOST_STEPS) ?? mostMs / MOST_STEPS;
  const steps = Math.floor(mostMs / stepMs) + 1;
  const rows = Array.from({ length: steps + 1 }, (_, place): FullComparisonJson['histogram'][number] => ({
    fromMs: place * stepMs,
    toMs: place === steps ? null : (place + 1) * stepMs,
    before: 0,
    after: 0,
  }));
  for (const [place, { completedMs }] of cohorts.entries())
    for (const ms of completedMs) {
      const row = rows[Math.min(steps, Math.floor(ms / stepMs))];
      if (row) row[place === 0 ? 'before' : 'after']++;
    }
  const last = rows.at(-1);
  return last && last.before + last.after === 0 ? rows.slice(0, -1) : rows;
}

/** Of each side. */
const MOST_CASES = 1_000;

/** The longest first. @param by attributes by which cases are alike */
export function casesBehind(cohorts: readonly [CaseCohort, CaseCohort], by: readonly string[]): FullComparisonJson['cases'] {
  const strata = by.length === 0 ? null : strataOf(cohorts, by);
  const stratumOf = strata && !('unknown' in strata) ? strata.of : [];
  const side = ({ log, seen, caseOf }: CaseCohort, place: number): CaseBehind[] =>
    // `seen` ascends.
    Array.from({ length: Math.min(MOST_CASES, caseOf.length) }, (_, rank) => caseOf.length - 1 - rank).map((at) => {
      const stratum = stratumOf[place]?.[at] ?? -1;
      const index = caseOf[at] ?? -1;
      const ended = seen.ended[at];
      return {
        caseKey: log.cases.keys[index] ?? '',
        caseNumber: textAt(log, index),
        started: iso(log.cases.startedAt[index] ?? NaN),
        durationMs: seen.durationMs[at] ?? NaN,
        ended: ended === OBSERVED_COMPLETED ? 'completed' : ended === OBSERVED_OPEN ? 'open' : 'withdrawn',
        stratum: stratum < 0 ? null : stratum,
      };
    });
  return { before: side(cohorts[0], 0), after: side(cohorts[1], 1) };
}

function textAt({ cases }: EventLog, index: number): string | null {
  const number = attributeAt(cases.attributes.get('caseNumber'), index);
  return typeof number === 'string' ? number : null;
}

/** Attributes of which most values name people who work: nobody is compared by who worked. */
export function namesPeople(log: EventLog, attribute: string): boolean {
  if (['resource', 'org:resource'].includes(attribute)) return true;
  const people = new Set(log.resources);
  const of = attributeOfCases(log, attribute);
  let [told, named] = [0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    const value = of(index);
    if (value === undefined) continue;
    told++;
    if (people.has(String(value))) named++;
  }
  return named * 2 > told;
}
