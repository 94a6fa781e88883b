/** What the engine does for the rest of the house; engine/index.ts is the door through which everybody else sees it. */
import type { Command, StartCommand } from '../case/command.ts';
import type { CaseState, TermProfile } from '../case/state.ts';
import type { LogEvent, VariableEntry } from '../case/log-event.ts';
import type { Finding, Json, Refusal, Variables } from '../errors.ts';
import type {
  CaseKey,
  DecisionKey,
  DefinitionKey,
  ElementInstanceKey,
  FormKey,
  MessageKey,
  RequirementsKey,
  TaskKey,
} from '../ids.ts';
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
import type { DecisionInstanceView, DecisionView, RequirementsRow } from '../store/decision-views.ts';
import type { BatchItemView, BatchView } from '../store/batch-views.ts';
import type { CaseHistory } from '../store/history.ts';
import type { Condition, Page, Query } from '../store/query.ts';
import type { Batches, MigrateRequest } from './change-contract.ts';
import type { ConditionsEvaluated, ConditionsRequest, MessageRequest, Published } from './message-contract.ts';
import type { Access } from '../store/access.ts';
import type { Database } from '../../database/connect.ts';
import type {
  DeployRequest,
  Deployment,
  DeploymentRefused,
  StartRequest,
  Started,
  Performed,
  ActivateJobsRequest,
  ActivatedJob,
  EvaluateRequest,
  Evaluated,
} from './requests.ts';

export type { Access } from '../store/access.ts';
export type * from './change-contract.ts';
export type * from './message-contract.ts';
export type * from './requests.ts';

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
  /** Nothing starts the version any more, and the one before it may be the latest again; conflict while cases of it run. */
  deleteDefinition(access: Access, key: DefinitionKey): Promise<Refusal | undefined>;
  /** Nothing new shows the form, or evaluates what is in the DMN file. Cases go on with the version before it, or with it when none is left. */
  deleteFile(access: Access, key: FormKey | RequirementsKey): Promise<Refusal | undefined>;
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
  /** Erases the values of an ended case and of those it called; what happened and when stays. Conflict while it runs. */
  erase(access: Access, caseKey: CaseKey): Promise<Refusal | undefined>;
  readonly batches: Batches;

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
