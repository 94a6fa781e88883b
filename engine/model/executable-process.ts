/**
 * The compiled form of a process: what the step reads. Made once per deployed version by compile.ts, immutable, shared by all cases.
 * A new kind of flow node is one member of `FlowNode`, one file in case/semantics, one test.
 */
import type { Expression } from '../feel/compile.ts';
import type { JobDefinition, MessageTrigger, Throwing, Trigger } from './executable-event.ts';
import type { Listeners, Loop } from './executable-loop.ts';

export * from './executable-event.ts';
export type * from './executable-loop.ts';

export interface ExecutableProcess {
  readonly id: string;
  readonly name: string;
  readonly versionTag?: string;
  /** The scope of the process itself; `root.id` is the process id. */
  readonly root: Scope;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  /** Jobs that the process itself waits for, before anything begins in it and before it is complete. */
  readonly listeners?: Listeners;
  /** Id of the statutory term's profile (`eiga:termProfile`). */
  readonly termProfile?: string;
  /** Whether any event waits for a condition on variables: then a step that sets some looks at them. */
  readonly hasConditions: boolean;
  /** Role, cost and value class of each element by id, from lanes and the `eiga:` extension; for analytics and pages, never for execution. */
  readonly facts: ReadonlyMap<string, ElementFacts>;
}

/** For whom or what a message or a timer is waited for: the applicant, another authority, a missing document whoever brings it. */
export const PARTIES = ['applicant', 'authority', 'document'] as const;
export type AwaitedParty = (typeof PARTIES)[number];

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
  /** Who has to act before a wait ends (`eiga:waitsFor`). */
  readonly waitsFor?: AwaitedParty;
  /** The step of a reference model that it stands for (`eiga:reference`). */
  readonly reference?: string;
  /** Its name in other languages, by language tag. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A process or a sub-process of any kind: something that holds tokens. All ids in document order. */
export interface Scope {
  readonly id: string;
  /** What can begin it from outside: start events; in a process also instantiating receive tasks and targets of instantiating gateways. */
  readonly startEvents: readonly string[];
  /** Where a token is put when it begins by itself: none start events, or else (BPMN 2.0.2 §13.2) nodes without an incoming flow. */
  readonly begins: readonly string[];
  /** Start events of the event sub-processes in it, but for compensation. */
  readonly handlers: readonly string[];
  /** Its compensation event sub-process. */
  readonly compensation?: string;
  /** Inclusive and complex gateways whose tokens wait for others: tested again whenever everything rests. */
  readonly joins: readonly string[];
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
  /** Jobs that it waits for at these moments of its life, one after the other. */
  readonly listeners?: Listeners;
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
  readonly loop?: Loop;
  /** The flow taken when no condition of the others holds. */
  readonly defaultFlow?: string;
  /** The compensation activity that undoes it (boundary event and association). */
  readonly compensation?: string;
  /** It is a compensation activity itself: no flow enters or leaves it. */
  readonly forCompensation?: true;
  /** Tokens it takes to begin, and tokens it puts on each flow; 1 when absent. */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
}

/** Which version of another resource is meant: the newest, that of the same deployment, or the newest with a tag. */
export interface Binding {
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

export interface FormBinding extends Binding {
  readonly formId: string;
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
  | DecisionTask
  | CallActivity
  | ExclusiveGateway
  | ParallelGateway
  | InclusiveGateway
  | ComplexGateway
  | EventBasedGateway
  | SubProcess
  | AdHocSubProcess
  | EventSubProcess;

export interface StartEvent extends Base, FormSource {
  readonly kind: 'startEvent';
  readonly trigger: Trigger;
  /** Of an event sub-process: whether it ends what goes on in the scope around it. */
  readonly interrupting: boolean;
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
/** Work for a machine: service tasks, and send, script and business rule tasks that a worker carries out. */
export interface JobTask extends ActivityBase {
  readonly kind: 'serviceTask' | 'sendTask' | 'jobScriptTask' | 'jobRuleTask';
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
  readonly trigger: MessageTrigger;
}
/** A business rule task whose decision the engine evaluates. */
export interface DecisionTask extends ActivityBase {
  readonly kind: 'decisionTask';
  readonly decision: DecisionReference;
  readonly resultVariable: string;
}
export interface DecisionReference extends Binding {
  readonly decisionId: Expression;
}
/** A process or global task that runs as a case of its own. */
export interface CallActivity extends ActivityBase {
  readonly kind: 'callActivity';
  readonly called: CalledProcess;
  /** Without its input mappings the called case gets all that is visible here; without output mappings all of its own comes back. */
  readonly propagatesAllIn: boolean;
  readonly propagatesAllOut: boolean;
}
export interface CalledProcess extends Binding {
  readonly processId: Expression;
}
export interface ExclusiveGateway extends Base {
  readonly kind: 'exclusiveGateway';
  readonly defaultFlow?: string;
}
export interface ParallelGateway extends Base {
  readonly kind: 'parallelGateway';
}
export interface InclusiveGateway extends Base {
  readonly kind: 'inclusiveGateway';
  readonly defaultFlow?: string;
  /** With two incoming flows or more. */
  readonly join?: Join;
}
export interface ComplexGateway extends Base {
  readonly kind: 'complexGateway';
  readonly defaultFlow?: string;
  /** Absent: it passes each token. It reads `activationCount`, the tokens on all incoming flows, and `waitingForStart`. */
  readonly activation?: Expression;
  readonly join?: Join;
}
/** What table 13.3 of BPMN 2.0.2 asks, answered once. */
export interface Join {
  /**
   * By node of the scope: the incoming flows (bit i: `incoming[i]`) that a token in the node can still come by without visiting the
   * join. Nodes from which none can be reached are left out.
   */
  readonly reach: ReadonlyMap<string, bigint>;
}
export interface EventBasedGateway extends Base {
  readonly kind: 'eventBasedGateway';
  /** It begins a case: one of its events does, or (`parallel`) all of them must come, whichever is first. */
  readonly instantiates?: 'exclusive' | 'parallel';
}
export interface SubProcess extends ActivityBase {
  readonly kind: 'subProcess' | 'transaction';
  readonly inner: Scope;
}
/** A sub-process without an order: its elements are activated as needed (BPMN 2.0.2 §13.3.5). */
export interface AdHocSubProcess extends ActivityBase {
  readonly kind: 'adHocSubProcess';
  readonly inner: Scope;
  /** What can be activated: activities and events without an incoming flow. */
  readonly elements: readonly string[];
  /** A list of ids, activated when it begins. */
  readonly activeElements?: Expression;
  readonly sequential: boolean;
  readonly completionCondition?: Expression;
  /** Whether what still goes on is ended when the condition holds. */
  readonly cancelsRemaining: boolean;
}
export interface EventSubProcess extends Base {
  readonly kind: 'eventSubProcess';
  readonly inner: Scope;
  readonly start: string;
}

export type Activity = Extract<FlowNode, { readonly boundary: readonly string[] }>;

export function isActivity(node: FlowNode): node is Activity {
  return 'boundary' in node;
}

/** The scope that a sub-process of any kind is. */
export function innerOf(node: FlowNode): Scope | undefined {
  return 'inner' in node ? node.inner : undefined;
}
