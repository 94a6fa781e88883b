/**
 * What the lead time of cases is made of, in lean's classes of work (adds value VA, necessary without adding value NNVA, waste NVA: Rother and
 * Shook, Learning to See, 1999). At each instant of a case the best class of work that goes on in it counts; when nobody works it waits. So
 * the parts add up to the lead time in spite of parallel branches. Process cycle efficiency is value-adding time ÷ lead time.
 */
import type { ElementFacts } from '../../engine/model/executable-process.ts';
import { dutyTables, houseTable } from '../duty.ts';
import type { Duty } from '../duty.ts';
import { lengthMs, union, within, without } from '../intervals.ts';
import type { Stretches } from '../intervals.ts';
import { CASE_COMPLETED, COMPLETED, MACHINE, WORK } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { hasPlaces, suspensionsWithin } from '../resource-work.ts';
import { studentQuantile } from '../simulation/student.ts';

export type ValueClass = NonNullable<ElementFacts['valueClass']>;

/** In the order in which they count; `unclassed` is work whose class the model does not tell, `waiting` is when nobody works. */
export const LEAD_PARTS = ['VA', 'NNVA', 'NVA', 'unclassed', 'waiting'] as const;
export type LeadPart = (typeof LEAD_PARTS)[number];

/** The class of a row's step, or undefined when the model that the case runs on does not tell it. */
export type ClassOfRow = (row: number) => ValueClass | undefined;

export interface Ratio {
  readonly estimate: number;
  /** null with fewer than 20 cases. */
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

export interface LeadTime {
  /** Completed cases of which every step's start is known, and those left out because it is not. */
  readonly n: number;
  readonly nUnknown: number;
  /** Sums over the n cases; the parts add up to `leadMs`. */
  readonly leadMs: number;
  readonly partsMs: Readonly<Record<LeadPart, number>>;
  /** Value-adding ÷ lead time, of the sums; null without a case, and when no step has a class. */
  readonly efficiency: Ratio | null;
}

const LEVEL = 0.95;
const MIN_CASES = 20;

/** @param duty with calendars: everything in working time of the calendar of the case's first unit; without: by the wall */
export function leadTime(
  log: EventLog,
  classOf: ClassOfRow,
  duty?: Duty,
  only: (index: number) => boolean = () => true,
): LeadTime {
  const tables = duty && duty.source !== 'none' ? dutyTables(log, duty) : undefined;
  const partsMs: Record<LeadPart, number> = { VA: 0, NNVA: 0, NVA: 0, unclassed: 0, waiting: 0 };
  const valueMs: number[] = [];
  const leadsMs: number[] = [];
  let nUnknown = 0;
  let isClassed = false;
  for (let index = 0; index < log.cases.count; index++) {
    if (log.cases.status[index] !== CASE_COMPLETED || !only(index)) continue;
    const work = workOf(log, index, classOf);
    if (!work) {
      nUnknown++;
      continue;
    }
    const [fromAt, toAt] = lifeOf(log, index);
    const table = tables && houseTable(tables, log.unitOf[log.cases.firstRow[index]!] ?? -1);
    const measured = (stretches: Stretches): number => {
      if (!table) return lengthMs(stretches);
      let sum = 0;
      for (let at = 0; at < stretches.length; at += 2) sum += table.msWithin(stretches[at]!, stretches[at + 1]!);
      return sum;
    };
    let left: Stretches = toAt > fromAt ? [fromAt, toAt] : [];
    const leadMs = measured(left);
    let value = 0;
    for (const part of LEAD_PARTS) {
      const stretches = part === 'waiting' ? left : within(left, union(work[part]));
      const ms = measured(stretches);
      partsMs[part] += ms;
      if (part === 'VA') value = ms;
      if (part !== 'waiting' && part !== 'unclassed' && work[part].length > 0) isClassed = true;
      left = without(left, stretches);
    }
    valueMs.push(value);
    leadsMs.push(leadMs);
  }
  const leadMs = leadsMs.reduce((sum, ms) => sum + ms, 0);
  return { n: leadsMs.length, nUnknown, leadMs, partsMs, efficiency: isClassed ? ratio(valueMs, leadsMs) : null };
}

/** From receipt (else registration, else start) to completion. */
function lifeOf({ cases }: EventLog, index: number): readonly [fromAt: number, toAt: number] {
  const fromAt = [cases.receivedAt, cases.registeredAt, cases.startedAt]
    .map((column) => column[index]!)
    .find((at) => !Number.isNaN(at));
  return [fromAt ?? NaN, cases.completedAt[index]!];
}

type Work = Record<Exclude<LeadPart, 'waiting'>, [number, number][]>;

/** When was worked on a case, by class, without suspensions; undefined when the start of any completed work is not known. */
function workOf(log: EventLog, index: number, classOf: ClassOfRow): Work | undefined {
  const work: Work = { VA: [], NNVA: [], NVA: [], unclassed: [] };
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
    if (log.ending[row] !== COMPLETED || (log.kind[row] !== WORK && log.kind[row] !== MACHINE)) continue;
    const [startedAt, completedAt] = [log.startedAt[row]!, log.completedAt[row]!];
    if (Number.isNaN(startedAt)) return undefined;
    const stretches = work[classOf(row) ?? 'unclassed'];
    // Where only the length of suspensions is known they are taken to lie first, as in resource-work.ts.
    let at = startedAt + (hasPlaces(log, row) ? 0 : log.suspendedMs[row]!);
    for (const pause of suspensionsWithin(log, row, startedAt, completedAt)) {
      if (pause.fromAt > at) stretches.push([at, pause.fromAt]);
      at = Math.max(at, pause.toAt);
    }
    if (completedAt > at) stretches.push([at, completedAt]);
  }
  return work;
}

/** Ratio of two sums with its interval by linearisation (Cochran, Sampling Techniques, 1977, §2.11 and §6.4), cut to [0, 1]. */
function ratio(parts: readonly number[], wholes: readonly number[]): Ratio | null {
  const n = wholes.length;
  const whole = wholes.reduce((sum, ms) => sum + ms, 0);
  if (!(whole > 0)) return null;
  const estimate = parts.reduce((sum, ms) => sum + ms, 0) / whole;
  if (n < MIN_CASES) return { estimate, low: null, high: null, level: LEVEL };
  const squares = parts.reduce((sum, part, place) => sum + (part - estimate * wholes[place]!) ** 2, 0);
  const half = (studentQuantile(LEVEL, n - 1) * Math.sqrt(squares / (n * (n - 1)))) / (whole / n);
  return { estimate, low: Math.max(0, estimate - half), high: Math.min(1, estimate + half), level: LEVEL };
}
