import { FeelError, type Environment } from '../feel/compile.ts';
import { isRefusal, type Refusal, type Variables } from '../errors.ts';
import { triggersOf } from '../model/executable-process.ts';
import type { Access } from '../store/access.ts';
import { conditionStarts, type StartPlace } from '../store/start-subscriptions.ts';
import { unacceptable } from './acceptable.ts';
import type { Compiled } from './compiled-definitions.ts';
import type { ConditionsEvaluated, ConditionsRequest } from './contract.ts';
import type { EngineNode } from './node.ts';
import { startCase } from './start.ts';

/**
 * Starts a case by each conditional start event whose condition is true of these variables. One that is not true, or lacks a variable,
 * starts none; one that cannot be evaluated is told and keeps no other from starting.
 */
export async function evaluateConditions(
  node: EngineNode,
  access: Access,
  { variables, processId }: ConditionsRequest,
): Promise<ConditionsEvaluated | Refusal> {
  const refusal = unacceptable(variables);
  if (refusal) return refusal;
  const started: ConditionsEvaluated['started'][number][] = [];
  const failed: ConditionsEvaluated['failed'][number][] = [];
  for (const place of await conditionStarts(node.sql, access.tenantId, processId)) {
    const { elementId, part, definitionKey } = place;
    const compiled = await node.definitions.get(node.sql, access.tenantId, definitionKey);
    if (!compiled) continue;
    const at = { processId: place.processId, elementId };
    const holds = evaluated(node, access, compiled, place, variables);
    if (typeof holds !== 'boolean') failed.push({ ...at, message: holds });
    if (holds !== true) continue;
    const done = await startCase(node, { access, compiled, variables, startEvent: elementId, part });
    if (isRefusal(done)) {
      failed.push({ ...at, message: done.message });
      continue;
    }
    await done.followed;
    started.push({ ...at, caseKey: done.state.caseKey, definitionKey });
  }
  return { started, failed };
}

/** Whether the condition is true, or why it cannot be evaluated. */
function evaluated(
  { clock, calendarOf }: EngineNode,
  { tenantId }: Access,
  { process }: Compiled,
  { elementId, part }: StartPlace,
  variables: Variables,
): boolean | string {
  const node = process.nodes.get(elementId);
  const trigger = node && 'trigger' in node ? triggersOf(node.trigger)[part] : undefined;
  if (trigger?.kind !== 'condition') return false;
  const environment: Environment = {
    read: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    now: clock.now(),
    zone: calendarOf(tenantId, undefined).zone,
    noted: () => undefined,
  };
  try {
    return trigger.condition.evaluate(environment) === true;
  } catch (error) {
    if (error instanceof FeelError) return error.message;
    throw error;
  }
}
