/**
 * Whether a quality standard is kept. A case is decided when it is answered or when its days run out unanswered, whichever is first: a month
 * that is over does not look better because its slow cases are still open. Pure.
 */
import {
  attributeAt,
  CASE_COMPLETED,
  CASE_OPEN,
  cohort,
  type ControlChart,
  type EventLog,
  heldBack,
  repeats,
  selects,
  sharesChart,
  SMALLEST_GROUP,
} from '../../analytics/index.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import { dayOf, startOfDay } from '../../engine/time/zone.ts';
import type { Rating } from '../survey/survey-results.ts';
import type { Promised } from './standard-shapes.ts';

export interface Judged {
  readonly log: EventLog;
  /** Of the unit that answers, else of the house. */
  readonly calendar: WorkingCalendar;
  /** By case key: the last millisecond in which a case is in time. */
  readonly dueAt: ReadonlyMap<string, number>;
  readonly unit?: string | undefined;
  /** Of the process; asked of a standard of satisfaction alone. */
  readonly ratings?: readonly Rating[];
  /** Which of the cases are asked about, by their number in the log; all unless said. */
  readonly isMeant?: ((index: number) => boolean) | undefined;
  /** Ratings that are not asked about: a month that leaves fewer than 5 of them out is held back, since the difference would tell them. */
  readonly leftOut?: readonly Rating[] | undefined;
}

interface Decided {
  readonly decidedAt: number;
  readonly kept: boolean;
}

export interface DecidedCase extends Decided {
  /** Number of the case in the log. */
  readonly index: number;
  /** The last millisecond in which it was kept; absent of `firstTimeRight`. */
  readonly deadlineAt?: number;
  readonly isOpen: boolean;
}

/** By what a standard is told apart on its page. */
export const DIVISIONS = ['unit', 'channel', 'applicantKind'] as const;
export type Division = (typeof DIVISIONS)[number];
export type Divided = Readonly<Record<Division, readonly Group[]>>;

export interface Group extends Compliance {
  /** Null: not told. */
  readonly group: string | null;
}

/** Kept of n: share and its interval of 95 % (Wilson 1927); null below 5. */
export interface Compliance {
  /** Days; end exclusive. */
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly kept: number | null;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Not over yet. */
  readonly isPartial: boolean;
}

export interface Alert {
  /** First day of the first of the months in a row. */
  readonly from: string;
  readonly to: string;
  /** `belowTarget`: whole months in a row below the promised share; `outOfBand`: out of the chart's limits, on the worse side. */
  readonly reason: 'belowTarget' | 'outOfBand';
}

export interface Evaluation {
  /** From the first decided case to the month that is not over. */
  readonly months: readonly Compliance[];
  /** The last quarter of the calendar that is over; null when no case was decided before its end. */
  readonly quarter: Compliance | null;
  /** Months as a p-chart. */
  readonly chart: ControlChart;
  readonly alert: Alert | null;
  /** The quarter by what is known of cases and answers, the largest group first; empty without a quarter. */
  readonly divided: Divided;
  /** Cases that broke it, the latest first. */
  readonly breaches: readonly DecidedCase[];
}

/** Months in a row that make an alert. */
export const PERIODS = 2;
/** Of 5; as CSAT counts. */
const SATISFIED = 4;

type OfCases = Exclude<Promised, { readonly kind: 'satisfied' }>;

/** Every case that has been decided by the end of observation, in no order. Withdrawn cases count when their days had run out before. */
export function decidedCases({ log, calendar, dueAt, unit, isMeant }: Judged, promise: OfCases): readonly DecidedCase[] {
  const { cases, observedUntilAt } = log;
  const isOfUnit = unit === undefined ? undefined : selects(log, { units: [unit] });
  const isAsked = (index: number): boolean => isOfUnit?.(index) !== false && isMeant?.(index) !== false;
  const decided: DecidedCase[] = [];
  if (promise.kind === 'firstTimeRight') {
    const chosen = cohort({ log, only: (index) => cases.status[index] === CASE_COMPLETED && isAsked(index) });
    const again = repeats(chosen).values;
    for (const [place, index] of chosen.caseOf.entries()) {
      if (Number.isNaN(again[place] ?? NaN)) continue;
      decided.push({ index, decidedAt: cases.completedAt[index] ?? NaN, kept: again[place] === 0, isOpen: false });
    }
    return decided;
  }
  const lastMoments = new Map<string, number>();
  const answerBy = (receivedAt: number, workingDays: number): number => {
    const day = dayOf(receivedAt, calendar.zone);
    const known = lastMoments.get(day) ?? lastMomentOf(calendar.addWorkingDays(day, workingDays), calendar.zone);
    lastMoments.set(day, known);
    return known;
  };
  for (let index = 0; index < cases.count; index++) {
    if (!isAsked(index)) continue;
    const receivedAt = [cases.receivedAt, cases.registeredAt, cases.startedAt]
      .map((column) => column[index] ?? NaN)
      .find((at) => !Number.isNaN(at));
    const deadlineAt =
      promise.kind === 'inTime'
        ? dueAt.get(cases.keys[index] ?? '')
        : receivedAt === undefined
          ? undefined
          : answerBy(receivedAt, promise.workingDays);
    if (deadlineAt === undefined) continue;
    const endedAt = cases.completedAt[index] ?? NaN;
    const isOpen = cases.status[index] === CASE_OPEN;
    const kept = cases.status[index] === CASE_COMPLETED && endedAt <= deadlineAt;
    if (kept) decided.push({ index, decidedAt: endedAt, kept, deadlineAt, isOpen });
    else if ((isOpen ? observedUntilAt : endedAt) > deadlineAt)
      decided.push({ index, decidedAt: deadlineAt, kept, deadlineAt, isOpen });
  }
  return decided;
}

/** Answers of citizens, by the week in which they were given: a day would tell who gave them. */
function decidedAnswers(ratings: readonly Rating[], { unit, calendar }: Judged): readonly Answer[] {
  return ratings
    .filter((rating) => unit === undefined || rating.unit === unit)
    .map((rating) => ({ decidedAt: startOfDay(rating.week, calendar.zone), kept: rating.value >= SATISFIED, rating }));
}

interface Answer extends Decided {
  readonly rating: Rating;
}

export function evaluate(judged: Judged, promise: Promised): Evaluation {
  const cases = promise.kind === 'satisfied' ? [] : decidedCases(judged, promise);
  const answers = promise.kind === 'satisfied' ? decidedAnswers(judged.ratings ?? [], judged) : [];
  const decided = promise.kind === 'satisfied' ? answers : cases;
  const leftOut = decidedAnswers(judged.leftOut ?? [], judged);
  const { zone } = judged.calendar;
  const today = dayOf(judged.log.observedUntilAt, zone);
  const within = (from: string, to: string): Compliance => {
    const [fromAt, beforeAt] = [startOfDay(from, zone), startOfDay(to, zone)];
    const isWithin = ({ decidedAt }: Decided): boolean => decidedAt >= fromAt && decidedAt < beforeAt;
    const own = decided.filter(isWithin);
    const left = leftOut.filter(isWithin).length;
    const isHeld = left > 0 && left < SMALLEST_GROUP;
    return compliance(from, to, own.length, own.filter(({ kept }) => kept).length, to > today, isHeld);
  };
  const first = decided.reduce((least, { decidedAt }) => Math.min(least, decidedAt), Infinity);
  const months: Compliance[] = [];
  if (first < Infinity)
    for (let from = monthOf(dayOf(first, zone)); from <= today; from = monthsAfter(from, 1))
      months.push(within(from, monthsAfter(from, 1)));
  const chart = sharesChart(
    months.map(({ from, n, share, isPartial }) => ({
      fromAt: startOfDay(from, zone),
      n,
      value: share,
      ...(isPartial && { isPartial: true }),
    })),
  );
  const quarterTo = quarterOf(today);
  const quarter = within(monthsAfter(quarterTo, -3), quarterTo);
  const groupsBy = (by: Division): readonly Group[] => {
    const isOfQuarter = ({ decidedAt }: Decided): boolean =>
      decidedAt >= startOfDay(quarter.from, zone) && decidedAt < startOfDay(quarterTo, zone);
    const column = judged.log.cases.attributes.get(by);
    const told =
      promise.kind !== 'satisfied'
        ? cases.filter(isOfQuarter).map((one) => ({ kept: one.kept, of: attributeAt(column, one.index) }))
        : answers.filter(isOfQuarter).map(({ kept, rating }) => ({ kept, of: rating[by] }));
    const found = new Map<string | null, boolean[]>();
    for (const { kept, of } of told) {
      const group = typeof of === 'string' ? of : null;
      const those = found.get(group) ?? [];
      found.set(group, those);
      those.push(kept);
    }
    const groups = [...found];
    const held = heldBack(groups.map(([, those]) => those.length));
    return groups
      .map(([group, those], place) => {
        // Where the whole is held back each of its parts is: together they would tell it.
        const isHeld = quarter.share === null || held[place] === true;
        const kept = those.filter(Boolean).length;
        return { group, ...compliance(quarter.from, quarterTo, those.length, kept, false, isHeld) };
      })
      .sort((a, b) => b.n - a.n);
  };
  return {
    months,
    quarter: quarter.n === 0 ? null : quarter,
    chart,
    alert: alertOf(months, chart, promise.share),
    divided: { unit: groupsBy('unit'), channel: groupsBy('channel'), applicantKind: groupsBy('applicantKind') },
    // Nobody looks for who was not satisfied.
    breaches: cases.filter(({ kept }) => !kept).sort((a, b) => b.decidedAt - a.decidedAt),
  };
}

/** Of the last whole months that tell anything: PERIODS of them below the share, or the last out of the chart's limits. */
function alertOf(months: readonly Compliance[], chart: ControlChart, share: number): Alert | null {
  const told = months.flatMap((month, place) =>
    month.isPartial || month.share === null ? [] : [{ month, point: chart.points[place] }],
  );
  const last = told.slice(-PERIODS);
  const [firstMonth, lastMonth] = [last[0]?.month, last.at(-1)?.month];
  if (firstMonth === undefined || lastMonth === undefined) return null;
  if (last.length === PERIODS && last.every(({ month }) => (month.share ?? 1) < share))
    return { from: firstMonth.from, to: lastMonth.to, reason: 'belowTarget' };
  const { point } = last.at(-1) ?? {};
  const isOut = point?.value != null && point.lowLimit !== null && point.value < point.lowLimit;
  return isOut ? { from: lastMonth.from, to: lastMonth.to, reason: 'outOfBand' } : null;
}

const Z = 1.959963984540054;

function compliance(from: string, to: string, n: number, kept: number, isPartial: boolean, isHeld: boolean): Compliance {
  if (n < SMALLEST_GROUP || isHeld) return { from, to, n, kept: null, share: null, low: null, high: null, isPartial };
  const share = kept / n;
  const centre = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n * n))) / (1 + Z ** 2 / n);
  return { from, to, n, kept, share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), isPartial };
}

export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the quarter that a day lies in. */
function quarterOf(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

export function monthsAfter(firstOfMonth: string, months: number): string {
  const [year = 0, month = 1] = firstOfMonth.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

function lastMomentOf(day: string, zone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return startOfDay(next, zone) - 1;
}
