/** The demo is loaded once, whole or not at all. What is loaded here is small; the municipality itself is tested with its content. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../api/config.ts';
import type { LoadDemo } from '../../api/demo-port.ts';
import { type MainOptions, type Running, start, TENANT } from '../../api/main.ts';
import type { Database } from '../../database/connect.ts';
import { embeddedDatabase } from '../support/postgres.ts';
import { CHEAP, client } from '../support/server.ts';

const words = { lt: 'pusė', en: 'half' };
let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

const serve = (loadDemo: LoadDemo, more: MainOptions = {}): Promise<Running> =>
  start(readConfig({ PORT: '0', EIGA_LOG: 'silent' }), { database, loadDemo, passwordCost: CHEAP, ...more });

/** Fills in a unit, as any demo would, and goes on as told. */
const loading =
  (unit: string, then: (tools: Parameters<LoadDemo>[0]) => Promise<void>): LoadDemo =>
  async (tools) => {
    const { people } = tools.organisation;
    await people.saveInstitution(tools.tenantId, { institution: 'hall', name: 'Hall', zone: 'Europe/Vilnius' });
    await people.saveUnit(tools.tenantId, { unit, institution: 'hall', name: unit });
    tools.progress(0.5, words);
    await then(tools);
    return [{ user: 'ann', password: 'shown-once', name: 'Ann', roles: ['clerk'] }];
  };
const units = async ({ organisation }: Running) => (await organisation.people.units(TENANT)).map(({ unit }) => unit);
const never: LoadDemo = () => Promise.reject(new Error('It must not be loaded again.'));

describe('a demo', () => {
  test('is loaded while the server already answers, and says how far it is', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const other = await embeddedDatabase();
    const running = await serve(
      loading('desk', () => held),
      { database: other },
    );
    const status = () => client(running.url, undefined).ask('getDemoStatus');
    while ((await status()).fraction < 0.5) await new Promise(setImmediate);
    expect(await status()).toEqual({ state: 'loading', fraction: 0.5, words });
    finish();
    expect(await running.demo.finished).toEqual([expect.objectContaining({ user: 'ann' })]);
    expect(await status()).toMatchObject({ state: 'ready', fraction: 1 });
    await running.stop();
    await other.close();
  });

  test('that fails says so, and the server goes on', async () => {
    const running = await serve(loading('half', () => Promise.reject(new Error('broken off'))));
    await expect(running.demo.finished).rejects.toThrow('broken off');
    expect(await client(running.url, undefined).ask('getDemoStatus')).toMatchObject({ state: 'failed' });
    expect(await units(running)).toEqual(['half']);
    await running.stop();
  });

  test('that was broken off is thrown away whole at the next start, and begun anew', async () => {
    const running = await serve(loading('whole', () => Promise.resolve()));
    await running.demo.finished;
    expect(await units(running)).toEqual(['whole']);
    await running.stop();
  });

  test('that is there is kept: a later start neither loads nor erases', async () => {
    const running = await serve(never);
    expect(await running.demo.finished).toEqual([]);
    expect(running.demo.status().state).toBe('ready');
    expect(await units(running)).toEqual(['whole']);
    await running.stop();
  });

  test('is told to break off when the server stops, and the stop waits for that', async () => {
    const other = await embeddedDatabase();
    let brokenOff = false;
    const running = await serve(
      loading('desk', ({ stopping }) => {
        return new Promise((_resolve, reject) => {
          stopping.addEventListener('abort', () => {
            setImmediate(() => {
              brokenOff = true;
              reject(new Error('stopping'));
            });
          });
        });
      }),
      { database: other },
    );
    while (running.demo.status().fraction < 0.5) await new Promise(setImmediate);
    await running.stop();
    expect(brokenOff).toBe(true);
    await other.close();
  });
});
