import { basename } from 'node:path';

/** Set by global-setup in the run's main process, and so in each of its tests. */
export const RUN_VARIABLE = 'EIGA_TEST_RUN';

/** The directory of this test run: everything that tests leave on the disk is in it, and it is removed at the end. */
export function runDirectory(): string {
  const directory = process.env[RUN_VARIABLE];
  if (directory === undefined) throw new Error(`No test run: ${RUN_VARIABLE} is set by test/support/global-setup.ts.`);
  return directory;
}

/** How the names of this run's databases begin: a server that was given may serve several runs. */
export function databasePrefix(directory: string): string {
  return `${basename(directory).toLowerCase().replaceAll('-', '_')}_`;
}
