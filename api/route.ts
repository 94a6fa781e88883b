/** Binds an operation of the contract to what answers it: who may, then the parameters, the query and the body, then the answer. */
import type Router from '@koa/router';
import type Koa from 'koa';
import type { z } from 'zod';
import { type Access, isKey } from '../engine/index.ts';
import { isRefusal, type Refusal } from '../engine/errors.ts';
import { accessOf, may, type Person } from '../organisation/index.ts';
import type { Operation, ParamsOf, Read } from './contract/operation.ts';
import type { Authenticate, Caller } from './middleware/authenticate.ts';
import { isStorable, JSON_BYTES, MODEL_BYTES, readJson } from './middleware/json-body.ts';
import { answer } from './middleware/request-log.ts';
import { fail, problemOf } from './problem.ts';

/** What a handler gets: checked, typed, and with the caller's access. */
export interface Asked<Path extends string, Query extends z.ZodType | undefined, Body extends z.ZodType | undefined> {
  readonly person: Person;
  readonly access: Access;
  readonly session: Caller['session'];
  readonly params: ParamsOf<Path>;
  readonly query: Read<Query>;
  readonly body: Read<Body>;
  readonly context: Koa.Context;
}

/** The same where nobody need be signed in. */
export type AskedByAnyone<Path extends string, Query extends z.ZodType | undefined, Body extends z.ZodType | undefined> = Omit<
  Asked<Path, Query, Body>,
  'person' | 'access' | 'session'
> & { readonly caller: Caller | undefined };

type Answered<Answer extends z.ZodType | undefined> = Promise<(Answer extends z.ZodType ? z.input<Answer> : undefined) | Refusal>;

export interface Binder {
  /** Answers an operation for whom `may` allows it; 401 for nobody, 403 for the wrong role. */
  readonly route: <
    P extends string,
    Q extends z.ZodType | undefined,
    B extends z.ZodType | undefined,
    A extends z.ZodType | undefined,
  >(
    operation: Operation<P, Q, B, A>,
    handler: (asked: Asked<P, Q, B>) => Answered<A>,
  ) => void;
  /** Answers an operation that needs no sign-in. */
  readonly open: <
    P extends string,
    Q extends z.ZodType | undefined,
    B extends z.ZodType | undefined,
    A extends z.ZodType | undefined,
  >(
    operation: Operation<P, Q, B, A>,
    handler: (asked: AskedByAnyone<P, Q, B>) => Answered<A>,
  ) => void;
}

export function binder(router: Router, authenticate: Authenticate): Binder {
  function bind(operation: Operation, handler: (context: Koa.Context) => Promise<unknown>) {
    router.register(operation.path, [operation.method], async (context: Koa.Context) => {
      context.state['route'] = operation.path;
      context.set('Cache-Control', 'no-store');
      send(context, operation, await handler(context).catch(asProblem(context)));
    });
  }
  return {
    route(operation, handler) {
      if (operation.needs === 'public') throw new Error(`${operation.path} is public: bind it with open.`);
      const action = operation.needs;
      bind(operation, async (context) => {
        const caller = await authenticate(context);
        if (caller === undefined) fail('notSignedIn', 'Sign in first.');
        const { person, session } = caller;
        if (!may(person, action)) fail('forbidden', 'Your role does not allow this.');
        return handler({ person, session, access: accessOf(person), context, ...(await parts(operation, context)) });
      });
    },
    open(operation, handler) {
      if (operation.needs !== 'public') throw new Error(`${operation.path} is not public: bind it with route.`);
      bind(operation, async (context) => {
        // A session that is over must not keep anybody from signing in.
        const caller = context.get('Authorization') === '' ? await authenticate(context) : undefined;
        return handler({ caller, context, ...(await parts(operation, context)) });
      });
    },
  };
}

async function parts<P extends string, Q extends z.ZodType | undefined, B extends z.ZodType | undefined>(
  operation: Operation<P, Q, B>,
  context: Koa.Context,
) {
  // The shapes are those of the operation itself, checked just here.
  return {
    params: paramsOf(context) as ParamsOf<P>,
    query: check(operation.query, queryOf(context), 'query') as Read<Q>,
    body: (operation.body === undefined
      ? await nothing(operation, context)
      : check(operation.body, await bodyOf(operation, context), 'body')) as Read<B>,
  };
}

/** Whether a cursor is one of this list only the list knows: it throws a RangeError. */
function asProblem(context: Koa.Context) {
  return (error: unknown): never => {
    if (error instanceof RangeError && context.query['after'] !== undefined)
      fail('badRequest', 'The place to go on from (after) is not one that this list gave out.');
    throw error;
  };
}

/** A key that cannot be one names nothing. */
function paramsOf(context: Koa.Context): Readonly<Record<string, string>> {
  const params = (context['params'] ?? {}) as Record<string, string>;
  for (const [name, value] of Object.entries(params))
    if (!isStorable(value) || (name.endsWith('Key') && !isKey(value))) fail('notFound', 'There is no such thing.');
  return params;
}

function queryOf(context: Koa.Context): Record<string, unknown> {
  const query: Record<string, unknown> = { ...context.query };
  for (const value of Object.values(query).flat())
    if (typeof value === 'string' && !isStorable(value)) fail('badRequest', 'The query holds a character that cannot be kept.');
  return query;
}

async function bodyOf(operation: Operation, context: Koa.Context): Promise<unknown> {
  return readJson(context.req, operation.path.startsWith('/api/definitions') ? MODEL_BYTES : JSON_BYTES);
}

/** An operation without a body takes none, or an empty object as some clients send. */
async function nothing(operation: Operation, context: Koa.Context): Promise<undefined> {
  const length = context.get('Content-Length');
  if (
    operation.bytes ||
    operation.method === 'GET' ||
    length === '0' ||
    (length === '' && context.get('Transfer-Encoding') === '')
  )
    return undefined;
  const value = await readJson(context.req);
  if (typeof value !== 'object' || value === null || Object.keys(value).length > 0) fail('badRequest', 'This takes no body.');
  return undefined;
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) {
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
      fail('badRequest', `This takes no ${where}.`);
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = fields[0];
  return fail('badRequest', `The ${where} is not what is asked for: ${first?.path ?? ''} ${first?.message ?? ''}`.trim(), {
    fields,
  });
}

function send(context: Koa.Context, operation: Operation, told: unknown): void {
  if (isRefusal(told)) {
    answer(context, problemOf(told));
    return;
  }
  // Its handler has put the file there.
  if (operation.file) return;
  context.status = operation.status;
  if (operation.status === 204) return;
  context.body = JSON.stringify(told);
  context.type = 'application/json';
}
