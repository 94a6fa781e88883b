/** Operations on many cases, as the searches hand them out. Instants are milliseconds since 1970 UTC. */
import type { SuspensionReason } from '../case/state.ts';
import type { BatchKey, CaseKey, DefinitionKey } from '../ids.ts';
import type { Condition } from './query.ts';

/** What is done to each case (or incident). */
export type BatchPlan =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'suspend'; readonly reason: SuspensionReason }
  | { readonly kind: 'resume' }
  /** Ends every instance of an element and begins another one in its scope. */
  | { readonly kind: 'modify'; readonly move: readonly { readonly from: string; readonly to: string }[] }
  | { readonly kind: 'migrate'; readonly definitionKey: DefinitionKey; readonly elements: Readonly<Record<string, string>> };

export const BATCH_STATUSES = ['active', 'suspended', 'cancelled', 'completed'] as const;
export const BATCH_ITEM_STATUSES = ['open', 'completed', 'failed', 'cancelled'] as const;

export interface BatchView {
  readonly key: BatchKey;
  readonly tenantId: string;
  readonly kind: BatchPlan['kind'];
  readonly plan: BatchPlan;
  /** Which cases were asked for. */
  readonly filter?: readonly Condition[];
  /** `completed`: all has been tried; `failed` of it in vain. */
  readonly status: (typeof BATCH_STATUSES)[number];
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly createdAt: number;
  readonly createdBy?: string;
  readonly endedAt?: number;
}

export interface BatchItemView {
  readonly batchKey: BatchKey;
  readonly kind: BatchPlan['kind'];
  /** The case's key, or that of the incident that is to be resolved. */
  readonly itemKey: string;
  readonly caseKey: CaseKey;
  /** `cancelled`: with its batch, before it was its turn. */
  readonly status: (typeof BATCH_ITEM_STATUSES)[number];
  readonly processedAt?: number;
  /** Why it failed. */
  readonly message?: string;
}
