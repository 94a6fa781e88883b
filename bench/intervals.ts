/**
 * What a comparison promises, over data of which the truth is known: the coverage of every 95 % interval (aim: 93.5 to 96.5 % of 2,000 data sets), of quality scores too,
 * false claims over random splits of one real period (aim: 6.5 % of 1,000 at most), and the power to see 15 % with 400 cases on each side (aim: 80 %).
 * Prints, asserts nothing. Arguments: data sets, resamples, a part of the names to print (`claims`: of the logs false claims alone), and a seed for other data sets. Real logs: see EIGA_LOGS.
 */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLogFault } from '../analytics/log/log-fault.ts';
import { readLogFile } from '../logs/read-log-file.ts';
import { covered, coverageCases, falseClaims, power } from '../test/analytics/comparison/coverage.ts';
import { partCases } from '../test/analytics/comparison/coverage-of-parts.ts';
import { qualityCases } from '../test/programme/quality-coverage.ts';

const DATA_SETS = Number(process.argv[2] ?? 2000);
const RESAMPLES = Number(process.argv[3] ?? 1000);
const ONLY = process.argv[4] ?? '';
const SEED = Number(process.argv[5] ?? 0);
const FOLDER = join(process.env['EIGA_LOGS'] ?? '../shared/data', 'logs');
const LOGS = ['municipal/BPIC15_1.xes.gz', 'municipal/receipt.xes.gz'];

console.log(`${String(DATA_SETS)} data sets each, ${String(RESAMPLES)} resamples; aim 93.5 to 96.5 %.`);
for (const one of [...coverageCases(RESAMPLES), ...partCases(RESAMPLES), ...qualityCases].filter(({ name }) =>
  name.includes(ONLY),
)) {
  const { name, share, below, above } = covered(one, DATA_SETS, SEED);
  const mark = share < 0.935 ? ' too low' : share > 0.965 ? ' too high' : '';
  console.log(`  ${name.padEnd(72)} ${percent(share)}  (below ${String(below)}, above ${String(above)})${mark}`);
}
for (const path of ONLY === '' || ONLY === 'claims' ? LOGS : []) {
  const file = join(FOLDER, path);
  const log = existsSync(file) && (await readLogFile(createReadStream(file), { format: 'xes', zipped: true }));
  if (!log || isLogFault(log)) {
    console.log(`  ${path}: not here; EIGA_LOGS names the folder of the logs.`);
    continue;
  }
  console.log(
    `  ${path}: false claims ${percent(falseClaims(log, DATA_SETS / 2, RESAMPLES, SEED))} of ${String(DATA_SETS / 2)} splits`,
  );
  if (ONLY === '')
    console.log(`  ${path}: 15 % shorter, n = 400, found in ${percent(power(log, 400, 0.85, DATA_SETS / 4, RESAMPLES))}`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
