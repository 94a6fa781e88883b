import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunningServer, startServer } from './postgres-server.ts';
import { RUN_VARIABLE } from './run-directory.ts';

/** What global-teardown finds again in the same process. */
export interface TestRun {
  readonly directory: string;
  readonly door: Server;
  /** Set once a test has asked for PostgreSQL: runs of pure tests start none. */
  server: Promise<RunningServer> | undefined;
}

declare global {
  var eigaTestRun: TestRun | undefined;
}

const PREFIX = 'eiga-test-';
const ROOM_BYTES = 8e9;

/** Makes the run's directory and waits at a socket in it for tests that ask for PostgreSQL (see postgres.ts). */
export default async function setUp(): Promise<void> {
  const parent = traversableDirectory();
  clearDeadRuns(parent);
  const directory = mkdtempSync(join(parent, PREFIX));
  // Open for walking through, since for root the server runs as another user.
  chmodSync(directory, 0o711);
  writeFileSync(join(directory, 'pid'), String(process.pid));
  process.env[RUN_VARIABLE] = directory;
  const door = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    run.server ??= startServer(directory);
    run.server.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
  });
  const run: TestRun = { directory, door, server: undefined };
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(join(directory, 'door'), resolve);
  });
  chmodSync(join(directory, 'door'), 0o600);
  door.unref();
  globalThis.eigaTestRun = run;
}

/**
 * Memory where there is plenty, unless TMPDIR names another place: making and dropping a database waits for the disk most of its time, and what
 * a killed process has written stays in either. Else the system's temporary directory, or the usual ones when only we may walk into it.
 */
function traversableDirectory(): string {
  const places = [...(process.env['TMPDIR'] === undefined ? ['/dev/shm'].filter(isRoomy) : []), tmpdir(), '/tmp', '/var/tmp'];
  return places.find((path) => existsSync(path) && isTraversable(path)) ?? tmpdir();
}

function isRoomy(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= ROOM_BYTES;
}

function isTraversable(directory: string): boolean {
  const open = (statSync(directory).mode & 0o001) !== 0;
  return open && (directory === dirname(directory) || isTraversable(dirname(directory)));
}

/** A run that was killed could not clean up: the next one stops its server and removes its directory. */
function clearDeadRuns(parent: string): void {
  for (const name of readdirSync(parent)) {
    const directory = join(parent, name);
    const pid = name.startsWith(PREFIX) ? readPid(join(directory, 'pid')) : undefined;
    if (pid === undefined || isAlive(pid)) continue;
    const server = readPid(join(directory, 'postgres', 'data', 'postmaster.pid'));
    if (server !== undefined && commandOf(server).includes(directory)) process.kill(server, 'SIGQUIT');
    rmSync(directory, { recursive: true, force: true });
  }
}

function readPid(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
