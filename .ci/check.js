/**
 * Every check, the slowest beside the others since neither needs the other: as long as the slowest takes on two cores. What each has to say is
 * told in one piece, and a failure of one hides none of another.
 */
import { spawn } from 'node:child_process';

const SIDE_BY_SIDE = [['check:lint'], ['check:types', 'check:format', 'check:imports', 'check:budgets']];

const failed = (await Promise.all(SIDE_BY_SIDE.map(oneAfterAnother))).flat();
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function oneAfterAnother(checks) {
  const failed = [];
  for (const check of checks) {
    const { code, said } = await run(check);
    process.stdout.write(said);
    if (code !== 0) failed.push(check);
  }
  return failed;
}

function run(check) {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn('npm', ['run', check], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
