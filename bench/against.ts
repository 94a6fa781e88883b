/**
 * `npm run bench:against -- COMMIT [--rounds 3] [--cases 1600]`: the engine bench of this tree and of an earlier commit, in turns on one machine,
 * so that "not slower" is a ratio of one run. The commit is built in a folder of its own with this tree's packages. Asserts nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoopReport } from './loop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, cases: { type: 'string', default: '1600' } },
});
const [commit] = positionals;
if (commit === undefined) throw new Error('Name the commit to compare with: npm run bench:against -- 91337e0');

const folder = mkdtempSync(join(tmpdir(), 'eiga-against-'));
try {
  const there = join(folder, 'tree');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', there, commit]);
  symlinkSync(resolve('node_modules'), join(there, 'node_modules'));
  execFileSync(process.execPath, ['build.js', 'bench'], { cwd: there, stdio: 'inherit' });
  const trees = [
    { name: commit, cwd: there },
    { name: 'this tree', cwd: process.cwd() },
  ].map((tree) => ({ ...tree, found: [] as LoopReport[] }));
  for (let round = 0; round < Number(values.rounds); round++) {
    // Who goes first has the quieter disk: they take turns at that too.
    for (const { name, cwd, found } of round % 2 === 0 ? trees : trees.toReversed()) {
      process.stderr.write(`round ${String(round + 1)}: ${name}\n`);
      found.push(engineBench(cwd));
    }
  }
  for (const { name, found } of trees) process.stdout.write(`${row(name, found)}\n`);
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', join(folder, 'tree')]);
  rmSync(folder, { recursive: true, force: true });
}

function engineBench(cwd: string): LoopReport {
  const settings = ['--json', '--no-peer', '--no-pgbench', '--repeat', '1', '--cases', values.cases];
  return JSON.parse(
    execFileSync(process.execPath, ['dist/bench/engine.js', ...settings], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as LoopReport;
}

function row(name: string, found: readonly LoopReport[]): string {
  const column = (of: (report: LoopReport) => number, digits = 0): string =>
    found.map((one) => of(one).toFixed(digits)).join(' ');
  return [
    name.padEnd(12),
    `steps/s ${column(({ eiga }) => eiga.stepsPerSecond)}`,
    `steps a commit ${column(({ shared }) => shared.stepsPerCommit, 1)}`,
    `Node µs a step ${column(({ shared }) => shared.nodeCpuUs)}`,
    `server µs a step ${column(({ shared }) => shared.serverCpuUs ?? NaN)}`,
  ].join('   ');
}
