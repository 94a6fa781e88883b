import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { runDirectory } from './run-directory.ts';

/** A new empty directory; it goes with the test run. */
export function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(runDirectory(), 'temporary-'));
}
