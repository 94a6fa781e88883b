import { camunda7Attribute } from './camunda7.ts';
import { compileBinding } from './bindings.ts';
import { place, unsupported, type Compilation } from './compilation.ts';
import type { CallActivity } from './executable-process.ts';
import { attribute } from './expressions.ts';
import { extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { ActivityBase } from './node-base.ts';

/** `zeebe:calledElement`, or the standard's `calledElement`, a qualified name whose prefix says nothing here. Undefined when it calls nothing: a rule tells. */
export function compileCallActivity(node: NodeView, activity: ActivityBase, compilation: Compilation): CallActivity | undefined {
  const zeebe = extension(node.element, 'zeebe:CalledElement');
  const plain = node.element.calledElement?.replace(/^[\w.-]+:(?=[\w.-]+$)/, '');
  const id = zeebe?.processId ?? zeebe?.processIdExpression ?? plain;
  if (zeebe?.businessId !== undefined) {
    unsupported(node, 'called-business-id', 'the business id of a called process is not executed; leave it out.', compilation);
  }
  const processId = attribute(id, place(node.element, 'The called process', compilation));
  const binding = compileBinding('process', zeebe ?? camunda7Binding(node, compilation), node, compilation);
  if (!processId || !binding) return undefined;
  return {
    ...activity,
    kind: 'callActivity',
    called: { processId, ...binding },
    propagatesAllIn: zeebe?.propagateAllParentVariables !== false,
    propagatesAllOut: zeebe?.propagateAllChildVariables ?? activity.outputs.length === 0,
  };
}

function camunda7Binding(node: NodeView, compilation: Compilation): { bindingType?: string; versionTag?: string } {
  const bindingType = camunda7Attribute(node.element, 'calledElementBinding', compilation);
  const versionTag = camunda7Attribute(node.element, 'calledElementVersionTag', compilation);
  return { ...(bindingType !== undefined && { bindingType }), ...(versionTag !== undefined && { versionTag }) };
}
