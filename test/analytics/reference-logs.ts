/** The event logs with known figures: read where they lie, never copied. Where they are absent the tests that need them are skipped and say so. */
import { describe, test } from '@jest/globals';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { readCsv } from '../../analytics/log/csv.ts';
import type { CsvOptions } from '../../analytics/log/csv.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { isLogFault } from '../../analytics/log/log-fault.ts';
import { readXes } from '../../analytics/log/xes.ts';

const FOLDER = process.env['EIGA_LOGS'] ?? join(import.meta.dirname, '../../../shared/data');

/** A group of tests over the reference logs. */
export function describeWithLogs(name: string, tests: () => void): void {
  // Where every change is proved, their absence is a fault and not a remark.
  if (existsSync(join(FOLDER, 'logs')) || process.env['CI'] === 'true') describe(name, tests);
  else
    describe(name, () => {
      test.skip('skipped: the reference event logs are not here; EIGA_LOGS names their folder', () => undefined);
    });
}

/** Where a log below logs/ lies. */
export function referencePath(path: string): string {
  return join(FOLDER, 'logs', path);
}

/** The text of a file below the folder. */
export function referenceText(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

const read = new Map<string, Promise<EventLog>>();

/** A log below logs/, read once. */
export function referenceLog(path: string, options: CsvOptions = {}): Promise<EventLog> {
  let log = read.get(path);
  if (!log) read.set(path, (log = readReference(path, options)));
  return log;
}

async function readReference(path: string, options: CsvOptions): Promise<EventLog> {
  const file = createReadStream(referencePath(path));
  const bytes: AsyncIterable<Uint8Array> = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  const log = path.includes('.xes') ? await readXes(bytes) : await readCsv(bytes, options);
  if (isLogFault(log)) throw new Error(`${path}: ${log.message}`);
  return log;
}
