/** An event log as bytes and back: its columns as they lie in memory, compressed. */
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { EventLog } from '../analytics/log/event-log.ts';

/** Raised when EventLog changes its shape. 1: without claims and places of suspensions, which are optional, so it is read as it is. */
export const FORMAT_VERSION = 2;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** V8's structured clone keeps typed arrays and Maps and reads what older versions of it wrote. */
export async function toBytes(log: EventLog): Promise<Buffer> {
  return zip(serialize(log), { level: 1 });
}

/** @throws Error when they were written by a newer Eiga. */
export async function fromBytes(bytes: Uint8Array, formatVersion: number): Promise<EventLog> {
  if (formatVersion < 1 || formatVersion > FORMAT_VERSION)
    throw new Error(`An imported log has the format ${String(formatVersion)}; this Eiga reads up to ${String(FORMAT_VERSION)}.`);
  // Only `toBytes` writes this column.
  return deserialize(await unzip(bytes)) as EventLog;
}
