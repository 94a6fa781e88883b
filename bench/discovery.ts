/**
 * Discovery and conformance on real logs: the model that the inductive miner finds, and every case aligned with it. Prints processor time,
 * asserts nothing. Logs are read from EIGA_LOGS (../shared/data when absent). Arguments: which logs by a part of their name; all by default.
 */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { conform, isNotComparable } from '../analytics/conformance/conform.ts';
import { discover } from '../analytics/discovery/discover.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { isLogFault } from '../analytics/log/log-fault.ts';
import { readCheckedModel } from '../engine/index.ts';
import { logFormat, readLogFile } from '../logs/read-log-file.ts';

const FOLDER = join(process.env['EIGA_LOGS'] ?? '../shared/data', 'logs');
const LOGS = [
  ['toy/running-example.xes', [50]],
  ['municipal/receipt.xes.gz', [50]],
  ['admin/BPI_2020_DomesticDeclarations.xes.gz', [50]],
  ['admin/AcademicCredentials.csv.gz', [50]],
  ['municipal/BPIC15_1.xes.gz', [20, 50]],
] as const;
const asked = process.argv.slice(2);

async function read(path: string): Promise<EventLog> {
  const form = logFormat(path);
  if (form === undefined) throw new Error(`${path} is no log.`);
  const log = await readLogFile(createReadStream(path), form);
  if (isLogFault(log)) throw new Error(log.message);
  return log;
}

function seconds(since: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(since);
  return ((user + system) / 1e6).toFixed(2);
}

const columns = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padStart(13)).join('');
console.log(
  `${'log'.padEnd(44)}${columns(['activities', 'noise', 'variants', 'cost', 'fitness', 'discovered s', 'aligned s', 'not proved', 'cases', 'MB resident'])}`,
);
for (const [name, sizes] of LOGS) {
  const path = join(FOLDER, name);
  if (!existsSync(path) || (asked.length > 0 && !asked.some((part) => name.includes(part)))) continue;
  const log = await read(path);
  for (const activities of sizes)
    for (const noise of [0, 0.2]) {
      let since = process.cpuUsage();
      const found = discover(log, { noise, activities, name: 'found' });
      const discovered = seconds(since);
      const [model] = (await readCheckedModel(found.xml)).processes;
      if (!model) throw new Error(`${name}: no process was found`);
      since = process.cpuUsage();
      let cost = 0;
      const fit = conform(log, model, {
        only: found.activities,
        onAligned: (aligned) => {
          cost += aligned.alignment.cost * aligned.cases;
        },
      });
      if (isNotComparable(fit)) throw new Error(`${name}: ${fit.notComparable}`);
      const { variants, fitness, notChecked, cases } = fit;
      const rss = Math.round(process.memoryUsage().rss / 1e6);
      const figures = [variants, cost, (fitness ?? NaN).toFixed(4), discovered, seconds(since), notChecked.unproven, cases, rss];
      console.log(`${name.padEnd(44)}${columns([found.activities.length, noise, ...figures])}`);
    }
}
