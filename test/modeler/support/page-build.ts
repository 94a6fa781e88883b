import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runDirectory } from '../../support/run-directory.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** The page as its sources are now, built once a test process; the folder that a server serves. */
export async function builtPage(): Promise<string> {
  const folder = join(runDirectory(), `page-${String(process.pid)}`);
  if (existsSync(folder)) return folder;
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
  return folder;
}
