import type { DeployedDecision, StepContext } from '../case/command.ts';
import type { DeploymentKey } from '../ids.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { findDecisions, type WantedDecision } from '../store/decisions.ts';
import type { SqlTransaction } from '../store/sql.ts';
import type { Compiled } from './compiled-definitions.ts';
import type { DecisionModels } from './decision-models.ts';

/** Decisions for the steps of one transaction. */
export interface DecisionLookup {
  /**
   * Takes a pure step, which cannot wait for the database: a decision that it misses is read, and the step is taken again. What
   * `latest` means is read after every command of the transaction has arrived, and never remembered beyond it, so that a version
   * deployed by any node counts from the moment its deployment is answered. A step that asks for no decision costs no query.
   */
  stepping<Taken>(compiled: Compiled, take: (decisionFor: NonNullable<StepContext['decisionFor']>) => Taken): Promise<Taken>;
}

export function decisionLookup(sql: SqlTransaction, models: DecisionModels): DecisionLookup {
  const known = new Map<string, DeployedDecision | undefined>();

  async function read(tenantId: string, wanted: ReadonlyMap<string, WantedDecision>): Promise<void> {
    const found = await findDecisions(sql, tenantId, [...wanted.values()]);
    for (const [index, name] of [...wanted.keys()].entries()) {
      const version = found[index];
      known.set(name, version && (await models.ready(sql, tenantId, version)));
    }
  }

  return {
    async stepping({ definition, process }, take) {
      const { tenantId, deploymentKey } = definition;
      for (;;) {
        const missing = new Map<string, WantedDecision>();
        const taken = take((decisionId, binding) => {
          const wanted = { ...binding, decisionId, deploymentKey };
          const name = nameOf(tenantId, wanted);
          if (!known.has(name)) missing.set(name, wanted);
          return known.get(name);
        });
        if (missing.size === 0) return taken;
        for (const wanted of constantDecisions(process, deploymentKey)) missing.set(nameOf(tenantId, wanted), wanted);
        for (const name of known.keys()) missing.delete(name);
        await read(tenantId, missing);
      }
    },
  };
}

function nameOf(tenantId: string, { decisionId, binding, versionTag, deploymentKey }: WantedDecision): string {
  return JSON.stringify([tenantId, binding, versionTag, binding === 'deployment' ? deploymentKey : '', decisionId]);
}

/** Those that the model names itself: read together, so that a step which comes to several of them is taken twice and not more often. */
function constantDecisions(process: ExecutableProcess, deploymentKey: DeploymentKey): WantedDecision[] {
  return [...process.nodes.values()].flatMap((node) => {
    if (node.kind !== 'decisionTask') return [];
    const { decisionId, ...binding } = node.decision;
    const { constant } = decisionId;
    return typeof constant === 'string' ? [{ ...binding, decisionId: constant, deploymentKey }] : [];
  });
}
