/**
 * What should happen in the world because of a step: rows to save, waits to open and close, messages to send. Plain data; the store
 * carries them out in the step's own transaction. At most one `save…` of each key in a step, with its last values.
 */
import type {
  CaseKey,
  DecisionInstanceKey,
  DecisionKey,
  ElementInstanceKey,
  JobKey,
  SubscriptionKey,
  TaskKey,
  TimerKey,
} from '../ids.ts';
import type { Variables } from '../errors.ts';
import type { ElementStatus } from '../lifecycle/element.ts';
import type { DecisionResult } from '../decision/decision-result.ts';
import type { Binding, ListenerPhase } from '../model/executable-process.ts';
import type { CallCommand, CaseCommand } from './command.ts';
import type { Caller, Dimensions, Incident, Instant, Job, Task } from './state.ts';

export type Effect =
  | { readonly type: 'saveElementInstance'; readonly row: ElementInstanceRow }
  | { readonly type: 'saveTask'; readonly row: TaskRow }
  | { readonly type: 'saveJob'; readonly row: JobRow }
  | { readonly type: 'saveIncident'; readonly row: IncidentRow }
  | {
      readonly type: 'scheduleTimer';
      readonly timerKey: TimerKey;
      readonly elementInstanceKey: ElementInstanceKey;
      readonly target: string;
      readonly dueAt: Instant;
    }
  | { readonly type: 'cancelTimer'; readonly timerKey: TimerKey }
  | {
      readonly type: 'openSubscription';
      readonly subscriptionKey: SubscriptionKey;
      readonly elementInstanceKey: ElementInstanceKey;
      readonly kind: 'message' | 'signal';
      readonly target: string;
      readonly name: string;
      /** Empty for a signal. */
      readonly correlationKey: string;
      /** Of the subscription: the hash of name and correlation key. */
      readonly bucket: number;
    }
  | { readonly type: 'closeSubscription'; readonly subscriptionKey: SubscriptionKey; readonly bucket: number }
  | {
      readonly type: 'publishMessage';
      readonly name: string;
      readonly correlationKey: string;
      readonly timeToLiveMs: number;
      readonly variables: Variables;
    }
  | { readonly type: 'broadcastSignal'; readonly name: string; readonly variables: Variables }
  /** Start a case for a call activity, as long as that still waits for it. */
  | CallCase
  /** Tell another case what concerns it. */
  | {
      readonly type: 'tellCase';
      readonly caseKey: CaseKey;
      readonly command: CallCommand | Extract<CaseCommand, { readonly type: 'cancelCase' | 'suspendCase' | 'resumeCase' }>;
    }
  | { readonly type: 'saveDecision'; readonly row: DecisionRow };

export interface CallCase {
  readonly type: 'callCase';
  readonly calledCaseKey: CaseKey;
  readonly processId: string;
  readonly binding: Binding;
  readonly caller: Caller;
  readonly variables: Variables;
  readonly dimensions: Dimensions;
}

/** One evaluation of a decision by a business rule task, with every decision it required. */
export interface DecisionRow {
  readonly key: DecisionInstanceKey;
  readonly decisionKey: DecisionKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly evaluatedAt: Instant;
  readonly result: DecisionResult;
}

export interface ElementInstanceRow {
  readonly key: ElementInstanceKey;
  readonly elementId: string;
  readonly scopeKey?: ElementInstanceKey | undefined;
  readonly status: ElementStatus;
  readonly flow?: string | undefined;
  readonly loopCounter?: number | undefined;
  readonly enabledAt: Instant;
  readonly claimedAt?: Instant | undefined;
  readonly startedAt?: Instant | undefined;
  readonly suspendedMs: number;
  /** Completed, failed or terminated; `status` says which. */
  readonly endedAt?: Instant | undefined;
  /** Who completed it, as far as a person did. */
  readonly actor?: string | undefined;
  readonly unit?: string | undefined;
  readonly hasIncident: boolean;
}

/** `listener`: the moment whose listeners it waits for. */
export interface TaskRow extends Task {
  readonly listener?: ListenerPhase | undefined;
  readonly key: TaskKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
}

export interface JobRow extends Job {
  readonly key: JobKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly errorMessage?: string | undefined;
  readonly errorCode?: string | undefined;
  /** It is no work of the element, but one of the listeners at this moment of its life. */
  readonly listener?: { readonly phase: ListenerPhase; readonly index: number } | undefined;
  /** Its case is suspended: it is not given out. */
  readonly suspended?: true | undefined;
}

export interface IncidentRow extends Incident {
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly jobKey?: JobKey | undefined;
  /** A sentence a clerk can read; may quote values, so it stays out of the event log. Absent: the stored one stays. */
  readonly message?: string | undefined;
  readonly resolvedAt?: Instant | undefined;
}
