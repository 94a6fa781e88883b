/** The program itself, as people run it: `dist/eiga.js`, built by `npm run build:server` (which `npm test` does first). */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/eiga.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Settings = Readonly<Record<string, string>>;

/** Runs a command line to its end. Of the environment it gets only what finds programs and folders. */
export function eiga(words: readonly string[], settings: Settings = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program(), ...words], {
      env: environment(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Everything it has said on standard error. */
  complaints(): string;
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** `eiga serve`; answers once it takes requests. Rejects with what it said when it ends before. */
export function serve(settings: Settings): Promise<Served> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program(), 'serve', '--json'], {
      env: environment({ PORT: '0', EIGA_DEMO: '0', EIGA_LOG: 'error', ...settings }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const ended = new Promise<number | NodeJS.Signals>((end) => {
      child.once('close', (code, signal) => {
        end(signal ?? code ?? -1);
        reject(new Error(`The server has ended. It said:\n${complaints}`));
      });
    });
    child.once('error', reject);
    createInterface(child.stdout).once('line', (line) => {
      const told: unknown = JSON.parse(line);
      if (typeof told !== 'object' || told === null || !('url' in told) || typeof told.url !== 'string')
        throw new Error(`The server says ${line}`);
      resolve({
        url: told.url,
        pid: child.pid ?? -1,
        complaints: () => complaints,
        kill(signal) {
          child.kill(signal);
          return ended;
        },
      });
    });
  });
}

function program(): string {
  if (!existsSync(PROGRAM)) throw new Error('dist/eiga.js is missing: run npm run build:server first.');
  return PROGRAM;
}

function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...settings };
}
