/**
 * How long people wait for a page: every place of the navigation, the main pages behind them and the public ones, in Chromium, with the
 * demo municipality of 279 services and `--cases` cases (20,000) on PostgreSQL. Prints a table, asserts nothing; aim: 1,000 ms.
 * With DATABASE_URL the municipality is loaded once, into the database `--database` (eiga_pages), and kept for the next run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../test/support/postgres-server.ts';
import { RUN_VARIABLE } from '../test/support/run-directory.ts';
import { openTown } from './pages-demo.ts';
import { pageList } from './pages-list.ts';
import { openVisitors, type Visit } from './pages-visit.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    database: { type: 'string', default: 'eiga_pages' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
/** Cases that the demo gains each time. */
const DEMO_CASES = 1_340;

const directory = mkdtempSync(join(tmpdir(), 'eiga-bench-'));
// Open for walking through, since for root the server runs as another user.
await chmod(directory, 0o711);
// The packaged browser puts its fonts there.
process.env[RUN_VARIABLE] ??= directory;
const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
const server = await startServer(directory);
const town = await openTown(server.url, values.database, Math.max(1, Math.ceil(Number(values.cases) / DEMO_CASES)), tell);
const visitors = await openVisitors(town);
const measured: (readonly [name: string, first: Visit, again: Visit])[] = [];
tell(`The log was read ${(await visitors.logIsRead()).toFixed(0)} ms after the start.`);
try {
  const pages = (await pageList(town)).filter(({ name }) => name.includes(values.only));
  for (const { name, address, isPublic = false } of pages) {
    const visitor = await visitors.arrive(isPublic);
    const first = await visitor.visit(address);
    const again = await visitor.visit(address);
    await visitor.leave();
    measured.push([name, first, again]);
    if (!values.json) console.log(line(name, first, again));
  }
  if (values.json) console.log(JSON.stringify(measured));
} finally {
  await visitors.close();
  await town.stop();
  await town.database.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

function line(name: string, first: Visit, again: Visit): string {
  const figures = [first.usableMs, first.wholeMs, again.usableMs, again.wholeMs].map((ms) => ms.toFixed(0).padStart(6));
  const [slowest] = first.requests;
  const asked = slowest === undefined ? '' : `${slowest.path} ${slowest.ms.toFixed(0)} ms`;
  return `${name.padEnd(28)} ${figures.join(' ')}   ${asked}`;
}
