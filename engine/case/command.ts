/** What can be asked of a case. One union; `step` answers each with a new state or with a refusal. */
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
import type { Variables } from '../errors.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { Dimensions, Instant, SuspensionReason, TermProfile } from './state.ts';

export type Command = StartCommand | TaskCommand | JobCommand | EventCommand | CaseCommand | TermCommand;

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
  | { readonly type: 'completeJob'; readonly jobKey: JobKey; readonly lease?: number; readonly variables: Variables }
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
  | { readonly type: 'cancelCase' };

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
}

export interface Actor {
  readonly user: string;
  readonly role?: string;
  readonly unit?: string;
}
