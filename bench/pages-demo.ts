/** The municipality that `bench:pages` looks at: the demo with so many times its cases, in a database of a name, kept from run to run. */
import { readConfig } from '../api/config.ts';
import { loadDemoOfSize } from '../api/demo/load-demo.ts';
import { type Running, start } from '../api/main.ts';
import { connect, type Database } from '../database/connect.ts';

/** As build.js puts it beside the programs, seen from dist/bench/. */
const ANALYTICS_WORKER = new URL('../analytics-worker.js', import.meta.url);

export interface Town extends Running {
  readonly database: Database;
}

/**
 * Starts the server on the database `name` of the PostgreSQL at `url`; when it is not there, it is made and the municipality is loaded.
 * @param times how many thousand cases, about
 */
export async function openTown(url: string, name: string, times: number, tell: (sentence: string) => void): Promise<Town> {
  const admin = await connect({ url, poolSize: 1 });
  const { rows } = await admin.knex.raw<{ rows: unknown[] }>('SELECT 1 FROM pg_database WHERE datname = ?', [name]);
  if (rows.length === 0) await admin.knex.raw('CREATE DATABASE ?? TEMPLATE template0', [name]);
  await admin.close();
  const place = new URL(url);
  place.pathname = `/${name}`;
  const database = await connect({ url: place.href });
  let told = 0;
  const running = await start(readConfig({ PORT: '0', EIGA_LOG: 'error' }), {
    database,
    passwordCost: { logN: 4, r: 1, p: 1 },
    analyticsWorker: ANALYTICS_WORKER,
    page: new URL('../page', import.meta.url).pathname,
    loadDemo: (tools) => loadDemoOfSize(tools, times),
    demoProgress(fraction, { en }) {
      if (fraction < told) return;
      told = fraction + 0.05;
      tell(en);
    },
  });
  await running.demo.finished;
  return { ...running, database };
}
