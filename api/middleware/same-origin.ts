/** Only our own page may write with a person's cookie, and only under the names that we have. */
import type Koa from 'koa';
import { isLoopback } from '../config.ts';
import { fail } from '../problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send (CSRF; ASVS 5.0 V3.5): the Origin must be ours, or the browser must say that
 * the request is of the same origin. A request that shows its own credentials and no cookie cannot be forged that way.
 * While the server listens on the loopback address alone, a Host that is no loopback name is refused too: another site could have its
 * own name lead here (DNS rebinding).
 */
export function sameOrigin(publicUrl: string | undefined, onlyLoopback: boolean): Koa.Middleware {
  return async (context, next) => {
    const host = context.get('Host');
    if (onlyLoopback && publicUrl === undefined && !isLoopback(hostName(host)))
      fail('badRequest', 'This server is reached as localhost only. Set PUBLIC_URL to give it another name.', { status: 421 });
    if (!SAFE.has(context.method) && !isOurs(context, publicUrl, host))
      fail('forbidden', 'The request comes from another site. Open the page itself and try again.');
    await next();
  };
}

function isOurs(context: Koa.Context, publicUrl: string | undefined, host: string): boolean {
  if (context.get('Authorization') !== '' && context.get('Cookie') === '' && context.get('Origin') === '') return true;
  const origin = context.get('Origin');
  if (origin === '') return context.get('Sec-Fetch-Site') === 'same-origin';
  return publicUrl === undefined
    ? origin === `http://${host}` || origin === `https://${host}`
    : origin === publicUrl.toLowerCase();
}

function hostName(host: string): string {
  return host.startsWith('[') ? host.slice(1, host.indexOf(']')) : (host.split(':')[0] ?? '');
}
