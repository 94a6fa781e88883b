import { refuse, type Refusal } from '../errors.ts';
import type { Sql } from '../store/sql.ts';
import type { DefinitionKey } from '../ids.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { isDeleted, readDefinition, type StoredDefinition } from '../store/definitions.ts';
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
  /**
   * Whether cases may begin with it or be taken to it: it was not deleted. The database is asked once a second for each version, not for each case; what
   * another node deletes may begin cases for so long, as what is deleted at the very moment of a start does.
   */
  mayStart(sql: Sql, tenantId: string, key: DefinitionKey): Promise<boolean>;
  /** It has been deleted by this node. */
  forget(tenantId: string, key: DefinitionKey): void;
}

/** Why no case may be taken to a version. */
export function deletedVersion({ definition: { processId, version } }: Compiled): Refusal {
  return refuse('conflict', `version ${version} of process '${processId}' has been deleted; choose another version`);
}

const STARTABLE_MS = 1_000;

/** Compiled versions a node keeps; the one unused for longest goes first. A version takes about 1 MB at 1,000 elements. */
const KEPT = 500;

export function compiledDefinitions(reading: FileReading): CompiledDefinitions {
  const kept = new Map<string, Compiled>();
  /** When each version that may be started was last asked about; as many as are kept. */
  const startable = new Map<string, number>();
  return {
    async mayStart(sql, tenantId, key) {
      const name = `${key} ${tenantId}`;
      if (performance.now() - (startable.get(name) ?? -Infinity) < STARTABLE_MS) return true;
      const may = !(await isDeleted(sql, tenantId, key));
      if (startable.size >= KEPT) startable.clear();
      if (may) startable.set(name, performance.now());
      return may;
    },
    forget(tenantId, key) {
      startable.delete(`${key} ${tenantId}`);
    },
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
