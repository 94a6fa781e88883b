/**
 * `npm run bench:queues -- [--half 0.01] [--level 0.99] [--minutes 30] [--seed 0] [--only TEXT] [--plain]`
 * Simulates systems whose waiting is known exactly until the interval is as narrow as asked, and says whether the truth is inside.
 * Replications of 20,000 cases, the first 2,000 of each do not count. What the arrivals and the work of a replication were, other than
 * expected, is taken out by regression (control variates: Lavenberg and Welch 1981), which needs fewer of them; `--plain` does without.
 */
import { parseArgs } from 'node:util';
import { MINUTE_MS } from '../analytics/simulation/spans.ts';
import { studentQuantile } from '../analytics/simulation/student.ts';
import type { Simulated } from '../analytics/simulation/simulate.ts';
import { run } from '../test/simulation/around-the-clock.ts';
import { QUEUE_TRUTHS } from '../test/simulation/queue-truths.ts';
import { model } from '../test/support/model.ts';

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: '0.01' },
    level: { type: 'string', default: '0.99' },
    seed: { type: 'string', default: '0' },
    minutes: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    plain: { type: 'boolean', default: false },
  },
});
/** Stopping as soon as an interval happens to be narrow makes it too narrow: not before so many replications. */
const [CASES, WARM_UP, LEAST] = [20_000, 2_000, 30];

/** Mean time between cases and mean time of work, over the cases that count: their expectations are known. */
function controls({ log }: Simulated): readonly [number, number] {
  let [work, rows] = [0, 0];
  for (let row = 0; row < log.rows; row++) {
    if (log.caseOf[row]! < WARM_UP) continue;
    work += log.completedAt[row]! - log.startedAt[row]!;
    rows += 1;
  }
  const { startedAt, count } = log.cases;
  return [(startedAt[count - 1]! - startedAt[WARM_UP - 1]!) / (count - WARM_UP) / MINUTE_MS, work / rows / MINUTE_MS];
}

interface Row {
  readonly figure: number;
  readonly controls: readonly [number, number];
}

/** The figure where both controls are as expected, with the half-width of its interval: least squares with an intercept. */
function regressed(rows: readonly Row[], expected: readonly [number, number]): { mean: number; half: number } {
  const varied = (values.plain ? [] : [0, 1]).filter((at) =>
    rows.some((row) => Math.abs(row.controls[at]! - expected[at]!) > 1e-9),
  );
  const design = rows.map((row) => [1, ...varied.map((at) => row.controls[at]! - expected[at]!)]);
  const size = varied.length + 1;
  // Normal equations and the inverse's first row and column by Gauss and Jordan.
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) => design.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    ...Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)),
  ]);
  for (let i = 0; i < size; i++) {
    const pivot = matrix[i]![i]!;
    matrix[i] = matrix[i]!.map((value) => value / pivot);
    for (let k = 0; k < size; k++)
      if (k !== i) {
        const factor = matrix[k]![i]!;
        matrix[k] = matrix[k]!.map((value, j) => value - factor * matrix[i]![j]!);
      }
  }
  const inverse = matrix.map((row) => row.slice(size));
  const moments = Array.from({ length: size }, (_, i) => design.reduce((sum, row, at) => sum + row[i]! * rows[at]!.figure, 0));
  const beta = inverse.map((row) => row.reduce((sum, value, j) => sum + value * moments[j]!, 0));
  const rest = design.reduce(
    (sum, row, at) => sum + (rows[at]!.figure - row.reduce((all, value, j) => all + value * beta[j]!, 0)) ** 2,
    0,
  );
  const degrees = rows.length - size;
  return { mean: beta[0]!, half: studentQuantile(Number(values.level), degrees) * Math.sqrt((rest / degrees) * inverse[0]![0]!) };
}

/** Minutes between cases, and of work, as the scenario has them. */
const EXPECTED = new Map<string, readonly [number, number]>();
for (const { name, scenario } of QUEUE_TRUTHS) {
  const [activity] = Object.values(scenario.activities);
  const work = activity?.workMinutes;
  EXPECTED.set(name, [
    (24 * 60) / scenario.arrivals.perWorkingDay,
    work?.kind === 'fixed' ? work.value : work !== undefined && 'mean' in work ? work.mean : NaN,
  ]);
}

const wanted = Number(values.half);
const until = performance.now() + Number(values.minutes) * 60_000;
for (const { name, source, exact, text, scenario, figure } of QUEUE_TRUTHS.filter((one) => one.name.includes(values.only))) {
  const { process: compiled } = await model(text);
  const rows: Row[] = [];
  let found = { mean: NaN, half: Infinity };
  while (rows.length < LEAST || (found.half > wanted * Math.abs(found.mean) && performance.now() < until)) {
    const simulated = run(compiled, scenario, Number(values.seed) + rows.length + 1, CASES);
    rows.push({ figure: figure(simulated, WARM_UP), controls: controls(simulated) });
    if (rows.length >= LEAST) found = regressed(rows, EXPECTED.get(name)!);
  }
  const { mean, half } = found;
  const inside = Math.abs(mean - exact) <= half;
  process.stdout.write(
    `${name}: ${mean.toFixed(4)} ± ${half.toFixed(4)} (${((100 * half) / mean).toFixed(2)} %), exact ${exact.toFixed(4)} (${source}) ` +
      `${inside ? 'inside' : 'OUTSIDE'}; ${String(rows.length)} × ${String(CASES)} cases${half > wanted * mean ? '; NOT AS NARROW AS ASKED' : ''}\n`,
  );
}
