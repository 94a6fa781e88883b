/** Sub-processes of every kind. */
import { optional, place, unsupported, type Compilation } from './compilation.ts';
import type { AdHocSubProcess, EventSubProcess, FlowNode, Scope } from './executable-process.ts';
import { feel, standardFeel } from './expressions.ts';
import { extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { ActivityBase, NodeBase } from './node-base.ts';
import { adHocElements } from './scopes.ts';

export function compileSubProcess(node: NodeView, activity: ActivityBase, inner: Scope, compilation: Compilation): FlowNode {
  switch (node.type) {
    case 'Transaction':
      return { ...activity, kind: 'transaction', inner };
    case 'AdHocSubProcess':
      return compileAdHoc(node, activity, inner, compilation);
    default:
      return { ...activity, kind: 'subProcess', inner };
  }
}

/** Undefined without a start event; a rule asks for it. */
export function compileEventSubProcess(base: NodeBase, inner: Scope): EventSubProcess | undefined {
  const [start] = inner.startEvents;
  return start === undefined ? undefined : { ...base, kind: 'eventSubProcess', inner, start };
}

function compileAdHoc(node: NodeView, activity: ActivityBase, inner: Scope, compilation: Compilation): AdHocSubProcess {
  const { element } = node;
  const zeebe = extension(element, 'zeebe:AdHoc');
  if (zeebe?.outputCollection !== undefined || zeebe?.outputElement !== undefined) {
    unsupported(
      node,
      'ad-hoc-output',
      'the output collection of an ad-hoc sub-process is not executed; use mappings.',
      compilation,
    );
  }
  if (extension(element, 'zeebe:TaskDefinition')) {
    unsupported(node, 'ad-hoc-job', 'an ad-hoc sub-process is not led by a job; use activeElementsCollection.', compilation);
  }
  const active = feel(zeebe?.activeElementsCollection, place(element, 'The active elements', compilation));
  const at = place(element, 'The completion condition', compilation);
  const completion = standardFeel(element.completionCondition, at, compilation.language);
  return {
    ...activity,
    kind: 'adHocSubProcess',
    inner,
    elements: node.inner ? adHocElements(node.inner) : [],
    ...optional('activeElements', active),
    sequential: element.ordering === 'Sequential',
    ...optional('completionCondition', completion),
    cancelsRemaining: element.cancelRemainingInstances !== false,
  };
}
