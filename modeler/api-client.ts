/** The one place where the page talks to the server: each call is an operation of the contract, checked on the way in. */
import './answer-checks.ts';
import { operations, problem } from '../api/contract.ts';
import type { OperationName, ParamsOf, Problem, Read, Sent } from '../api/contract.ts';

type Operations = typeof operations;
/** Of a union, one part of that union: not a union of parts. */
type Given<Key extends string, Value> = [Value] extends [undefined] ? unknown : { readonly [K in Key]: Value };
/** What a call is made of: `params` of the path, `query`, `body`, as far as the operation has them. */
export type RequestOf<Name extends OperationName> = (keyof ParamsOf<Operations[Name]['path']> extends never
  ? unknown
  : { readonly params: ParamsOf<Operations[Name]['path']> }) &
  Given<'query', Sent<Operations[Name]['query']>> &
  Given<'body', Sent<Operations[Name]['body']>>;
export type AnswerOf<Name extends OperationName> = Read<Operations[Name]['answer']>;

/** `offline`: no answer came; `unreadable`: the answer is not what the contract promises (page and server differ in version). */
export type FailureCode = Problem['code'] | 'offline' | 'unreadable';

/** A call that was refused or failed; pages show it as a sentence with a remedy (features/failure). */
export class ApiFailure extends Error {
  readonly code: FailureCode;
  readonly problem: Problem | undefined;
  constructor(code: FailureCode, problem?: Problem) {
    super(problem?.detail ?? code);
    this.code = code;
    this.problem = problem;
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/** @throws ApiFailure */
export async function call<Name extends OperationName>(
  name: Name,
  request: RequestOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const operation = operations[name];
  // Each request is made of these parts; which of them is the business of its own type.
  const parts = request as Parts;
  const address = addressOf(operation.path, parts);
  const init: RequestInit = { method: operation.method, headers: { accept: 'application/json' }, credentials: 'same-origin' };
  if (operation.body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(parts.body ?? {});
  }
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiFailure('offline');
  }
  if (!response.ok) throw failureOf(await textOf(response), response.status);
  if (operation.answer === undefined) return undefined as AnswerOf<Name>;
  const checked = operation.answer.safeParse(jsonOf(await textOf(response)));
  if (!checked.success) throw new ApiFailure('unreadable');
  return checked.data as AnswerOf<Name>;
}

/** `/api/tasks/:taskKey?limit=10`: parameters filled in, absent parts of the query left out. */
export function addressOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''));
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') asked.set(key, String(value));
  const text = asked.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** The failure that a refusing answer tells: problem+json, or only its status when something else stands in between. */
export function failureOf(text: string, status: number): ApiFailure {
  const checked = problem.safeParse(jsonOf(text));
  if (checked.success) return new ApiFailure(checked.data.code, checked.data);
  if (status === 401) return new ApiFailure('notSignedIn');
  return new ApiFailure(status === 502 || status === 503 || status === 504 ? 'notReady' : 'fault');
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new ApiFailure('offline');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
