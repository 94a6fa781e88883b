import { DecisionError } from '../decision/decision-error.ts';
import { refuse, type Refusal } from '../errors.ts';
import { BUCKETS, numberedKey, type DecisionInstanceKey, type DeploymentKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { insertEvaluation } from '../store/decision-instances.ts';
import { findDecisions, readDecision, type FoundDecision } from '../store/decisions.ts';
import { unacceptable } from './acceptable.ts';
import type { Evaluated, EvaluateRequest } from './contract.ts';
import type { EngineNode } from './node.ts';

/** Evaluates a decision without a case, in the time zone of the tenant's calendar. */
export async function evaluateAlone(
  node: EngineNode,
  access: Access,
  { decision, variables }: EvaluateRequest,
): Promise<Evaluated | Refusal> {
  const { tenantId } = access;
  const refusal = unacceptable(variables);
  if (refusal) return refusal;
  const found = await asked(node, tenantId, decision);
  if (!found || found.isDeleted) return refuse('notFound', 'there is no such decision');
  const deployed = await node.decisions.ready(node.sql, tenantId, found);
  const evaluatedAt = node.clock.now();
  const { zone } = node.calendarOf(tenantId, undefined);
  try {
    const result = deployed.evaluate(variables, { now: evaluatedAt, zone });
    const number = await node.numbers.next();
    const key = numberedKey<DecisionInstanceKey>(number, number % BUCKETS);
    const evaluated = { key, decisionKey: deployed.decisionKey, evaluatedAt, result };
    await insertEvaluation(node.sql, tenantId, evaluated);
    return evaluated;
  } catch (error) {
    if (error instanceof DecisionError) return refuse('invalid', error.message);
    throw error;
  }
}

async function asked(
  node: EngineNode,
  tenantId: string,
  decision: EvaluateRequest['decision'],
): Promise<FoundDecision | undefined> {
  if ('key' in decision) return readDecision(node.sql, tenantId, decision.key);
  const deploymentKey = numberedKey<DeploymentKey>(1, 0);
  const [found] = await findDecisions(node.sql, tenantId, [{ ...decision, binding: 'latest', deploymentKey }]);
  return found;
}
