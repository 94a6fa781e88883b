/**
 * Open cases: 2,000 forecasts after 20,000 past cases, and half and twice as many. Prints processor time, asserts nothing. Aim: within 1 s.
 */
import { EventLogBuilder } from '../analytics/log/event-log-builder.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { openCaseHistory, predictAt } from '../analytics/open-cases/predict.ts';
import { random } from '../analytics/simulation/random.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 20_000, 40_000];
const HOUR_MS = 3_600_000;
const STEPS = 8;

/** Two years of cases of eight steps of exponential length; a tenth of them is open at the end. */
function house(past: number): EventLog {
  const chance = random(20_260_402);
  const builder = new EventLogBuilder('started');
  const betweenMs = (2 * 365 * 24 * HOUR_MS) / past;
  const stepMs = (past / 10 / STEPS) * betweenMs;
  for (let number = 0; number < past * 1.1; number++) {
    const index = builder.addCase(String(number));
    let at = number * betweenMs;
    for (let step = 0; step < STEPS; step++) {
      const completedAt = at - Math.log(1 - chance.next()) * stepMs;
      builder.addRow(index, { activity: `step ${String(step)}`, unit: `u${String(number % 6)}`, enabledAt: at, completedAt });
      at = completedAt;
    }
  }
  return builder.build();
}

for (const past of SIZES) {
  const log = house(past);
  const nowAt = log.cases.startedAt[log.cases.count - 1]!;
  const before = process.cpuUsage();
  const history = openCaseHistory(log);
  const made = process.cpuUsage(before);
  const { cases, calibration } = predictAt(history, nowAt);
  const all = process.cpuUsage(before);
  const ms = ({ user, system }: NodeJS.CpuUsage): string => ((user + system) / 1000).toFixed(0);
  console.log(
    `${String(log.cases.count)} cases, ${String(log.rows)} instances: history ${ms(made)} ms, with ${String(cases.length)} forecasts ${ms(all)} ms ` +
      `(coverage ${calibration.coverage?.toFixed(3) ?? 'unknown'} of ${String(calibration.n)})`,
  );
}
