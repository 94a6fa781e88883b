import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runDirectory } from './run-directory.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** A process of our own code beside the test: to be killed, paused or raced. */
export interface Child {
  readonly pid: number;
  /** The next line it prints; rejects, with what it said on stderr, when it ends first. */
  line(): Promise<string>;
  /** All lines printed so far that `line` has not handed out. */
  readonly lines: readonly string[];
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  kill(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Runs a TypeScript file of the repository in a Node process of its own. `entry` is relative to the repository's root. */
export async function startChild(entry: string, parameters: readonly string[] = []): Promise<Child> {
  const child = spawn(process.execPath, [await bundle(entry), ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  return watch(child);
}

function watch(child: ChildProcess): Child {
  const lines: string[] = [];
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  let complaint = '';
  let gone = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      const next = waiting.shift();
      if (next) next.resolve(line);
      else lines.push(line);
    });
  const fail = (): Error => new Error(`The child process has ended. It said:\n${complaint}`);
  const ended = new Promise<number | NodeJS.Signals>((resolveEnd, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      gone = true;
      for (const { reject: rejectLine } of waiting.splice(0)) rejectLine(fail());
      resolveEnd(signal ?? code ?? -1);
    });
  });
  return {
    pid: child.pid ?? -1,
    lines,
    ended,
    line() {
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (gone) return Promise.reject(fail());
      return new Promise((resolveLine, reject) => waiting.push({ resolve: resolveLine, reject }));
    },
    kill(signal = 'SIGKILL') {
      child.kill(signal);
      return ended;
    },
  };
}

const bundles = new Map<string, Promise<string>>();

/** The path of a bundle of that file, for a process or a thread. */
export function bundle(entry: string): Promise<string> {
  const path = bundles.get(entry) ?? write(entry);
  bundles.set(entry, path);
  return path;
}

/** Into a folder of the run that sees the repository's packages and migrations where the program expects them. */
async function write(entry: string): Promise<string> {
  const folder = join(runDirectory(), 'children');
  await mkdir(folder, { recursive: true });
  for (const name of ['node_modules', 'migrations', 'processes', 'package.json'])
    link(join(REPOSITORY, name), join(runDirectory(), name));
  const output = join(folder, `${createHash('sha256').update(entry).digest('hex').slice(0, 12)}-${process.pid}.mjs`);
  const esbuild = join(REPOSITORY, 'node_modules', 'esbuild', 'bin', 'esbuild');
  const options = [
    '--bundle',
    '--format=esm',
    '--platform=node',
    '--target=node20.19',
    '--packages=external',
    `--outfile=${output}`,
  ];
  await promisify(execFile)(esbuild, [resolve(REPOSITORY, entry), ...options, '--log-level=warning']);
  return output;
}

function link(from: string, to: string): void {
  if (!existsSync(from)) return;
  try {
    symlinkSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
