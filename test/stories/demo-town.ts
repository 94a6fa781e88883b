/** The demo municipality behind a real browser, whose people come in by the front door. */
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readConfig } from '../../api/config.ts';
import { start } from '../../api/main.ts';
import { builtPage } from '../modeler/support/page-build.ts';
import { launchBrowser } from '../support/browser.ts';
import { freshDatabase } from '../support/postgres.ts';
import { CHEAP } from '../support/server.ts';

export interface DemoTown {
  /** The front page, with nobody signed in. */
  arrive(): Promise<Page>;
  /** From the front page through the form of sign-in, in Lithuanian. */
  signIn(user: 'analyst' | 'manager' | 'administrator'): Promise<Page>;
  /** @throws when a page met an uncaught error */
  close(): Promise<void>;
}

export async function demoTown(): Promise<DemoTown> {
  const database = await freshDatabase();
  const config = readConfig({ PORT: '0', EIGA_LOG: 'error' });
  const server = await start(config, { database, passwordCost: CHEAP, version: 'test', page: await builtPage() });
  const people = await server.demo.finished;
  const browser = await launchBrowser();
  const arrive = async () => {
    const page = await browser.open();
    await page.goto(server.url);
    return page;
  };
  return {
    arrive,
    async signIn(user) {
      const person = people.find((one) => one.user === user);
      if (person === undefined) throw new Error(`Nobody is called ${user}.`);
      const page = await arrive();
      await page.getByLabel('Prisijungimo vardas').fill(user);
      await page.getByLabel('Slaptažodis').fill(person.password);
      await page.getByRole('button', { name: 'Prisijungti' }).click();
      await page.getByText(person.name).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
      await database.close();
    },
  };
}

/** Follows a link by its name, as it stands in the navigation of that name or anywhere on the page. */
export async function follow(page: Page, name: string, navigation?: string): Promise<void> {
  const place = navigation === undefined ? page : page.getByRole('navigation', { name: navigation });
  await place.getByRole('link', { name, exact: true }).first().click();
}

/** The row of a table that begins with these words, as cells. */
export async function cellsOf(page: Page, name: string | RegExp): Promise<readonly string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await row.first().waitFor();
  expect(await row.count()).toBe(1);
  return row.getByRole('cell').allInnerTexts();
}
