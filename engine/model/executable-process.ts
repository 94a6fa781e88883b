/**
 * The compiled form of a process: what the step reads. Made once per deployed version by compile.ts, immutable, shared by all cases.
 * A new kind of flow node is one member of `FlowNode`, one file in case/semantics, one test.
 */
import type { Expression } from '../feel/compile.ts';

export interface ExecutableProcess {
  readonly id: string;
  readonly name: string;
  readonly versionTag?: string;
  /** The scope of the process itself; `root.id` is the process id. */
  readonly root: Scope;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  /** Id of the statutory term's profile (`eiga:termProfile`). */
  readonly termProfile?: string;
  /** Role, cost and value class of each element by id, from lanes and the `eiga:` extension; for analytics and pages, never for execution. */
  readonly facts: ReadonlyMap<string, ElementFacts>;
}

/** What a model says about an element beside its execution. */
export interface ElementFacts {
  /** The innermost lane it stands in. */
  readonly lane?: string;
  /** Money for one execution, in the institution's currency. */
  readonly cost?: number;
  /** Lean's classes: adds value, necessary without adding value, waste. */
  readonly valueClass?: 'VA' | 'NNVA' | 'NVA';
  readonly legalBasis?: string;
  /** ISO 8601 duration or the id of a term profile. */
  readonly term?: string;
  /** Its name in other languages, by language tag. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A process or an embedded sub-process: something that holds tokens. */
export interface Scope {
  readonly id: string;
  /** Ids of the start events in this scope. */
  readonly startEvents: readonly string[];
}

export interface SequenceFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: Expression;
}

interface Base {
  readonly id: string;
  readonly name: string;
  /** The scope it stands in: the process id or a sub-process id. */
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** What completing this element does to the case's statutory term (`<eiga:termChange onComplete="restart" />`). */
  readonly termChange?: 'restart' | 'suspend' | 'resume';
  /** Completing it means that the applicant has withdrawn the request (`<eiga:caseOutcome onComplete="withdrawn" />`). */
  readonly withdraws?: true;
}

/** `target` is a path of names: `applicant.address` sets a member of the context `applicant`. */
export interface Mapping {
  readonly source: Expression;
  readonly target: readonly string[];
}

/** What every activity may have. */
interface ActivityBase extends Base {
  /** Ids of the boundary events attached to it, in document order. */
  readonly boundary: readonly string[];
  readonly loop?: MultiInstance;
  /** The flow taken when no condition of the others holds. */
  readonly defaultFlow?: string;
}

export interface MultiInstance {
  readonly sequential: boolean;
  /** A list; or with `cardinality`, a number of instances. */
  readonly inputCollection?: Expression;
  readonly cardinality?: Expression;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  readonly completionCondition?: Expression;
}

/** What a catching event waits for. */
export type Trigger =
  | { readonly kind: 'none' }
  | TimerTrigger
  | { readonly kind: 'message'; readonly name: Expression; readonly correlationKey?: Expression }
  | { readonly kind: 'signal'; readonly name: Expression }
  | { readonly kind: 'error'; readonly code?: string };

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly form: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
  /** `working`: an ISO duration counted in working time of the case's calendar (`eiga:calendar="working"`). */
  readonly calendar: 'wall' | 'working';
}

export interface JobDefinition {
  readonly type: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FormBinding {
  readonly formId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

/** At most one of the three. */
interface FormSource {
  readonly form?: FormBinding;
  /** A form-js schema, JSON text, that the model itself holds (`zeebe:userTaskForm`). */
  readonly embeddedForm?: string;
  /** A reference that only a client of the API understands. */
  readonly externalForm?: string;
}

export type FlowNode =
  | StartEvent
  | EndEvent
  | CatchEvent
  | ThrowEvent
  | BoundaryEvent
  | PlainTask
  | UserTask
  | JobTask
  | MessageSendTask
  | FeelScriptTask
  | ReceiveTask
  | ExclusiveGateway
  | ParallelGateway
  | EventBasedGateway
  | SubProcess;

export interface StartEvent extends Base, FormSource {
  readonly kind: 'startEvent';
  /** none, message, timer or signal. */
  readonly trigger: Trigger;
}
export interface EndEvent extends Base {
  readonly kind: 'endEvent';
  readonly result: Throwing;
}
export interface CatchEvent extends Base {
  readonly kind: 'intermediateCatchEvent';
  readonly trigger: Trigger;
}
export interface ThrowEvent extends Base {
  readonly kind: 'intermediateThrowEvent';
  readonly result: Throwing;
}
export interface BoundaryEvent extends Base {
  readonly kind: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly trigger: Trigger;
}
/** None and manual tasks: they pass at once. */
export interface PlainTask extends ActivityBase {
  readonly kind: 'task' | 'manualTask';
}
export interface UserTask extends ActivityBase, FormSource {
  readonly kind: 'userTask';
  readonly headers: Readonly<Record<string, string>>;
  readonly assignee?: Expression;
  readonly candidateGroups?: Expression;
  readonly candidateUsers?: Expression;
  readonly priority?: Expression;
  readonly dueDate?: Expression;
  readonly followUpDate?: Expression;
}
/** Work for a machine: service, send and job-based script and send tasks. */
export interface JobTask extends ActivityBase {
  readonly kind: 'serviceTask' | 'sendTask' | 'jobScriptTask';
  readonly job: JobDefinition;
}
/** A send task without a job definition: the engine itself publishes the message, and the task is done. */
export interface MessageSendTask extends ActivityBase {
  readonly kind: 'messageSendTask';
  readonly result: Throwing & { readonly kind: 'message' };
}
export interface FeelScriptTask extends ActivityBase {
  readonly kind: 'feelScriptTask';
  readonly expression: Expression;
  readonly resultVariable: string;
}
export interface ReceiveTask extends ActivityBase {
  readonly kind: 'receiveTask';
  readonly trigger: Trigger & { readonly kind: 'message' };
}
export interface ExclusiveGateway extends Base {
  readonly kind: 'exclusiveGateway';
  readonly defaultFlow?: string;
}
export interface ParallelGateway extends Base {
  readonly kind: 'parallelGateway';
}
export interface EventBasedGateway extends Base {
  readonly kind: 'eventBasedGateway';
}
export interface SubProcess extends ActivityBase {
  readonly kind: 'subProcess';
  readonly inner: Scope;
}

/** What a throwing or end event does. A message that is thrown is a job when it has a job definition, else published by the engine. */
export type Throwing =
  | { readonly kind: 'none' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'signal'; readonly name: Expression }
  | { readonly kind: 'message'; readonly name: Expression; readonly correlationKey?: Expression; readonly timeToLiveMs: number }
  | { readonly kind: 'job'; readonly job: JobDefinition };

export type Activity = Extract<FlowNode, { readonly boundary: readonly string[] }>;

export function isActivity(node: FlowNode): node is Activity {
  return 'boundary' in node;
}
