import { compileDeployed } from '../decision/compile.ts';
import type { DecisionModel } from '../decision/decision-model.ts';
import { evaluateDecision } from '../decision/evaluate.ts';
import type { DeployedDecision } from '../case/command.ts';
import type { RequirementsKey } from '../ids.ts';
import { requirementsXml, type FoundDecision } from '../store/decisions.ts';
import type { Sql } from '../store/sql.ts';

/** Versions never change, so each file is compiled once in the life of a node and kept. */
export interface DecisionModels {
  /**
   * A version, ready to evaluate.
   * @param sql the transaction, when inside one
   * @throws Error when the stored text cannot be compiled: a bug, since it was deployed.
   */
  ready(sql: Sql, tenantId: string, found: FoundDecision): Promise<DeployedDecision>;
}

/** Files a node keeps compiled; the one unused for longest goes first. */
const KEPT = 100;

export function decisionModels(): DecisionModels {
  const kept = new Map<RequirementsKey, DecisionModel>();
  return {
    async ready(sql, tenantId, { decisionId, decisionKey, version, requirementsKey }) {
      // Values are kept, never promises, as in compiled-definitions.ts.
      const model = kept.get(requirementsKey) ?? (await load(sql, tenantId, requirementsKey));
      kept.delete(requirementsKey);
      kept.set(requirementsKey, model);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return { decisionKey, version, evaluate: (inputs, at) => evaluateDecision(model, decisionId, inputs, at) };
    },
  };
}

async function load(sql: Sql, tenantId: string, key: RequirementsKey): Promise<DecisionModel> {
  const model = await compileDeployed((await requirementsXml(sql, tenantId, key)) ?? '', turn);
  if (!model) throw new Error(`Decision requirements ${key} are stored but can no longer be compiled.`);
  return model;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
