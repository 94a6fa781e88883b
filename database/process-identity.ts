import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where this process's pid means something: the machine, its boot, and in a container its own list of processes. */
export function place(): string {
  return [hostname(), firstLine('/proc/sys/kernel/random/boot_id'), processNamespace()].join(' ').trim();
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Whether some process has this pid now (of another user too). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

/**
 * When a process started, in the words of its system; empty where unknown. A later process with the same pid has another. On Linux it is
 * field 22 of /proc/pid/stat, clock ticks since boot (the name before it may hold blanks and brackets), elsewhere what `ps` says.
 */
export function processStart(pid: number): string {
  const stat = firstLine(`/proc/${pid}/stat`);
  if (stat !== '')
    return (
      stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .at(19) ?? ''
    );
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** Whether an error of Node's has this code. Not by `instanceof`: an error may come from another realm. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
