/** Reference models of a tenant: which element of a process stands for which step, where an analyst has said so. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import type { Clock } from '../engine/index.ts';
import * as store from './store/reference-models.ts';
import type { KeptChoices } from './store/reference-models.ts';

export interface ReferenceModels {
  /** Of these processes, those of which something was said. */
  choices(tenantId: string, referenceId: string, processIds: readonly string[]): Promise<readonly KeptChoices[]>;
  /** No choices: all that was said is forgotten. */
  choose(
    tenantId: string,
    referenceId: string,
    processId: string,
    choices: KeptChoices['choices'],
    user: string,
  ): Promise<KeptChoices | undefined>;
}

export function referenceModels(database: Database, clock: Clock): ReferenceModels {
  return {
    choices: (tenantId, referenceId, processIds) => store.loadChoices(database.knex, tenantId, referenceId, processIds),
    choose: (tenantId, referenceId, processId, choices, user) =>
      transaction(database, async (sql) => {
        if (Object.keys(choices).length === 0) {
          await store.deleteChoices(sql, tenantId, referenceId, processId);
          return undefined;
        }
        const kept: KeptChoices = { processId, choices, changedAt: clock.now(), changedBy: user };
        await store.writeChoices(sql, tenantId, referenceId, kept);
        return kept;
      }),
  };
}
