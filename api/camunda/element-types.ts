/** Camunda's types of element instances. It tells the body of a multi-instance activity from its instances; our rows do it by their place. */
import type { DefinitionKey, ElementInstanceView } from '../../engine/index.ts';
import { type Condition, holds, nameCriteria } from './criteria.ts';
import type { Asking } from './endpoint.ts';
import type { FilterField } from './filters.ts';

const BODY = 'MULTI_INSTANCE_BODY';
/** A sub-process to Camunda, as a complex gateway is nothing it knows. */
const TRANSACTION = 'transaction';
const COMPLEX = 'complexGateway';
const TYPES = [
  'UNSPECIFIED',
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
  'START_EVENT',
  'INTERMEDIATE_CATCH_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'BOUNDARY_EVENT',
  'END_EVENT',
  'SERVICE_TASK',
  'RECEIVE_TASK',
  'USER_TASK',
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'SEQUENCE_FLOW',
  BODY,
  'CALL_ACTIVITY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'UNKNOWN',
] as const;
type ElementType = (typeof TYPES)[number];

/** `userTask` for USER_TASK. */
function kindOf(type: ElementType): string {
  return type.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The ids of the multi-instance activities of each version. */
export type Loops = ReadonlyMap<DefinitionKey, ReadonlySet<string>>;

export async function loopsOf({ engine, access }: Asking, keys: ReadonlySet<DefinitionKey>): Promise<Loops> {
  const loops = new Map<DefinitionKey, ReadonlySet<string>>();
  for (const key of keys) {
    const process = await engine.process(access, key);
    const nodes = [...(process?.nodes.values() ?? [])];
    const ids = nodes.filter((node) => 'loop' in node).map((node) => node.id);
    if (ids.length > 0) loops.set(key, new Set(ids));
  }
  return loops;
}

export function typeOf(row: ElementInstanceView, loops: Loops): ElementType {
  const isLoop = loops.get(row.definitionKey)?.has(row.elementId) === true;
  if (isLoop && row.loopCounter === undefined) return BODY;
  if (row.elementKind === TRANSACTION) return 'SUB_PROCESS';
  return TYPES.find((type) => type !== BODY && kindOf(type) === row.elementKind) ?? 'UNKNOWN';
}

/** Asks for kinds, and for bodies or none of them by the multi-instance activities of all versions. */
export const typeFilter: FilterField = nameCriteria(TYPES).transform((criteria) => [
  async (asking: Asking): Promise<Condition> => {
    const wanted = TYPES.filter((type) => holds(criteria, type));
    const bodies = bodyConditions(await loopsOf(asking, await allDefinitions(asking)));
    const kinds = wanted.filter((type) => type !== BODY).map(kindOf);
    if (wanted.includes('SUB_PROCESS')) kinds.push(TRANSACTION);
    if (wanted.includes('UNKNOWN')) kinds.push(COMPLEX);
    const alternatives: Condition[][] = [[{ field: 'elementKind', is: 'in', value: kinds }, ...bodies.none]];
    if (wanted.includes(BODY)) alternatives.push(...bodies.any);
    return { is: 'or', value: alternatives };
  },
]);

async function allDefinitions({ engine, access }: Asking): Promise<Set<DefinitionKey>> {
  const { items } = await engine.search.definitions(access, { limit: 10_000 });
  return new Set(items.map((row) => row.definitionKey));
}

function bodyConditions(loops: Loops): { readonly any: Condition[][]; readonly none: Condition[] } {
  const any = [...loops].map(([definition, ids]): Condition[] => [
    { field: 'definitionKey', is: 'eq', value: definition },
    { field: 'elementId', is: 'in', value: [...ids] },
    { field: 'loopCounter', is: 'exists', value: false },
  ]);
  const none = [...loops].map(([definition, ids]): Condition => ({
    is: 'or',
    value: [
      [{ field: 'definitionKey', is: 'neq', value: definition }],
      [{ field: 'elementId', is: 'notIn', value: [...ids] }],
      [{ field: 'loopCounter', is: 'exists', value: true }],
    ],
  }));
  return { any, none };
}
