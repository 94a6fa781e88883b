import type { Sql } from '../store/sql.ts';
import type { DefinitionKey } from '../ids.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { readDefinition, type StoredDefinition } from '../store/definitions.ts';
import type { FileReading } from './file-reading.ts';

/** A deployed version, ready to run. */
export interface Compiled {
  readonly definition: Omit<StoredDefinition, 'xml'>;
  readonly process: ExecutableProcess;
}

/** Versions never change, so each is compiled once in the life of a node and kept. */
export interface CompiledDefinitions {
  /** @param sql the transaction, when inside one */
  get(sql: Sql, tenantId: string, key: DefinitionKey): Promise<Compiled | undefined>;
}

/** Compiled versions a node keeps; the one unused for longest goes first. A version takes about 1 MB at 1,000 elements. */
const KEPT = 500;

export function compiledDefinitions(reading: FileReading): CompiledDefinitions {
  const kept = new Map<string, Compiled>();
  return {
    async get(sql, tenantId, key) {
      const name = `${key} ${tenantId}`;
      // Values are kept, never promises: one under way outside a transaction would wait for the session that the transaction holds.
      const known = kept.get(name) ?? (await load(sql, tenantId, key, reading));
      if (!known) return undefined;
      kept.delete(name);
      kept.set(name, known);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return known;
    },
  };
}

/** @throws Error when the stored text cannot be compiled at all: a bug, since it was deployed. */
async function load(sql: Sql, tenantId: string, key: DefinitionKey, reading: FileReading): Promise<Compiled | undefined> {
  const stored = await readDefinition(sql, tenantId, key);
  if (!stored) return undefined;
  const { xml, ...definition } = stored;
  return { definition, process: await reading.process(xml, stored.processId) };
}
