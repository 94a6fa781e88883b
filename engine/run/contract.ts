/** What the engine does for the rest of the house; engine/index.ts is the door through which everybody else sees it. */
import type { Activation, Command, StartCommand } from '../case/command.ts';
import type { CaseState, Dimensions, TermProfile } from '../case/state.ts';
import type { LogEvent, VariableEntry } from '../case/log-event.ts';
import type { Finding, Json, Refusal, Variables } from '../errors.ts';
import type {
  BatchKey,
  CaseKey,
  DecisionInstanceKey,
  DecisionKey,
  DefinitionKey,
  DeploymentKey,
  ElementInstanceKey,
  FormKey,
  MessageKey,
  TaskKey,
} from '../ids.ts';
import type { DecisionResult } from '../decision/decision-result.ts';
import type { Clock } from '../time/clock.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type {
  CallLink,
  CaseRow,
  DefinitionRow,
  ElementInstanceView,
  ElementStatistics,
  IncidentView,
  JobView,
  MessageSubscriptionView,
  TaskView,
  TimerView,
  VariableView,
} from '../store/views.ts';
import type { DecisionInstanceView, DecisionView, DeployedDecisionRow, RequirementsRow } from '../store/decision-views.ts';
import type { BatchItemView, BatchPlan, BatchView } from '../store/batch-views.ts';
import type { CaseHistory } from '../store/history.ts';
import type { Condition, Page, Query } from '../store/query.ts';
import type { Access } from '../store/access.ts';
import type { Database } from '../../database/connect.ts';

export type { Access } from '../store/access.ts';

export interface Resource {
  /** File name: its ending says what it is (.bpmn, .dmn, .form). */
  readonly name: string;
  readonly content: string;
}

export interface DeployRequest {
  readonly resources: readonly Resource[];
  /** Kept with the version; with it, a model in which tokens may get stuck (`soundness/…`) is deployed on purpose. */
  readonly reason?: string;
  /** Deploys such a model without a reason: other tools' models and tests rely on it. The findings are kept all the same. */
  readonly acceptsUnsound?: boolean;
}

export interface Deployment {
  readonly deploymentKey: DeploymentKey;
  readonly tenantId: string;
  /** Same bytes, same version: `isNew` is false for what was there already. */
  readonly definitions: readonly (DefinitionRow & { readonly isNew: boolean })[];
  readonly forms: readonly {
    readonly formKey: FormKey;
    readonly formId: string;
    readonly version: number;
    readonly resourceName: string;
    readonly isNew: boolean;
  }[];
  readonly decisionRequirements: readonly (RequirementsRow & { readonly isNew: boolean })[];
  readonly decisions: readonly (DeployedDecisionRow & { readonly isNew: boolean })[];
  readonly findings: readonly Finding[];
}

/** 422: nothing was stored. */
export interface DeploymentRefused {
  readonly findings: readonly (Finding & { readonly resource: string })[];
}

export interface StartRequest {
  /** Either the key of a version, or the process id with a version (the latest when absent). */
  readonly definition: { readonly key: DefinitionKey } | { readonly processId: string; readonly version?: number };
  readonly variables: Variables;
  /** Wins over the reserved variable `eiga`, which is read when this is absent. */
  readonly dimensions?: Dimensions;
  /** To begin at these elements instead of at the none start event. */
  readonly activate?: readonly Activation[];
  /** What the client calls the case by. */
  readonly tags?: readonly string[];
  /** When it happened, where that is not now: for loading a history (the demo, cases of an old system). The clock's now when absent. */
  readonly at?: number;
}

export interface Started {
  readonly caseKey: CaseKey;
  readonly definition: DefinitionRow;
}

export interface Performed {
  readonly caseKey: CaseKey;
  readonly version: number;
}

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

export interface ActivateJobsRequest {
  readonly type: string;
  readonly worker: string;
  readonly maxJobs: number;
  readonly timeoutMs: number;
  /** Names of variables to hand out; all visible ones when absent. */
  readonly fetchVariables?: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface ActivatedJob extends JobView {
  readonly variables: Variables;
  /** Of its case. */
  readonly tags: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

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

export interface EvaluateRequest {
  /** The key of a version, or the id of a decision or decision service: its latest version. */
  readonly decision: { readonly key: DecisionKey } | { readonly decisionId: string };
  readonly variables: Variables;
}

export interface Evaluated {
  readonly key: DecisionInstanceKey;
  readonly decisionKey: DecisionKey;
  readonly evaluatedAt: number;
  readonly result: DecisionResult;
}

/** A handler of service jobs inside this process. What it returns are the job's variables; a thrown `BpmnError` goes to an error boundary. */
export type JobHandler = (job: ActivatedJob) => Promise<Variables>;

export interface EngineOptions {
  /** Open and migrated; stays the caller's to close, after `stop`. */
  readonly database: Database;
  readonly clock: Clock;
  /** Job types that this node works on itself. */
  readonly handlers?: Readonly<Record<string, JobHandler>>;
  /** The calendar that a unit of a tenant works by; the Lithuanian office's when it has none of its own. */
  readonly calendarOf?: (tenantId: string, unit: string | undefined) => WorkingCalendar;
  /** The term profile in force for a service on a day. */
  readonly termProfileOf?: (tenantId: string, service: string, at: number) => TermProfile | undefined;
  /** Steps that arrive together share a transaction, up to this many; 1 switches grouping off. */
  readonly groupSize?: number;
  /** What may share a transaction: any cases of one server (the default), or only those of one bucket, on a distributed database. */
  readonly groupWithin?: 'server' | 'bucket';
  /** The bundle of run/file-reader.ts, where it is not beside that of the engine. */
  readonly fileReader?: URL;
  /** Told of what failed with nobody waiting for the answer: a bug in a timer's step, a lost connection. Standard error by default. */
  readonly onFault?: (error: unknown, doing: string) => void;
}

export interface Engine {
  readonly clock: Clock;
  deploy(access: Access, request: DeployRequest): Promise<Deployment | DeploymentRefused>;
  /** Checks without storing anything: the same findings as `deploy`. */
  check(request: DeployRequest): Promise<readonly (Finding & { readonly resource: string })[]>;
  start(access: Access, request: StartRequest): Promise<Started | Refusal>;
  /** Every change of a running case: one lock, one step, one commit. A case or key outside `access` is `notFound`. */
  perform(
    access: Access,
    caseKey: CaseKey,
    command: Exclude<Command, StartCommand>,
    /** `at` as in `StartRequest`; of one case never before an earlier one. */
    options?: { readonly at?: number },
  ): Promise<Performed | Refusal>;

  /** Why `perform` would refuse this now; nothing changes. */
  refusalOf(access: Access, caseKey: CaseKey, command: Exclude<Command, StartCommand>): Promise<Refusal | undefined>;
  /** Goes on in another version; refused with all that stands in the way before anything moves. */
  migrate(access: Access, caseKey: CaseKey, request: MigrateRequest): Promise<Performed | Refusal>;
  /** One thing done to many cases, by the worker, in the background and in the name of whoever asked; each case succeeds or fails alone. */
  readonly batches: {
    /** @returns limit when the filter finds more than 50,000 */
    create(access: Access, request: BatchRequest): Promise<{ readonly batchKey: BatchKey; readonly total: number } | Refusal>;
    suspend(access: Access, key: BatchKey): Promise<Refusal | undefined>;
    resume(access: Access, key: BatchKey): Promise<Refusal | undefined>;
    /** What has been done stays done. */
    cancel(access: Access, key: BatchKey): Promise<Refusal | undefined>;
  };

  activateJobs(access: Access, request: ActivateJobsRequest): Promise<readonly ActivatedJob[]>;
  publishMessage(access: Access, request: MessageRequest): Promise<Published | Refusal>;
  /** Like publishing with no time to live, but notFound when nothing waits for it. */
  correlateMessage(
    access: Access,
    request: Omit<MessageRequest, 'timeToLiveMs'>,
  ): Promise<(Published & { readonly caseKey: CaseKey }) | Refusal>;
  broadcastSignal(access: Access, name: string, variables: Variables): Promise<{ readonly signalKey: MessageKey }>;
  /** Starts a case by each conditional start event of a latest version whose condition is true of these variables. */
  evaluateConditions(access: Access, request: ConditionsRequest): Promise<ConditionsEvaluated | Refusal>;

  /** Evaluates a decision without a case, and keeps what came of it; invalid, with the reason, where it cannot be evaluated. */
  evaluateDecision(access: Access, request: EvaluateRequest): Promise<Evaluated | Refusal>;
  /** The DMN file that a version of a decision is in. */
  decisionXml(access: Access, key: DecisionKey): Promise<string | undefined>;

  /** The compiled model of a version; compiled once per process, then kept. */
  process(access: Access, key: DefinitionKey): Promise<ExecutableProcess | undefined>;
  xml(access: Access, key: DefinitionKey): Promise<string | undefined>;
  form(
    access: Access,
    key: FormKey,
  ): Promise<{ readonly formId: string; readonly version: number; readonly schema: Json } | undefined>;
  /** The form that a task shows, by the binding of its model; undefined when it has none. */
  taskForm(
    access: Access,
    taskKey: TaskKey,
  ): Promise<{ readonly formKey: FormKey; readonly formId: string; readonly version: number; readonly schema: Json } | undefined>;
  /** The form with which a case of this version is started, by the binding of its start event; undefined when it has none. */
  startForm(
    access: Access,
    key: DefinitionKey,
  ): Promise<{ readonly formKey: FormKey; readonly formId: string; readonly version: number; readonly schema: Json } | undefined>;
  state(access: Access, key: CaseKey): Promise<CaseState | undefined>;
  /** Variables visible from a scope (its own win over its parents'). */
  variables(access: Access, scopeKey: ElementInstanceKey): Promise<Variables | undefined>;
  /** The case's event log in order; with `values`, also its variable log. */
  log(
    access: Access,
    key: CaseKey,
  ): Promise<{ readonly events: readonly LogEvent[]; readonly values: readonly VariableEntry[] } | undefined>;

  /** The cases from the top of the calls down to this one. */
  callHierarchy(access: Access, key: CaseKey): Promise<readonly CallLink[] | undefined>;
  /** Ids of the sequence flows that a case has taken. */
  takenFlows(access: Access, key: CaseKey): Promise<readonly string[] | undefined>;
  /** How often each element was reached: in a case, or in the cases of a version (`filter`: as in `search.cases`). */
  statistics(
    access: Access,
    of: { readonly caseKey: CaseKey } | { readonly definitionKey: DefinitionKey; readonly filter?: readonly Condition[] },
  ): Promise<readonly ElementStatistics[] | undefined>;

  /** Paged, filtered, sorted reads; consistent at once. Field names are those of the row. */
  readonly search: {
    definitions(access: Access, query: Query): Promise<Page<DefinitionRow>>;
    cases(access: Access, query: Query): Promise<Page<CaseRow>>;
    elementInstances(access: Access, query: Query): Promise<Page<ElementInstanceView>>;
    tasks(access: Access, query: Query): Promise<Page<TaskView>>;
    jobs(access: Access, query: Query): Promise<Page<JobView>>;
    incidents(access: Access, query: Query): Promise<Page<IncidentView>>;
    variables(access: Access, query: Query): Promise<Page<VariableView>>;
    /** What running cases wait for. */
    messageSubscriptions(access: Access, query: Query): Promise<Page<MessageSubscriptionView>>;
    timers(access: Access, query: Query): Promise<Page<TimerView>>;
    batches(access: Access, query: Query): Promise<Page<BatchView>>;
    batchItems(access: Access, query: Query): Promise<Page<BatchItemView>>;
    /** Versions of DMN files, and of the decisions in them. */
    decisionRequirements(access: Access, query: Query): Promise<Page<RequirementsRow>>;
    decisions(access: Access, query: Query): Promise<Page<DecisionView>>;
    /** What was decided, for cases and without; a row for each decision of the graph. */
    decisionInstances(access: Access, query: Query): Promise<Page<DecisionInstanceView>>;
  };

  /**
   * Follows what has happened to a tenant's cases, for readers that keep their own picture (the event log of analytics). Hands over every
   * case that changed since an earlier call (all of them when `since` is absent), as it stands now with all its element instances and
   * its tasks' suspensions, in batches; answers with the place to go on from. A case may be handed over again; none is missed. `units`
   * of the access do not count: it is for figures over the whole tenant.
   */
  history(
    access: Access,
    since: string | undefined,
    take: (batch: readonly CaseHistory[]) => void | Promise<void>,
  ): Promise<string>;

  /**
   * Works off the batches, and fires what is due by the clock, in order of dueness, until nothing is: timers, leases, messages that expire. Returns how many. What
   * causes each other without end (a cycle of no length, two cases that answer each other's messages) does not keep it for ever.
   */
  fireDue(): Promise<number>;
  /** Wakes by itself for timers and jobs (polling; NOTIFY is only a hint) until `stop`, which waits for what is in flight. */
  run(): void;
  stop(): Promise<void>;
}
