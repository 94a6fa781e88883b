/** What single cases say of quality: decided in time, done right first time, complained of, what they cost. Pure. */
import { CASE_COMPLETED, cohort, type Duty, type EventLog } from '../../analytics/index.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import { costsOf } from '../indicators.ts';
import { dayOf, startOfDay } from '../../engine/time/zone.ts';
import { decidedCases, monthOf, monthsAfter } from '../standard/evaluate.ts';
import type { CaseQuality } from './score.ts';

export interface QualitySource {
  readonly log: EventLog;
  readonly calendar: WorkingCalendar;
  readonly duty: Duty;
  /** By case key: the last millisecond in which a case is in time. */
  readonly dueAt: ReadonlyMap<string, number>;
  /** Keys of cases of which somebody complained. */
  readonly complained?: Pick<ReadonlySet<string>, 'has'> | undefined;
  readonly costPerHour: number;
}

/** Cases decided or completed in [fromAt, beforeAt); before it, from `earlierAt` on, what their cost is compared with. */
export interface QualityPeriod {
  /** Days; end exclusive. */
  readonly earlier: string;
  readonly from: string;
  readonly to: string;
  readonly earlierAt: number;
  readonly fromAt: number;
  readonly beforeAt: number;
}

export interface ObservedCase extends CaseQuality {
  /** Number of the case in the log. */
  readonly index: number;
  /** From receipt to the end, ms; NaN of a case that has not ended within the period. */
  readonly leadMs: number;
  /** Ended in the period before: its cost alone is known. */
  readonly isEarlier: boolean;
}

/** The last so many whole months in a zone, and as many before. */
export function qualityPeriod(now: number, zone: string, months: number): QualityPeriod {
  const to = monthOf(dayOf(now, zone));
  const [earlier, from] = [monthsAfter(to, -2 * months), monthsAfter(to, -months)];
  return {
    earlier,
    from,
    to,
    earlierAt: startOfDay(earlier, zone),
    fromAt: startOfDay(from, zone),
    beforeAt: startOfDay(to, zone),
  };
}

/** A case past its term counts as late in the period in which its days ran out, open or not; the rest is known of completed cases. */
export function observe(source: QualitySource, { earlierAt, fromAt, beforeAt }: QualityPeriod): readonly ObservedCase[] {
  const { log, calendar, dueAt, complained } = source;
  const { cases } = log;
  const isWithin = (at: number): boolean => at >= fromAt && at < beforeAt;
  const inTime = new Map<number, number>();
  for (const { index, decidedAt, kept } of decidedCases({ log, calendar, dueAt }, { kind: 'inTime', share: 1 }))
    if (isWithin(decidedAt)) inTime.set(index, kept ? 1 : 0);
  const right = new Map<number, number>();
  for (const { index, kept } of decidedCases({ log, calendar, dueAt }, { kind: 'firstTimeRight', share: 1 }))
    right.set(index, kept ? 1 : 0);
  const completed = cohort({
    log,
    only(index) {
      const endedAt = cases.completedAt[index] ?? NaN;
      return cases.status[index] === CASE_COMPLETED && endedAt >= earlierAt && endedAt < beforeAt;
    },
  });
  const costs = costsOf(completed, source.duty, source.costPerHour);
  const found: ObservedCase[] = [];
  const seen = new Set<number>();
  for (const [place, index] of completed.caseOf.entries()) {
    const endedAt = cases.completedAt[index] ?? NaN;
    const cost = costs[place] ?? NaN;
    if (!isWithin(endedAt)) {
      found.push({ index, cost, onTime: NaN, firstTimeRight: NaN, complaints: NaN, leadMs: NaN, isEarlier: true });
      continue;
    }
    seen.add(index);
    const receivedAt = [cases.receivedAt, cases.registeredAt, cases.startedAt]
      .map((column) => column[index] ?? NaN)
      .find((at) => !Number.isNaN(at));
    found.push({
      index,
      onTime: inTime.get(index) ?? NaN,
      firstTimeRight: right.get(index) ?? NaN,
      complaints: complained?.has(cases.keys[index] ?? '') === true ? 1 : 0,
      cost,
      leadMs: endedAt - (receivedAt ?? NaN),
      isEarlier: false,
    });
  }
  for (const [index, onTime] of inTime)
    if (!seen.has(index))
      found.push({ index, onTime, firstTimeRight: NaN, complaints: NaN, cost: NaN, leadMs: NaN, isEarlier: false });
  return found;
}
