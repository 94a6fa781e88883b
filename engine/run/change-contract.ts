/** What the engine is asked when cases are changed by hand, one or many. */
import type { Refusal } from '../errors.ts';
import type { BatchKey, DefinitionKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import type { BatchPlan } from '../store/batch-views.ts';
import type { Condition } from '../store/query.ts';

export interface MigrateRequest {
  readonly definitionKey: DefinitionKey;
  /** Elements and sequence flows that are called differently there; what keeps its id needs no entry. */
  readonly elements?: Readonly<Record<string, string>>;
  /** Only tells whether it would be refused. */
  readonly dryRun?: boolean;
}

export interface BatchRequest {
  readonly plan: BatchPlan;
  /** Of `search.cases`; what it finds now and is running is what the batch is done to. */
  readonly filter: readonly Condition[];
}

export interface BatchCount {
  readonly kind: BatchPlan['kind'];
  readonly filter: readonly Condition[];
}

/** One thing done to many cases, by the worker, in the background and in the name of whoever asked; each case succeeds or fails alone. */
export interface Batches {
  /** @returns limit when the filter finds more than 50,000 */
  create(access: Access, request: BatchRequest): Promise<{ readonly batchKey: BatchKey; readonly total: number } | Refusal>;
  /** How many items a batch of this kind would have now: cases, or their open incidents; 50,001 stands for more. */
  count(access: Access, request: BatchCount): Promise<{ readonly total: number } | Refusal>;
  suspend(access: Access, key: BatchKey): Promise<Refusal | undefined>;
  resume(access: Access, key: BatchKey): Promise<Refusal | undefined>;
  /** What has been done stays done. */
  cancel(access: Access, key: BatchKey): Promise<Refusal | undefined>;
}
