/** A real browser at a real server with the staff page: what every browser test begins with. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { testServer } from '../../support/server.ts';
import type { TestServer, User } from '../../support/server.ts';
import { builtPage } from './page-build.ts';

export type Language = 'lt' | 'en';

export interface StaffPage {
  readonly server: TestServer;
  /** A page of a person in a language, signed in, at an address: the program is fetched once for all, and nothing else is kept from page to page. */
  open(user: User, address: string, language?: Language): Promise<Page>;
  /** A page of a visitor who is not signed in. */
  openStranger(address: string, language?: Language): Promise<Page>;
  /** @throws when a page met an uncaught error. */
  close(): Promise<void>;
}

export async function staffPage(): Promise<StaffPage> {
  const server = await testServer({ page: await builtPage() });
  const browser = await launchBrowser();
  const openStranger = async (address: string, language: Language = 'lt'): Promise<Page> => {
    const page = await browser.open();
    await page.addInitScript(listen, language);
    await page.goto(new URL(address, server.url).href);
    return page;
  };
  return {
    server,
    openStranger,
    async open(user, address, language = 'lt') {
      const { cookie = '' } = await server.as(user);
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      const page = await browser.open('lt-LT', user);
      await page.context().addCookies([{ name, value, url: server.url }]);
      await page.addInitScript(listen, language);
      await page.goto(new URL(address, server.url).href);
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

declare global {
  interface Window {
    /** What the page's Content-Security-Policy refused. */
    refusedByPolicy: string[];
    /** Requests of the page without an answer yet, and when the last was answered. */
    asking: { open: number; answeredAt: number };
    /** What bpmn-js said in English on a Lithuanian page. */
    untranslated: Set<string>;
  }
}

/** Runs in the page before anything else. */
function listen(language: Language): void {
  if (sessionStorage.getItem('opened') === null) {
    sessionStorage.setItem('opened', 'once');
    localStorage.clear();
    localStorage.setItem('eiga.language', language);
  }
  window.refusedByPolicy = [];
  window.asking = { open: 0, answeredAt: 0 };
  const { fetch } = window;
  window.fetch = async (...request) => {
    window.asking.open += 1;
    try {
      return await fetch(...request);
    } finally {
      window.asking.open -= 1;
      window.asking.answeredAt = performance.now();
    }
  };
  window.untranslated = new Set();
  document.addEventListener('securitypolicyviolation', (event) => {
    window.refusedByPolicy.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  window.addEventListener('eiga-untranslated', (event) => {
    if (event instanceof CustomEvent) window.untranslated.add(String(event.detail));
  });
}

/** The page has had every answer it asked for, and time to draw it: a tenth of a second without a question. */
export async function hasAnswers(page: Page): Promise<void> {
  await page.waitForFunction(() => window.asking.open === 0 && performance.now() - window.asking.answeredAt > 100);
}

/** What the policy refused on a page so far. */
export function refusedByPolicy(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.refusedByPolicy);
}

/** English words of bpmn-js on a page so far. */
export function untranslated(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...window.untranslated]);
}

/** Ends the open task of a case as the clerk, who never claimed it. */
export async function completeTask(server: TestServer, caseKey: string, variables: Record<string, string>): Promise<void> {
  const clerk = await server.as('clerk');
  const { items } = await clerk.ask('listTasks', { query: { caseKey } });
  await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: { variables } });
}

/** A file of test/modeler/models. */
export async function modelFile(name: string): Promise<{ readonly name: string; readonly content: string }> {
  return { name, content: await readFile(new URL(`../models/${name}`, import.meta.url), 'utf8') };
}

/** Deploys the reference model of these tests with its form. */
export async function deployRequest(server: TestServer): Promise<string> {
  const { definitions } = await server.deploy(
    await modelFile('request.bpmn'),
    await modelFile('check.form'),
    await modelFile('sign.form'),
  );
  const key = definitions[0]?.definitionKey;
  if (key === undefined) throw new Error('request.bpmn holds no process');
  return key;
}

/** Starts a case of it. */
export async function startCase(server: TestServer, caseNumber: string, variables: Record<string, string> = {}): Promise<string> {
  const clerk = await server.as('clerk');
  const { caseKey } = await clerk.ask('startCase', {
    body: { definition: { processId: 'request' }, variables, dimensions: { caseNumber, unit: 'permits' } },
  });
  return caseKey;
}
