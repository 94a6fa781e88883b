import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, isAlive, place, processStart } from './process-identity.ts';

/** How often a holder shows that it lives, and after how long a silence a holder that we cannot see counts as gone. */
const BEAT_MS = 5_000;
const SILENCE_MS = 60_000;

interface Holder {
  readonly pid: number;
  /** When the process started, in the words of its system: a later process with the same pid has another. Empty where unknown. */
  readonly processStart: string;
  /** Where the pid means something: this boot of this machine and, in a container, its own process list. */
  readonly place: string;
  readonly released: boolean;
}

export interface DirectoryLock {
  /** Gives the directory free. Does nothing the second time. */
  release(): void;
}

/** The directory is in use by a living process. `message` names it and says what to do. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
}

/**
 * Takes a directory for this process alone: two processes on one embedded database silently lose each other's rows.
 * The lock is a file `lock.<n>`; the one with the highest number counts, and it is never deleted before a higher one exists. Taking is
 * linking the next number, which the file system lets one process do, so a lock left by a killed process is taken over without a moment
 * in which two processes believe that it is theirs.
 * @throws DirectoryInUseError when a living process holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  for (;;) {
    const latest = latestLock(directory);
    if (latest > 0) refuseIfHeld(directory, latest);
    const mine = latest + 1;
    if (take(directory, mine)) return hold(directory, mine);
  }
}

function take(directory: string, number: number): boolean {
  const draft = join(directory, `lock-draft.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(self(false)));
  try {
    linkSync(draft, lockPath(directory, number));
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
  if (latestLock(directory) === number) return true;
  // Ours was linked after somebody else had taken, released and cleared this number: the higher one counts.
  unlinkSync(lockPath(directory, number));
  return false;
}

function hold(directory: string, number: number): DirectoryLock {
  const path = lockPath(directory, number);
  for (const other of lockNumbers(directory))
    if (other < number)
      ifThere(() => {
        unlinkSync(lockPath(directory, other));
      });
  const beat = setInterval(() => {
    const now = new Date();
    ifThere(() => {
      utimesSync(path, now, now);
    });
  }, BEAT_MS);
  beat.unref();
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      clearInterval(beat);
      ifThere(() => {
        writeFileSync(path, JSON.stringify(self(true)));
      });
    },
  };
}

function refuseIfHeld(directory: string, number: number): void {
  const path = lockPath(directory, number);
  const holder = readHolder(path);
  if (holder === undefined || holder.released) return;
  if (holder.place !== place()) {
    const silenceMs = Date.now() - statSync(path).mtimeMs;
    if (silenceMs > SILENCE_MS) return;
    const waitS = Math.ceil((SILENCE_MS - silenceMs) / 1000);
    throw new DirectoryInUseError(
      `The database in ${directory} is in use by process ${holder.pid} of another machine or container (${holder.place.split(' ')[0]}). ` +
        `Stop it, or, if it has crashed, start again in ${waitS} s; or choose another directory with EIGA_DATA.`,
    );
  }
  if (!isAlive(holder.pid)) return;
  const start = processStart(holder.pid);
  if (start !== '' && holder.processStart !== '' && start !== holder.processStart) return;
  throw new DirectoryInUseError(
    holder.pid === process.pid
      ? `The database in ${directory} is already open in this process: pass the open one on instead of opening it again.`
      : `The database in ${directory} is in use by process ${holder.pid}. Stop that process (kill ${holder.pid}), ` +
          'choose another directory with EIGA_DATA, or use a PostgreSQL server with DATABASE_URL.',
  );
}

const LOCK_NAME = /^lock\.([1-9][0-9]*)$/;

function lockNumbers(directory: string): number[] {
  return readdirSync(directory).flatMap((name) => LOCK_NAME.exec(name)?.slice(1).map(Number) ?? []);
}

function latestLock(directory: string): number {
  return Math.max(0, ...lockNumbers(directory));
}

function lockPath(directory: string, number: number): string {
  return join(directory, `lock.${number}`);
}

/** @returns undefined when the file has gone or holds no lock (cut off by a power cut): nobody alive wrote it. */
function readHolder(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value && 'processStart' in value && 'place' in value && 'released' in value)) return false;
  const { pid, processStart, place, released } = value;
  return (
    typeof pid === 'number' && typeof processStart === 'string' && typeof place === 'string' && typeof released === 'boolean'
  );
}

function self(released: boolean): Holder {
  return { pid: process.pid, processStart: processStart(process.pid), place: place(), released };
}

/** Somebody may have removed the whole directory; then there is nothing left to hold. */
function ifThere(touch: () => void): void {
  try {
    touch();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
