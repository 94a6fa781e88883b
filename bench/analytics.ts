/** Graph, variants and quantiles over a million events in memory; prints, asserts nothing. Aim: 0.5 s together, RSS at most 300 MB. */
import { directlyFollows } from '../analytics/directly-follows.ts';
import { EventLogBuilder } from '../analytics/log/event-log-builder.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { caseDurationsMs } from '../analytics/log-summary.ts';
import { random } from '../analytics/simulation/random.ts';
import { distribution, grouped, quantileOfSorted } from '../analytics/statistics.ts';
import { traces } from '../analytics/traces.ts';
import { variants } from '../analytics/variants.ts';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const HOUR_MS = 3_600_000;

/** Cases of 4 to 16 events over 25 activities and 60 resources: mostly in order, with loops and skips, so that variants abound. */
function generate(events: number): EventLog {
  const chance = random(20_260_101);
  const builder = new EventLogBuilder('completed');
  while (builder.rows < events) {
    const caseIndex = builder.addCase(`case ${String(builder.cases)}`);
    const length = Math.min(4 + chance.integer(13), events - builder.rows);
    let at = 1_700_000_000_000 + chance.integer(365 * 24) * HOUR_MS;
    let activity = 0;
    for (let event = 0; event < length; event++) {
      const enabledAt = at;
      const startedAt = enabledAt - Math.log(1 - chance.next()) * 8 * HOUR_MS;
      at = startedAt - Math.log(1 - chance.next()) * HOUR_MS;
      const resource = `clerk ${String(chance.integer(60))}`;
      builder.addRow(caseIndex, { activity: `activity ${String(activity)}`, resource, enabledAt, startedAt, completedAt: at });
      activity = chance.next() < 0.9 ? (activity + 1) % 25 : chance.integer(25);
    }
  }
  return builder.build();
}

function timed<Result>(name: string, work: () => Result): { readonly result: Result; readonly tookMs: number } {
  const begin = performance.now();
  const result = work();
  const tookMs = performance.now() - begin;
  console.log(`${name.padEnd(38)} ${tookMs.toFixed(0).padStart(6)} ms`);
  return { result, tookMs };
}

const { result: log } = timed(`generate and build ${String(EVENTS)} events`, () => generate(EVENTS));
const { result: traced, tookMs: traceMs } = timed('traces', () => traces(log));
const graph = timed('directly-follows graph', () => directlyFollows(log, traced));
const found = timed('variants', () => variants(log, traced));
const cycle = timed('quantiles of cycle time', () => distribution(caseDurationsMs(log)));
const perActivity = timed('median and p95 of sojourn per activity', () => {
  const sojournMs = log.completedAt.map((at, row) => at - log.enabledAt[row]!);
  const groups = grouped(sojournMs, log.activityOf, log.activities.length);
  return log.activities.map((activity, code) => {
    const sample = groups.sample(code).sort();
    return { activity, medianMs: quantileOfSorted(sample, 0.5), p95Ms: quantileOfSorted(sample, 0.95) };
  });
});
const togetherMs = traceMs + graph.tookMs + found.tookMs + cycle.tookMs + perActivity.tookMs;
console.log(`${'together'.padEnd(38)} ${togetherMs.toFixed(0).padStart(6)} ms   (aim: 500 ms)`);
console.log(`${'resident memory'.padEnd(38)} ${(process.memoryUsage.rss() / 1e6).toFixed(0).padStart(6)} MB   (aim: 300 MB)`);
console.log(
  `${String(log.cases.count)} cases, ${String(graph.result.length)} edges, ${String(found.result.count)} variants, ` +
    `median cycle time ${((cycle.result.medianMs ?? NaN) / HOUR_MS).toFixed(1)} h, ${String(perActivity.result.length)} activities`,
);
