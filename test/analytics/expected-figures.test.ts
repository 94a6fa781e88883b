/** Every figure of the ten independently computed files that this room computes too. */
import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { byMonth } from '../../analytics/flow-over-time.ts';
import { handovers } from '../../analytics/handovers.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { summarise } from '../../analytics/log-summary.ts';
import { rework } from '../../analytics/rework.ts';
import { distribution } from '../../analytics/statistics.ts';
import { times } from '../../analytics/times.ts';
import { traces } from '../../analytics/traces.ts';
import { topVariants, variants, variantsCovering } from '../../analytics/variants.ts';
import { describeWithLogs, referenceLog, referenceText } from './reference-logs.ts';

interface Quantiles {
  n: number;
  mean: number;
  min: number;
  p10: number;
  p25: number;
  median: number;
  p75: number;
  p90: number;
  p95: number;
  max: number;
}
interface Expected {
  file: string;
  columns?: { case: string; act: string; res: string | null; start: string; end: string };
  cases: number;
  events: number;
  activities: number;
  resources: number;
  events_without_resource: number;
  variants: number;
  variants_covering_80pct_cases: number;
  top_variants: { count: number; activities: string[] }[];
  activity_counts_top: Record<string, number>;
  start_activities: Record<string, number>;
  end_activities: Record<string, number>;
  case_attributes?: string[];
  edges_time_negative?: number;
  n_start_activities: number;
  n_end_activities: number;
  dfg_edges: number;
  dfg_total: number;
  dfg_top: { source: string; target: string; count: number }[];
  dfg_full?: [string, string, number][];
  dfg_sha256: string;
  variants_sha256: string;
  activity_counts_sha256: string;
  case_duration_s: Quantiles;
  events_per_case: Quantiles;
  first_ts: string;
  last_ts: string;
  rework: { extra_occurrences: number; cases_with_rework: number; self_loops: Record<string, number> };
  handover: {
    total: number;
    changed: number;
    distinct_pairs: number;
    distinct_changed_pairs: number;
    top: [string, string, number][];
    sha256: string;
  };
  sojourn_s_by_activity?: Record<string, Quantiles>;
  processing_s_total?: number;
  processing_s_by_activity?: Record<string, Quantiles>;
  wip_month_start: Record<string, number>;
  arrivals_by_month: Record<string, number>;
  completions_by_month: Record<string, number>;
}

const FILES = [
  'admin__AcademicCredentials.csv.gz',
  'admin__BPI_2020_DomesticDeclarations.xes.gz',
  'kronos__PurchasingExample.csv.gz',
  'municipal__BPIC15_1.xes.gz',
  'municipal__receipt.xes.gz',
  'synthetic-sim__Loan-stable_train.csv.gz',
  'synthetic-sim__LoanApp_simplified_train.csv.gz',
  'toy__interval_event_log.csv',
  'toy__reviewing.xes',
  'toy__running-example.xes',
];

/** SHA-256 over lines of tab-separated values, sorted: the whole list in one figure. */
function fingerprint(lines: readonly (readonly (string | number)[])[]): string {
  const sorted = lines.map((values) => values.join('\t')).sort(byCodePoint);
  return createHash('sha256').update(sorted.join('\n')).digest('hex');
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** To the millisecond, as the files round. */
const seconds = (ms: number | null): number => Math.round(ms ?? NaN) / 1000;

function inSeconds(sample: Float64Array): Quantiles {
  const { n, minMs, p10Ms, p25Ms, medianMs, meanMs, p75Ms, p90Ms, p95Ms, maxMs } = distribution(sample);
  return {
    n,
    mean: seconds(meanMs),
    min: seconds(minMs),
    p10: seconds(p10Ms),
    p25: seconds(p25Ms),
    median: seconds(medianMs),
    p75: seconds(p75Ms),
    p90: seconds(p90Ms),
    p95: seconds(p95Ms),
    max: seconds(maxMs),
  };
}

describeWithLogs('the figures computed independently are met exactly', () => {
  for (const name of FILES) {
    test(`of ${name}`, async () => {
      const expected = JSON.parse(referenceText(`expected/${name}.json`)) as Expected;
      const { columns } = expected;
      const log = await referenceLog(
        expected.file.replace('synthetic-sim/', 'synthetic/'),
        columns
          ? {
              columns: {
                case: columns.case,
                activity: columns.act,
                resource: columns.res ?? undefined,
                start: columns.start,
                end: columns.end,
              },
            }
          : {},
      );
      const summary = summarise(log);
      expect(summary.log).toEqual({
        cases: expected.cases,
        events: expected.events,
        activities: expected.activities,
        resources: expected.resources,
        variants: expected.variants,
        from: new Date(expected.first_ts).toISOString(),
        to: new Date(expected.last_ts).toISOString(),
      });
      expect(summary.startActivities).toEqual(expected.start_activities);
      expect(Object.keys(summary.startActivities)).toHaveLength(expected.n_start_activities);
      expect(Object.keys(summary.endActivities)).toHaveLength(expected.n_end_activities);
      expect(summary.endActivities).toMatchObject(expected.end_activities);
      checkOverlaps(log, expected);
      checkGraph(summary.directlyFollows, expected);
      checkDurations(log, summary.caseDuration, expected);
      checkVariants(log, expected);
      checkRework(log, expected);
      checkTimes(log, expected);
      checkFlow(log, expected);
    });
  }
});

/** Neighbours of a trace of which the second began before the first had ended; and what is known of cases. */
function checkOverlaps(log: EventLog, { edges_time_negative, case_attributes = [] }: Expected): void {
  const { rows } = traces(log);
  let overlaps = 0;
  rows.forEach((row, place) => {
    const before = rows[place - 1] ?? -1;
    if (before >= 0 && log.caseOf[before] === log.caseOf[row] && (log.startedAt[row] ?? 0) < (log.completedAt[before] ?? 0))
      overlaps++;
  });
  if (edges_time_negative !== undefined) expect(overlaps).toBe(edges_time_negative);
  expect([...log.cases.attributes.keys(), 'concept:name']).toEqual(expect.arrayContaining(case_attributes));
}

function checkGraph(edges: readonly { from: string; to: string; count: number }[], expected: Expected): void {
  expect(edges).toHaveLength(expected.dfg_edges);
  expect(edges.reduce((sum, { count }) => sum + count, 0)).toBe(expected.dfg_total);
  const found = new Map(edges.map(({ from, to, count }) => [`${from}→${to}`, count]));
  for (const { source, target, count } of expected.dfg_top)
    expect([source, target, found.get(`${source}→${target}`)]).toEqual([source, target, count]);
  expect(fingerprint(edges.map(({ from, to, count }) => [from, to, count]))).toBe(expected.dfg_sha256);
  if (expected.dfg_full)
    expect([...found].sort()).toEqual(expected.dfg_full.map(([from, to, count]) => [`${from}→${to}`, count]).sort());
}

function checkDurations(log: EventLog, duration: ReturnType<typeof distribution>, expected: Expected): void {
  expect(duration.n).toBe(expected.case_duration_s.n);
  const { case_duration_s: wanted } = expected;
  const { minMs, p10Ms, p25Ms, medianMs, meanMs, p75Ms, p90Ms, p95Ms, maxMs } = duration;
  const found = [minMs, p10Ms, p25Ms, medianMs, meanMs, p75Ms, p90Ms, p95Ms, maxMs];
  const given = [wanted.min, wanted.p10, wanted.p25, wanted.median, wanted.mean, wanted.p75, wanted.p90, wanted.p95, wanted.max];
  for (const [index, value] of found.entries())
    expect(Math.abs((value ?? NaN) / 1000 - (given[index] ?? NaN))).toBeLessThanOrEqual(0.000_6);
  const { first } = traces(log);
  const sizes = Float64Array.from(
    { length: log.cases.count },
    (_, index) => ((first[index + 1] ?? 0) - (first[index] ?? 0)) * 1000,
  );
  expect(inSeconds(sizes)).toEqual(expected.events_per_case);
}

function checkVariants(log: EventLog, expected: Expected): void {
  const traced = traces(log);
  const found = variants(log, traced);
  expect(variantsCovering(found, 0.8)).toBe(expected.variants_covering_80pct_cases);
  const all = topVariants(log, traced, found, found.count);
  expect(fingerprint(all.map(({ activities, count }) => [...activities, count]))).toBe(expected.variants_sha256);
  const counts = new Map(all.map(({ activities, count }) => [activities.join('→'), count]));
  for (const { activities, count } of expected.top_variants) expect(counts.get(activities.join('→'))).toBe(count);
  const activityCounts = new Map<string, number>();
  for (const row of traced.rows) {
    const activity = log.activities[log.activityOf[row] ?? 0] ?? '';
    activityCounts.set(activity, (activityCounts.get(activity) ?? 0) + 1);
  }
  expect(Object.fromEntries(activityCounts)).toMatchObject(expected.activity_counts_top);
  expect(fingerprint([...activityCounts])).toBe(expected.activity_counts_sha256);
}

function checkRework(log: EventLog, expected: Expected): void {
  const found = rework(log, traces(log));
  expect([found.events, found.cases]).toEqual([expected.rework.extra_occurrences, expected.rework.cases_with_rework]);
  expect(found.selfLoops).toEqual({ repeat: 0, redo: 0, unknown: 0, ...expected.rework.self_loops });
  const passed = handovers(log, traces(log), 1_000_000);
  const { total, changed, distinct_pairs, distinct_changed_pairs, top } = expected.handover;
  expect([passed.total, passed.changed, passed.pairs, passed.changedPairs]).toEqual([
    total,
    changed,
    distinct_pairs,
    distinct_changed_pairs,
  ]);
  expect(fingerprint(passed.top.map(({ from, to, count: n }) => [from, to, n]))).toBe(expected.handover.sha256);
  const counts = new Map(passed.top.map(({ from, to, count }) => [`${from}→${to}`, count]));
  for (const [from, to, count] of top) expect(counts.get(`${from}→${to}`)).toBe(count);
  expect(log.resourceOf.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0)).toBe(expected.events_without_resource);
}

function checkTimes(log: EventLog, expected: Expected): void {
  // The reference files take sojourn times from completions alone, also where a log names starts.
  const timed = expected.sojourn_s_by_activity ? { ...log, startedAt: new Float64Array(log.rows).fill(NaN) } : log;
  const byActivity = new Map(times(timed).activities.map((figures) => [figures.activity, figures]));
  for (const [activity, wanted] of Object.entries(expected.sojourn_s_by_activity ?? {})) {
    const { n, medianMs, p90Ms, meanMs } = byActivity.get(activity)?.sojourn ?? {};
    expect([activity, n]).toEqual([activity, wanted.n]);
    for (const [found, given] of [
      [medianMs, wanted.median],
      [p90Ms, wanted.p90],
      [meanMs, wanted.mean],
    ] as const) {
      expect(Math.abs((found ?? NaN) / 1000 - given)).toBeLessThanOrEqual(0.000_6);
    }
  }
  for (const [activity, wanted] of Object.entries(expected.processing_s_by_activity ?? {})) {
    const { n, medianMs, p90Ms, meanMs } = byActivity.get(activity)?.processing ?? {};
    expect([activity, n]).toEqual([activity, wanted.n]);
    for (const [found, given] of [
      [medianMs, wanted.median],
      [p90Ms, wanted.p90],
      [meanMs, wanted.mean],
    ] as const) {
      expect(Math.abs((found ?? NaN) / 1000 - given)).toBeLessThanOrEqual(0.000_6);
    }
  }
  if (expected.processing_s_total !== undefined) {
    expect(seconds([...byActivity.values()].reduce((sum, { processing }) => sum + processing.totalMs, 0))).toBe(
      expected.processing_s_total,
    );
  }
}

function checkFlow(log: EventLog, expected: Expected): void {
  const months = byMonth(log);
  const arrivals = months.filter((month) => month.arrivals > 0).map((month) => [month.month, month.arrivals]);
  expect(Object.fromEntries(arrivals)).toEqual(expected.arrivals_by_month);
  const completions = months.filter((month) => month.completions > 0).map((month) => [month.month, month.completions]);
  expect(Object.fromEntries(completions)).toEqual(expected.completions_by_month);
  const inProgress = new Map(months.map((month) => [`${month.month}-01`, month.inProgressAtStart]));
  for (const [day, count] of Object.entries(expected.wip_month_start)) expect([day, inProgress.get(day)]).toEqual([day, count]);
}
