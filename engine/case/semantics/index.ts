import type { Variables } from '../../errors.ts';
import type { FlowNode } from '../../model/executable-process.ts';
import type { Draft } from '../draft.ts';
import type { Visit } from '../moves.ts';
import type { ElementInstance } from '../state.ts';
import { boundaryEvent } from './boundary-event.ts';
import { eventBasedGateway, leaveBy } from './event-based-gateway.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { feelScriptTask } from './feel-script-task.ts';
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

/** What `instance` waited for on behalf of `target` has come. */
export function triggered(draft: Draft, instance: ElementInstance, target: FlowNode, variables: Variables): void {
  const gateway = target.kind !== 'boundaryEvent' && target.id !== instance.elementId;
  if (gateway) leaveBy(draft, instance, target.id, variables);
  else semanticsOf(target).triggered?.(draft, target, instance, variables);
}
