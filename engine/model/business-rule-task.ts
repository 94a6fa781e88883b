import { compileBinding } from './bindings.ts';
import { place, type Compilation } from './compilation.ts';
import type { FlowNode } from './executable-process.ts';
import { attribute } from './expressions.ts';
import { compileJob } from './jobs.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { ActivityBase } from './node-base.ts';
import { isVariableName } from './variable-names.ts';

/** A decision that the engine evaluates (`zeebe:calledDecision`), or a job. */
export function compileBusinessRuleTask(node: NodeView, activity: ActivityBase, compilation: Compilation): FlowNode | undefined {
  const called = extension(node.element, 'zeebe:CalledDecision');
  if (!called) {
    const job = compileJob(node, compilation);
    return job && { ...activity, kind: 'jobRuleTask', job };
  }
  const decisionId = attribute(called.decisionId, place(node.element, 'The called decision', compilation));
  const resultVariable = called.resultVariable?.trim() ?? '';
  if (!isVariableName(resultVariable)) {
    const sentence = `${describe(node.element)} has no valid result variable; name the variable for the decision's result.`;
    compilation.report('decision-result', node.id, sentence);
  }
  const binding = compileBinding('decision', called, node, compilation);
  return decisionId && binding && { ...activity, kind: 'decisionTask', decision: { decisionId, ...binding }, resultVariable };
}
