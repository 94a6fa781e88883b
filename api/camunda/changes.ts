/** Changing by hand where a process instance stands: modification, migration, elements of an ad-hoc sub-process. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import {
  caseKeyOf,
  type Activation,
  type CaseKey,
  type DefinitionKey,
  type ElementInstanceKey,
  type Variables,
} from '../../engine/index.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { reject } from './problem.ts';
import { keyText, name, operationReference, variables } from './request-values.ts';

/** Instructions of one request. */
const MOST = 1_000;

const activation = z.strictObject({
  elementId: name,
  variableInstructions: z
    .array(z.strictObject({ variables, scopeId: z.string().max(1_000).nullish() }))
    .max(MOST)
    .nullish(),
  ancestorElementInstanceKey: keyText.nullish(),
});
const modification = z.strictObject({
  operationReference,
  activateInstructions: z.array(activation).max(MOST).nullish(),
  terminateInstructions: z
    .array(z.strictObject({ elementInstanceKey: keyText }))
    .max(MOST)
    .nullish(),
});
const adHoc = z.strictObject({
  elements: z
    .array(z.strictObject({ elementId: name, variables: variables.nullish() }))
    .min(1, 'no element to activate')
    .max(MOST),
  cancelRemainingInstances: z.boolean().nullish(),
});

/** Each element once, with another that takes its place. */
export const mapping = z
  .array(z.strictObject({ sourceElementId: name, targetElementId: name }))
  .max(10_000)
  .refine((pairs) => new Set(pairs.map((pair) => pair.sourceElementId)).size === pairs.length, 'an element is mapped twice')
  .transform((pairs) => Object.fromEntries(pairs.map((pair) => [pair.sourceElementId, pair.targetElementId])));
const migration = z.strictObject({ mappingInstructions: mapping, targetProcessDefinitionKey: keyText, operationReference });

export function changeEndpoints({ on }: Endpoints): void {
  const needs = 'cases.repair';

  on({ method: 'POST', path: '/process-instances/:key/modification', needs, body: modification }, async (asked) => {
    const { engine, access, key, body } = asked;
    const processId = await runningProcess(asked, key);
    if (processId === undefined) return noCase(key);
    const activate = body.activateInstructions ?? [];
    const global = activate.flatMap((one) => instructionsOf(one, processId).filter(({ scopeId }) => scopeId === ''));
    const modified = await engine.perform(access, key as CaseKey, {
      type: 'modifyCase',
      activate: activate.map((one) => activationOf(one, processId)),
      terminate: (body.terminateInstructions ?? []).map((one) => one.elementInstanceKey as ElementInstanceKey),
      move: [],
      variables: merged(global.map((one) => one.variables)),
    });
    // The case is there, so what is missing is something that an instruction names.
    if (isRefusal(modified)) reject('INVALID_ARGUMENT', `Expected to modify process instance '${key}', but ${modified.message}`);
    return undefined;
  });

  on({ method: 'POST', path: '/process-instances/:key/migration', needs, body: migration }, async (asked) => {
    const { engine, access, key, body } = asked;
    const definitionKey = body.targetProcessDefinitionKey as DefinitionKey;
    if ((await runningProcess(asked, key)) === undefined) return noCase(key);
    const state = await engine.state(access, key as CaseKey);
    const from = state && (await engine.process(access, state.definitionKey));
    const to = await engine.process(access, definitionKey);
    if (!to || !from) return refuse('notFound', `Process Definition with key '${definitionKey}' not found`);
    const elements = body.mappingInstructions;
    for (const [process, ids] of [[from, Object.keys(elements)] as const, [to, Object.values(elements)] as const]) {
      const unknown = ids.filter((id) => !process.nodes.has(id) && !process.flows.has(id));
      if (unknown.length > 0)
        reject(
          'INVALID_ARGUMENT',
          `The mapping names elements that process '${process.id}' does not have: ${unknown.join(', ')}`,
        );
    }
    const migrated = await engine.migrate(access, key as CaseKey, { definitionKey, elements });
    if (isRefusal(migrated)) reject('INVALID_STATE', `Expected to migrate process instance '${key}', but ${migrated.message}`);
    return undefined;
  });

  on(
    { method: 'POST', path: '/element-instances/ad-hoc-activities/:key/activation', needs: 'cases.edit', body: adHoc },
    async ({ engine, access, key, body }) => {
      const activated = await engine.perform(access, caseKeyOf(key), {
        type: 'activateElements',
        key: key as ElementInstanceKey,
        elements: body.elements.map(({ elementId, variables: given }) => ({ elementId, ...(given && { variables: given }) })),
        ...(body.cancelRemainingInstances === true && { cancelRemaining: true }),
      });
      return isRefusal(activated) ? activated : undefined;
    },
  );
}

/** The process of a case that runs and may be seen: to Camunda's clients one that has ended is not there to be changed. */
async function runningProcess({ engine, access }: Asking, key: string): Promise<string | undefined> {
  const { items } = await engine.search.cases(access, { filter: [{ field: 'caseKey', is: 'eq', value: key }], limit: 1 });
  return items[0]?.endedAt === undefined ? items[0]?.processId : undefined;
}

function noCase(key: string): Refusal {
  return refuse('notFound', `Expected to change process instance '${key}', but there is none that runs`);
}

type Instruction = z.output<typeof activation>;

/** A scope that is not named is the process instance's own. */
function instructionsOf({ variableInstructions }: Instruction, processId: string) {
  return (variableInstructions ?? []).map(({ variables: given, scopeId }) => {
    return { variables: given, scopeId: (scopeId ?? '') === processId ? '' : (scopeId ?? '') };
  });
}

function activationOf(instruction: Instruction, processId: string): Activation {
  const { elementId, ancestorElementInstanceKey: ancestor } = instruction;
  const local: Record<string, Variables> = {};
  for (const { variables: given, scopeId } of instructionsOf(instruction, processId))
    if (scopeId !== '') local[scopeId] = { ...local[scopeId], ...given };
  return {
    elementId,
    ...(Object.keys(local).length > 0 && { variables: local }),
    ...(typeof ancestor === 'string' && ancestor !== '-1' && { ancestorKey: ancestor as ElementInstanceKey }),
  };
}

function merged(all: readonly Variables[]): Variables {
  return Object.fromEntries(all.flatMap((one) => Object.entries(one)));
}
