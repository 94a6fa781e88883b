/** A visitor's browser that tells when a page could be used, and when the last of it stood there. */
import { launchBrowser } from '../test/support/browser.ts';
import { TENANT } from '../api/main.ts';
import { isRefusal } from '../engine/errors.ts';
import type { Town } from './pages-demo.ts';

const USER = 'bench-pages';
const PASSWORD = 'a-password-of-benches';
const ROLES = ['administrator', 'manager', 'analyst', 'clerk'] as const;
/** So long nothing may be asked, answered or drawn until a page counts as whole. */
const QUIET_MS = 700;
const PATIENCE_MS = 120_000;

export interface Visit {
  /** From the beginning of the navigation until the heading stands there and nothing is "loading": long questions show how far they are. */
  readonly usableMs: number;
  /** … until the last answer was drawn, that of long questions too. */
  readonly wholeMs: number;
  /** The slowest first. */
  readonly requests: readonly { readonly path: string; readonly ms: number }[];
}

export interface Visitor {
  visit(address: string): Promise<Visit>;
  leave(): Promise<void>;
}

declare global {
  interface Window {
    benchSeen: { open: number; changedAt: number; loadingAt: number; requests: { path: string; ms: number }[] };
  }
}

/** Visitors with every role; each comes with an empty cache. */
export async function openVisitors({ organisation, url }: Town): Promise<{
  /** Milliseconds until the event log is read, which a server does once, when it has started. */
  logIsRead(): Promise<number>;
  arrive(isStranger: boolean): Promise<Visitor>;
  close(): Promise<void>;
}> {
  const people = await organisation.people.list(TENANT);
  const [anyone] = people;
  if (anyone === undefined) throw new Error('The municipality has no people.');
  const units = [...new Set(people.flatMap((person) => person.units))];
  const { institution } = anyone;
  const asked = { tenantId: TENANT, user: USER, institution, name: 'Bench', roles: [...ROLES], units, password: PASSWORD };
  if (!people.some(({ user }) => user === USER)) {
    const created = await organisation.people.create(asked);
    if (isRefusal(created)) throw new Error(created.message);
  }
  const answer = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ user: USER, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const [name = '', value = ''] = (answer.headers.getSetCookie()[0]?.split(';')[0] ?? '').split(/=(.*)/s);
  const browser = await launchBrowser();
  return {
    async logIsRead() {
      const begunMs = performance.now();
      const asked = await fetch(new URL('/api/insight/sources', url), { headers: { cookie: `${name}=${value}` } });
      if (!asked.ok) throw new Error(await asked.text());
      return performance.now() - begunMs;
    },
    async arrive(isStranger) {
      const page = await browser.open();
      const context = page.context();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      if (!isStranger) await context.addCookies([{ name, value, url }]);
      await page.addInitScript(watch);
      return {
        async visit(address) {
          await page.goto(new URL(address, url).href, { timeout: PATIENCE_MS });
          await page.waitForFunction(isQuiet, QUIET_MS, { timeout: PATIENCE_MS, polling: 50 });
          return page.evaluate(() => {
            const { loadingAt, changedAt, requests } = window.benchSeen;
            return { usableMs: loadingAt, wholeMs: changedAt, requests: requests.sort((one, other) => other.ms - one.ms) };
          });
        },
        async leave() {
          await context.close();
        },
      };
    },
    close: () => browser.close(),
  };
}

/** Runs in the page before anything else. Instants are those of the frame in which a change is painted. */
function watch(): void {
  const seen: Window['benchSeen'] = { open: 0, changedAt: 0, loadingAt: 0, requests: [] };
  window.benchSeen = seen;
  const { fetch } = window;
  window.fetch = async (...request) => {
    const begun = performance.now();
    seen.open += 1;
    try {
      return await fetch(...request);
    } finally {
      seen.open -= 1;
      const [asked] = request;
      const path = asked instanceof Request ? asked.url : String(asked);
      seen.requests.push({ path: path.replace(location.origin, ''), ms: performance.now() - begun });
    }
  };
  let wasLoading = true;
  new MutationObserver(() => {
    requestAnimationFrame(() => {
      seen.changedAt = performance.now();
      const isLoading = document.querySelector('h1') === null || document.querySelector('.waiting') !== null;
      if (wasLoading) seen.loadingAt = seen.changedAt;
      wasLoading = isLoading;
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

function isQuiet(quietMs: number): boolean {
  const { open, changedAt } = window.benchSeen;
  const busy = document.querySelector('.waiting, progress') !== null || document.querySelector('h1') === null;
  return !busy && open === 0 && document.readyState === 'complete' && performance.now() - changedAt > quietMs;
}
