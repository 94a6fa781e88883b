/** What the engine is told by messages, and by conditions that begin cases. */
import type { Variables } from '../errors.ts';
import type { CaseKey, DefinitionKey, MessageKey } from '../ids.ts';

export interface Published {
  readonly messageKey: MessageKey;
  /** Cases that it reached or started at once; none when it is kept for its time to live. */
  readonly caseKeys: readonly CaseKey[];
}

export interface MessageRequest {
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  readonly timeToLiveMs: number;
  /** A second message with the same id, name and key within its time to live is refused (conflict). */
  readonly messageId?: string;
}

export interface ConditionsRequest {
  readonly variables: Variables;
  /** Of one process; of all when absent. */
  readonly processId?: string;
}

/** Conditional start events that are true, each with its case; and those that could not be evaluated or started, with the reason. */
export interface ConditionsEvaluated {
  readonly started: readonly {
    readonly processId: string;
    readonly elementId: string;
    readonly caseKey: CaseKey;
    readonly definitionKey: DefinitionKey;
  }[];
  readonly failed: readonly { readonly processId: string; readonly elementId: string; readonly message: string }[];
}
