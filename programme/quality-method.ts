/** The method by which a tenant scores the quality of its services, with all its versions. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import type { Author } from './change-plan.ts';
import { DECLARED_DEFAULT, type QualityMethod } from './quality/method-shapes.ts';
import { type KeptRecord, loadHistory, lockPlan, writeRecord } from './store/change-plan.ts';

export type KeptMethod = KeptRecord<'qualityMethod'>;

export interface QualityMethods {
  /** Newest first; empty until somebody has declared one. */
  history(tenantId: string): Promise<readonly KeptMethod[]>;
  /** What is in force: version 0 is the default, which nobody has declared. */
  inForce(tenantId: string): Promise<{ readonly version: number; readonly method: QualityMethod }>;
  /** A new version. Refused when somebody has made one since `version`. */
  declare(tenantId: string, version: number, method: QualityMethod, author: Author): Promise<KeptMethod | Refusal>;
}

const NUMBER = 1;

export function qualityMethods(database: Database, clock: Clock): QualityMethods {
  const history = (tenantId: string) => loadHistory(database.knex, tenantId, 'qualityMethod', NUMBER);
  return {
    history,
    async inForce(tenantId) {
      const [newest] = await history(tenantId);
      return { version: newest?.version ?? 0, method: newest?.body ?? DECLARED_DEFAULT };
    },
    async declare(tenantId, version, method, { user, note }) {
      return transaction(database, async (sql) => {
        await lockPlan(sql, tenantId);
        const [newest] = await loadHistory(sql, tenantId, 'qualityMethod', NUMBER);
        if ((newest?.version ?? 0) !== version)
          return refuse(
            'conflict',
            `${newest?.changedBy ?? 'Somebody'} has changed the method since you opened it: look at it, then change again.`,
          );
        const record: KeptMethod = {
          number: NUMBER,
          version: version + 1,
          body: method,
          changedAt: clock.now(),
          changedBy: user,
          ...(note !== undefined && { note }),
        };
        await writeRecord(sql, tenantId, 'qualityMethod', record);
        return record;
      });
    },
  };
}
