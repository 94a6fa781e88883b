/**
 * The state of a case: plain JSON, complete, and nothing but what a further step needs. Living element instances only; what has ended
 * is in the log and in the element instances' own table.
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
import type { Variables } from '../errors.ts';
import type { BodyStatus } from '../lifecycle/body.ts';
import type { CaseStatus } from '../lifecycle/case.ts';
import type { ElementStatus } from '../lifecycle/element.ts';
import type { JobStatus } from '../lifecycle/job.ts';
import type { TaskStatus } from '../lifecycle/task.ts';
import type { TermStatus } from '../lifecycle/term.ts';
import type { ListenerPhase } from '../model/executable-process.ts';

export const STATE_FORMAT = 1;

/** Instants are milliseconds since 1970 UTC, everywhere in memory. */
export type Instant = number;

export interface CaseState {
  readonly formatVersion: typeof STATE_FORMAT;
  readonly caseKey: CaseKey;
  readonly tenantId: string;
  readonly definitionKey: DefinitionKey;
  readonly status: CaseStatus;
  /** Steps taken; guards the write. */
  readonly version: number;
  /** Log events written so far. */
  readonly seq: number;
  /** Objects that got a key so far. */
  readonly objects: number;
  readonly dimensions: Dimensions;
  /** The call activity whose case this is. */
  readonly caller?: Caller | undefined;
  /** The first case of a conversation over message flows, when it is not this one. */
  readonly conversation?: string | undefined;
  /** Elements after the first of which the case is cancelled. */
  readonly endsAfter?: readonly string[] | undefined;
  readonly startedAt: Instant;
  readonly endedAt?: Instant | undefined;
  /** When the applicant withdrew the request; the case may still have to be closed. */
  readonly withdrawnAt?: Instant | undefined;
  readonly instances: Readonly<Record<ElementInstanceKey, ElementInstance>>;
  /** By scope; a column of its own in the store, so that values can be erased and need not be rewritten at each step. */
  readonly variables: Readonly<Record<ElementInstanceKey, Variables>>;
  readonly suspension?: CaseSuspension | undefined;
  readonly term?: Term | undefined;
  /** The term that begins as soon as the instant it runs from (the registration) is known. */
  readonly awaitedTerm?: TermProfile | undefined;
}

/** Why the case stands still, since when, and whether that is because the one that called it does. */
export interface CaseSuspension {
  readonly reason: SuspensionReason;
  readonly since: Instant;
  readonly byCaller?: true;
}

export interface Caller {
  readonly caseKey: CaseKey;
  readonly elementInstanceKey: ElementInstanceKey;
  /** The case at the top of the calls, and how far below it this one is. */
  readonly rootCaseKey: CaseKey;
  readonly depth: number;
}

/** What a case is counted by. No personal data. */
export interface Dimensions {
  readonly caseNumber?: string;
  readonly service?: string;
  readonly institution?: string;
  readonly unit?: string;
  readonly channel?: Channel;
  readonly applicantKind?: 'natural' | 'legal';
  /** When the institution received the request, and when it registered it. */
  readonly receivedAt?: Instant;
  readonly registeredAt?: Instant;
}
export const CHANNELS = ['desk', 'phone', 'email', 'portal', 'post', 'eldership'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface ElementInstance {
  readonly key: ElementInstanceKey;
  readonly elementId: string;
  /** The instance it lives in; the root has none. A multi-instance body holds its children. */
  readonly scopeKey?: ElementInstanceKey | undefined;
  readonly status: ElementStatus;
  /** The token is here; what is before the work can begin is waiting time. */
  readonly enabledAt: Instant;
  /** The flow it came by; none for the first, for a boundary event, for a child of a body. */
  readonly flow?: string | undefined;
  /** 1, 2, 3… for the children of a multi-instance body. */
  readonly loopCounter?: number | undefined;
  readonly body?: Body | undefined;
  readonly task?: Task | undefined;
  readonly job?: Job | undefined;
  readonly waits: readonly Wait[];
  /** Suspensions of the case that it has lived through; of a task's instance its task has them. */
  readonly suspendedMs?: number | undefined;
  readonly incident?: Incident | undefined;
  /** In a scope or a multi-instance body: how many instances live in it. */
  readonly children: number;
  /** In a scope: tokens that wait at a join, by sequence flow, or for others at an activity that needs several, by its id. */
  readonly marks?: Readonly<Record<string, number>> | undefined;
  /** In a scope: complex gateways that wait for their reset, with the flows they have had a token from. */
  readonly gateways?: Readonly<Record<string, readonly string[]>> | undefined;
  /** In a scope: an interrupting event sub-process has begun, so none of its event sub-processes begins any more. */
  readonly interrupted?: true | undefined;
  /** Of an ad-hoc sub-process in sequence: what comes next. */
  readonly queue?: readonly string[] | undefined;
  /** Of a call activity. */
  readonly calledCaseKey?: CaseKey | undefined;
  /** It has completed (in the order of `seq`) and may be compensated; it lives no longer. */
  readonly kept?: { readonly seq: number; readonly at: Instant } | undefined;
  /** In a scope or body: it holds such instances. */
  readonly keeps?: true | undefined;
  /** The listener whose job it waits for; and the last moment of the element whose listeners have all answered. */
  readonly listener?: { readonly phase: ListenerPhase; readonly index: number } | undefined;
  readonly listened?: 'start' | 'end' | undefined;
  /** Of an own job that has ended, while end listeners have theirs in its place: since when and by whom it was worked on. */
  readonly worked?: { readonly startedAt?: Instant; readonly by?: string } | undefined;
  /** What it has to see compensated: `current` is under way, `pending` come after. */
  readonly compensation?: Compensation | undefined;
  /** Of an instance that is being compensated: who sees to it. */
  readonly driver?: ElementInstanceKey | undefined;
  /** Of a compensation activity: what it compensates. */
  readonly compensates?: ElementInstanceKey | undefined;
}

export interface Compensation {
  readonly pending: readonly ElementInstanceKey[];
  readonly current?: ElementInstanceKey;
}

/** The counters of a loop or multi-instance body; its items are the hidden variable ITEMS of its scope. */
export interface Body {
  readonly status: BodyStatus;
  /** UNKNOWN in a standard loop. */
  readonly total: number;
  readonly started: number;
  readonly completed: number;
  /** Completions for which the events of its behaviour have been thrown. */
  readonly announced?: number;
}
export const UNKNOWN = -1;
/** Hidden as well: what a token brought, and what is asked of a task, while listeners are at work. */
export const BROUGHT = '$brought';
export const ASKED = '$asked';
/** And what goes on when canceling listeners have answered. */
export const THEN = '$then';
/** How many definitions of a throw event have been thrown, while it waits for one of them. */
export const DONE = '$done';
/** What somebody wrote when suspending the case. */
export const SUSPENSION_NOTE = '$suspension';
/** Not a FEEL name, so no expression can read or shadow it. */
export const ITEMS = '$items';
/** Hidden too: what has come so far of an event that waits for several. */
export function hiddenAt(target: string): string {
  return `$${target}`;
}

export interface Task {
  readonly key: TaskKey;
  readonly status: TaskStatus;
  readonly assignee?: string | undefined;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly priority: number;
  readonly createdAt: Instant;
  readonly dueAt?: Instant | undefined;
  readonly followUpAt?: Instant | undefined;
  readonly claimedAt?: Instant | undefined;
  readonly startedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  readonly suspension?: { readonly reason: SuspensionReason; readonly since: Instant } | undefined;
  /** Suspensions that have ended, its own and the case's. */
  readonly suspendedMs: number;
}
export const SUSPENSION_REASONS = ['applicant', 'document', 'authority', 'legal', 'other'] as const;
/** Whom or what a suspended task waits for; `document`: one that is missing, whoever has to bring it. */
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

export interface Job {
  readonly key: JobKey;
  readonly type: string;
  readonly status: JobStatus;
  readonly retries: number;
  readonly createdAt: Instant;
  /** Fencing token: counts the activations; an answer with an older one is refused. */
  readonly lease: number;
  readonly worker?: string | undefined;
  /** The lease ends; then the job may be given out again. */
  readonly deadlineAt?: Instant | undefined;
  /** Not before this, after a failure with back-off. */
  readonly availableAt: Instant;
  /** Its first activation: when the work began. */
  readonly startedAt?: Instant | undefined;
}

/**
 * What an instance waits for besides its task or job; `target` is the element that goes on when it comes, `part` which of several
 * definitions of that event.
 */
export type Wait = { readonly part?: number } & SingleWait;
type SingleWait =
  | {
      readonly kind: 'timer';
      readonly key: TimerKey;
      readonly target: string;
      readonly dueAt: Instant;
      readonly remaining: number;
    }
  | {
      readonly kind: 'message' | 'signal';
      readonly key: SubscriptionKey;
      readonly target: string;
      readonly name: string;
      readonly bucket: number;
    }
  /** A condition on variables; `holds`: whether it did when last looked at. */
  | { readonly kind: 'condition'; readonly key: SubscriptionKey; readonly target: string; readonly holds: boolean };
/** `remaining` of a cycle without end. */
export const FOREVER = -1;

export interface Incident {
  readonly key: IncidentKey;
  readonly kind: IncidentKind;
  readonly raisedAt: Instant;
}
export type IncidentKind =
  | 'condition' // no flow can be taken, or a condition is not a boolean
  | 'expression' // an expression failed
  | 'mapping' // an input or output mapping failed
  | 'timer' // a timer's value is no date, duration or cycle
  | 'correlation' // a correlation key is missing
  | 'assignment' // an assignee, group, priority or date has the wrong type
  | 'jobNoRetries'
  | 'unhandledError'
  | 'deadlock' // tokens wait at joins that nothing can complete
  | 'decision' // a decision is missing or cannot be evaluated
  | 'calledProcess' // a called process is missing or cannot be started
  | 'limit';

/** The statutory term of the case: a clock of its own beside the process. */
export interface Term {
  readonly profile: TermProfile;
  readonly status: TermStatus;
  readonly startedAt: Instant;
  /** The last day on which the term is kept, YYYY-MM-DD in the institution's zone. */
  readonly dueOn: string;
  readonly suspension?: { readonly ground: string; readonly since: Instant };
  readonly suspendedDays: number;
  readonly extensions: number;
  readonly noticeDueOn?: string;
  readonly forwardedTo?: string;
  readonly endedAt?: Instant;
}

/** Law as data: one row of a service's term.json. */
export interface TermProfile {
  readonly id: string;
  readonly legalAct: string;
  readonly validFrom: string;
  readonly startsFrom: 'received' | 'registered';
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  readonly extension?: { readonly days: number; readonly times: number; readonly noticeWithinDays: number };
  readonly suspensionGrounds: readonly string[];
  readonly restartsOnClarification: boolean;
  readonly forwardWithinDays?: number;
  readonly forwardNoticeWithinDays?: number;
}
