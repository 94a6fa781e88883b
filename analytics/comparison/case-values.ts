/** What a case cost, took of people's time, was done again, was worth to the applicant: by case, NaN where the log does not say. */
import type { CaseCohort } from '../cohorts.ts';
import { dutyTables, houseTable } from '../duty.ts';
import type { Duty } from '../duty.ts';
import { COMPLETED, WORK } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { parseIsoInstant } from '../log/timestamps.ts';
import { pausedMs } from '../resource-work.ts';
import { sameWork } from '../same-work.ts';
import { OBSERVED_COMPLETED, OBSERVED_OPEN } from '../survival.ts';
import type { CaseValues } from './measure.ts';
import { attributeName, attributeOfCases } from './strata.ts';

/** By observation of a cohort. @param of by number of the case and place in `seen` */
export function byCase(cohort: CaseCohort, of: (index: number, place: number) => number): CaseValues {
  return { values: Float64Array.from(cohort.caseOf, of), weekOf: cohort.seen.cluster };
}

function completedOnly(cohort: CaseCohort, of: (index: number) => number): CaseValues {
  return byCase(cohort, (index, place) => (cohort.seen.ended[place] === OBSERVED_COMPLETED ? of(index) : NaN));
}

/** How often people did again in a completed case what had been done before (same-work.ts). */
export function repeats(cohort: CaseCohort): CaseValues {
  const { log } = cohort;
  const { codeOf, size } = sameWork(log);
  const last = new Int32Array(size).fill(-1);
  return completedOnly(cohort, (index) => {
    const [first, end] = [log.cases.firstRow[index]!, log.cases.firstRow[index + 1]!];
    let again = 0;
    let done = 0;
    for (let row = first; row < end; row++) {
      if (log.ending[row] !== COMPLETED) continue;
      done++;
      const work = codeOf[row]!;
      if (work < 0) continue;
      if (last[work]! === index) again++;
      last[work] = index;
    }
    return done === 0 ? NaN : again;
  });
}

/** Milliseconds in which people worked on a completed case, by the calendar of their unit where it is known; NaN without a known start. */
export function touchMs(cohort: CaseCohort, duty: Duty | undefined): CaseValues {
  const { log } = cohort;
  const tables = duty && duty.source !== 'none' ? dutyTables(log, duty) : undefined;
  return completedOnly(cohort, (index) => {
    let sum = NaN;
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      const [fromAt, toAt] = [log.startedAt[row]!, log.completedAt[row]!];
      if (log.ending[row] !== COMPLETED || log.kind[row] !== WORK || !(toAt >= fromAt)) continue;
      const table = tables && houseTable(tables, log.unitOf[row]!);
      const ms = table
        ? table.msWithin(fromAt, toAt) - pausedMs(log, row, (_, from, to) => table.msWithin(from, to))
        : toAt - fromAt - pausedMs(log, row);
      sum = (Number.isNaN(sum) ? 0 : sum) + Math.max(0, ms);
    }
    return sum;
  });
}

/** A number that the log tells of a case, or the sum of what it tells of its rows; NaN where it tells none. */
export function numbers(cohort: CaseCohort, asked: string): CaseValues {
  const { log } = cohort;
  const name = attributeName(log, asked);
  const ofRows = log.attributes.get(name);
  if (log.cases.attributes.has(name) || !ofRows) {
    const of = attributeOfCases(log, name);
    return completedOnly(cohort, (index) => asNumber(of(index)));
  }
  return completedOnly(cohort, (index) => {
    let sum = NaN;
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      const value = asNumber(ofRows.values[ofRows.codes[row]!]);
      if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
    }
    return sum;
  });
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

/** 1 for a case that ended by its date, 0 for one that did not or is past it; NaN for one that is open and in time, or has no date. */
export function onTime(cohort: CaseCohort, dueAt: (index: number) => number): CaseValues {
  const { log, seen } = cohort;
  return byCase(cohort, (index, place) => {
    const due = dueAt(index);
    if (Number.isNaN(due) || (seen.ended[place] !== OBSERVED_COMPLETED && seen.ended[place] !== OBSERVED_OPEN)) return NaN;
    const endAt = log.cases.startedAt[index]! + seen.durationMs[place]!;
    if (endAt > due) return 0;
    return seen.ended[place] === OBSERVED_COMPLETED ? 1 : NaN;
  });
}

/** The date by which a case is due, as an attribute tells it; a day without an hour is over at its end. */
export function dueFrom(log: EventLog, name: string): (index: number) => number {
  const of = attributeOfCases(log, name);
  return (index) => {
    const value = of(index);
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return NaN;
    const at = parseIsoInstant(value);
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? at + 86_400_000 : at;
  };
}
