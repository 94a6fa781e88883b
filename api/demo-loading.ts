/** The demo municipality is loaded once, on the first start, whole or not at all. */
import type { Database } from '../database/connect.ts';
import type { Organisation } from '../organisation/index.ts';
import type { DemoStatus } from './contract/status.ts';
import type { DemoPerson, LoadDemo, Words } from './demo-port.ts';

/** Fact of the installation: `loading` until the demo is whole, then `ready`. */
const FACT = 'demo';

export interface DemoLoading {
  status(): DemoStatus;
  /** Settles when it is loaded, was there already, or failed; its error is the loader's. */
  readonly finished: Promise<readonly DemoPerson[]>;
}

export interface DemoPlace {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly tenantId: string;
  readonly endsAt: number;
  readonly stopping: AbortSignal;
  readonly progress: (fraction: number, words: Words) => void;
}

/** An installation without a demo. */
export function noDemo(): DemoLoading {
  return { status: () => ({ state: 'off', fraction: 1, words: { lt: '', en: '' } }), finished: Promise.resolve([]) };
}

/** Whether a demo must be loaded before the installation is used: none was begun yet, or one was broken off. */
export async function needsDemo({ facts }: Organisation): Promise<'no' | 'first' | 'again'> {
  const fact = await facts.read(FACT);
  if (fact === undefined) return 'first';
  return fact === 'loading' ? 'again' : 'no';
}

/** Marks the installation, so that a demo that is broken off is known for what it is. False when another node was quicker. */
export async function beginDemo({ facts }: Organisation): Promise<boolean> {
  return facts.claim(FACT, 'loading');
}

export function loadingDemo(load: LoadDemo, place: DemoPlace): DemoLoading {
  let status: DemoStatus = {
    state: 'loading',
    fraction: 0,
    words: { lt: 'Kuriama demonstracinė savivaldybė', en: 'Setting up the demo municipality' },
  };
  const finished = (async () => {
    try {
      const people = await load({
        ...place,
        progress(fraction, words) {
          status = { state: 'loading', fraction: Math.min(1, Math.max(status.fraction, fraction)), words };
          place.progress(status.fraction, words);
        },
      });
      await place.organisation.facts.write(FACT, 'ready');
      status = {
        state: 'ready',
        fraction: 1,
        words: { lt: 'Demonstracinė savivaldybė paruošta', en: 'The demo municipality is ready' },
      };
      return people;
    } catch (error) {
      status = {
        ...status,
        state: 'failed',
        words: { lt: 'Demonstracijos įkelti nepavyko', en: 'The demo could not be loaded' },
      };
      throw error;
    }
  })();
  return { status: () => status, finished };
}

export function readyDemo(): DemoLoading {
  const words = { lt: 'Demonstracinė savivaldybė paruošta', en: 'The demo municipality is ready' };
  return { status: () => ({ state: 'ready', fraction: 1, words }), finished: Promise.resolve([]) };
}

/**
 * Empties every table: what a broken-off demo left. Only ever called on an installation whose mark says that its first demo was never
 * finished, so that nothing else can be in it.
 */
export async function eraseBrokenDemo({ knex }: Database): Promise<void> {
  const { rows } = await knex.raw<{ rows: { table_name: string }[] }>(
    `SELECT table_name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT IN ('schema_migrations', 'numbers')
       AND table_name NOT LIKE 'event\\_log\\_%'`,
  );
  const tables = rows.map((row) => `"${row.table_name}"`);
  await knex.raw(`TRUNCATE ${tables.join(', ')}`);
}
