/**
 * The engine's own event log as columns: read once, then kept fresh by what changed since, so that a question is answered from memory.
 * One log for each process of a tenant.
 */
import { EngineLog } from '../analytics/log/engine-log.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import type { Access, CaseHistory, DefinitionKey, DefinitionRow, Engine, ExecutableProcess } from '../engine/index.ts';

export interface OwnLog {
  readonly processId: string;
  /** Of the newest version. */
  readonly name: string;
  readonly log: EventLog;
  /** The figures hold what had happened by then, or later. */
  readonly asOfAt: number;
  /** Newest first. Cases carry `String(version)`. */
  readonly versions: readonly DefinitionRow[];
  /** An element's name in the newest version that has it; its id when none names it. */
  readonly nameOf: (elementId: string) => string;
  /** The statutory term's last day, by case key. */
  readonly dueOn: ReadonlyMap<string, string>;
}

/** Figures are at most this old. */
export const FRESH_MS = 2_000;

interface Collected {
  readonly engineLog: EngineLog;
  /** An ended case never changes again. */
  readonly ended: Set<string>;
  readonly dueOn: Map<string, string>;
  built?: { readonly log: EventLog };
}

interface Tenant {
  readonly access: Access;
  readonly processes: Map<string, Collected>;
  since?: string;
  /** By the wall: a pinned test clock must not keep figures from being read again. */
  readAt: number;
  reading?: Promise<void>;
}

export class OwnLogs {
  private readonly engine: Engine;
  private readonly wallNow: () => number;
  private readonly tenants = new Map<string, Tenant>();
  private readonly compiled = new Map<DefinitionKey, ExecutableProcess>();

  constructor(engine: Engine, wallNow: () => number) {
    this.engine = engine;
    this.wallNow = wallNow;
  }

  /** The logs of all processes of a tenant that have cases, by name. */
  async all(tenantId: string): Promise<readonly OwnLog[]> {
    const tenant = await this.fresh(tenantId);
    const definitions = await this.definitions(tenant);
    const logs = await Promise.all([...tenant.processes.keys()].map((id) => this.open(tenant, id, definitions)));
    return logs.filter((log) => log !== undefined).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Reads all that there is before anybody asks; the first question then reads what came since. @throws the signal's reason */
  async warm(tenantId: string, stopping: AbortSignal): Promise<void> {
    const tenant = this.tenant(tenantId);
    tenant.reading ??= this.read(tenant, stopping).finally(() => {
      delete tenant.reading;
    });
    await tenant.reading;
    tenant.readAt -= FRESH_MS;
  }

  /** Undefined when the process has no case. */
  async one(tenantId: string, processId: string): Promise<OwnLog | undefined> {
    const tenant = await this.fresh(tenantId);
    return this.open(tenant, processId, await this.definitions(tenant));
  }

  /** Reads what changed unless that was done within FRESH_MS; callers at the same time share one reading. */
  private async fresh(tenantId: string): Promise<Tenant> {
    const tenant = this.tenant(tenantId);
    if (this.wallNow() - tenant.readAt >= FRESH_MS)
      tenant.reading ??= this.read(tenant).finally(() => {
        delete tenant.reading;
      });
    await tenant.reading;
    return tenant;
  }

  private tenant(tenantId: string): Tenant {
    const tenant = this.tenants.get(tenantId) ?? {
      access: { tenantId, units: 'all' as const },
      processes: new Map<string, Collected>(),
      readAt: -Infinity,
    };
    this.tenants.set(tenantId, tenant);
    return tenant;
  }

  private async read(tenant: Tenant, stopping?: AbortSignal): Promise<void> {
    const startedAt = this.wallNow();
    const versions = new Map<DefinitionKey, number>();
    for (const row of await this.definitions(tenant)) versions.set(row.definitionKey, row.version);
    tenant.since = await this.engine.history(tenant.access, tenant.since, async (batch) => {
      stopping?.throwIfAborted();
      for (const one of batch) {
        const process = await this.process(tenant.access, one.definitionKey);
        if (process !== undefined) collect(tenant, one, process, versions.get(one.definitionKey));
      }
    });
    tenant.readAt = startedAt;
  }

  private async open(tenant: Tenant, processId: string, definitions: readonly DefinitionRow[]): Promise<OwnLog | undefined> {
    const collected = tenant.processes.get(processId);
    const versions = definitions.filter((row) => row.processId === processId);
    const [newest] = versions;
    if (collected === undefined || newest === undefined) return undefined;
    collected.built ??= { log: collected.engineLog.build(this.engine.clock.now()) };
    const models = await Promise.all(versions.map((row) => this.process(tenant.access, row.definitionKey)));
    return {
      processId,
      name: newest.name,
      // Open cases have lasted until now, whenever their rows changed last.
      log: { ...collected.built.log, observedUntilAt: this.engine.clock.now() },
      asOfAt: tenant.readAt,
      versions,
      dueOn: collected.dueOn,
      nameOf(elementId) {
        for (const model of models) {
          const name = model?.nodes.get(elementId)?.name;
          if (name !== undefined && name !== '') return name;
        }
        return elementId;
      },
    };
  }

  /** Newest versions first. */
  private async definitions({ access }: Tenant): Promise<readonly DefinitionRow[]> {
    const page = await this.engine.search.definitions(access, { limit: 10_000, sort: [{ field: 'version', order: 'desc' }] });
    return page.items;
  }

  private async process(access: Access, key: DefinitionKey): Promise<ExecutableProcess | undefined> {
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const process = await this.engine.process(access, key);
    if (process !== undefined) this.compiled.set(key, process);
    return process;
  }
}

function collect(tenant: Tenant, one: CaseHistory, process: ExecutableProcess, version: number | undefined): void {
  const collected = tenant.processes.get(one.processId) ?? {
    engineLog: new EngineLog(),
    ended: new Set<string>(),
    dueOn: new Map<string, string>(),
  };
  tenant.processes.set(one.processId, collected);
  if (collected.ended.has(one.caseKey)) return;
  delete collected.built;
  collected.engineLog.takeCase({
    caseKey: one.caseKey,
    version: version === undefined ? undefined : String(version),
    status: one.status,
    startedAt: one.startedAt,
    endedAt: one.endedAt,
    withdrawnAt: one.withdrawnAt,
    dimensions: one.dimensions,
  });
  for (const instance of one.instances) collected.engineLog.takeInstance(one.caseKey, process, instance);
  if (one.dueOn !== undefined) collected.dueOn.set(one.caseKey, one.dueOn);
  else collected.dueOn.delete(one.caseKey);
  if (one.endedAt !== undefined) collected.ended.add(one.caseKey);
}
