import type { Dimensions, TermProfile } from '../case/state.ts';
import { isRefusal, refuse, type Refusal, type Variables } from '../errors.ts';
import { BUCKETS, numberedKey, type CaseKey } from '../ids.ts';
import { triggersOf } from '../model/executable-process.ts';
import type { Access } from '../store/access.ts';
import type { Claim } from '../store/claims.ts';
import { readVersion } from '../store/definitions.ts';
import { LITHUANIAN_OFFICE } from '../time/calendar-data.ts';
import { firstUnacceptable } from './acceptable.ts';
import type { Compiled } from './compiled-definitions.ts';
import type { StartRequest, Started } from './contract.ts';
import { dimensionsIn } from './dimensions.ts';
import type { EngineNode, Followed } from './node.ts';

/** Starts a case at the none start event of a version. */
export async function start(node: EngineNode, access: Access, request: StartRequest): Promise<Started | Refusal> {
  const compiled = await asked(node, access.tenantId, request.definition);
  if (!compiled) return refuse('notFound', 'there is no such process or version');
  const { variables, activate = [] } = request;
  const refusal = firstUnacceptable([variables, ...activate.map((one) => one.variables ?? {})]);
  if (refusal) return refusal;
  const done = await startCase(node, {
    access,
    compiled,
    variables,
    ...(request.dimensions ? { dimensions: request.dimensions } : {}),
    ...(request.activate ? { activate: request.activate } : {}),
    ...(request.endsAfter ? { endsAfter: request.endsAfter } : {}),
    ...(request.tags ? { tags: request.tags } : {}),
    at: request.at,
  });
  if (isRefusal(done)) return done;
  await done.followed;
  const { hash: _, ...definition } = compiled.definition;
  return { caseKey: done.state.caseKey, definition };
}

async function asked(node: EngineNode, tenantId: string, definition: StartRequest['definition']): Promise<Compiled | undefined> {
  if ('key' in definition) {
    if (!(await node.definitions.mayStart(node.sql, tenantId, definition.key))) return undefined;
    return node.definitions.get(node.sql, tenantId, definition.key);
  }
  const stored = await readVersion(node.sql, tenantId, definition.processId, definition.version);
  return stored && node.definitions.get(node.sql, tenantId, stored.definitionKey);
}

export interface Starting {
  readonly access: Access;
  readonly compiled: Compiled;
  readonly variables: Variables;
  /** Read from the variable `eiga` when absent. */
  readonly dimensions?: Dimensions;
  readonly startEvent?: string;
  /** Which of the event's definitions has happened. */
  readonly part?: number;
  /** What must be taken for this case to start, once its key is known. */
  readonly claims?: (caseKey: CaseKey) => readonly Claim[];
  readonly correlationKey?: string;
  readonly activate?: StartRequest['activate'];
  readonly endsAfter?: StartRequest['endsAfter'];
  readonly tags?: readonly string[];
  readonly at?: number | undefined;
}

/** Starts a case of a version, by whatever starts it: a caller, a message, a signal, a timer. */
export async function startCase(node: EngineNode, starting: Starting): Promise<Followed | Refusal> {
  const { access, compiled, variables, startEvent, part, correlationKey, activate, endsAfter, tags, at } = starting;
  const dimensions = starting.dimensions ?? dimensionsIn(variables, LITHUANIAN_OFFICE.zone);
  if (isRefusal(dimensions)) return dimensions;
  const number = await node.numbers.next();
  const caseKey = numberedKey<CaseKey>(number, number % BUCKETS);
  const conversation = conversationOf(compiled, starting);
  const term = termOf(node, access.tenantId, compiled, dimensions);
  return node.perform({
    access,
    caseKey,
    at,
    command: {
      type: 'startCase',
      caseKey,
      tenantId: access.tenantId,
      definitionKey: compiled.definition.definitionKey,
      variables,
      dimensions,
      ...(startEvent === undefined ? {} : { startEvent }),
      ...(part === undefined ? {} : { part }),
      ...(activate ? { activate } : {}),
      ...(endsAfter ? { endsAfter } : {}),
      ...(conversation === undefined ? {} : { conversation }),
      ...(term ? { term } : {}),
    },
    ...(starting.claims ? { claims: starting.claims(caseKey) } : {}),
    ...(correlationKey === undefined ? {} : { correlationKey }),
    ...(tags ? { tags } : {}),
  });
}

/** A message over a flow between two pools brings along what the cases of the conversation know each other by. */
function conversationOf({ process }: Compiled, { startEvent, part, correlationKey }: Starting): string | undefined {
  const node = startEvent === undefined ? undefined : process.nodes.get(startEvent);
  const trigger = node && 'trigger' in node ? triggersOf(node.trigger)[part ?? 0] : undefined;
  return trigger?.kind === 'message' && trigger.conversation && correlationKey !== '' ? correlationKey : undefined;
}

/** By the case's service; else by the profile that the model names. */
function termOf(node: EngineNode, tenantId: string, { process }: Compiled, dimensions: Dimensions): TermProfile | undefined {
  const at = dimensions.receivedAt ?? node.clock.now();
  const names = [dimensions.service, process.termProfile].filter((name) => name !== undefined);
  for (const name of names) {
    const profile = node.termProfileOf(tenantId, name, at);
    if (profile) return profile;
  }
  return undefined;
}

/** Whoever acts for a tenant inside the engine itself. */
export function engineAccess(tenantId: string): Access {
  return { tenantId, units: 'all' };
}
