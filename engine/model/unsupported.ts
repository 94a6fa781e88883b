/** What BPMN has and this engine does not execute yet, each refused by its name. A construct that gets executed leaves this list. */
import type { ModdleElement } from 'bpmn-moddle';
import { unsupported } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { definitionsOf, describe, isActivityType, typeOf } from './model-view.ts';
import type { NodeView } from './model-view.ts';

/** Kinds of node: the rule's name and the remedy. */
const KINDS = new Map<string, readonly [thing: string, remedy: string]>([
  ['InclusiveGateway', ['inclusive-gateway', 'inclusive gateways are not executed; use exclusive and parallel ones.']],
  ['ComplexGateway', ['complex-gateway', 'complex gateways are not executed; use exclusive and parallel ones.']],
  ['CallActivity', ['call-activity', 'call activities are not executed; use an embedded sub-process.']],
  ['BusinessRuleTask', ['business-rule-task', 'business rule tasks are not executed; use a service task or a FEEL script.']],
  ['Transaction', ['transaction', 'transactions are not executed; use a sub-process with an error event.']],
  ['AdHocSubProcess', ['ad-hoc-sub-process', 'ad-hoc sub-processes are not executed; draw the flows of a plain sub-process.']],
]);
const EXECUTED_KINDS = new Set(
  'Task ManualTask UserTask ServiceTask SendTask ScriptTask ReceiveTask SubProcess ExclusiveGateway ParallelGateway EventBasedGateway StartEvent EndEvent IntermediateCatchEvent IntermediateThrowEvent BoundaryEvent'.split(
    ' ',
  ),
);

const EVENTS = new Map<string, readonly [thing: string, remedy: string]>([
  ['EscalationEventDefinition', ['escalation-event', 'escalations are not executed; use a signal, a message or an error.']],
  ['CompensateEventDefinition', ['compensation-event', 'compensation is not executed; draw the way back as flows.']],
  ['ConditionalEventDefinition', ['conditional-event', 'conditional events are not executed; use a message or a signal.']],
  ['LinkEventDefinition', ['link-event', 'links are not executed; draw the sequence flow.']],
  ['CancelEventDefinition', ['cancel-event', 'cancel events are not executed; use an error event.']],
]);
const EXECUTED_EVENTS = new Set(['Timer', 'Message', 'Signal', 'Error', 'Terminate'].map((kind) => `${kind}EventDefinition`));

const EXTENSIONS = new Map([
  ['zeebe:ExecutionListeners', 'execution-listeners'],
  ['zeebe:TaskListeners', 'task-listeners'],
  ['zeebe:CalledElement', 'called-element'],
  ['zeebe:CalledDecision', 'called-decision'],
  ['zeebe:AdHoc', 'ad-hoc'],
  ['zeebe:LinkedResources', 'linked-resources'],
  ['zeebe:AgentDefinition', 'agent-definition'],
  ['zeebe:JobPriorityDefinition', 'job-priority'],
  ['zeebe:ConditionalFilter', 'conditional-filter'],
]);

/** Reports what of a node is not executed. `@returns` whether the node as a whole must be left out. */
export function refuseUnsupported(node: NodeView, compilation: Compilation): boolean {
  const { element, type } = node;
  const kind = KINDS.get(type);
  if (kind || !EXECUTED_KINDS.has(type)) {
    const [thing, remedy] = kind ?? [kebab(type), 'this kind of element is not executed; use another.'];
    unsupported(node, thing, remedy, compilation);
    return true;
  }
  if (element.triggeredByEvent === true) {
    unsupported(node, 'event-sub-process', 'event sub-processes are not executed; use a boundary event.', compilation);
    return true;
  }
  refuseExtensions(element, compilation);
  if (isActivityType(type)) refuseMarkers(node, compilation);
  return refuseVariants(node, compilation) || refuseEvents(node, compilation);
}

/** Extensions of an element that would have to be executed. */
export function refuseExtensions(element: ModdleElement, compilation: Compilation): void {
  for (const { $type } of element.extensionElements?.values ?? []) {
    const thing = EXTENSIONS.get($type);
    if (thing === undefined) continue;
    compilation.report(
      `unsupported/${thing}`,
      element.id ?? '',
      `${describe(element)} has ${$type}, which is not executed; remove it.`,
    );
  }
}

function refuseMarkers(node: NodeView, compilation: Compilation): void {
  const { isForCompensation, startQuantity, completionQuantity, loopCharacteristics } = node.element;
  if (isForCompensation === true) {
    unsupported(
      node,
      'compensation-activity',
      'activities for compensation are not executed; draw the way back as flows.',
      compilation,
    );
  }
  if ((startQuantity ?? 1) !== 1 || (completionQuantity ?? 1) !== 1) {
    unsupported(
      node,
      'token-quantity',
      'start and completion quantities other than 1 are not executed; leave them out.',
      compilation,
    );
  }
  if (loopCharacteristics?.$type === 'bpmn:StandardLoopCharacteristics') {
    unsupported(node, 'standard-loop', 'standard loops are not executed; draw the loop with an exclusive gateway.', compilation);
  }
}

function refuseVariants(node: NodeView, compilation: Compilation): boolean {
  if (node.type === 'ReceiveTask' && node.element.instantiate === true) {
    unsupported(
      node,
      'instantiating-receive-task',
      'receive tasks that start a case are not executed; use a message start event.',
      compilation,
    );
    return true;
  }
  if (node.type !== 'EventBasedGateway') return false;
  if (node.element.instantiate === true || node.element.eventGatewayType === 'Parallel') {
    unsupported(
      node,
      'instantiating-event-gateway',
      'event gateways that start a case are not executed; use message start events.',
      compilation,
    );
    return true;
  }
  return false;
}

function refuseEvents(node: NodeView, compilation: Compilation): boolean {
  const definitions = definitionsOf(node.element);
  if (definitions.length > 1 || node.element.parallelMultiple === true) {
    unsupported(
      node,
      'multiple-event',
      'an event with several definitions is not executed; use one event for each.',
      compilation,
    );
    return true;
  }
  for (const definition of definitions) {
    refuseExtensions(definition, compilation);
    const type = typeOf(definition);
    if (EXECUTED_EVENTS.has(type)) continue;
    const [thing, remedy] = EVENTS.get(type) ?? [kebab(type), 'this kind of event is not executed; use another.'];
    unsupported(node, thing, remedy, compilation);
    return true;
  }
  return false;
}

function kebab(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
