import type { Compilation } from './compilation.ts';
import { triggersOf } from './executable-event.ts';
import type { FlowNode, Trigger } from './executable-process.ts';
import { compileForm } from './forms.ts';
import { describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { NodeBase } from './node-base.ts';
import { instantiates } from './scopes.ts';
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
      if (!node.scope.host) refuseVariables(node, trigger, compilation);
      return {
        ...base,
        kind: 'startEvent',
        trigger,
        interrupting: node.element.isInterrupting !== false || node.scope.element.triggeredByEvent !== true,
        ...compileForm(node, compilation),
      };
    case 'IntermediateCatchEvent':
      if (!node.scope.host && instantiates(node)) refuseVariables(node, trigger, compilation);
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

/** What starts a case is asked before there is a case with variables; only a condition reads those it is started with. */
export function refuseVariables(node: NodeView, trigger: Trigger, compilation: Compilation): void {
  const names = triggersOf(trigger).flatMap((each) => {
    if (each.kind === 'timer') return each.value.names;
    return each.kind === 'message' || each.kind === 'signal' ? each.name.names : [];
  });
  if (names[0] === undefined) return;
  const sentence = `${describe(node.element)} reads the variable ${names[0]}, but no case has begun yet; write a value or an expression without variables.`;
  compilation.report('start-variables', node.id, sentence);
}
