/** Binds an operation of /v2 to what answers it: who may, then the keys, the query and the body, then the answer. */
import type Router from '@koa/router';
import type Koa from 'koa';
import type { z } from 'zod';
import { isRefusal, type Refusal } from '../../engine/errors.ts';
import { isKey, type Access, type Engine } from '../../engine/index.ts';
import { accessOf, may, type Action, type Person } from '../../organisation/index.ts';
import type { Authenticate } from '../middleware/authenticate.ts';
import { readJson } from '../middleware/json-body.ts';
import { reject, rejectFor } from './problem.ts';

/** Whom a request asks, and what its caller may see. */
export interface Asking {
  readonly engine: Engine;
  readonly access: Access;
}

/** What a handler gets: checked, typed, with the caller's access. */
export interface Asked<Body> extends Asking {
  readonly person: Person;
  readonly body: Body;
  /** The key in the path: `/jobs/:key`. Empty where there is none. */
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly context: Koa.Context;
  /** The server ends: what waits is to be answered. */
  readonly stopping: AbortSignal;
}

export interface Endpoint<Body extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /v2. */
  readonly path: string;
  readonly needs: Action;
  /** Absent: the handler reads the body itself, or there is none. */
  readonly body?: Body;
  readonly query?: readonly string[];
}

/** undefined answers 204; `xml` answers a text. */
export type Answer = object | { readonly xml: string } | undefined;

export interface Endpoints {
  /** 401 for nobody, 403 for whom `may` does not allow it. */
  readonly on: <Body extends z.ZodType>(
    endpoint: Endpoint<Body>,
    handler: (asked: Asked<z.output<Body>>) => Promise<Answer | Refusal> | Answer,
  ) => void;
  /** Answers anybody. */
  readonly open: (path: string, handler: () => Answer) => void;
}

export interface EndpointParts {
  readonly engine: Engine;
  readonly authenticate: Authenticate;
  readonly stopping: AbortSignal;
}

export function endpoints(router: Router, { engine, authenticate, stopping }: EndpointParts): Endpoints {
  return {
    on({ method, path, needs, body, query = [] }, handler) {
      router.register(path, [method], async (context: Koa.Context) => {
        context.state['route'] = `/v2${path}`;
        const caller = await authenticate(context);
        if (caller === undefined) reject('Unauthorized', 'Sign in: show Basic authorization or the cookie of a session.');
        const { person } = caller;
        if (!may(person, needs)) reject('Forbidden', `Your role does not allow ${method} ${path}.`);
        const asked = {
          engine,
          person,
          access: accessOf(person),
          key: keyOf(context),
          query: queryOf(context, query),
          // Read by its own schema just here.
          body: (body === undefined ? undefined : parse(body, await bodyOf(context))) as z.output<NonNullable<typeof body>>,
          context,
          stopping,
        };
        send(context, await handler(asked));
      });
    },
    open(path, handler) {
      router.register(path, ['GET'], (context: Koa.Context) => {
        context.state['route'] = `/v2${path}`;
        send(context, handler());
      });
    },
  };
}

function keyOf(context: Koa.Context): string {
  const { key } = (context['params'] ?? {}) as Readonly<Record<string, string | undefined>>;
  if (key === undefined) return '';
  if (!/^-?[0-9]{1,25}$/.test(key)) reject('INVALID_ARGUMENT', 'The key in the path is not a number.');
  if (!isKey(key)) reject('NOT_FOUND', `Nothing has the key ${key}.`);
  return key;
}

function queryOf(context: Koa.Context, names: readonly string[]): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(context.query)) {
    if (!names.includes(name)) reject('Bad Request', `Query parameter [${name}] is not known here`);
    if (typeof value !== 'string') reject('Bad Request', `Query parameter [${name}] is given twice`);
    query[name] = value;
  }
  return query;
}

/** Clients leave out the body where all of it is optional. */
async function bodyOf(context: Koa.Context): Promise<unknown> {
  const isEmpty = context.get('Transfer-Encoding') === '' && ['', '0'].includes(context.get('Content-Length'));
  return isEmpty ? {} : readJson(context.req);
}

/** @throws CamundaProblem 400 that names the first fault. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) return reject('Bad Request', 'The request body cannot be parsed');
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return reject('Bad Request', `Request property [${[at, issue.keys[0]].filter(Boolean).join('.')}] cannot be parsed`);
  return reject('INVALID_ARGUMENT', at === '' ? issue.message : `The value for ${at} is not valid: ${issue.message}`);
}

function send(context: Koa.Context, answer: Answer | Refusal): void {
  if (isRefusal(answer)) rejectFor(answer);
  context.set('Cache-Control', 'no-store');
  if (answer === undefined) context.status = 204;
  else if ('xml' in answer) {
    context.status = 200;
    context.body = answer.xml;
    context.type = 'text/xml; charset=utf-8';
  } else {
    context.status = 200;
    context.body = JSON.stringify(answer);
    context.type = 'application/json';
  }
}
