import type { Sql } from '../store/sql.ts';
import type { DefinitionKey } from '../ids.ts';
import { compile } from '../model/compile.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { parse } from '../model/parse.ts';
import { readDefinition, type StoredDefinition } from '../store/definitions.ts';

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

export function compiledDefinitions(): CompiledDefinitions {
  const kept = new Map<string, Compiled>();
  return {
    async get(sql, tenantId, key) {
      const name = `${key} ${tenantId}`;
      // Values are kept, never promises: one under way outside a transaction would wait for the session that the transaction holds.
      const known = kept.get(name) ?? (await load(sql, tenantId, key));
      if (!known) return undefined;
      kept.delete(name);
      kept.set(name, known);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return known;
    },
  };
}

/**
 * Compiles a stored version without the structural rules: a rule that is newer than the version must not stop its running cases.
 * @throws Error when the stored text cannot be compiled at all: a bug, since it was deployed.
 */
async function load(sql: Sql, tenantId: string, key: DefinitionKey): Promise<Compiled | undefined> {
  const stored = await readDefinition(sql, tenantId, key);
  if (!stored) return undefined;
  const { xml, ...definition } = stored;
  const parsed = await parse(xml);
  const processes = 'definitions' in parsed ? compile(parsed.definitions).processes : [];
  const process = processes.find((candidate) => candidate.id === stored.processId);
  if (!process) throw new Error(`Definition ${key} is stored but can no longer be compiled.`);
  return { definition, process };
}
