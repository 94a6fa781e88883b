/** Who makes a request: the session's cookie, or Basic auth of a client. */
import type Koa from 'koa';
import type { Organisation, Person } from '../../organisation/index.ts';
import { fail } from '../problem.ts';

export interface Caller {
  readonly person: Person;
  /** Absent with Basic auth. */
  readonly session?: { readonly token: string; readonly expiresAt: number };
}

/** Finds the caller; undefined when the request says nothing of one. @throws ProblemError when what it says is not right. */
export type Authenticate = (context: Koa.Context) => Promise<Caller | undefined>;

/** `__Host-` binds the cookie to this very host over https; plain http (a laptop) cannot have it. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-eiga' : 'eiga-session';
}

export function authenticate(organisation: Organisation, secure: boolean): Authenticate {
  return async (context) => {
    const authorization = context.get('Authorization');
    if (authorization !== '') return basic(organisation, authorization, context.ip);
    const token = context.cookies.get(cookieName(secure));
    if (token === undefined || token === '') return undefined;
    const session = await organisation.sessions.find(token);
    return session && { person: session.person, session: { token, expiresAt: session.expiresAt } };
  };
}

async function basic(organisation: Organisation, authorization: string, address: string): Promise<Caller> {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(authorization)?.[1];
  const decoded = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) fail('notSignedIn', 'Only Basic authorization is understood.');
  const answer = await organisation.signIn.basic(decoded.slice(0, colon), decoded.slice(colon + 1), address);
  switch (answer.outcome) {
    case 'signedIn':
      return { person: answer.person };
    case 'wrong':
      return fail('wrongPassword', 'User or password is wrong.');
    case 'tooMany':
      return fail('tooManyAttempts', 'Too many wrong passwords. Wait and try again.', {
        retryAfterSeconds: answer.retryAfterSeconds,
      });
    default:
      return answer satisfies never;
  }
}
