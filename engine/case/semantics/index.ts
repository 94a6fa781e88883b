import type { Variables } from '../../errors.ts';
import type { FlowNode } from '../../model/executable-process.ts';
import type { Draft } from '../draft.ts';
import type { Visit } from '../moves.ts';
import type { ElementInstance } from '../state.ts';
import { adHocSubProcess } from './ad-hoc-sub-process.ts';
import { boundaryEvent } from './boundary-event.ts';
import { callActivity } from './call-activity.ts';
import { complexGateway } from './complex-gateway.ts';
import { decisionTask } from './decision-task.ts';
import { eventBasedGateway, leaveBy } from './event-based-gateway.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { feelScriptTask } from './feel-script-task.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { intermediateCatchEvent } from './intermediate-catch-event.ts';
import { jobTask } from './job-task.ts';
import { messageSendTask } from './message-send-task.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { plainTask } from './plain-task.ts';
import { receiveTask } from './receive-task.ts';
import type { Semantics } from './semantics.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';
import { throwingEvent } from './throwing-event.ts';
import { userTask } from './user-task.ts';

/** Every kind of flow node and what it does: a kind that is missing here does not compile. */
const SEMANTICS: { readonly [Kind in FlowNode['kind']]: Semantics<NodeOf<Kind>> } = {
  startEvent,
  endEvent: throwingEvent,
  intermediateThrowEvent: throwingEvent,
  intermediateCatchEvent,
  boundaryEvent,
  task: plainTask,
  manualTask: plainTask,
  userTask,
  serviceTask: jobTask,
  sendTask: jobTask,
  jobScriptTask: jobTask,
  messageSendTask,
  feelScriptTask,
  receiveTask,
  exclusiveGateway,
  parallelGateway,
  eventBasedGateway,
  subProcess,
  transaction: subProcess,
  adHocSubProcess,
  eventSubProcess,
  jobRuleTask: jobTask,
  decisionTask,
  callActivity,
  inclusiveGateway,
  complexGateway,
};

type NodeOf<Kind, Node = FlowNode> = Node extends { readonly kind: infer Kinds } ? (Kind extends Kinds ? Node : never) : never;

/** The node's own row of the table: its kind says that they fit. */
function semanticsOf(node: FlowNode): Semantics<FlowNode> {
  return SEMANTICS[node.kind];
}

/** A token has come to a node. @throws Problem */
export function enter(draft: Draft, node: FlowNode, visit: Visit): void {
  semanticsOf(node).enter(draft, node, visit);
}

/** Whether a token that came by a flow enters the node now; false: it waits at a join. */
export function gathers(draft: Draft, node: FlowNode, visit: Visit): boolean {
  return semanticsOf(node).gathers?.(draft, node, visit) ?? true;
}

/** Nothing moves in a scope any more: whether one of its joins does not wait for others any longer, and goes on. @throws Problem */
export function rests(draft: Draft, node: FlowNode, scope: ElementInstance): boolean {
  return semanticsOf(node).rests?.(draft, node, scope) ?? false;
}

/** What `instance` waited for on behalf of `target` has come. */
export function triggered(draft: Draft, instance: ElementInstance, target: FlowNode, variables: Variables): void {
  const waiting = draft.process.nodes.get(instance.elementId);
  if (waiting?.kind === 'eventBasedGateway') leaveBy(draft, instance, target.id, variables);
  else semanticsOf(target).triggered?.(draft, target, instance, variables);
}
