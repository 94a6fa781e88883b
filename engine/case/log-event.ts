/**
 * What did happen. The event log holds structure and timing only: no variable values, hence nothing about the applicant. Values go to
 * the variable log beside it under the same sequence number. State is rebuilt from the two by `evolve`, which is also the only
 * way a step changes state, so that the log cannot miss anything.
 */
import type {
  CaseKey,
  DefinitionKey,
  ElementInstanceKey,
  IncidentKey,
  JobKey,
  SubscriptionKey,
  TaskKey,
  TimerKey,
} from '../ids.ts';
import type { Json } from '../errors.ts';
import type { ListenerPhase } from '../model/executable-process.ts';
import type { Actor, TaskChanges } from './command.ts';
import type { Caller, Dimensions, IncidentKind, Instant, SuspensionReason, TermProfile } from './state.ts';

export type LogEvent = Stamp & Happening;

export interface Stamp {
  /** 1, 2, 3… within the case, without gap. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor?: Actor;
}

/** A value of the variable log; `seq` is that of its `variablesSet`. */
export interface VariableEntry {
  readonly seq: number;
  readonly scopeKey: ElementInstanceKey;
  readonly name: string;
  readonly value: Json;
}

/** Which rules of a decision's tables matched (1 is the first); no values. */
export interface DecisionTrace {
  readonly decisionId: string;
  readonly matched: readonly number[];
}

interface AtElement {
  readonly key: ElementInstanceKey;
  readonly elementId: string;
}

export type Happening =
  | {
      readonly type: 'caseStarted';
      readonly caseKey: CaseKey;
      readonly tenantId: string;
      readonly definitionKey: DefinitionKey;
      readonly processId: string;
      readonly dimensions: Dimensions;
      readonly term?: TermProfile;
      readonly caller?: Caller;
      readonly conversation?: string;
      readonly endsAfter?: readonly string[];
    }
  | { readonly type: 'caseRegistered'; readonly caseNumber: string; readonly registeredAt: Instant }
  | { readonly type: 'caseWithdrawn' }
  | { readonly type: 'caseSuspended'; readonly reason: SuspensionReason; readonly byCaller?: true }
  | { readonly type: 'caseResumed' }
  | { readonly type: 'caseCompleted' }
  /** `code`: of the error that a called case ended with. */
  | { readonly type: 'caseCancelled'; readonly code?: string }
  /** Somebody has moved tokens by hand. */
  | { readonly type: 'caseModified'; readonly activated: readonly string[]; readonly terminated: readonly string[] }
  | {
      readonly type: 'caseMigrated';
      readonly definitionKey: DefinitionKey;
      readonly processId: string;
      /** New ids by old ones, where they differ. */
      readonly elements: Readonly<Record<string, string>>;
    }
  /** A token has come: `ready`. */
  | (AtElement & {
      readonly type: 'elementEnabled';
      readonly scopeKey: ElementInstanceKey;
      readonly flow?: string;
      readonly loopCounter?: number;
      readonly compensates?: ElementInstanceKey;
    })
  /** Its start listeners are at work. */
  | (AtElement & { readonly type: 'elementActivating' })
  | (AtElement & { readonly type: 'listenerOpened'; readonly phase: ListenerPhase; readonly index: number })
  | (AtElement & { readonly type: 'listenersDone'; readonly phase: ListenerPhase; readonly denied?: true })
  | (AtElement & { readonly type: 'elementActivated' })
  /** It cannot end yet: its outcome is being worked out, or an incident holds it there. */
  | (AtElement & { readonly type: 'elementCompleting' })
  /** `kept`: it may be compensated as long as its scope lives. */
  | (AtElement & { readonly type: 'elementCompleted'; readonly kept?: true })
  /** A cancelled transaction, whose completed work is being compensated. */
  | (AtElement & { readonly type: 'elementTerminating' })
  | (AtElement & { readonly type: 'elementFailed'; readonly code: string })
  | (AtElement & { readonly type: 'elementTerminated' })
  /** A gateway or event that held its token for no time: enabled and completed in one, so it never was in the state. */
  | (AtElement & { readonly type: 'elementPassed'; readonly scopeKey: ElementInstanceKey; readonly flow?: string })
  | (AtElement & { readonly type: 'bodyOpened'; readonly total: number })
  /** The events of a multi-instance activity's behaviour have been thrown for this many completions. */
  | (AtElement & { readonly type: 'bodyAnnounced'; readonly announced: number })
  /** An interrupting event sub-process begins in this scope. */
  | (AtElement & { readonly type: 'scopeInterrupted' })
  | (AtElement & { readonly type: 'elementsQueued'; readonly queue: readonly string[] })
  | (AtElement & { readonly type: 'escalationThrown'; readonly code: string })
  | (AtElement & { readonly type: 'compensationTriggered'; readonly targets: readonly ElementInstanceKey[] })
  | (AtElement & { readonly type: 'compensationStarted'; readonly driver: ElementInstanceKey })
  | (AtElement & { readonly type: 'compensationCompleted' })
  | (AtElement & { readonly type: 'caseCalled'; readonly calledCaseKey: CaseKey; readonly processId: string })
  /** The called case ended by itself, with an error. */
  | (AtElement & { readonly type: 'callEnded' })
  | (AtElement & { readonly type: 'decisionEvaluated'; readonly decisions: readonly DecisionTrace[] })
  /** A complex gateway took tokens from these flows and waits for its reset / is reset. */
  | {
      readonly type: 'gatewayActivated';
      readonly scopeKey: ElementInstanceKey;
      readonly gateway: string;
      readonly flows: readonly string[];
    }
  | { readonly type: 'gatewayReset'; readonly scopeKey: ElementInstanceKey; readonly gateway: string }
  /** A token waits at a join / a join takes one token from each of these flows. */
  | { readonly type: 'tokenMarked'; readonly scopeKey: ElementInstanceKey; readonly flow: string }
  | { readonly type: 'tokensJoined'; readonly scopeKey: ElementInstanceKey; readonly flows: readonly string[] }
  /** A terminate end event takes the tokens that still wait at joins of its scope. */
  | { readonly type: 'tokensDropped'; readonly scopeKey: ElementInstanceKey }
  | (AtElement & {
      readonly type: 'taskCreated';
      readonly taskKey: TaskKey;
      readonly assignee?: string;
      readonly candidateGroups: readonly string[];
      readonly candidateUsers: readonly string[];
      readonly priority: number;
      readonly dueAt?: Instant;
      readonly followUpAt?: Instant;
    })
  | (AtElement & { readonly type: 'taskClaimed' | 'taskAssigned'; readonly taskKey: TaskKey; readonly assignee: string })
  | (AtElement & {
      readonly type: 'taskUnassigned' | 'taskStarted' | 'taskResumed' | 'taskCompleted' | 'taskCancelled';
      readonly taskKey: TaskKey;
    })
  | (AtElement & { readonly type: 'taskSuspended'; readonly taskKey: TaskKey; readonly reason: SuspensionReason })
  | (AtElement & { readonly type: 'taskUpdated'; readonly taskKey: TaskKey; readonly changes: TaskChanges })
  | (AtElement & { readonly type: 'jobCreated'; readonly jobKey: JobKey; readonly jobType: string; readonly retries: number })
  | (AtElement & {
      readonly type: 'jobActivated';
      readonly jobKey: JobKey;
      readonly worker: string;
      readonly deadlineAt: Instant;
    })
  | (AtElement & { readonly type: 'jobFailed'; readonly jobKey: JobKey; readonly retries: number; readonly availableAt: Instant })
  | (AtElement & {
      readonly type: 'jobUpdated';
      readonly jobKey: JobKey;
      readonly retries?: number;
      readonly deadlineAt?: Instant;
    })
  | (AtElement & { readonly type: 'jobCompleted' | 'jobTimedOut' | 'jobCancelled' | 'jobRetried'; readonly jobKey: JobKey })
  | (AtElement & { readonly type: 'jobErrorThrown'; readonly jobKey: JobKey; readonly code: string })
  | (AtElement & {
      readonly type: 'timerScheduled';
      readonly timerKey: TimerKey;
      readonly target: string;
      readonly dueAt: Instant;
      readonly remaining: number;
      readonly part?: number;
    })
  | (AtElement & { readonly type: 'timerFired' | 'timerCancelled'; readonly timerKey: TimerKey; readonly target: string })
  /** A cycle's timer fired and is due again. */
  | (AtElement & {
      readonly type: 'timerRepeated';
      readonly timerKey: TimerKey;
      readonly target: string;
      readonly dueAt: Instant;
      readonly remaining: number;
    })
  | (AtElement & {
      readonly type: 'subscriptionOpened';
      readonly subscriptionKey: SubscriptionKey;
      readonly kind: 'message' | 'signal';
      readonly target: string;
      readonly name: string;
      readonly bucket: number;
      readonly part?: number;
    })
  | (AtElement & {
      readonly type: 'subscriptionDelivered' | 'subscriptionClosed';
      readonly subscriptionKey: SubscriptionKey;
      readonly target: string;
    })
  | (AtElement & {
      readonly type: 'conditionAwaited';
      readonly conditionKey: SubscriptionKey;
      readonly target: string;
      readonly part?: number;
    })
  | (AtElement & {
      readonly type: 'conditionChanged';
      readonly conditionKey: SubscriptionKey;
      readonly target: string;
      readonly holds: boolean;
    })
  | (AtElement & { readonly type: 'conditionClosed'; readonly conditionKey: SubscriptionKey; readonly target: string })
  | (AtElement & { readonly type: 'messagePublished' | 'signalBroadcast'; readonly name: string })
  | { readonly type: 'variablesSet'; readonly scopeKey: ElementInstanceKey; readonly names: readonly string[] }
  | (AtElement & { readonly type: 'incidentRaised'; readonly incidentKey: IncidentKey; readonly kind: IncidentKind })
  | (AtElement & { readonly type: 'incidentResolved'; readonly incidentKey: IncidentKey })
  | { readonly type: 'termStarted'; readonly profile: TermProfile; readonly startedAt: Instant; readonly dueOn: string }
  | { readonly type: 'termSuspended'; readonly ground: string }
  | { readonly type: 'termResumed'; readonly suspendedDays: number; readonly dueOn: string }
  | { readonly type: 'termRestarted'; readonly dueOn: string }
  | { readonly type: 'termExtended'; readonly reason: string; readonly dueOn: string; readonly noticeDueOn: string }
  | { readonly type: 'termForwarded'; readonly to: string; readonly noticeDueOn?: string }
  | { readonly type: 'termEnded' };
