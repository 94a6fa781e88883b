/** What the operator sets, from the environment. Everything is checked at the start, and all that is wrong is said at once. */
import { isIP } from 'node:net';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The embedded database's directory; not used with a server. */
  readonly dataDirectory: string;
  readonly databaseUrl?: string;
  /** Load the demo municipality on the first start. */
  readonly demo: boolean;
  /** Creates this administrator when there is none yet. */
  /** After which an ended case loses what it says of people; absent: never. */
  readonly eraseAfterDays?: number;
  readonly administrator?: { readonly user: string; readonly password: string };
  /** Lets `/v2` pin the engine's clock. */
  readonly testClock: boolean;
  /** Where people reach it, without a final slash; https makes cookies secure. */
  readonly publicUrl?: string;
  /** The last address of X-Forwarded-For is the caller's: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be right. `faults` has a sentence for each fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** The settings and what each does, for `--help`. */
export const SETTINGS: readonly (readonly [name: string, meaning: string])[] = [
  ['PORT', 'port to listen on (3000)'],
  ['HOST', 'address to listen on (127.0.0.1)'],
  ['EIGA_DATA', 'directory of the embedded database (.eiga)'],
  ['DATABASE_URL', 'a PostgreSQL server instead: postgresql://user:password@host:port/name'],
  ['EIGA_DEMO', '0 starts empty; else the demo municipality is loaded on the first start'],
  ['EIGA_ADMIN', 'user:password of an administrator to create when there is none'],
  ['EIGA_TEST_CLOCK', '1 lets /v2 pin the clock; for tests only'],
  ['PUBLIC_URL', 'where people reach it, e.g. https://eiga.example.lt'],
  ['EIGA_TRUST_PROXY', '1 behind a reverse proxy that sets X-Forwarded-For'],
  ['EIGA_ERASE_AFTER_DAYS', 'days after its end when what a case says of people is erased; never unless said'],
  ['EIGA_LOG', 'silent, error, warn, info or debug'],
];

/**
 * Reads the settings.
 * @param interactive logs say less in a terminal, unless told otherwise.
 * @throws ConfigError with every fault.
 */
export function readConfig(environment: Environment, interactive = false): Config {
  const faults: string[] = [];
  const set = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const flag = (name: string, unset: boolean) => {
    const text = set(name);
    if (text === undefined) return unset;
    if (text !== '0' && text !== '1') faults.push(`${name} is "${text}": say 0 or 1.`);
    return text === '1';
  };

  const portText = set('PORT') ?? '3000';
  const port = /^[0-9]{1,5}$/.test(portText) ? Number(portText) : NaN;
  if (!(port >= 0 && port <= 65_535)) faults.push(`PORT is "${portText}": say a number from 0 to 65535.`);

  const host = set('HOST') ?? '127.0.0.1';
  if (!/^[a-zA-Z0-9.:_-]{1,255}$/.test(host)) faults.push(`HOST is "${host}": say an address such as 127.0.0.1 or a host name.`);

  const demo = flag('EIGA_DEMO', true);
  if (demo && !isLoopback(host))
    faults.push(`HOST is "${host}", and a demo is not for others to reach: set EIGA_DEMO=0, or HOST=127.0.0.1.`);

  const databaseUrl = set('DATABASE_URL');
  if (databaseUrl !== undefined && !/^postgres(ql)?:$/.test(protocolOf(databaseUrl)))
    faults.push('DATABASE_URL is not the address of a PostgreSQL server: say postgresql://user:password@host:port/name.');

  const publicUrl = set('PUBLIC_URL')?.replace(/\/+$/, '');
  if (publicUrl !== undefined && !isOrigin(publicUrl))
    faults.push(`PUBLIC_URL is "${publicUrl}": say the scheme and host that people type, such as https://eiga.example.lt.`);

  const administrator = readAdministrator(set('EIGA_ADMIN'), faults);

  const levelText = set('EIGA_LOG') ?? (interactive ? 'warn' : 'info');
  const logLevel = LOG_LEVELS.find((level) => level === levelText);
  if (logLevel === undefined) faults.push(`EIGA_LOG is "${levelText}": say ${LOG_LEVELS.join(', ')}.`);

  const daysText = set('EIGA_ERASE_AFTER_DAYS');
  if (daysText !== undefined && !/^[1-9][0-9]{0,4}$/.test(daysText))
    faults.push(`EIGA_ERASE_AFTER_DAYS is "${daysText}": say a number of days, or leave it out to keep everything.`);

  const testClock = flag('EIGA_TEST_CLOCK', false);
  const trustProxy = flag('EIGA_TRUST_PROXY', false);
  if (faults.length > 0 || logLevel === undefined) throw new ConfigError(faults);
  return {
    port,
    host,
    dataDirectory: set('EIGA_DATA') ?? '.eiga',
    demo,
    testClock,
    trustProxy,
    logLevel,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(administrator && { administrator }),
    ...(daysText !== undefined && { eraseAfterDays: Number(daysText) }),
  };
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  const address = host.toLowerCase();
  if (address === 'localhost' || address === '::1') return true;
  return isIP(address) === 4 && address.startsWith('127.');
}

function readAdministrator(text: string | undefined, faults: string[]): Config['administrator'] {
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  const user = text.slice(0, colon);
  const password = text.slice(colon + 1);
  // The value is not quoted: it holds a password.
  if (colon < 1 || !/^[a-z0-9][a-z0-9._@-]{0,99}$/.test(user))
    faults.push('EIGA_ADMIN is not user:password, the user in lower-case letters, digits and . _ @ -');
  else if (password.length < 12 || password.length > 128)
    faults.push('EIGA_ADMIN has a password of fewer than 12 or more than 128 characters.');
  return { user, password };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function isOrigin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && origin === url.toLowerCase();
}
