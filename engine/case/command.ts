/** What can be asked of a case. One union; `step` answers each with a new state or with a refusal. */
import type {
  CaseKey,
  DecisionKey,
  DefinitionKey,
  ElementInstanceKey,
  IncidentKey,
  JobKey,
  SubscriptionKey,
  TaskKey,
  TimerKey,
} from '../ids.ts';
import type { Variables } from '../errors.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { DecisionResult } from '../decision/decision-result.ts';
import type { Binding, ExecutableProcess } from '../model/executable-process.ts';
import type { Caller, Dimensions, Instant, SuspensionReason, TermProfile } from './state.ts';

export type Command =
  StartCommand | TaskCommand | JobCommand | EventCommand | CaseCommand | RepairCommand | CallCommand | TermCommand;

export interface StartCommand {
  readonly type: 'startCase';
  readonly caseKey: CaseKey;
  readonly tenantId: string;
  readonly definitionKey: DefinitionKey;
  /** The start event; the none start event when absent. */
  readonly startEvent?: string;
  readonly variables: Variables;
  readonly dimensions: Dimensions;
  readonly term?: TermProfile;
  /** Which of several definitions of that event has happened. */
  readonly part?: number;
  readonly caller?: Caller;
  readonly conversation?: string;
  /** To begin at these elements instead of at a start event; the process is the scope around them, or what they lie in. */
  readonly activate?: readonly Activation[];
  /** The case is cancelled as soon as one of these elements has been left, by whichever way: for trying out a part of a process. */
  readonly endsAfter?: readonly string[];
}

export type TaskCommand =
  /** Refused when somebody else has claimed it. */
  | { readonly type: 'claimTask'; readonly taskKey: TaskKey; readonly user: string }
  /** Gives it to a person whoever holds it now; the earlier claim stays in the log. */
  | { readonly type: 'assignTask'; readonly taskKey: TaskKey; readonly user: string }
  | { readonly type: 'unassignTask'; readonly taskKey: TaskKey }
  | { readonly type: 'startTask'; readonly taskKey: TaskKey }
  | { readonly type: 'suspendTask'; readonly taskKey: TaskKey; readonly reason: SuspensionReason }
  | { readonly type: 'resumeTask'; readonly taskKey: TaskKey }
  | { readonly type: 'completeTask'; readonly taskKey: TaskKey; readonly variables: Variables }
  | { readonly type: 'updateTask'; readonly taskKey: TaskKey; readonly changes: TaskChanges };

/** null clears a date. */
export interface TaskChanges {
  readonly candidateGroups?: readonly string[];
  readonly candidateUsers?: readonly string[];
  readonly priority?: number;
  readonly dueAt?: Instant | null;
  readonly followUpAt?: Instant | null;
}

export type JobCommand =
  | { readonly type: 'activateJob'; readonly jobKey: JobKey; readonly worker: string; readonly timeoutMs: number }
  /** `lease`, where the worker knows it, fences off an answer from an activation that is over. */
  | {
      readonly type: 'completeJob';
      readonly jobKey: JobKey;
      readonly lease?: number;
      readonly variables: Variables;
      readonly listener?: ListenerAnswer;
    }
  | {
      readonly type: 'failJob';
      readonly jobKey: JobKey;
      readonly lease?: number;
      readonly retries: number;
      readonly message: string;
      readonly backOffMs: number;
      readonly variables: Variables;
    }
  | {
      readonly type: 'throwJobError';
      readonly jobKey: JobKey;
      readonly lease?: number;
      readonly code: string;
      readonly message: string;
      readonly variables: Variables;
    }
  | { readonly type: 'updateJob'; readonly jobKey: JobKey; readonly retries?: number; readonly timeoutMs?: number }
  /** The lease is over (its deadline has passed): the job may be given out again. */
  | { readonly type: 'timeOutJob'; readonly jobKey: JobKey };

/** What a user task's listener may say besides: not so, or not quite so. */
export interface ListenerAnswer {
  readonly denied?: true;
  readonly corrections?: TaskChanges & { readonly assignee?: string };
}

export type EventCommand =
  | { readonly type: 'fireTimer'; readonly timerKey: TimerKey }
  /** A message or a signal reaches one subscription of this case. */
  | { readonly type: 'deliver'; readonly subscriptionKey: SubscriptionKey; readonly variables: Variables };

export type CaseCommand =
  | { readonly type: 'resolveIncident'; readonly incidentKey: IncidentKey }
  /** `local`: in that very scope; else where each name already exists going up, or in the root. */
  | {
      readonly type: 'setVariables';
      readonly scopeKey: ElementInstanceKey;
      readonly variables: Variables;
      readonly local: boolean;
    }
  | { readonly type: 'registerCase'; readonly caseNumber: string; readonly registeredAt: Instant }
  /**
   * Nothing moves until it is resumed, in the cases that it has called neither; the note may quote the applicant, so it goes where values
   * go. `byCaller`: with the case that called it, and resumed with that one alone.
   */
  | { readonly type: 'suspendCase'; readonly reason: SuspensionReason; readonly note?: string; readonly byCaller?: true }
  | { readonly type: 'resumeCase'; readonly byCaller?: true }
  /** `byCaller`: a called case is ended by the case that called it and by nobody else. */
  | { readonly type: 'cancelCase'; readonly byCaller?: true }
  /** Begins elements of an ad-hoc sub-process. */
  | {
      readonly type: 'activateElements';
      readonly key: ElementInstanceKey;
      readonly elements: readonly { readonly elementId: string; readonly variables?: Variables }[];
      readonly cancelRemaining?: boolean;
    };

/** What only somebody who takes responsibility asks: to change where a case stands. */
export type RepairCommand =
  | {
      readonly type: 'modifyCase';
      readonly activate: readonly Activation[];
      readonly terminate: readonly ElementInstanceKey[];
      /** Ends an element instance and begins another element in its scope. */
      readonly move: readonly { readonly key: ElementInstanceKey; readonly to: string }[];
      /** Of the case itself, set before anything moves. */
      readonly variables?: Variables;
    }
  /**
   * Goes on in another version. The step is given that version's process, and the old one as `StepContext.from`. `elements` maps ids that
   * differ; elements and flows that keep their id need no entry.
   */
  | { readonly type: 'migrateCase'; readonly definitionKey: DefinitionKey; readonly elements: Readonly<Record<string, string>> };

export interface Activation {
  readonly elementId: string;
  /** Which living scope it begins in (or below), where there are several. */
  readonly ancestorKey?: ElementInstanceKey;
  /** Local variables of scopes that begin with it, by element id, its own among them. */
  readonly variables?: Readonly<Record<string, Variables>>;
}

/** What a called case tells the call activity that waits for it. */
export type CallCommand =
  | { readonly type: 'calledCompleted'; readonly elementInstanceKey: ElementInstanceKey; readonly variables: Variables }
  | {
      readonly type: 'calledThrew';
      readonly elementInstanceKey: ElementInstanceKey;
      readonly kind: 'error' | 'escalation';
      readonly code: string;
      readonly variables: Variables;
    }
  /** It could not be started. */
  | { readonly type: 'callRefused'; readonly elementInstanceKey: ElementInstanceKey; readonly message: string };

export type TermCommand =
  | { readonly type: 'suspendTerm'; readonly ground: string }
  | { readonly type: 'resumeTerm' }
  /** The applicant clarified the request: counted anew from now. */
  | { readonly type: 'restartTerm' }
  | { readonly type: 'extendTerm'; readonly days: number; readonly reason: string }
  | { readonly type: 'forwardTerm'; readonly to: string };

/** What a step may know of the world: the instant, who asks, the institution's days. Nothing else; a step has no clock of its own. */
export interface StepContext {
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly actor?: Actor;
  /** Of a migration: the process that the case has followed so far. */
  readonly from?: ExecutableProcess;
  /** A key for a called case; its bucket is the caller's. Where it is absent, call activities cannot run. */
  readonly newCaseKey?: () => CaseKey;
  /** The version of a decision that a reference means; undefined: there is none. */
  readonly decisionFor?: (decisionId: string, binding: Binding) => DeployedDecision | undefined;
}

export interface DeployedDecision {
  readonly decisionKey: DecisionKey;
  readonly version: number;
  /** @throws DecisionError */
  evaluate(inputs: Variables, at: { readonly now: Instant; readonly zone: string }): DecisionResult;
}

export interface Actor {
  readonly user: string;
  readonly role?: string;
  readonly unit?: string;
}
