import type { CaseState } from '../case/state.ts';
import { visible } from '../case/variables.ts';
import type { Variables } from '../errors.ts';
import { bucketOf, caseKeyOf, type CaseKey, type ElementInstanceKey } from '../ids.ts';
import { visibleCases, type Access } from '../store/access.ts';
import { BATCH_ITEMS, BATCHES } from '../store/batch-searchables.ts';
import { callChain, countElements, waysTaken } from '../store/case-structure.ts';
import { readCase } from '../store/cases.ts';
import { readDefinition } from '../store/definitions.ts';
import { readEvents } from '../store/event-log.ts';
import { formOfStart, formOfTask, readForm } from '../store/forms.ts';
import * as decisionSearchables from '../store/decision-searchables.ts';
import { decisionXml } from '../store/decisions.ts';
import { search } from '../store/search.ts';
import * as searchables from '../store/searchables.ts';
import { readValues } from '../store/variable-log.ts';
import * as waitingSearchables from '../store/waiting-searchables.ts';
import type { Engine } from './contract.ts';
import type { EngineNode } from './node.ts';

type Reads = Pick<
  Engine,
  | 'process'
  | 'xml'
  | 'decisionXml'
  | 'form'
  | 'taskForm'
  | 'startForm'
  | 'state'
  | 'variables'
  | 'log'
  | 'callHierarchy'
  | 'takenFlows'
  | 'statistics'
  | 'search'
>;

/** What the engine tells: what a caller may not see is not there. */
export function reads(node: EngineNode): Reads {
  const { sql } = node;
  return {
    async process(access, key) {
      return (await node.definitions.get(sql, access.tenantId, key))?.process;
    },
    async xml(access, key) {
      return (await readDefinition(sql, access.tenantId, key))?.xml;
    },
    decisionXml: (access, key) => decisionXml(sql, access.tenantId, key),
    async form(access, key) {
      return readForm(sql, access.tenantId, key);
    },
    async taskForm(access, taskKey) {
      const tasks = await search(sql, searchables.TASKS, access, { filter: [{ field: 'key', is: 'eq', value: taskKey }] });
      return tasks.total === 0 ? undefined : formOfTask(sql, access.tenantId, taskKey);
    },
    startForm: (access, key) => formOfStart(sql, access.tenantId, key),
    state: (access, key) => seenCase(node, access, key),
    async variables(access, scopeKey) {
      const state = await seenCase(node, access, caseKeyOf(scopeKey));
      return state && variablesOf(node, state, scopeKey);
    },
    async log(access, key) {
      const state = await seenCase(node, access, key);
      if (!state) return undefined;
      const { tenantId } = access;
      return { events: await readEvents(sql, tenantId, key), values: await readValues(sql, tenantId, key) };
    },
    async callHierarchy(access, key) {
      const chain = await callChain(sql, access, key);
      return chain.length > 0 ? chain : undefined;
    },
    async takenFlows(access, key) {
      const state = await seenCase(node, access, key);
      const compiled = state && (await node.definitions.get(sql, access.tenantId, state.definitionKey));
      if (!compiled) return undefined;
      const ways = await waysTaken(sql, access.tenantId, key);
      return ways.filter((id) => !compiled.process.nodes.has(id));
    },
    async statistics(access, of) {
      const key = 'caseKey' in of ? (await seenCase(node, access, of.caseKey))?.definitionKey : of.definitionKey;
      const compiled = key && (await node.definitions.get(sql, access.tenantId, key));
      if (!compiled) return undefined;
      const loops = [...compiled.process.nodes.values()].filter((one) => 'loop' in one && one.loop).map(({ id }) => id);
      return countElements(sql, access, of, loops);
    },
    search: {
      definitions: (access, query) => search(sql, searchables.DEFINITIONS, access, query),
      cases: (access, query) => search(sql, searchables.CASES, access, query),
      elementInstances: (access, query) => search(sql, searchables.ELEMENT_INSTANCES, access, query),
      tasks: (access, query) => search(sql, searchables.TASKS, access, query),
      jobs: (access, query) => search(sql, searchables.JOBS, access, query),
      incidents: (access, query) => search(sql, searchables.INCIDENTS, access, query),
      variables: (access, query) => search(sql, searchables.VARIABLES, access, query),
      messageSubscriptions: (access, query) => search(sql, waitingSearchables.MESSAGE_SUBSCRIPTIONS, access, query),
      batches: (access, query) => search(sql, BATCHES, access, query),
      batchItems: (access, query) => search(sql, BATCH_ITEMS, access, query),
      timers: (access, query) => search(sql, waitingSearchables.TIMERS, access, query),
      decisionRequirements: (access, query) => search(sql, decisionSearchables.REQUIREMENTS, access, query),
      decisions: (access, query) => search(sql, decisionSearchables.DECISIONS, access, query),
      decisionInstances: (access, query) => search(sql, decisionSearchables.DECISION_INSTANCES, access, query),
    },
  };
}

async function seenCase({ sql }: EngineNode, access: Access, caseKey: CaseKey): Promise<CaseState | undefined> {
  const { sql: seen, bindings } = visibleCases(access);
  const place = { 'c.bucket': bucketOf(caseKey), 'c.case_key': caseKey };
  const found: unknown = await sql('cases as c')
    .where(place)
    .whereRaw(seen, [...bindings])
    .first('c.case_key');
  if (found === undefined) return undefined;
  return (await readCase(sql, { tenantId: access.tenantId, caseKey }))?.state;
}

/** From a scope that has ended, what its parents still hold is visible. */
async function variablesOf(node: EngineNode, state: CaseState, scopeKey: ElementInstanceKey): Promise<Variables | undefined> {
  const root = state.caseKey as string as ElementInstanceKey;
  let key: ElementInstanceKey | null = scopeKey;
  while (key !== root && !state.instances[key]) {
    const row: { scope_key: ElementInstanceKey | null } | undefined = await node
      .sql('element_instances')
      .where({
        bucket: bucketOf(state.caseKey),
        tenant_id: state.tenantId,
        case_key: state.caseKey,
        element_instance_key: key,
      })
      .first('scope_key');
    if (!row) return undefined;
    key = row.scope_key ?? root;
  }
  return visible(state, key);
}
