/**
 * What should happen in the world because of a step: rows to save, waits to open and close, messages to send. Plain data; the store
 * carries them out in the step's own transaction. At most one `save…` of each key in a step, with its last values.
 */
import type { ElementInstanceKey, JobKey, SubscriptionKey, TaskKey, TimerKey } from '../ids.ts';
import type { Variables } from '../errors.ts';
import type { ElementStatus } from '../lifecycle/element.ts';
import type { Incident, Instant, Job, Task } from './state.ts';

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
  | { readonly type: 'broadcastSignal'; readonly name: string; readonly variables: Variables };

export interface ElementInstanceRow {
  readonly key: ElementInstanceKey;
  readonly elementId: string;
  readonly scopeKey?: ElementInstanceKey;
  readonly status: ElementStatus;
  readonly flow?: string;
  readonly loopCounter?: number;
  readonly enabledAt: Instant;
  readonly claimedAt?: Instant;
  readonly startedAt?: Instant;
  readonly suspendedMs: number;
  /** Completed, failed or terminated; `status` says which. */
  readonly endedAt?: Instant;
  /** Who completed it, as far as a person did. */
  readonly actor?: string;
  readonly unit?: string;
  readonly hasIncident: boolean;
}

export interface TaskRow extends Task {
  readonly key: TaskKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
}

export interface JobRow extends Job {
  readonly key: JobKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly errorMessage?: string;
  readonly errorCode?: string;
}

export interface IncidentRow extends Incident {
  readonly elementInstanceKey: ElementInstanceKey;
  readonly elementId: string;
  readonly jobKey?: JobKey;
  /** A sentence a clerk can read; may quote values, so it stays out of the event log. Absent: the stored one stays. */
  readonly message?: string;
  readonly resolvedAt?: Instant;
}
