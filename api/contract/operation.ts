/** What one request of the API is: its address, who may make it, and the shapes that go in and come out. Runs in the browser too. */
import type { z } from 'zod';

/**
 * What a person must be allowed to do before a request is looked at: `public` needs no sign-in, `signedIn` any. The one function that
 * decides is `may` of organisation/policy.ts.
 */
export type Need =
  | 'public'
  | 'signedIn'
  | 'models.read'
  | 'models.deploy'
  | 'cases.read'
  | 'cases.start'
  | 'cases.edit'
  | 'cases.cancel'
  | 'cases.repair'
  | 'terms.change'
  | 'tasks.read'
  | 'tasks.work'
  | 'tasks.assign'
  | 'incidents.resolve'
  | 'insight.read'
  | 'logs.change'
  | 'forecasts.change'
  | 'services.read'
  | 'services.change'
  | 'plan.read'
  | 'plan.change'
  | 'surveys.enter'
  | 'surveys.read'
  | 'surveys.change'
  | 'organisation.read'
  | 'organisation.change';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Operation<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Answer extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly method: Method;
  /** `:name` parts are parameters; a name that ends in Key is a decimal key. */
  readonly path: Path;
  readonly needs: Need;
  readonly summary: string;
  readonly query: Query;
  /** `bytes` is a file sent as it is. */
  readonly body: Body;
  readonly bytes: boolean;
  /** Answers with a file, which has no shape here. */
  readonly file: boolean;
  /** The status of success; 204 has no answer. */
  readonly status: 200 | 201 | 202 | 204;
  readonly answer: Answer;
}

/** The parameters that a path names: `{ taskKey: string }` of `/api/tasks/:taskKey/claim`. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;

/** What a caller sends as a query or body (before defaults), and what an answer is. */
export type Sent<S extends z.ZodType | undefined> = S extends z.ZodType ? z.input<S> : undefined;
export type Read<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

/** States an operation with its exact types; what is left out is `undefined`, and success is 200 (204 without an answer). */
export function operation<
  const Path extends string,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(stated: {
  readonly method: Method;
  readonly path: Path;
  readonly needs: Need;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  readonly bytes?: boolean;
  readonly file?: boolean;
  readonly status?: 200 | 201 | 202;
  readonly answer?: Answer;
}): Operation<Path, Query, Body, Answer> {
  return {
    method: stated.method,
    path: stated.path,
    needs: stated.needs,
    summary: stated.summary,
    // What was not stated has the type `undefined`, which the compiler cannot see from the optional property.
    query: stated.query as Query,
    body: stated.body as Body,
    bytes: stated.bytes ?? false,
    file: stated.file ?? false,
    status: stated.file ? 200 : stated.answer === undefined ? 204 : (stated.status ?? 200),
    answer: stated.answer as Answer,
  };
}
