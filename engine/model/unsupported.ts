/** What BPMN and its extensions have and this engine does not execute, each refused by its name. */
import type { ModdleElement } from 'bpmn-moddle';
import { unsupported } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { definitionsOf, describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';

const EXECUTED_KINDS = new Set(
  'Task ManualTask UserTask ServiceTask SendTask ScriptTask ReceiveTask BusinessRuleTask CallActivity SubProcess Transaction AdHocSubProcess ExclusiveGateway ParallelGateway InclusiveGateway ComplexGateway EventBasedGateway StartEvent EndEvent IntermediateCatchEvent IntermediateThrowEvent BoundaryEvent'.split(
    ' ',
  ),
);

const EXTENSIONS = new Map([
  ['zeebe:ExecutionListeners', 'execution-listeners'],
  ['zeebe:TaskListeners', 'task-listeners'],
  ['zeebe:LinkedResources', 'linked-resources'],
  ['zeebe:AgentDefinition', 'agent-definition'],
  ['zeebe:JobPriorityDefinition', 'job-priority'],
]);

/** Reports what of a node is not executed. `@returns` whether the node as a whole must be left out. */
export function refuseUnsupported(node: NodeView, compilation: Compilation): boolean {
  const { element, type } = node;
  if (!EXECUTED_KINDS.has(type)) {
    unsupported(node, kebab(type), 'this kind of element is not executed; use another.', compilation);
    return true;
  }
  if (element.triggeredByEvent === true && type !== 'SubProcess') {
    unsupported(node, 'event-sub-process', 'an event cannot begin this kind; use a plain event sub-process.', compilation);
    return true;
  }
  refuseExtensions(element, compilation, true);
  for (const definition of definitionsOf(element)) refuseExtensions(definition, compilation);
  return false;
}

/** Extensions of an element that would have to be executed; whether it may listen at a moment is said in listeners.ts. */
export function refuseExtensions(element: ModdleElement, compilation: Compilation, mayListen = false): void {
  for (const { $type } of element.extensionElements?.values ?? []) {
    const thing = EXTENSIONS.get($type);
    if (thing === undefined || (mayListen && thing.endsWith('listeners'))) continue;
    compilation.report(
      `unsupported/${thing}`,
      element.id ?? '',
      `${describe(element)} has ${$type}, which is not executed; remove it.`,
    );
  }
}

function kebab(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
