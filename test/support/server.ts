/**
 * A listening server of a test's own: a free port, a fresh database, people of every role in two units and two tenants, and clients that
 * are signed in. Answers are checked against the contract's strict shapes, so that a field too much or too few fails the test.
 */
import type { z } from 'zod';
import { readConfig, type Environment } from '../../api/config.ts';
import { operations } from '../../api/contract.ts';
import { type MainOptions, type Running, start, TENANT } from '../../api/main.ts';
import type { Database } from '../../database/connect.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { Role } from '../../organisation/index.ts';
import { freshDatabase } from './postgres.ts';

/** scrypt at N = 16: a test signs in often, and guesses nothing. */
export const CHEAP = { logN: 4, r: 1, p: 1 };
export const PASSWORD = 'a-password-of-tests';
export const ADMINISTRATOR = 'admin';

/** Who is there: user, tenant, roles, units. */
export const PEOPLE = [
  { user: 'analyst', tenantId: TENANT, roles: ['analyst'], units: [] },
  { user: 'clerk', tenantId: TENANT, roles: ['clerk'], units: ['permits'] },
  { user: 'colleague', tenantId: TENANT, roles: ['clerk'], units: ['permits'] },
  { user: 'neighbour', tenantId: TENANT, roles: ['clerk'], units: ['social'] },
  { user: 'manager', tenantId: TENANT, roles: ['manager'], units: [] },
  { user: 'stranger', tenantId: 'elsewhere', roles: ['clerk'], units: ['permits'] },
  { user: 'strange-manager', tenantId: 'elsewhere', roles: ['manager'], units: [] },
  { user: 'strange-analyst', tenantId: 'elsewhere', roles: ['analyst'], units: [] },
] as const satisfies readonly { user: string; tenantId: string; roles: readonly Role[]; units: readonly string[] }[];

export type User = (typeof PEOPLE)[number]['user'] | typeof ADMINISTRATOR;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or undefined without a body. */
  readonly body: unknown;
}

export interface Asking {
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests as one person, like the page does: with the cookie and its own origin. */
export interface Client {
  readonly cookie: string | undefined;
  send(method: string, path: string, asking?: Asking): Promise<Answer>;
  /** Asks and expects success; the answer must have the contract's shape exactly. */
  ask<Name extends keyof typeof operations>(name: Name, parts?: Parts): Promise<AnswerOf<Name>>;
}

export interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
}

type AnswerOf<Name extends keyof typeof operations> = (typeof operations)[Name]['answer'] extends infer A
  ? A extends z.ZodType
    ? z.output<A>
    : undefined
  : never;

export interface TestServer extends Running {
  readonly database: Database;
  /** A signed-in client; each user signs in once. */
  as(user: User): Promise<Client>;
  anonymous(): Client;
  /** Deploys resources as the analyst. */
  deploy(...resources: readonly { readonly name: string; readonly content: string }[]): Promise<AnswerOf<'deploy'>>;
}

export interface TestServerOptions extends MainOptions {
  /** The embedded database in memory unless told otherwise; closed with the server. */
  readonly openDatabase?: () => Promise<Database>;
  readonly environment?: Environment;
}

/** Starts one; the test stops it. */
export async function testServer({
  openDatabase = freshDatabase,
  environment,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const database = await openDatabase();
  const config = readConfig({
    PORT: '0',
    EIGA_DEMO: '0',
    EIGA_LOG: 'silent',
    EIGA_ADMIN: `${ADMINISTRATOR}:${PASSWORD}`,
    ...environment,
  });
  const running = await start(config, { passwordCost: CHEAP, version: 'test', database, ...options }).catch(
    async (error: unknown) => {
      await database.close();
      throw error;
    },
  );
  await populate(running);
  const signedIn = new Map<User, Promise<Client>>();
  const as = (user: User) => {
    const known = signedIn.get(user) ?? signIn(running.url, user);
    signedIn.set(user, known);
    return known;
  };
  return {
    ...running,
    database,
    as,
    anonymous: () => client(running.url, undefined),
    async deploy(...resources) {
      return (await as('analyst')).ask('deploy', { body: { resources } });
    },
    async stop() {
      await running.stop();
      await database.close();
    },
  };
}

async function populate({ organisation }: Running): Promise<void> {
  const zone = 'Europe/Vilnius';
  for (const tenantId of [TENANT, 'elsewhere']) {
    await organisation.people.saveInstitution(tenantId, { institution: 'municipality', name: 'Savivaldybė', zone });
    for (const unit of ['permits', 'social'])
      await organisation.people.saveUnit(tenantId, { unit, institution: 'municipality', name: `Skyrius ${unit}` });
  }
  for (const person of PEOPLE) {
    const created = await organisation.people.create({
      ...person,
      institution: 'municipality',
      name: `Name of ${person.user}`,
      password: PASSWORD,
    });
    if (isRefusal(created)) throw new Error(created.message);
  }
}

export async function signIn(url: string, user: string, password = PASSWORD): Promise<Client> {
  const answer = await client(url, undefined).send('POST', '/api/session', { body: { user, password } });
  if (answer.status !== 200) throw new Error(`${user} cannot sign in: ${JSON.stringify(answer.body)}`);
  return client(url, cookieOf(answer));
}

/** The cookie's name and value, as a browser sends it back. */
export function cookieOf({ headers }: Answer): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

export function client(url: string, cookie: string | undefined): Client {
  async function send(method: string, path: string, { body, bytes, headers }: Asking = {}): Promise<Answer> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        origin: url,
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(bytes !== undefined && { 'content-type': 'application/octet-stream' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(bytes !== undefined && { body: Buffer.from(bytes) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text || undefined,
    };
  }
  return {
    cookie,
    send,
    async ask(name, { params = {}, query, ...rest } = {}) {
      const operation = operations[name];
      const answer = await send(operation.method, addressOf(operation.path, params, query), {
        ...(operation.body !== undefined && { body: {} }),
        ...rest,
      });
      if (answer.status !== operation.status)
        throw new Error(`${operation.method} ${operation.path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      // The operation's own schema checks it; the type follows from the name.
      return (operation.answer === undefined ? undefined : operation.answer.parse(answer.body)) as AnswerOf<typeof name>;
    },
  };
}

export function addressOf(
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
