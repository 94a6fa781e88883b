import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runDirectory } from '../../support/run-directory.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = join(REPOSITORY, 'dist', 'page');
/** What goes into the page: its own folder, and the rooms whose schemas and words it imports. */
const SOURCES = ['modeler', 'api', 'analytics', 'engine', 'programme', 'organisation', 'package-lock.json'];
const TRY_AGAIN_MS = 50;

/** The page as its sources are now: what `npm run build` has made if nothing has changed since, else built once a test run. */
export async function builtPage(): Promise<string> {
  if (isCurrent()) return BUILT;
  const folder = join(runDirectory(), 'page');
  const lock = `${folder}-lock`;
  while (!existsSync(folder)) {
    if (!(await taken(lock))) {
      await wait(TRY_AGAIN_MS);
      continue;
    }
    try {
      if (!existsSync(folder)) await build(folder);
    } finally {
      await rmdir(lock);
    }
  }
  return folder;
}

function isCurrent(): boolean {
  const index = join(BUILT, 'index.html');
  if (!existsSync(index)) return false;
  const builtAt = statSync(index).mtimeMs;
  return SOURCES.every((source) => newest(join(REPOSITORY, source)) < builtAt);
}

/** The newest change of a file or of anything in a folder, ms since epoch. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).reduce(
    (latest, name) => Math.max(latest, statSync(join(path, name)).mtimeMs),
    mtimeMs,
  );
}

/** Whether this process is the one that builds; a folder can be made once. */
function taken(lock: string): Promise<boolean> {
  return mkdir(lock).then(
    () => true,
    () => false,
  );
}

async function build(folder: string): Promise<void> {
  const draft = `${folder}-draft`;
  const vite = join(REPOSITORY, 'node_modules', 'vite', 'bin', 'vite.js');
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', 'modeler', '--outDir', draft, '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: REPOSITORY,
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
    },
  );
  await rename(draft, folder);
}
