import { refuse, type Refusal } from '../errors.ts';
import { isActivity, type FlowNode } from '../model/executable-process.ts';
import type { RepairCommand } from './command.ts';
import { instanceOf, record, scopeOf, touch, type Draft } from './draft.ts';
import { raise } from './incidents.ts';
import { Problem } from './problem.ts';
import type { ElementInstance } from './state.ts';
import { closeWait, openWaits, planWaits } from './waits.ts';

/**
 * Takes a case to another version of its process. Everything that lives, waits at a join or may still be compensated must have its
 * place there, of the same kind and in the same scope; that is looked at before anything moves. Tasks, jobs, called cases and whatever
 * keeps its event go on as they are; events that the new version has besides begin to be waited for, those it has not are given up.
 */
export function commandMigrate(draft: Draft, command: RepairCommand & { readonly type: 'migrateCase' }): Refusal | undefined {
  const { process, context, state } = draft;
  const { definitionKey, elements } = command;
  const { from } = context;
  if (!from) throw new Error('a migration needs the process that the case has followed so far');
  const renamed = (id: string): string => (Object.hasOwn(elements, id) ? (elements[id] ?? id) : id);
  const faults = Object.values(state.instances).flatMap((instance) => {
    const [before, after] = [from.nodes.get(instance.elementId), process.nodes.get(renamed(instance.elementId))];
    const fault = instance.scopeKey === undefined ? undefined : misfit(before, after, renamed, from.id, process.id);
    const flows = lostFlows(draft, instance, renamed);
    return [...(fault === undefined ? [] : [`'${instance.elementId}' ${fault}`]), ...flows];
  });
  if (faults.length > 0)
    return refuse('invalid', `the case cannot go on in the other version: ${[...new Set(faults)].join('; ')}`);
  record(draft, { type: 'caseMigrated', definitionKey, processId: process.id, elements });
  for (const { key } of Object.values(state.instances)) {
    draft.projection.renew(instanceOf(draft, key));
    renew(draft, instanceOf(draft, key));
  }
  return undefined;
}

/** Why an element cannot take another's place. */
function misfit(
  before: FlowNode | undefined,
  after: FlowNode | undefined,
  renamed: (id: string) => string,
  oldProcess: string,
  newProcess: string,
): string | undefined {
  if (!before) return 'is unknown in the version it comes from';
  if (!after) return 'has no counterpart; map it to an element of the other version';
  if (before.kind !== after.kind) return `is a ${before.kind} and cannot become '${after.id}', a ${after.kind}`;
  const scope = before.scope === oldProcess ? newProcess : renamed(before.scope);
  if (scope !== after.scope) return `cannot become '${after.id}', which stands in another scope ('${after.scope}')`;
  return loopOf(before) === loopOf(after) ? undefined : `cannot become '${after.id}', which is not repeated in the same way`;
}

function loopOf(node: FlowNode): string {
  if (!isActivity(node) || !node.loop) return 'once';
  return node.loop.kind === 'standard' ? 'loop' : `multi-instance ${node.loop.sequential ? 'sequential' : 'parallel'}`;
}

/** Flows with waiting tokens, and gateways in the middle of their work, that the other version does not have. */
function lostFlows(
  { process }: Draft,
  { marks = {}, gateways = {} }: ElementInstance,
  renamed: (id: string) => string,
): string[] {
  const known = (id: string) => process.flows.has(id) || process.nodes.has(id);
  return [...Object.keys(marks), ...Object.keys(gateways)]
    .filter((id) => !known(renamed(id)))
    .map((id) => `tokens wait at '${id}', which has no counterpart; map it`);
}

/** Gives up what the element does not wait for any more, and waits for what is new. */
function renew(draft: Draft, instance: ElementInstance): void {
  const { key, elementId, status } = instance;
  if (status !== 'active') return;
  const node = draft.process.nodes.get(elementId);
  const hosts = node && isActivity(node) && instance.loopCounter === undefined ? node.boundary : [];
  const handlers = instance.interrupted ? [] : (scopeOf(draft, instance)?.handlers ?? []);
  const awaited =
    node?.kind === 'eventBasedGateway' ? node.outgoing.flatMap((flow) => draft.process.flows.get(flow)?.target ?? []) : [];
  const targets = [...hosts, ...handlers, ...awaited];
  for (const wait of instance.waits) {
    if (wait.target !== elementId && !targets.includes(wait.target)) closeWait(draft, instance, wait);
  }
  const missing = targets.filter((target) => !instance.waits.some((wait) => wait.target === target));
  try {
    openWaits(draft, key, elementId, planWaits(draft, missing, key));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
  if (scopeOf(draft, instance)) touch(draft, key);
}
