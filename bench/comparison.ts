/**
 * Comparisons: 2,000 resamples of 100,000 cases, where all ended, where a third is open, and by weeks; and the whole comparison of them. Prints
 * processor time, asserts nothing. Aim: each resampling within 5 s. Argument: cases, 100,000 by default.
 */
import { cohort } from '../analytics/cohorts.ts';
import type { CaseCohort } from '../analytics/cohorts.ts';
import { compare } from '../analytics/compare.ts';
import { compareInFull } from '../analytics/comparison/compare-in-full.ts';
import { replicates } from '../analytics/comparison/resampling.ts';
import type { DrawnBy } from '../analytics/comparison/resampling.ts';
import { EventLogBuilder } from '../analytics/log/event-log-builder.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { random } from '../analytics/simulation/random.ts';

const CASES = Number(process.argv[2] ?? 100_000);
const RESAMPLES = 2000;
const DAY_MS = 86_400_000;
const STEPS = 4;

/** Two years of cases of four steps of exponential length; seen until a day. */
function made(seed: number, stepDays: number, seenDays: number): EventLog {
  const chance = random(seed);
  const builder = new EventLogBuilder('started');
  for (let number = 0; number < CASES / 2; number++) {
    const startedAt = (number / (CASES / 2)) * 730 * DAY_MS;
    const index = builder.addCase(String(number));
    builder.setCaseAttribute(index, 'channel', ['desk', 'post', 'web'][chance.integer(3)] ?? '');
    let at = startedAt;
    for (let step = 0; step < STEPS && at < seenDays * DAY_MS; step++) {
      const completedAt = at - Math.log(1 - chance.next()) * stepDays * DAY_MS;
      const isSeen = completedAt <= seenDays * DAY_MS;
      builder.addRow(index, {
        activity: `step ${String(step)}`,
        enabledAt: at,
        startedAt: (at + completedAt) / 2,
        ...(isSeen && { completedAt }),
      });
      at = completedAt;
    }
    const isOpen = at > seenDays * DAY_MS;
    builder.describeCase(index, { status: isOpen ? 'open' : 'completed', startedAt, ...(!isOpen && { completedAt: at }) });
  }
  return builder.build(seenDays * DAY_MS);
}

function timed<Result>(what: string, work: () => Result): Result {
  const used = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(used);
  console.log(`  ${what.padEnd(64)} ${((user + system) / 1e6).toFixed(2).padStart(7)} s`);
  return result;
}

console.log(`${String(CASES)} cases, half before and half after; ${String(RESAMPLES)} resamples.`);
const whole = [made(1, 10, 10_000), made(2, 8, 10_000)] as const;
const cut = [made(1, 200, 730), made(2, 180, 730)] as const;
const draw = (cohorts: readonly CaseCohort[], by: DrawnBy): void => {
  for (const { seen } of cohorts) replicates(seen, [0.5], { resamples: RESAMPLES, chance: random(1), by });
};
const cohorts = whole.map((log) => cohort({ log }));
const open = cut.map((log) => cohort({ log }));
console.log(`  open: ${String(open.map((one) => one.open).reduce((sum, n) => sum + n, 0))}`);
timed('medians, all ended', () => draw(cohorts, 'observation'));
timed('medians, many open', () => draw(open, 'observation'));
timed('medians by weeks, all ended', () => draw(cohorts, 'cluster'));
timed('medians by weeks, many open', () => draw(open, 'cluster'));
timed('compare', () => compare({ log: whole[0] }, { log: whole[1] }, { resamples: RESAMPLES }));
timed('compare, many open', () => compare({ log: cut[0] }, { log: cut[1] }, { resamples: RESAMPLES }));
timed('the whole comparison', () => compareInFull({ log: whole[0] }, { log: whole[1] }, { resamples: RESAMPLES }));
timed('the whole comparison by channel, many open', () =>
  compareInFull({ log: cut[0] }, { log: cut[1] }, { resamples: RESAMPLES, by: ['channel'] }),
);
