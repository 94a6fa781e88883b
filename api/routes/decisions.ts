/** Decisions: list, read, evaluate, and what was decided. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { DecisionInstanceView, DecisionKey, DecisionView, Engine, EvaluatedDecision, Query } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import {
  type DecisionInstanceJson,
  type DecisionJson,
  decisionOperations,
  type DecisionVersionJson,
} from '../contract/decisions.ts';
import type { Binder } from '../route.ts';

const ALL = 10_000;

export function decisionRoutes({ route }: Binder, engine: Engine): void {
  route(decisionOperations.listDecisions, async ({ access }) => {
    const { items } = await engine.search.decisions(access, { limit: ALL, sort: [{ field: 'version', order: 'desc' }] });
    const decisions = new Map<string, DecisionJson>();
    for (const row of items) {
      const known = decisions.get(row.decisionId);
      if (known) known.versions.push(version(row));
      else decisions.set(row.decisionId, { decisionId: row.decisionId, name: row.name, versions: [version(row)] });
    }
    return { items: [...decisions.values()].sort((a, b) => a.name.localeCompare(b.name, 'lt')) };
  });

  route(decisionOperations.getDecision, async ({ access, params }) => {
    const key = params.decisionKey as DecisionKey;
    const filter = [{ field: 'decisionKey', is: 'eq', value: key }] as const;
    const [row] = (await engine.search.decisions(access, { filter, limit: 1 })).items;
    const xml = await engine.decisionXml(access, key);
    return row === undefined || xml === undefined ? refuse('notFound', 'There is no such decision.') : { ...version(row), xml };
  });

  route(decisionOperations.evaluateDecision, async ({ access, body: { decision, variables } }) => {
    const asked = 'decisionKey' in decision ? { key: decision.decisionKey as DecisionKey } : decision;
    const done = await engine.evaluateDecision(access, { decision: asked, variables });
    if (isRefusal(done)) return done;
    const { value, evaluated, notes } = done.result;
    return {
      decisionInstanceKey: done.key,
      decisionKey: done.decisionKey,
      evaluatedAt: iso(done.evaluatedAt),
      value,
      evaluated: evaluated.map(({ decisionId, name, kind, ...values }) => ({ decisionId, name, kind, ...valuesJson(values) })),
      notes: [...notes],
    };
  });

  route(decisionOperations.listDecisionInstances, async ({ access, query }) => {
    const filter: NonNullable<Query['filter']>[number][] = [];
    if (query.caseKey !== undefined) filter.push({ field: 'caseKey', is: 'eq', value: query.caseKey });
    if (query.decisionId !== undefined) filter.push({ field: 'decisionId', is: 'eq', value: query.decisionId });
    const page = await engine.search.decisionInstances(access, {
      filter,
      sort: [
        { field: 'evaluatedAt', order: 'desc' },
        { field: 'key', order: 'desc' },
        { field: 'ordinal', order: 'asc' },
      ],
      limit: query.limit,
      ...(query.after !== undefined && { after: query.after }),
    });
    return { items: page.items.map(instance), total: page.total, endCursor: page.endCursor };
  });
}

function version(row: DecisionView): DecisionVersionJson {
  const { tenantId: _tenantId, deploymentKey: _deploymentKey, isLatest: _isLatest, deployedAt, ...rest } = row;
  return { ...rest, deployedAt: iso(deployedAt) };
}

function instance(row: DecisionInstanceView): DecisionInstanceJson {
  return {
    decisionInstanceKey: row.key,
    ordinal: row.ordinal,
    decisionKey: row.decisionKey,
    decisionId: row.decisionId,
    decisionName: row.decisionName,
    decisionVersion: row.decisionVersion,
    kind: row.kind,
    askedKey: row.askedKey,
    askedId: row.askedId,
    evaluatedAt: iso(row.evaluatedAt),
    caseKey: row.caseKey,
    elementInstanceKey: row.elementInstanceKey,
    elementId: row.elementId,
    rules: [...row.rules],
    values: row.values && valuesJson(row.values),
    notes: row.notes && [...row.notes],
  };
}

/** The contract's fields and no others: an annotation of a rule is the file's. */
function valuesJson({ inputs = [], matched, value }: Pick<EvaluatedDecision, 'inputs' | 'matched' | 'value'>) {
  const named = ({ id, name, value: of }: NonNullable<typeof inputs>[number]) => ({ id, name, value: of });
  return {
    inputs: inputs.map(named),
    matched: matched.map(({ ruleIndex, ruleId, outputs }) => ({ ruleIndex, ruleId, outputs: outputs.map(named) })),
    value,
  };
}
