import { optional, type Compilation } from './compilation.ts';
import type { Activity, FlowNode } from './executable-process.ts';
import { compileListeners } from './listeners.ts';
import { compileMappings } from './mappings.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';

/** What every flow node has. */
export type NodeBase = Pick<
  FlowNode,
  'id' | 'name' | 'scope' | 'incoming' | 'outgoing' | 'inputs' | 'outputs' | 'termChange' | 'withdraws' | 'listeners'
>;

/** What every activity has. */
export type ActivityBase = Pick<
  Activity,
  | keyof NodeBase
  | 'boundary'
  | 'loop'
  | 'defaultFlow'
  | 'compensation'
  | 'forCompensation'
  | 'startQuantity'
  | 'completionQuantity'
>;

const TERM_CHANGES = ['restart', 'suspend', 'resume'] as const;

export function compileBase(node: NodeView, compilation: Compilation): NodeBase {
  return {
    id: node.id,
    name: node.element.name ?? '',
    scope: node.scope.id,
    incoming: node.incoming.map(({ id }) => id),
    outgoing: node.outgoing.map(({ id }) => id),
    ...compileMappings(node, compilation),
    ...optional('termChange', termChange(node, compilation)),
    ...optional('withdraws', withdraws(node, compilation)),
    ...optional('listeners', compileListeners(node.element, compilation)),
  };
}

/** `<eiga:termChange onComplete="restart" />`: the clarified request that has come starts the statutory term anew. */
function termChange(node: NodeView, compilation: Compilation): FlowNode['termChange'] {
  const onComplete = extension(node.element, 'eiga:TermChange')?.onComplete;
  const change = TERM_CHANGES.find((known) => known === onComplete);
  if (onComplete !== undefined && !change) {
    const sentence = `${describe(node.element)} changes the term by ${onComplete.slice(0, 40)}; write restart, suspend or resume.`;
    compilation.report('term-change', node.id, sentence);
  }
  return change;
}

/** `<eiga:caseOutcome onComplete="withdrawn" />`: cases that ended for this reason are counted apart. */
function withdraws(node: NodeView, compilation: Compilation): true | undefined {
  const onComplete = extension(node.element, 'eiga:CaseOutcome')?.onComplete;
  if (onComplete !== undefined && onComplete !== 'withdrawn') {
    const sentence = `${describe(node.element)} gives the case the outcome ${onComplete.slice(0, 40)}; write withdrawn, the only one there is.`;
    compilation.report('case-outcome', node.id, sentence);
  }
  return onComplete === 'withdrawn' ? true : undefined;
}
