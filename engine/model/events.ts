import type { Compilation } from './compilation.ts';
import type { FlowNode, Trigger } from './executable-process.ts';
import { compileForm } from './forms.ts';
import { describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { NodeBase } from './node-base.ts';
import { compileThrowing } from './throwing.ts';
import { compileTrigger } from './triggers.ts';

/** Undefined for what is not executed or not complete: a finding says so. */
export function compileEvent(node: NodeView, base: NodeBase, compilation: Compilation): FlowNode | undefined {
  if (node.type === 'EndEvent' || node.type === 'IntermediateThrowEvent') {
    const result = compileThrowing(node, compilation);
    return result && { ...base, kind: node.type === 'EndEvent' ? 'endEvent' : 'intermediateThrowEvent', result };
  }
  const trigger = compileTrigger(node, compilation);
  if (!trigger) return undefined;
  switch (node.type) {
    case 'StartEvent':
      refuseVariables(node, trigger, compilation);
      return { ...base, kind: 'startEvent', trigger, ...compileForm(node, compilation) };
    case 'IntermediateCatchEvent':
      return { ...base, kind: 'intermediateCatchEvent', trigger };
    case 'BoundaryEvent': {
      const attachedTo = node.element.attachedToRef?.id;
      return attachedTo === undefined
        ? undefined
        : { ...base, kind: 'boundaryEvent', trigger, attachedTo, interrupting: node.element.cancelActivity !== false };
    }
    default:
      return undefined;
  }
}

/** What starts a case is asked before there is a case with variables. */
function refuseVariables(node: NodeView, trigger: Trigger, compilation: Compilation): void {
  const expression =
    trigger.kind === 'timer' ? trigger.value : trigger.kind === 'message' || trigger.kind === 'signal' ? trigger.name : undefined;
  const [name] = expression?.names ?? [];
  if (name === undefined) return;
  const sentence = `${describe(node.element)} reads the variable ${name}, but no case has begun yet; write a value or an expression without variables.`;
  compilation.report('start-variables', node.id, sentence);
}
